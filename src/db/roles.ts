import { type Grantee, mergeGrantees } from '../domain/grants.js';
import { type Actor, isGroupFresh, type Role } from '../domain/policy.js';
import type { Reads, Tx } from './client.js';
import type { UserGroup } from './generated/client.js';

export interface Grant extends Grantee {
  readonly role: Role;
}

const GRANT = { role: true, principalId: true, partnerGroups: true } as const;

export function findGrants(db: Reads, workspaceId: string): Promise<Grant[]> {
  return db.roleGrant.findMany({ where: { workspaceId }, select: GRANT });
}

/** Makes these people and groups, and no others, hold the role. */
export async function replaceGrants(
  tx: Tx,
  programme: { readonly id: string; readonly workspaceId: string },
  role: Role,
  grantees: readonly Grantee[],
): Promise<void> {
  const where = { workspaceId: programme.workspaceId, programmeId: programme.id, role };
  await tx.roleGrant.deleteMany({ where });
  await tx.roleGrant.createMany({
    data: mergeGrantees(grantees).map(({ principalId, partnerGroups }) => ({
      ...where,
      principalId,
      partnerGroups: [...partnerGroups],
    })),
  });
}

export function findUserGroups(db: Reads, workspaceId: string): Promise<UserGroup[]> {
  return db.userGroup.findMany({ where: { workspaceId } });
}

/** Whom each role was given to, in an order that does not depend on when. */
export function findGrantsInOrder(db: Reads, workspaceId: string): Promise<Grant[]> {
  return db.roleGrant.findMany({ where: { workspaceId }, select: GRANT, orderBy: { principalId: 'asc' } });
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

export interface RoleHolders {
  readonly rolesOf: ReadonlyMap<string, ReadonlySet<Role>>;
  /** Of each manager, the partner groups whose partners they may reward. */
  readonly groupsOf: ReadonlyMap<string, 'all' | ReadonlySet<string>>;
  readonly uncertain: ReadonlySet<Role>;
}

/**
 * Everybody a role was given to, people and members of groups, each with all roles. Stale groups grant nothing; which
 * roles are given to such groups, and so to nobody knows whom, is in `uncertain`.
 */
export async function findRoleHolders(db: Reads, workspaceId: string, now: Date): Promise<RoleHolders> {
  const grants = await findGrants(db, workspaceId);
  const groups = await findUserGroups(db, workspaceId);
  const fresh = new Map(
    groups.filter((group) => isGroupFresh(group.refreshedAt, now)).map((group) => [group.groupId, group.userIds]),
  );
  const rolesOf = new Map<string, Set<Role>>();
  const groupsOf = new Map<string, 'all' | Set<string>>();
  const uncertain = new Set<Role>();
  for (const { role, principalId, partnerGroups } of grants) {
    const isGroup = principalId.startsWith('S');
    if (isGroup && !fresh.has(principalId)) uncertain.add(role);
    for (const userId of isGroup ? (fresh.get(principalId) ?? []) : [principalId]) {
      rolesOf.set(userId, (rolesOf.get(userId) ?? new Set()).add(role));
      if (role === 'manager') groupsOf.set(userId, widen(groupsOf.get(userId), partnerGroups));
    }
  }
  return { rolesOf, groupsOf, uncertain };
}

/** One grant without a limit wins; the limits of several add up. */
function widen(known: 'all' | Set<string> | undefined, groups: readonly string[]): 'all' | Set<string> {
  return known === 'all' || groups.length === 0 ? 'all' : new Set([...(known ?? []), ...groups]);
}

/** Of the Slack users who are contacts of these partners, of which. */
export async function findPartnersOfUsers(
  db: Reads,
  workspaceId: string,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const contacts = await db.contact.findMany({
    where: { workspaceId, partnerId: { in: [...partnerIds] }, slackUserId: { not: null } },
    select: { partnerId: true, slackUserId: true },
  });
  const partnersOf = new Map<string, Set<string>>();
  for (const { partnerId, slackUserId } of contacts)
    if (slackUserId) partnersOf.set(slackUserId, (partnersOf.get(slackUserId) ?? new Set()).add(partnerId));
  return partnersOf;
}

/** Somebody who acts, as they are known at this moment. */
export async function loadActor(db: Reads, workspaceId: string, userId: string, now: Date): Promise<Actor> {
  const { rolesOf, groupsOf, uncertain } = await findRoleHolders(db, workspaceId, now);
  const contacts = await db.contact.findMany({
    where: { workspaceId, slackUserId: userId },
    select: { partnerId: true },
  });
  return {
    userId,
    roles: rolesOf.get(userId) ?? new Set(),
    partnerIds: new Set(contacts.map((contact) => contact.partnerId)),
    managedGroups: groupsOf.get(userId) ?? new Set(),
    hasStaleGroups: uncertain.size > 0,
  };
}
