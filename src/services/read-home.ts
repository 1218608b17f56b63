import { findPerson, saveHomePlace } from '../db/people.js';
import { findRoleHolders } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import type { HomeSheet } from '../domain/shown-home.js';
import type { Deps } from './deps.js';

/** What this person's Home shows now. */
export function readHome({ db, clock }: Deps, workspaceId: string, userId: string): Promise<HomeSheet> {
  return db.snapshot(async (reads) => {
    const { name, reviewChannel, financeChannel } = await getProgramme(reads, workspaceId);
    const { rolesOf } = await findRoleHolders(reads, workspaceId, clock.now());
    return {
      programme: name,
      isSetUp: reviewChannel !== null && financeChannel !== null,
      roles: rolesOf.get(userId) ?? new Set(),
      admins: [...rolesOf].filter(([, roles]) => roles.has('admin')).map(([admin]) => admin),
    };
  });
}

/** Notes that somebody looks at their Home: from then on it follows what they do elsewhere. */
export async function noteHomeOpened({ db }: Pick<Deps, 'db'>, workspaceId: string, userId: string): Promise<void> {
  if (await hasOpenHome({ db }, workspaceId, userId)) return;
  await db.transaction((tx) => saveHomePlace(tx, { workspaceId, userId }, {}));
}

export async function hasOpenHome({ db }: Pick<Deps, 'db'>, workspaceId: string, userId: string): Promise<boolean> {
  return (await findPerson(db.reads, workspaceId, userId))?.home != null;
}
