import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendInvoiceEvent, appendRewardEvent } from '../db/events.js';
import { sumLinesOfPartner } from '../db/invoice-lines.js';
import { findRewardsToCarryForward, type Invoice, lockInvoice, moveInvoice, removeLine } from '../db/invoices.js';
import { lockReward, moveReward, type Reward } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import { carriedBecause, leastPayout } from '../domain/payout.js';
import { rewardNumber } from '../domain/reward.js';

/**
 * Takes a reward's line off an invoice in review whose row the caller holds. What is left of its partner is carried
 * forward if it comes to zero or less, or below the minimum payout, and an invoice that loses its last line is void (SPEC 6).
 */
export async function leaveInvoice(
  tx: Tx,
  leaving: {
    readonly invoice: Invoice;
    readonly reward: Reward;
    readonly actor: string;
    readonly at: Date;
    /** Why, as a code: the decision, or `postponed`. */
    readonly reason: string;
    /** What was said with it. */
    readonly words?: string | undefined;
  },
): Promise<void> {
  const { invoice, reward, at } = leaving;
  const { workspaceId, id: invoiceId } = invoice;
  await removeLine(tx, { workspaceId, invoiceId, rewardId: reward.id }, { at, reason: leaving.reason });
  const carriedForward: string[] = [];
  const { minimumPayout } = await getProgramme(tx, workspaceId);
  const least = leastPayout(minimumPayout, invoice.currency);
  const rest = await sumLinesOfPartner(tx, invoice, reward.partnerId);
  const minimum = carriedBecause(rest, least) === 'below_minimum' ? String(minimumPayout) : undefined;
  for (const rewardId of await findRewardsToCarryForward(tx, workspaceId, invoiceId, reward.partnerId, least)) {
    carriedForward.push(await carryForward(tx, { workspaceId, rewardId, invoice, at, minimum }));
  }
  const totalled = await lockInvoice(tx, workspaceId, invoiceId);
  const isVoid = totalled?.lineCount === 0;
  const moved = await moveInvoice(tx, invoice, isVoid ? { status: 'void' } : {});
  if (!moved) throw new Error(`invoice ${invoiceId} moved while its row was held`);
  await appendInvoiceEvent(tx, moved, invoice.status, {
    kind: isVoid ? 'voided' : 'line_removed',
    actor: leaving.actor,
    at,
    reason: leaving.reason,
    facts: {
      reward: rewardNumber(reward.number),
      ...(leaving.words ? { words: leaving.words } : {}),
      ...(carriedForward.length > 0 ? { carriedForward } : {}),
    },
  });
  await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
}

/** Returns the reward's number. */
async function carryForward(
  tx: Tx,
  carried: {
    readonly workspaceId: string;
    readonly rewardId: string;
    readonly invoice: Invoice;
    readonly at: Date;
    readonly minimum?: string | undefined;
  },
): Promise<string> {
  const { workspaceId, rewardId, invoice, at } = carried;
  const reward = await lockReward(tx, workspaceId, rewardId);
  if (!reward) throw new Error(`line of a reward that does not exist: ${rewardId}`);
  await removeLine(tx, { workspaceId, invoiceId: invoice.id, rewardId }, { at, reason: 'carried_forward' });
  const moved = await moveReward(tx, reward, { status: reward.status, payment: 'not_invoiced' });
  if (!moved) throw new Error(`reward ${rewardId} moved while its row was held`);
  await appendRewardEvent(tx, moved, reward, {
    kind: 'carried_forward',
    actor: 'bot',
    at,
    facts: { leftInvoice: invoice.number, ...(carried.minimum ? { minimum: carried.minimum } : {}) },
  });
  await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
  return rewardNumber(reward.number);
}
