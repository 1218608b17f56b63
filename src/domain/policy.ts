import { decimalsOf, type Money } from './money.js';
import type { Decision } from './reward.js';

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

/** What of a reward matters for who may touch it. */
export interface OwnedReward {
  readonly createdBy: string;
  readonly partnerId: string;
  /** Whether four eyes held when the reward was created. */
  readonly fourEyes: boolean;
  /** Whoever changed it since, when changes were asked for: as much their own as its creator's. */
  readonly editedBy?: readonly string[] | undefined;
  /** Whoever gave the first of two approvals: the second is somebody else's. */
  readonly firstApprovedBy?: string | null | undefined;
}

/** Why a reward is somebody's own. */
export type Own = 'creator' | 'contact' | 'editor';

/** Somebody whom a role was given to, and the partners they are a contact of. */
export type Reviewer = Pick<Actor, 'userId' | 'roles' | 'partnerIds'>;

/** Everybody whom a role was given to. */
export interface Bench {
  readonly people: readonly Reviewer[];
  /** Members of a group that cannot be read just now review too. */
  readonly uncertain: boolean;
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

/** How many people must approve a reward of this worth, be it given or taken back. The threshold is in major units. */
export function approvalsFor({ minor, currency }: Money, secondApprovalFrom: bigint | null): 1 | 2 {
  if (secondApprovalFrom === null) return 1;
  const worth = minor < 0n ? -minor : minor;
  return worth >= secondApprovalFrom * 10n ** BigInt(decimalsOf(currency)) ? 2 : 1;
}

/** Saying who at a partner is told is for those at the company's side: no contact picks the others. */
export function mayLinkContact(actor: Actor, reward: Pick<OwnedReward, 'partnerId'> & ManagedReward): Verdict {
  const role = mayMendContact(actor, reward);
  if (!role.allowed || !actor.partnerIds.has(reward.partnerId)) return role;
  return deny({ code: 'own_reward', because: 'contact' });
}

/**
 * Whether this person may decide on this reward (SPEC 4). Nobody decides on their own, created or changed by them or owed
 * to a partner they are a contact of, and nobody gives both of two approvals, unless that leaves nobody at all: then an
 * admin may, with a reason. Nobody asks themselves for changes, ever.
 */
export function mayDecide(
  actor: Actor,
  reward: OwnedReward,
  decision: Decision,
  circumstances: { readonly someoneElseMay: boolean; readonly reason?: string | undefined },
): Verdict {
  if (decision === 'withdraw') return mayWithdraw(actor, reward);
  const role = needs(actor, 'approver');
  if (!role.allowed) return role;
  const bar = barTo(actor, reward, decision);
  if (!bar) return role;
  const isForNobody = decision === 'request_changes';
  if (isForNobody || circumstances.someoneElseMay || !actor.roles.has('admin')) return deny(bar);
  return circumstances.reason?.trim() ? { allowed: true, alone: true } : deny({ code: 'reason_needed' });
}

/**
 * What a decision is to whoever looks at the reward: theirs to take, theirs only with a reason and announced, since nobody
 * else is left, or not offered at all.
 */
export type Offer = 'yes' | 'alone' | 'no';

/** Whether this decision is offered to somebody: as `mayDecide` would answer, were they to give a reason. */
export function offerOf(actor: Actor, reward: OwnedReward, decision: Decision, bench: Bench): Offer {
  const someoneElseMay = hasReviewer(bench, reward, decision);
  const verdict = mayDecide(actor, reward, decision, { someoneElseMay, reason: 'to come' });
  if (!verdict.allowed) return 'no';
  return verdict.alone ? 'alone' : 'yes';
}

/** Whether anybody may take this decision without standing alone: who cannot be known just now is not nobody. */
export function hasReviewer({ people, uncertain }: Bench, reward: OwnedReward, decision: Decision): boolean {
  return uncertain || reviewersOf(people, reward, decision).length > 0;
}

export function ownBecause(actor: Pick<Actor, 'userId' | 'partnerIds'>, reward: OwnedReward): Own | undefined {
  if (actor.userId === reward.createdBy) return 'creator';
  if (actor.partnerIds.has(reward.partnerId)) return 'contact';
  return reward.editedBy?.includes(actor.userId) ? 'editor' : undefined;
}

/** Of those who hold a role, whoever may take this decision without standing alone. */
export function reviewersOf<Person extends Reviewer>(
  people: readonly Person[],
  reward: OwnedReward,
  decision: Decision,
): Person[] {
  return people.filter(
    (person) => (person.roles.has('approver') || person.roles.has('admin')) && !barTo(person, reward, decision),
  );
}

/** What stands between somebody with the role and this decision. */
function barTo(person: Reviewer, reward: OwnedReward, decision: Decision): Denied | undefined {
  const own = ownBecause(person, reward);
  if (own && reward.fourEyes) return { code: 'own_reward', because: own };
  if (own === 'creator' && decision === 'request_changes') return { code: 'own_reward', because: own };
  return decision === 'approve' && reward.firstApprovedBy === person.userId ? { code: 'approved_before' } : undefined;
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

function deny(denied: Denied): Verdict {
  return { allowed: false, denied };
}
