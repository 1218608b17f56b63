import { findProgrammes } from '../db/workspaces.js';
import type { Deps } from './deps.js';

/** Every workspace that has books. */
export async function readWorkspaceIds({ db }: Pick<Deps, 'db'>): Promise<string[]> {
  return (await findProgrammes(db.reads)).map(({ workspaceId }) => workspaceId);
}
