import { findProgrammes, getWorkspace } from '../db/workspaces.js';
import type { Deps } from './deps.js';

/** Every workspace that has books. */
export async function readWorkspaceIds({ db }: Pick<Deps, 'db'>): Promise<string[]> {
  return (await findProgrammes(db.reads)).map(({ workspaceId }) => workspaceId);
}

/** The team's own address: https://acme.slack.com/ */
export async function readTeamUrl({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<string> {
  return (await getWorkspace(db.reads, workspaceId)).url;
}
