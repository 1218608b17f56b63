import { enqueue, enqueueCardsOfInvoice } from '../db/enqueue.js';
import { appendInvoiceEvent } from '../db/events.js';
import { giveRewardsBack } from '../db/give-back.js';
import { moveInvoice } from '../db/invoices.js';
import { announceWork } from '../db/whole-invoices.js';
import type { Deps } from './deps.js';
import { type InvoiceOrder, requireInvoice, requireMove, WHOLE_INVOICE_MS } from './require-invoice.js';

/**
 * Voids an invoice that is not paid: its rewards go back as they were, each with its event, and may be invoiced again;
 * its number is never used again (SPEC 6). Refuses with who did what and when if the invoice has changed since it was
 * looked at.
 */
export async function voidInvoice(
  { db, clock }: Deps,
  order: InvoiceOrder & { readonly reason: string },
): Promise<void> {
  await db.transaction(
    async (tx) => {
      const now = clock.now();
      const { by: actor, reason } = order;
      const invoice = await requireInvoice(tx, order, now);
      const status = requireMove(invoice, 'void');
      await announceWork(tx, order.workspaceId, 'invoice');
      // The status first: of a settled invoice the database lets lines go only once it is void.
      const moved = await moveInvoice(tx, invoice, { status });
      if (!moved) throw new Error(`invoice ${invoice.id} moved while its row was held`);
      const { workspaceId, id: invoiceId } = moved;
      // While the lines are live, since it is by them that the cards are found.
      await enqueueCardsOfInvoice(tx, workspaceId, invoiceId);
      const rewards = await giveRewardsBack(tx, moved, { actor, at: now, reason });
      if (rewards !== invoice.lineCount)
        throw new Error(`invoice ${invoiceId} has ${invoice.lineCount} lines, ${rewards} could be given back`);
      await appendInvoiceEvent(tx, moved, invoice.status, {
        kind: 'voided',
        actor,
        at: now,
        reason,
        facts: { rewards, total: String(invoice.totalMinor) },
      });
      await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
      await enqueue(tx, { name: 'send-invoice-files', payload: { workspaceId, invoiceId } });
    },
    { timeout: WHOLE_INVOICE_MS },
  );
}
