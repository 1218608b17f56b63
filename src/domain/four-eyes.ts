import { decimalsOf, type Money } from './money.js';
import { type Actor, type Denied, deny, mayReview, mayWithdraw, type Verdict } from './policy.js';
import type { Decision } from './reward.js';

// Whose eyes count for a reward (SPEC 4). What a role may at all is policy's.

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
  const role = mayReview(actor);
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

/** How many people must approve a reward of this worth, be it given or taken back. The threshold is in major units. */
export function approvalsFor({ minor, currency }: Money, secondApprovalFrom: bigint | null): 1 | 2 {
  if (secondApprovalFrom === null) return 1;
  const worth = minor < 0n ? -minor : minor;
  return worth >= secondApprovalFrom * 10n ** BigInt(decimalsOf(currency)) ? 2 : 1;
}
