import type { Actor, Role } from '../domain/policy.js';
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

const A_DAY = 86_400_000;

/** Everybody a role was given to, people and members of groups, each with all roles. Stale groups grant nothing. */
export async function findRoleHolders(
  db: Reads,
  workspaceId: string,
  now: Date,
): Promise<{ readonly rolesOf: ReadonlyMap<string, ReadonlySet<Role>>; readonly staleGroupIds: readonly string[] }> {
  const grants = await findGrants(db, workspaceId);
  const groups = await db.userGroup.findMany({ where: { workspaceId } });
  const fresh = new Map(
    groups
      .filter((group) => now.getTime() - group.refreshedAt.getTime() < A_DAY)
      .map((group) => [group.groupId, group.userIds]),
  );
  const rolesOf = new Map<string, Set<Role>>();
  const staleGroupIds: string[] = [];
  for (const { role, principalId } of grants) {
    const isGroup = principalId.startsWith('S');
    if (isGroup && !fresh.has(principalId)) staleGroupIds.push(principalId);
    for (const userId of isGroup ? (fresh.get(principalId) ?? []) : [principalId]) {
      rolesOf.set(userId, (rolesOf.get(userId) ?? new Set()).add(role));
    }
  }
  return { rolesOf, staleGroupIds };
}

/** Somebody who acts, as they are known at this moment. */
export async function loadActor(db: Reads, workspaceId: string, userId: string, now: Date): Promise<Actor> {
  const { rolesOf, staleGroupIds } = await findRoleHolders(db, workspaceId, now);
  const contacts = await db.contact.findMany({
    where: { workspaceId, slackUserId: userId },
    select: { partnerId: true },
  });
  return {
    userId,
    roles: rolesOf.get(userId) ?? new Set(),
    partnerIds: new Set(contacts.map((contact) => contact.partnerId)),
    hasStaleGroups: staleGroupIds.length > 0,
  };
}
