import { type Actor, isGroupFresh, type Role } from '../domain/policy.js';
import type { Reads, Tx } from './client.js';

export interface Grant {
  readonly role: Role;
  readonly principalId: string;
}

export function findGrants(db: Reads, workspaceId: string): Promise<Grant[]> {
  return db.roleGrant.findMany({ where: { workspaceId }, select: { role: true, principalId: true } });
}

/** Makes these people and groups, and no others, hold the role. */
export async function replaceGrants(
  tx: Tx,
  programme: { readonly id: string; readonly workspaceId: string },
  role: Role,
  principalIds: readonly string[],
): Promise<void> {
  const where = { workspaceId: programme.workspaceId, programmeId: programme.id, role };
  await tx.roleGrant.deleteMany({ where });
  await tx.roleGrant.createMany({ data: [...new Set(principalIds)].map((principalId) => ({ ...where, principalId })) });
}

export async function saveUserGroup(
  tx: Tx,
  group: {
    readonly workspaceId: string;
    readonly groupId: string;
    readonly userIds: string[];
    readonly refreshedAt: Date;
  },
): Promise<void> {
  const { workspaceId, groupId } = group;
  await tx.userGroup.upsert({ where: { workspaceId_groupId: { workspaceId, groupId } }, create: group, update: group });
}

/**
 * Everybody a role was given to, people and members of groups, each with all roles. Stale groups grant nothing; which
 * roles are given to such groups, and so to nobody knows whom, is in `uncertain`.
 */
export async function findRoleHolders(
  db: Reads,
  workspaceId: string,
  now: Date,
): Promise<{ readonly rolesOf: ReadonlyMap<string, ReadonlySet<Role>>; readonly uncertain: ReadonlySet<Role> }> {
  const grants = await findGrants(db, workspaceId);
  const groups = await db.userGroup.findMany({ where: { workspaceId } });
  const fresh = new Map(
    groups.filter((group) => isGroupFresh(group.refreshedAt, now)).map((group) => [group.groupId, group.userIds]),
  );
  const rolesOf = new Map<string, Set<Role>>();
  const uncertain = new Set<Role>();
  for (const { role, principalId } of grants) {
    const isGroup = principalId.startsWith('S');
    if (isGroup && !fresh.has(principalId)) uncertain.add(role);
    for (const userId of isGroup ? (fresh.get(principalId) ?? []) : [principalId]) {
      rolesOf.set(userId, (rolesOf.get(userId) ?? new Set()).add(role));
    }
  }
  return { rolesOf, uncertain };
}

/** Somebody who acts, as they are known at this moment. */
export async function loadActor(db: Reads, workspaceId: string, userId: string, now: Date): Promise<Actor> {
  const { rolesOf, uncertain } = await findRoleHolders(db, workspaceId, now);
  const contacts = await db.contact.findMany({
    where: { workspaceId, slackUserId: userId },
    select: { partnerId: true },
  });
  return {
    userId,
    roles: rolesOf.get(userId) ?? new Set(),
    partnerIds: new Set(contacts.map((contact) => contact.partnerId)),
    hasStaleGroups: uncertain.size > 0,
  };
}
