import type { Tx } from '../db/client.js';
import { findLastInvoiceMove } from '../db/events.js';
import { findInvoice, type Invoice } from '../db/invoices.js';
import { getProgramme } from '../db/workspaces.js';
import { type ReviewSchedule, resumeReview } from '../domain/invoice.js';
import type { Deps } from './deps.js';
import { type InvoiceOrder, requireInvoice, requireMove, WHOLE_INVOICE_MS } from './require-invoice.js';
import { type InvoiceStep, writeInvoiceMove } from './write-invoice-move.js';

export interface InvoiceMoveOrder extends InvoiceOrder {
  readonly act: InvoiceStep;
  /** Why it is paused, or its payment failed. */
  readonly reason?: string | undefined;
}

/**
 * Pauses, resumes or finalises an invoice, or says that its payment failed or is tried again (SPEC 6): the guarded
 * write, its event, and the message and cards that follow. Refuses with who did what and when if the invoice has
 * changed since it was looked at.
 */
export async function moveInvoice({ db, clock }: Deps, order: InvoiceMoveOrder): Promise<void> {
  await db.transaction(
    async (tx) => {
      const now = clock.now();
      const invoice = await requireInvoice(tx, order, now);
      const status = requireMove(invoice, order.act);
      const review = order.act === 'resume' ? await findReviewLeft(tx, invoice, now) : undefined;
      const { act, by: actor, reason } = order;
      await writeInvoiceMove(tx, invoice, { act, status, review, actor, at: now, reason });
    },
    { timeout: WHOLE_INVOICE_MS },
  );
}

/** The review that an invoice resumed now is given. Undefined: the end it has still stands. */
async function findReviewLeft(tx: Tx, invoice: Invoice, now: Date): Promise<ReviewSchedule | undefined> {
  const { workspaceId, id, reviewEndsAt } = invoice;
  const paused = await findLastInvoiceMove(tx, workspaceId, id, 'paused');
  const { paymentDays, timeZone } = await getProgramme(tx, workspaceId);
  // The zone the invoice was cut in, which its dates are shown in, whatever the programme's is by now.
  const period = (await findInvoice(tx, workspaceId, id))?.period;
  return resumeReview(
    { pausedAt: paused?.at ?? now, reviewEndsAt, resumedAt: now },
    { timeZone: period?.timeZone ?? timeZone, paymentDays },
  );
}
