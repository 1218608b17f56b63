import { saveApprovalNotices } from '../db/people.js';
import type { Deps } from './deps.js';

/** Turns messages to one creator about approvals and payments on or off. Declines and holds are told regardless. */
export async function setApprovalNotices(
  { db }: Pick<Deps, 'db'>,
  who: { readonly workspaceId: string; readonly userId: string },
  isOn: boolean,
): Promise<void> {
  await db.transaction((tx) => saveApprovalNotices(tx, who, isOn));
}
