import { isDeepStrictEqual } from 'node:util';
import { subDays } from 'date-fns/subDays';
import type { Tx } from '../db/client.js';
import { findCustomer } from '../db/customers.js';
import { enqueue } from '../db/enqueue.js';
import { appendRewardEvent, findRewardHistory, getLastEvent, type LastEvent } from '../db/events.js';
import { findPartner, lockPartner } from '../db/partners.js';
import { findLikelyDuplicate, findReward, lockReward, type Reward, editReward as writeEdit } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { isVisible } from '../domain/corrections.js';
import { Refusal } from '../domain/errors.js';
import { approvalsFor } from '../domain/four-eyes.js';
import type { RewardChanges } from '../domain/history.js';
import type { Money } from '../domain/money.js';
import { mayCreate, mayEdit } from '../domain/policy.js';
import { rewardNumber } from '../domain/reward.js';
import {
  askAbout,
  type Created,
  checkAmount,
  type RewardOrder,
  readConfirmation,
  requireCustomer,
} from './create-reward.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';

export type EditOrder = Omit<RewardOrder, 'submissionKey'> & {
  readonly rewardId: string;
  /** Of the card that changes were asked for on. */
  readonly revision: number;
  /** To whoever asked; the partner does not see it. */
  readonly answer?: string | undefined;
};

export type Edited = { readonly kind: 'sent_back' } | Extract<Created, { kind: 'likely_duplicate' }>;

/**
 * Sends a reward back to be reviewed after changes were asked for, changed or not: the guarded write, its event with
 * what was changed, and the messages it owes, in one transaction. What it is worth and to whom may change only here;
 * whoever approved it as the first of two did not approve that,
 * and neither has whoever changes anything of it. Refuses whoever is neither its creator nor an admin, and
 * what creating it would be refused for; says who did what and when if nobody waits for the changes any more.
 */
export async function editReward({ db, clock }: Deps, order: EditOrder): Promise<Edited> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId } = order;
    // As a new reward would: one that looks like this is seen by one of us. Held before the reward, here as everywhere.
    const partner = await lockPartner(tx, workspaceId, order.partnerId);
    const reward = await lockReward(tx, workspaceId, order.rewardId);
    if (!reward) throw new Refusal('reward_not_found', {});
    const last = await getLastEvent(tx, workspaceId, { rewardId: reward.id });
    if (isSameAgain(order, reward, last)) return { kind: 'sent_back' };
    await requireAsked(tx, order, reward, last, now);

    const programme = await getProgramme(tx, workspaceId);
    const isElsewhere = order.partnerId !== reward.partnerId;
    const isSameWorth = isSameAmount(valuesOf(order), reward);
    if (isElsewhere && !partner) throw new Refusal('partner_unknown', {});
    // A cap lowered meanwhile does not touch a reward in flight: what is not changed stays as it was allowed.
    if (!isSameWorth) checkAmount(programme, order.amount);
    if (isElsewhere || !isSameWorth) {
      // One that was archived meanwhile keeps what it was promised, and its group.
      const rewarded = partner ?? (await findPartner(tx, workspaceId, reward.partnerId)) ?? undefined;
      requireAllowed(mayCreate(await loadActor(tx, workspaceId, order.by, now), rewarded));
    }
    const changes = await readChanges(tx, order, reward, now);
    const isChanged = Object.keys(changes).length > 0;
    const isWorthOther = Boolean(changes.amount ?? changes.partner);
    // Whoever changes it has not approved what it is now, and may not: it is as much their own as its creator's.
    const voidsApproval = isWorthOther || (isChanged && reward.firstApprovedBy === order.by);
    const asked = readConfirmation(order);
    if (isWorthOther && !asked) {
      const like = { ...reward, ...valuesOf(order), customerId: order.customerId };
      const duplicate = await findLikelyDuplicate(tx, like, subDays(now, programme.duplicateDays));
      if (duplicate) return askAbout(tx, duplicate, order);
    }
    const edited = await writeEdit(tx, reward, {
      ...valuesOf(order),
      duplicateOfId: isWorthOther ? (asked ?? null) : reward.duplicateOfId,
      approvalsNeeded: isWorthOther ? await approvalsNow(tx, order, reward, programme) : reward.approvalsNeeded,
      firstApprovedBy: voidsApproval ? null : reward.firstApprovedBy,
    });
    if (!edited) throw new Error(`reward ${reward.id} moved while its row was held`);
    await appendRewardEvent(tx, edited, reward, {
      kind: 'edited',
      actor: order.by,
      at: now,
      reason: order.answer,
      facts: {
        askedBy: last.actor,
        approvalsNeeded: edited.approvalsNeeded,
        ...(isChanged ? { changes } : {}),
        ...(voidsApproval && reward.firstApprovedBy ? { approvalVoided: true } : {}),
        ...(isWorthOther && asked ? { duplicateOf: asked } : {}),
      },
    });
    await oweMessages(tx, edited, changes, order.revision);
    return { kind: 'sent_back' };
  });
}

/** Refuses what editReward would refuse for whoever asks for the form, before they fill it in. Writes nothing. */
export async function checkEdit(
  { db, clock }: Deps,
  order: Pick<EditOrder, 'workspaceId' | 'rewardId' | 'revision' | 'by'>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const reward = await lockReward(tx, order.workspaceId, order.rewardId);
    if (!reward) throw new Refusal('reward_not_found', {});
    const last = await getLastEvent(tx, order.workspaceId, { rewardId: reward.id });
    await requireAsked(tx, order, reward, last, clock.now());
  });
}

/** The reward's amount now, for a person who may edit it: an amount that is not changed needs no cap. */
export async function getStandingAmount(
  { db, clock }: Deps,
  { workspaceId, rewardId, by }: Pick<EditOrder, 'workspaceId' | 'rewardId' | 'by'>,
): Promise<Money> {
  const reward = await findReward(db.reads, workspaceId, rewardId);
  if (!reward) throw new Refusal('reward_not_found', {});
  requireAllowed(mayEdit(await loadActor(db.reads, workspaceId, by, clock.now()), reward));
  return { minor: reward.amountMinor, currency: reward.currency };
}

async function requireAsked(
  tx: Tx,
  order: Pick<EditOrder, 'workspaceId' | 'revision' | 'by'>,
  reward: Reward,
  last: LastEvent,
  now: Date,
): Promise<void> {
  requireAllowed(mayEdit(await loadActor(tx, order.workspaceId, order.by, now), reward));
  const { status } = reward;
  const number = rewardNumber(reward.number);
  if (reward.revision !== order.revision) throw new Refusal('reward_changed', { reward: number, status, last });
  if (last.kind !== 'changes_requested') throw new Refusal('move_not_possible', { reward: number, status });
}

// Slack may deliver a form once more when its answer was late: what it asks for is done. Another form of theirs is not.
function isSameAgain(order: EditOrder, reward: Reward, last: LastEvent): boolean {
  const isTheirs = last.kind === 'edited' && last.actor === order.by && reward.revision === order.revision + 1;
  return isTheirs && last.reason === order.answer && isDeepStrictEqual(valuesOf(order), valuesIn(reward));
}

function valuesIn({ partnerId, customerId, description, internalNote, amountMinor, currency }: Reward) {
  return { partnerId, customerId, description, internalNote, amountMinor, currency };
}

function valuesOf({ partnerId, customerId, description, amount, internalNote }: EditOrder) {
  return {
    partnerId,
    customerId: customerId ?? null,
    description,
    internalNote: internalNote ?? null,
    amountMinor: amount.minor,
    currency: amount.currency,
  };
}

async function readChanges(tx: Tx, order: EditOrder, before: Reward, now: Date): Promise<RewardChanges> {
  const { workspaceId } = order;
  const after = valuesOf(order);
  const partnerName = async (id: string) => (await findPartner(tx, workspaceId, id))?.name ?? '';
  const customerName = async (id: string | null) =>
    id ? ((await findCustomer(tx, workspaceId, id))?.name ?? null) : null;
  const changes: RewardChanges = {};
  if (after.partnerId !== before.partnerId) {
    const names = { from: await partnerName(before.partnerId), to: await partnerName(after.partnerId) };
    changes.partner = { fromId: before.partnerId, toId: after.partnerId, ...names };
  }
  if (!isSameAmount(after, before)) changes.amount = { from: amountOf(before), to: amountOf(after) };
  if (after.customerId !== before.customerId) {
    const to = after.customerId
      ? (await requireCustomer(tx, await loadActor(tx, workspaceId, order.by, now), workspaceId, after.customerId)).name
      : null;
    changes.customer = { from: await customerName(before.customerId), to };
  }
  if (after.description !== before.description)
    changes.description = { from: before.description, to: after.description };
  if (after.internalNote !== before.internalNote) changes.note = { from: before.internalNote, to: after.internalNote };
  return changes;
}

type Worth = Pick<Reward, 'amountMinor' | 'currency'>;

function isSameAmount(after: Worth, before: Worth): boolean {
  return after.amountMinor === before.amountMinor && after.currency === before.currency;
}

function amountOf({ amountMinor, currency }: Worth) {
  return { minor: String(amountMinor), currency };
}

/** By the policy it was created under; where that asked for nothing, or is not known, never less than today's does. */
async function approvalsNow(tx: Tx, order: EditOrder, before: Reward, programme: Programme): Promise<number> {
  const [created] = await findRewardHistory(tx, order.workspaceId, before.id);
  const from = created?.facts.secondApprovalFrom;
  if (from !== undefined) return approvalsFor(order.amount, BigInt(from));
  return Math.max(before.approvalsNeeded, approvalsFor(order.amount, programme.secondApprovalFrom));
}

async function oweMessages(tx: Tx, edited: Reward, changes: RewardChanges, asked: number): Promise<void> {
  const payload = { workspaceId: edited.workspaceId, rewardId: edited.id };
  const ofEdit = { ...payload, revision: edited.revision };
  await enqueue(tx, { name: 'show-reward-card', payload });
  await enqueue(tx, { name: 'ask-creator', payload: { ...payload, revision: asked } });
  if (isVisible(changes)) await enqueue(tx, { name: 'tell-partner', payload: ofEdit });
  if (changes.partner) await enqueue(tx, { name: 'tell-former-partner', payload: ofEdit });
}
