import type { Tx } from '../db/client.js';
import { enqueue, enqueueCardsOfInvoice } from '../db/enqueue.js';
import { appendInvoiceEvent } from '../db/events.js';
import { type Invoice, moveInvoice } from '../db/invoices.js';
import { announceWork } from '../db/whole-invoices.js';
import type { EventFacts } from '../domain/history.js';
import { INVOICE_EVENT_OF, type InvoiceAct, type InvoiceStatus, type ReviewSchedule } from '../domain/invoice.js';

/** What changes an invoice's status and nothing about its rewards. */
export type InvoiceStep = Exclude<InvoiceAct, 'pay' | 'void'>;

/**
 * The guarded write of a step whose invoice's row the caller holds, with its event and all that follows from it, be it a
 * person's or the clock's.
 */
export async function writeInvoiceMove(
  tx: Tx,
  invoice: Invoice,
  step: {
    readonly act: InvoiceStep;
    readonly status: InvoiceStatus;
    readonly review?: ReviewSchedule | undefined;
    readonly actor: string;
    readonly at: Date;
    readonly reason?: string | undefined;
    readonly facts?: EventFacts;
  },
): Promise<void> {
  const { act, status, review, actor, at, reason, facts } = step;
  await announceWork(tx, invoice.workspaceId, 'invoice');
  const moved = await moveInvoice(tx, invoice, { status, ...review });
  if (!moved) throw new Error(`invoice ${invoice.id} moved while its row was held`);
  await appendInvoiceEvent(tx, moved, invoice.status, {
    kind: INVOICE_EVENT_OF[act],
    actor,
    at,
    reason,
    facts: { ...facts, ...(review ? { ...review, reviewEndsAt: review.reviewEndsAt.toISOString() } : {}) },
  });
  const { workspaceId, id: invoiceId } = moved;
  await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
  if (act === 'finalise') await enqueue(tx, { name: 'send-invoice-files', payload: { workspaceId, invoiceId } });
  await enqueueCardsOfInvoice(tx, workspaceId, invoiceId);
}
