import type { Tx } from '../db/client.js';
import { enqueue, enqueueCardsOfInvoice, enqueueLateNotices } from '../db/enqueue.js';
import { type InvoiceWithPeriod, lockInvoice } from '../db/invoices.js';
import { findOverdueInvoices, noteOverdue } from '../db/overdue.js';
import { announceWork } from '../db/whole-invoices.js';
import { findProgrammes, type Programme } from '../db/workspaces.js';
import { isOverdue, mayTellPartnersOfDelay } from '../domain/overdue.js';
import { localDateOf } from '../domain/period.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { findNextOverdueReminder } from './get-overdue-reminder.js';
import { isoDate } from './read-partner-notice.js';
import { WHOLE_INVOICE_MS } from './require-invoice.js';

/**
 * Enqueues what an invoice that is not paid in time owes by now (SPEC 5, 6): its message and cards are redrawn once,
 * finance is reminded every third working day, partners are told once. Running it again, or at once, adds nothing.
 */
export async function enqueueOverdue({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  await eachOnItsOwn(await findProgrammes(db.reads), async (programme) => {
    const scope = { workspaceId: programme.workspaceId, programmeId: programme.id };
    const overdue = await findOverdueInvoices(db.reads, scope, localDateOf(now, programme.timeZone));
    await eachOnItsOwn(overdue, (invoice) =>
      db.transaction((tx) => enqueueOfInvoice(tx, programme, invoice, now), { timeout: WHOLE_INVOICE_MS }),
    );
  });
}

async function enqueueOfInvoice(tx: Tx, { timeZone }: Programme, found: InvoiceWithPeriod, now: Date): Promise<void> {
  const { workspaceId, id: invoiceId } = found;
  // Marking as paid locks the same row: after it there is nothing to enqueue.
  const invoice = await lockInvoice(tx, workspaceId, invoiceId);
  if (!invoice) return;
  const expectedPaymentOn = isoDate(invoice.expectedPaymentOn);
  if (!isOverdue({ status: invoice.status, expectedPaymentOn }, localDateOf(now, timeZone))) return;
  if (await noteOverdue(tx, invoice)) {
    await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
    await announceWork(tx, workspaceId, 'invoice');
    await enqueueCardsOfInvoice(tx, workspaceId, invoiceId);
  }
  const nth = await findNextOverdueReminder(tx, invoice, { now, timeZone });
  if (nth)
    await enqueue(tx, { name: 'remind-of-overdue', payload: { workspaceId, invoiceId, expectedPaymentOn, nth } });
  if (mayTellPartnersOfDelay(expectedPaymentOn, { now, timeZone }))
    await enqueueLateNotices(tx, workspaceId, invoiceId);
}
