import { enqueue, enqueueCardsOfInvoice, enqueuePaymentNotices } from '../db/enqueue.js';
import { appendInvoiceEvent, getLastEvent } from '../db/events.js';
import { lockInvoice, moveInvoice, payRewards } from '../db/invoices.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import type { LocalDate } from '../domain/period.js';
import { mayHandleInvoices } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';

export interface PaymentOrder {
  readonly workspaceId: string;
  readonly invoiceId: string;
  readonly revision: number;
  readonly by: string;
  readonly paidOn: LocalDate;
  /** What finance calls the payment, to find it again. */
  readonly reference: string;
}

/** An invoice may hold a hundred thousand rewards; paying it sets them all. */
const PAY_TIMEOUT_MS = 300_000;

/**
 * Marks a finalised invoice as paid: its rewards become Paid, and each partner is owed one message. Refuses with who
 * did what and when if the invoice has changed since it was looked at, so that nothing is paid twice.
 */
export async function markInvoicePaid({ db, clock }: Deps, order: PaymentOrder): Promise<void> {
  await db.transaction(
    async (tx) => {
      const now = clock.now();
      const { workspaceId, invoiceId } = order;
      const invoice = await lockInvoice(tx, workspaceId, invoiceId);
      if (!invoice) throw new Refusal('invoice_not_found', {});
      requireAllowed(mayHandleInvoices(await loadActor(tx, workspaceId, order.by, now)));
      const { number, status } = invoice;
      if (invoice.revision !== order.revision) {
        const last = await getLastEvent(tx, workspaceId, { invoiceId });
        throw new Refusal('invoice_changed', { invoice: number, status, last });
      }
      if (status !== 'finalised') throw new Refusal('invoice_not_finalised', { invoice: number, status });

      const { paidOn, reference } = order;
      const moved = await moveInvoice(tx, invoice, { status: 'paid', paidOn, paymentReference: reference });
      if (!moved) throw new Error(`invoice ${invoiceId} moved while its row was held`);
      const paid = await payRewards(tx, invoice, { at: now, actor: order.by, paidOn, reference });
      if (paid !== invoice.lineCount)
        throw new Error(`invoice ${invoiceId} has ${invoice.lineCount} lines, ${paid} could be paid`);
      await appendInvoiceEvent(tx, moved, status, {
        kind: 'paid',
        actor: order.by,
        at: now,
        facts: { paidOn, reference },
      });
      await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
      await enqueueCardsOfInvoice(tx, workspaceId, invoiceId);
      await enqueuePaymentNotices(tx, workspaceId, invoiceId);
    },
    { timeout: PAY_TIMEOUT_MS },
  );
}
