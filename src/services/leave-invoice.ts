import type { Tx } from '../db/client.js';
import { enqueue, enqueueCards } from '../db/enqueue.js';
import { appendInvoiceEvent } from '../db/events.js';
import { carryForward } from '../db/give-back.js';
import { sumLinesOfPartner } from '../db/invoice-lines.js';
import { type Invoice, lockInvoice, moveInvoice, removeLine } from '../db/invoices.js';
import { findLastClosed, getPeriod } from '../db/periods.js';
import type { Reward } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import { carriedBecause, leastPayout } from '../domain/payout.js';
import { type Month, nextMonth } from '../domain/period.js';
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
  const carriedForward = await carryRestForward(tx, invoice, reward.partnerId, at);
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

/** What is left of the partner, if it is not enough to be paid. Returns the rewards' numbers. */
async function carryRestForward(tx: Tx, invoice: Invoice, partnerId: string, at: Date): Promise<string[]> {
  const { workspaceId, currency } = invoice;
  const { minimumPayout } = await getProgramme(tx, workspaceId);
  const rest = await sumLinesOfPartner(tx, invoice, partnerId);
  const because = carriedBecause(rest, leastPayout(minimumPayout, currency));
  if (!because) return [];
  const { month, carriedTo } = await readMonths(tx, invoice);
  const minimum = because === 'below_minimum' ? { minimum: String(minimumPayout) } : {};
  const carried = await carryForward(tx, invoice, partnerId, { at, facts: { month, carriedTo, ...minimum } });
  if (carried.length > 0)
    await enqueue(tx, { name: 'tell-carried-forward', payload: { workspaceId, currency, month, partnerId } });
  await enqueueCards(
    tx,
    workspaceId,
    carried.map(({ rewardId }) => rewardId),
  );
  return carried.map(({ number }) => rewardNumber(number));
}

/** The month an invoice is of, and the one that is cut next: a later one, where the invoice was paused for long. */
async function readMonths(tx: Tx, invoice: Invoice): Promise<{ readonly month: Month; readonly carriedTo: Month }> {
  const { month } = await getPeriod(tx, invoice.workspaceId, invoice.periodId);
  const last = await findLastClosed(tx, invoice);
  return { month, carriedTo: nextMonth(last?.month ?? month) };
}
