import type { Tx } from '../db/client.js';
import { enqueue, enqueueCardsOfInvoice, enqueueCreatorPaymentNotices, enqueuePaymentNotices } from '../db/enqueue.js';
import { appendInvoiceEvent } from '../db/events.js';
import { findInvoice, moveInvoice, payRewards } from '../db/invoices.js';
import { announceWork } from '../db/whole-invoices.js';
import { getProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { type LocalDate, localDateOf } from '../domain/period.js';
import type { Deps } from './deps.js';
import { type InvoiceOrder, requireInvoice, requireMove, WHOLE_INVOICE_MS } from './require-invoice.js';

export interface PaymentOrder extends InvoiceOrder {
  readonly paidOn: LocalDate;
  /** What finance calls the payment, to find it again. */
  readonly reference: string;
}

/**
 * Marks an invoice as paid, finalised or failed before: its rewards become Paid, and each partner and each creator but
 * the person who pays is owed one message. Refuses with who did what and when if the invoice has changed since it was
 * looked at, so that nothing is paid twice, and with `payment_day_not_possible` a day before the cut or after today.
 */
export async function markInvoicePaid({ db, clock }: Deps, order: PaymentOrder): Promise<void> {
  await db.transaction(
    async (tx) => {
      const now = clock.now();
      const { workspaceId, invoiceId } = order;
      const invoice = await requireInvoice(tx, order, now);
      const status = requireMove(invoice, 'pay');
      await announceWork(tx, workspaceId, 'invoice');
      const { paidOn, reference } = order;
      await requireDay(tx, order, now);
      const moved = await moveInvoice(tx, invoice, { status, paidOn, paymentReference: reference });
      if (!moved) throw new Error(`invoice ${invoiceId} moved while its row was held`);
      const paid = await payRewards(tx, invoice, { at: now, actor: order.by, paidOn, reference });
      if (paid !== invoice.lineCount)
        throw new Error(`invoice ${invoiceId} has ${invoice.lineCount} lines, ${paid} could be paid`);
      await appendInvoiceEvent(tx, moved, invoice.status, {
        kind: 'paid',
        actor: order.by,
        at: now,
        facts: { paidOn, reference },
      });
      await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
      await enqueueCardsOfInvoice(tx, workspaceId, invoiceId);
      await enqueueCreatorPaymentNotices(tx, workspaceId, invoiceId, order.by);
      await enqueuePaymentNotices(tx, workspaceId, invoiceId);
    },
    { timeout: WHOLE_INVOICE_MS },
  );
}

async function requireDay(tx: Tx, { workspaceId, invoiceId, paidOn: given }: PaymentOrder, now: Date): Promise<void> {
  const invoice = await findInvoice(tx, workspaceId, invoiceId);
  if (!invoice) throw new Error(`invoice ${invoiceId} is gone while its row is held`);
  const { timeZone } = await getProgramme(tx, workspaceId);
  const today = localDateOf(now, timeZone);
  const cutOn = localDateOf(invoice.cutAt, invoice.period.timeZone);
  // One that was cut as of a day to come can be paid today.
  const isTooEarly = given < cutOn && given !== today;
  if (isTooEarly || given > today) throw new Refusal('payment_day_not_possible', { given, cutOn, today });
}
