import type { Reads } from '../db/client.js';
import { findGrants, findRoleHolders, saveUserGroup } from '../db/roles.js';
import { findWorkspaces } from '../db/workspaces.js';
import { adminsOf } from '../domain/policy.js';
import type { Deps } from './deps.js';

/** Everybody who is an admin now, directly or through a user group. */
export async function findAdmins(db: Reads, workspaceId: string, now: Date): Promise<string[]> {
  const { rolesOf } = await findRoleHolders(db, workspaceId, now);
  return adminsOf(rolesOf);
}

export function readAdminIds({ db, clock }: Deps, workspaceId: string): Promise<string[]> {
  return findAdmins(db.reads, workspaceId, clock.now());
}

/** The user groups that roles were given to, in every workspace. */
export async function readGroupsInUse({ db }: Pick<Deps, 'db'>): Promise<{ workspaceId: string; groupId: string }[]> {
  const groups: { workspaceId: string; groupId: string }[] = [];
  for (const { id: workspaceId } of await findWorkspaces(db.reads)) {
    const principals = new Set((await findGrants(db.reads, workspaceId)).map((grant) => grant.principalId));
    for (const principal of principals) if (principal.startsWith('S')) groups.push({ workspaceId, groupId: principal });
  }
  return groups;
}

export async function noteUserGroup(
  { db, clock }: Deps,
  group: { readonly workspaceId: string; readonly groupId: string; readonly userIds: string[] },
): Promise<void> {
  await db.transaction((tx) => saveUserGroup(tx, { ...group, refreshedAt: clock.now() }));
}
