import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendRewardEvent, getLastEvent } from '../db/events.js';
import { findInvoiceOfReward, lockInvoice, wasEverInvoiced } from '../db/invoices.js';
import { findInvoicesLeavingOut } from '../db/open-invoices.js';
import { lockReward, moveReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { hasReviewer, mayDecide } from '../domain/four-eyes.js';
import type { EventFacts } from '../domain/history.js';
import { type Actor, mayReview, type Verdict } from '../domain/policy.js';
import {
  type Decision,
  type MoveRefused,
  moveOf,
  type RewardEventKind,
  type RewardStatus,
  rewardNumber,
  type Standing,
} from '../domain/reward.js';
import { requireRoomFor } from './claw-back.js';
import type { Deps } from './deps.js';
import { enqueueCreatorNotice } from './enqueue-creator-notice.js';
import { readBench, readOwnership, reviewOf } from './find-reviewers.js';
import { leaveInvoice } from './leave-invoice.js';
import { requireAllowed } from './require-allowed.js';

export interface DecisionOrder {
  readonly workspaceId: string;
  readonly rewardId: string;
  /** Of the card or form that was acted on: a decision about something else than what was seen is refused. */
  readonly revision: number;
  readonly decision: Decision;
  readonly by: string;
  readonly reason?: string | undefined;
  /** Why somebody decides alone, where `reason` says something else: to the partner, or how it was paid. */
  readonly aloneReason?: string | undefined;
  /** Of decisions that are taken together: their creators are told of them in one message. */
  readonly bulkId?: string | undefined;
  readonly facts?: EventFacts;
}

/** Decisions whose reason says something else than why one person takes them alone. */
const REASONED: readonly Decision[] = ['decline', 'hold', 'mark_paid'];

/** What the partner hears of; the rest is silent (SPEC 5), the first of two approvals too. */
const TOLD: readonly RewardEventKind[] = ['approved', 'declined', 'marked_paid', 'withdrawn'];

/**
 * Takes a decision: the guarded write, its event and the messages it owes, in one transaction. A reward on an invoice
 * in review leaves it where the decision says so, and the invoice is totalled in the same transaction. Refuses with who
 * decided, what and when if the revision is not the current one, and first of all whoever may not decide.
 */
export async function decideReward({ db, clock }: Deps, order: DecisionOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { reward, invoice, move, alone } = await weigh(tx, order, now);
    const isFirst = move.event === 'approved_first';
    const last = await getLastEvent(tx, order.workspaceId, { rewardId: reward.id });
    const moved = await moveReward(tx, reward, { ...move, firstApprovedBy: isFirst ? order.by : undefined });
    if (!moved) throw await tooLate(tx, reward);
    const leaves = move.leavesInvoice && invoice;
    await appendRewardEvent(tx, moved, reward, {
      kind: move.event,
      actor: order.by,
      at: now,
      reason: order.reason,
      facts: {
        ...order.facts,
        ...(order.decision === 'withdraw' ? { reasonCode: withdrawReason(order, reward) } : {}),
        ...(order.decision === 'approve' && reward.firstApprovedBy ? { firstApprovedBy: reward.firstApprovedBy } : {}),
        ...(alone ? { alone } : {}),
        ...(alone && order.aloneReason ? { aloneReason: order.aloneReason } : {}),
        ...(leaves ? { leftInvoice: invoice.number } : {}),
        ...(order.bulkId ? { bulkId: order.bulkId } : {}),
      },
    });
    if (leaves) {
      await leaveInvoice(tx, { invoice, reward: moved, actor: order.by, at: now, reason: order.decision });
    } else if (invoice) {
      await enqueue(tx, { name: 'show-invoice', payload: { workspaceId: invoice.workspaceId, invoiceId: invoice.id } });
    } else if (moved.approvalsNeeded > 1) {
      await oweInvoicesLeavingOut(tx, moved);
    }
    await oweMessages(tx, order, moved, move.event);
    // Nobody waits for the changes any more: what asked for them says so.
    if (last.kind === 'changes_requested') await oweQuestion(tx, reward);
  });
}

/**
 * Refuses what decideReward would refuse, before a form asks for more; the reason that deciding alone takes is taken for
 * given. Returns whether the form has to ask for it. Writes nothing.
 */
export async function checkDecision(
  { db, clock }: Deps,
  order: Omit<DecisionOrder, 'reason' | 'aloneReason' | 'facts' | 'bulkId'>,
): Promise<{ readonly alone: boolean }> {
  const { alone } = await db.transaction((tx) => weigh(tx, { ...order, aloneReason: 'to come' }, clock.now()));
  return { alone };
}

/** Holds what the decision is about and asks whether it may be taken. */
async function weigh(tx: Tx, order: DecisionOrder, now: Date) {
  // Locks are taken invoice first, then reward, here as everywhere.
  const invoiceId = await findInvoiceOfReward(tx, order.workspaceId, order.rewardId);
  const invoice = invoiceId ? await lockInvoice(tx, order.workspaceId, invoiceId) : null;
  const reward = await lockReward(tx, order.workspaceId, order.rewardId);
  const actor = await loadActor(tx, order.workspaceId, order.by, now);
  if (order.decision !== 'withdraw') requireAllowed(mayReview(actor));
  if (!reward) throw new Refusal('reward_not_found', {});
  const verdict = await judge(tx, order, reward, actor, now);
  // Permission comes before the revision: a refusal for a stale revision says who decided what.
  if (!dependsOnRevision(verdict)) requireAllowed(verdict);
  if (reward.revision !== order.revision) throw await tooLate(tx, reward);

  const { alone } = requireAllowed(verdict);
  const standing: Standing = {
    status: reward.status,
    payment: reward.payment,
    invoice: invoice ? { number: invoice.number, status: invoice.status } : undefined,
    everInvoiced: await wasEverInvoiced(tx, order.workspaceId, reward.id),
    ...reviewOf(reward),
  };
  const move = moveOf(standing, order.decision);
  if (typeof move === 'string') throw await impossible(tx, reward, standing, move);
  if (order.decision === 'reopen') await requireRoomFor(tx, reward);
  return { reward, invoice, move, alone };
}

async function judge(tx: Tx, order: DecisionOrder, reward: Reward, actor: Actor, now: Date): Promise<Verdict> {
  const owned = await readOwnership(tx, reward);
  const bench = await readBench(tx, order.workspaceId, [reward.partnerId], now);
  const someoneElseMay = hasReviewer(bench, owned, order.decision);
  const reason = order.aloneReason ?? (REASONED.includes(order.decision) ? undefined : order.reason);
  return mayDecide(actor, owned, order.decision, { someoneElseMay, reason });
}

/** These two are said to somebody with the role, about the reward as it is now. */
function dependsOnRevision(verdict: Verdict): boolean {
  return !verdict.allowed && (verdict.denied.code === 'approved_before' || verdict.denied.code === 'reason_needed');
}

async function oweMessages(tx: Tx, order: DecisionOrder, moved: Reward, event: RewardEventKind): Promise<void> {
  const payload = { workspaceId: moved.workspaceId, rewardId: moved.id };
  await enqueue(tx, { name: 'show-reward-card', payload });
  if (moved.correctsRewardId) {
    const corrected = { workspaceId: moved.workspaceId, rewardId: moved.correctsRewardId };
    await enqueue(tx, { name: 'show-reward-card', payload: corrected });
  }
  if (event === 'changes_requested') await oweQuestion(tx, moved);
  await enqueueCreatorNotice(tx, moved, { event, by: order.by, bulkId: order.bulkId });
  if (TOLD.includes(event) && !order.facts?.silently) {
    await enqueue(tx, { name: 'tell-partner', payload: { ...payload, revision: moved.revision } });
  }
}

/** What waits for a second approval is counted on these invoices, and finance may pull it on once it has it. */
async function oweInvoicesLeavingOut(tx: Tx, reward: Reward): Promise<void> {
  const { workspaceId } = reward;
  for (const invoiceId of await findInvoicesLeavingOut(tx, reward))
    await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
}

/** What asks its creator for changes, as of this revision. */
async function oweQuestion(tx: Tx, { workspaceId, id: rewardId, revision }: Reward): Promise<void> {
  await enqueue(tx, { name: 'ask-creator', payload: { workspaceId, rewardId, revision } });
}

function withdrawReason(order: DecisionOrder, reward: Reward): EventFacts['reasonCode'] {
  return order.by === reward.createdBy ? 'withdrawn_by_creator' : 'withdrawn_by_admin';
}

async function tooLate(tx: Tx, reward: Reward): Promise<Refusal> {
  const last = await getLastEvent(tx, reward.workspaceId, { rewardId: reward.id });
  return new Refusal('reward_changed', { reward: rewardNumber(reward.number), status: reward.status, last });
}

async function impossible(tx: Tx, row: Reward, standing: Standing, why: MoveRefused): Promise<Refusal> {
  const reward = rewardNumber(row.number);
  const status: RewardStatus = standing.status;
  switch (why) {
    case 'already_so':
      return new Refusal(why, { reward, status, last: await getLastEvent(tx, row.workspaceId, { rewardId: row.id }) });
    case 'invoice_locked':
      return new Refusal(why, { reward, invoice: standing.invoice?.number ?? '' });
    case 'move_not_possible':
      return new Refusal(why, { reward, status });
    case 'reward_paid':
    case 'was_invoiced':
      return new Refusal(why, { reward });
    case 'needs_second_approval':
      return new Refusal(why, {});
  }
}
