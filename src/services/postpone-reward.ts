import { enqueue } from '../db/enqueue.js';
import { appendRewardEvent } from '../db/events.js';
import { findInvoiceOfReward } from '../db/invoices.js';
import { lockReward, moveReward } from '../db/rewards.js';
import { Refusal } from '../domain/errors.js';
import type { Deps } from './deps.js';
import { leaveInvoice } from './leave-invoice.js';
import { type InvoiceOrder, requireInvoice, requireOpenLines } from './require-invoice.js';

/**
 * Takes a line off an invoice in review: its reward keeps its status and goes on the next invoice (SPEC 6). What is left
 * of its partner may be carried forward with it, and an invoice that loses its last line is void. Refuses with who did
 * what and when if the invoice has changed since it was looked at, and with `line_unknown`.
 */
export async function postponeReward(
  { db, clock }: Deps,
  order: InvoiceOrder & { readonly rewardId: string; readonly reason?: string | undefined },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId, rewardId, by: actor, reason } = order;
    const invoice = await requireInvoice(tx, order, now);
    requireOpenLines(invoice);
    const reward = await lockReward(tx, workspaceId, rewardId);
    const place = await findInvoiceOfReward(tx, workspaceId, rewardId);
    if (!reward || place !== invoice.id) throw new Refusal('line_unknown', { invoice: invoice.number });
    const moved = await moveReward(tx, reward, { status: reward.status, payment: 'not_invoiced' });
    if (!moved) throw new Error(`reward ${rewardId} moved while its row was held`);
    await appendRewardEvent(tx, moved, reward, {
      kind: 'postponed',
      actor,
      at: now,
      reason,
      facts: { leftInvoice: invoice.number },
    });
    await leaveInvoice(tx, { invoice, reward: moved, actor, at: now, reason: 'postponed', words: reason });
    await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
  });
}
