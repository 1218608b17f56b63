import type { Own, OwnedReward } from './four-eyes.js';

export const ROLES = ['manager', 'approver', 'finance', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const A_DAY_MS = 86_400_000;

/** A user group that could not be refreshed for a day grants nothing: whoever left it must not go on deciding. */
export function isGroupFresh(refreshedAt: Date, now: Date): boolean {
  return now.getTime() - refreshedAt.getTime() < A_DAY_MS;
}

/** Who the history says it was, and who may change settings from there: whoever runs the server. */
export const COMMAND_LINE = 'command line';

/** Somebody who acts, as the database knows them when they do. */
export interface Actor {
  readonly userId: string;
  readonly roles: ReadonlySet<Role>;
  /** The partners this person is a contact of. */
  readonly partnerIds: ReadonlySet<string>;
  /** A manager's: the partner groups they may reward, of all their grants together. One grant without a limit wins. */
  readonly managedGroups: 'all' | ReadonlySet<string>;
  /** A user group that would count here could not be refreshed for a day, and so grants nothing. */
  readonly hasStaleGroups: boolean;
}

/** Of everybody whom a role was given to, the admins. */
export function adminsOf(rolesOf: ReadonlyMap<string, ReadonlySet<Role>>): string[] {
  return [...rolesOf].filter(([, roles]) => roles.has('admin')).map(([userId]) => userId);
}

export type Denied =
  | { readonly code: 'not_allowed'; readonly needs: readonly Role[]; readonly staleGroups: boolean }
  | { readonly code: 'not_yours_to_withdraw'; readonly staleGroups: boolean }
  | { readonly code: 'partner_group_not_yours'; readonly groups: readonly string[] }
  | { readonly code: 'not_yours_to_edit'; readonly staleGroups: boolean }
  | { readonly code: 'own_reward'; readonly because: Own }
  | { readonly code: 'approved_before' }
  | { readonly code: 'reason_needed' };

/** `alone`: four eyes stood aside because nobody else is left; the decision carries a reason and is announced. */
export type Verdict =
  | { readonly allowed: true; readonly alone: boolean }
  | { readonly allowed: false; readonly denied: Denied };

/** The partner a reward is for, as far as it matters to who may create it. */
export interface RewardedPartner {
  readonly group: string | null;
}

/** A reward, or its partner alone, as far as it matters to a manager of some partner groups. */
export interface ManagedReward extends RewardedPartner {
  readonly createdBy?: string | undefined;
}

/** Creating a reward, for this partner once it is known. */
export function mayCreate(actor: Actor, partner?: RewardedPartner): Verdict {
  const role = needs(actor, 'manager');
  return role.allowed && partner && !isManaged(actor, partner) ? notTheirs(actor) : role;
}

/** The partner groups whose partners this person may reward; nobody else's are worth offering. */
export function rewardableGroups(actor: Actor): 'all' | ReadonlySet<string> {
  return actor.roles.has('admin') ? 'all' : actor.managedGroups;
}

/** Changing the settings, and reading them. */
export function mayChangeSettings(actor: Actor): Verdict {
  return needs(actor, 'admin');
}

/** Deciding at all; on which rewards is another question. */
export function mayReview(actor: Actor): Verdict {
  return needs(actor, 'approver');
}

export function mayHandleInvoices(actor: Actor): Verdict {
  return needs(actor, 'finance');
}

/** Permission to see an invoice's unreviewed rewards: finance and those who can still decide. */
export function maySeeUnreviewed(actor: Actor): Verdict {
  return needsOneOf(actor, ['approver', 'finance']);
}

/** Seeing to it that a partner is told: whoever creates or decides. */
export function mayMendContact(actor: Actor, reward?: ManagedReward): Verdict {
  return createsOrDecides(actor, reward);
}

/** Taking back what was paid: whoever creates or decides. The clawback is reviewed by other eyes, as any reward is. */
export function mayClawBack(actor: Actor, partner?: RewardedPartner): Verdict {
  return createsOrDecides(actor, partner && { group: partner.group });
}

/** Answering what a partner's contact asks: whoever creates or decides. */
export function mayAnswer(actor: Actor, reward?: ManagedReward): Verdict {
  return createsOrDecides(actor, reward);
}

/** Seeing a partner's sums and people, or a reward: whoever has a part in the programme. */
export function maySee(actor: Actor, seen?: ManagedReward): Verdict {
  return withinGroups(actor, needsOneOf(actor, ['manager', ...SEE_ALL]), SEE_ALL, seen);
}

/** The partner groups whose partners this person may see. */
export function visibleGroups(actor: Actor): 'all' | ReadonlySet<string> {
  return SEE_ALL.some((role) => actor.roles.has(role)) ? 'all' : rewardableGroups(actor);
}

/** Withdrawing is the creator's or an admin's; nobody else's eyes are needed to take an offer back (SPEC 4). */
export function mayWithdraw(actor: Actor, reward: OwnedReward): Verdict {
  if (actor.userId === reward.createdBy || actor.roles.has('admin')) return { allowed: true, alone: false };
  return deny({ code: 'not_yours_to_withdraw', staleGroups: actor.hasStaleGroups });
}

/** Changing what was asked to be changed is the creator's or an admin's. */
export function mayEdit(actor: Actor, reward: Pick<OwnedReward, 'createdBy'>): Verdict {
  if (actor.userId === reward.createdBy || actor.roles.has('admin')) return { allowed: true, alone: false };
  return deny({ code: 'not_yours_to_edit', staleGroups: actor.hasStaleGroups });
}

/** Saying who at a partner is told is for those at the company's side: no contact picks the others. */
export function mayLinkContact(actor: Actor, reward: Pick<OwnedReward, 'partnerId'> & ManagedReward): Verdict {
  const role = mayMendContact(actor, reward);
  if (!role.allowed || !actor.partnerIds.has(reward.partnerId)) return role;
  return deny({ code: 'own_reward', because: 'contact' });
}

/** Roles that know no partner groups: whoever has one of them has to do with every partner. */
const SEE_ALL: readonly Role[] = ['approver', 'finance'];

function createsOrDecides(actor: Actor, reward?: ManagedReward): Verdict {
  return withinGroups(actor, needsOneOf(actor, ['manager', 'approver']), ['approver'], reward);
}

/** Where a manager of some groups has no other role that would do: theirs is what those partners get, and what they created. */
function withinGroups(actor: Actor, role: Verdict, lifting: readonly Role[], reward?: ManagedReward): Verdict {
  if (!role.allowed || !reward || lifting.some((other) => actor.roles.has(other))) return role;
  return reward.createdBy === actor.userId || isManaged(actor, reward) ? role : notTheirs(actor);
}

function isManaged(actor: Actor, { group }: RewardedPartner): boolean {
  const groups = rewardableGroups(actor);
  return groups === 'all' || (group !== null && groups.has(group));
}

function notTheirs({ managedGroups }: Actor): Verdict {
  return deny({ code: 'partner_group_not_yours', groups: managedGroups === 'all' ? [] : [...managedGroups].sort() });
}

function needs(actor: Actor, role: Role): Verdict {
  return needsOneOf(actor, role === 'admin' ? [] : [role]);
}

/** One of these roles, or an admin's. */
function needsOneOf(actor: Actor, roles: readonly Role[]): Verdict {
  const sufficient: readonly Role[] = [...roles, 'admin'];
  if (sufficient.some((role) => actor.roles.has(role))) return { allowed: true, alone: false };
  return deny({ code: 'not_allowed', needs: sufficient, staleGroups: actor.hasStaleGroups });
}

/** A refusal, as whoever asks is told it. */
export function deny(denied: Denied): Verdict {
  return { allowed: false, denied };
}
