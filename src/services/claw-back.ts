import { minutesToMilliseconds } from 'date-fns/minutesToMilliseconds';
import { findClawbacks } from '../db/clawbacks.js';
import type { Reads, Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendRewardEvent } from '../db/events.js';
import { findPartner } from '../db/partners.js';
import { findReward, findRewardBySubmission, insertReward, lockReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { leftToTakeBack } from '../domain/clawback.js';
import { Refusal } from '../domain/errors.js';
import { approvalsFor } from '../domain/four-eyes.js';
import type { Money } from '../domain/money.js';
import { mayClawBack, type RewardedPartner } from '../domain/policy.js';
import { rewardNumber } from '../domain/reward.js';
import { CREATOR_WAITS_MINUTES, factsOfNew } from './create-reward.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';

export interface ClawbackOrder {
  readonly workspaceId: string;
  /** The paid reward that is taken back, or part of it. */
  readonly rewardId: string;
  readonly by: string;
  /** The root view's id: the same submission twice is one clawback. */
  readonly submissionKey: string;
  /** Above zero, in the reward's currency: what is taken back. */
  readonly amount: Money;
  /** The partner sees it, as the description of the clawback. */
  readonly reason: string;
  readonly internalNote?: string | undefined;
}

export interface ClawbackMade {
  readonly rewardId: string;
  readonly number: number;
}

/**
 * Creates a clawback (SPEC 6): a negative reward of the same partner, currency and customer, with its event and the
 * messages it owes, in one transaction; it is reviewed like any other. All that stand together never take back more than
 * the reward was: its row is held meanwhile. Refuses whoever may neither create nor decide, what is not Paid, a clawback
 * of a clawback, and more than is left, with who took the rest, if somebody did.
 */
export async function clawBack({ db, clock }: Deps, order: ClawbackOrder): Promise<ClawbackMade> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId, amount } = order;
    const before = await findRewardBySubmission(tx, workspaceId, order.submissionKey);
    if (before) return made(before);
    const actor = await loadActor(tx, workspaceId, order.by, now);
    requireAllowed(mayClawBack(actor));
    const corrected = await lockReward(tx, workspaceId, order.rewardId);
    if (corrected) requireAllowed(mayClawBack(actor, await getPartner(tx, corrected)));
    requirePaid(corrected);
    // Looked up again under the lock: the same submission may have been waiting before us.
    const meanwhile = await findRewardBySubmission(tx, workspaceId, order.submissionKey);
    if (meanwhile) return made(meanwhile);
    if (amount.currency !== corrected.currency)
      throw new Refusal('currency_unused', { currency: amount.currency, currencies: [corrected.currency] });
    if (amount.minor <= 0n) throw new RangeError('a clawback takes back more than nothing');
    await requireLeft(tx, corrected, amount.minor);

    const { fourEyes, secondApprovalFrom } = await getProgramme(tx, workspaceId);
    const row = await insertReward(tx, {
      workspaceId,
      programmeId: corrected.programmeId,
      submissionKey: order.submissionKey,
      partnerId: corrected.partnerId,
      customerId: corrected.customerId ?? undefined,
      description: order.reason,
      internalNote: order.internalNote,
      amountMinor: -amount.minor,
      currency: corrected.currency,
      createdBy: order.by,
      createdAt: now,
      fourEyes,
      approvalsNeeded: approvalsFor(amount, secondApprovalFrom),
      correctsRewardId: corrected.id,
    });
    await appendRewardEvent(tx, row, undefined, { kind: 'created', actor: order.by, at: now, facts: factsOfNew(row) });
    const payload = { workspaceId, rewardId: row.id };
    await enqueue(tx, { name: 'show-reward-card', payload });
    await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId: corrected.id } });
    // The partner is told once it is approved (SPEC 5).
    await enqueue(tx, { name: 'tell-creator', payload }, { inMs: minutesToMilliseconds(CREATOR_WAITS_MINUTES) });
    return made(row);
  });
}

/** Refuses what a clawback of this reward would be refused for, before a form asks for more. Returns what is left. */
export async function checkClawback(
  { db, clock }: Deps,
  order: Pick<ClawbackOrder, 'workspaceId' | 'rewardId' | 'by'>,
): Promise<Money> {
  const { workspaceId, rewardId, by } = order;
  return db.snapshot(async (reads) => {
    const actor = await loadActor(reads, workspaceId, by, clock.now());
    requireAllowed(mayClawBack(actor));
    const corrected = await findReward(reads, workspaceId, rewardId);
    if (corrected) requireAllowed(mayClawBack(actor, await getPartner(reads, corrected)));
    requirePaid(corrected);
    return requireLeft(reads, corrected, 1n);
  });
}

/** The currency of a clawback of this reward, for a person who may claw it back, also where nothing is left of it. */
export async function getClawbackCurrency(
  { db, clock }: Deps,
  { workspaceId, rewardId, by }: Pick<ClawbackOrder, 'workspaceId' | 'rewardId' | 'by'>,
): Promise<string> {
  const actor = await loadActor(db.reads, workspaceId, by, clock.now());
  requireAllowed(mayClawBack(actor));
  const corrected = await findReward(db.reads, workspaceId, rewardId);
  if (!corrected) throw new Refusal('reward_not_found', {});
  requireAllowed(mayClawBack(actor, await getPartner(db.reads, corrected)));
  return corrected.currency;
}

/** Refuses to reopen a declined clawback for which others have left no room meanwhile. Holds the reward it corrects. */
export async function requireRoomFor(tx: Tx, clawback: Reward): Promise<void> {
  const { workspaceId, correctsRewardId, amountMinor } = clawback;
  const corrected = correctsRewardId && (await lockReward(tx, workspaceId, correctsRewardId));
  if (corrected) await requireLeft(tx, corrected, -amountMinor);
}

function requirePaid(reward: Reward | null): asserts reward is Reward {
  if (!reward) throw new Refusal('reward_not_found', {});
  const { number, status } = reward;
  if (reward.correctsRewardId) throw new Refusal('clawback_of_clawback', { reward: rewardNumber(number) });
  if (status !== 'Paid') throw new Refusal('not_to_be_clawed_back', { reward: rewardNumber(number), status });
}

/** What is left to take back, which is at least `minor`. */
async function requireLeft(db: Reads, corrected: Reward, minor: bigint): Promise<Money> {
  const { workspaceId, currency } = corrected;
  const clawbacks = await findClawbacks(db, workspaceId, corrected.id);
  const left = leftToTakeBack({ minor: corrected.amountMinor, currency }, clawbacks);
  if (minor <= left.minor) return left;
  const reward = rewardNumber(corrected.number);
  const last = clawbacks.at(-1);
  if (!last) throw new Refusal('clawback_too_much', { reward, left });
  throw new Refusal('clawback_overtaken', {
    reward,
    left,
    clawback: rewardNumber(last.number),
    taken: { minor: -last.amountMinor, currency },
    last: { kind: 'created', actor: last.createdBy, at: last.createdAt },
  });
}

function made({ id, number }: Reward): ClawbackMade {
  return { rewardId: id, number };
}

async function getPartner(db: Reads, { workspaceId, partnerId }: Reward): Promise<RewardedPartner> {
  return (await findPartner(db, workspaceId, partnerId)) ?? { group: null };
}
