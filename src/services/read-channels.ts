import { getProgramme } from '../db/workspaces.js';
import type { Deps } from './deps.js';

/** Where the cards and the invoices go now. */
export async function readChannels(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
): Promise<{ readonly reviewChannel: string; readonly financeChannel: string }> {
  const { reviewChannel, financeChannel } = await getProgramme(db.reads, workspaceId);
  return { reviewChannel, financeChannel };
}
