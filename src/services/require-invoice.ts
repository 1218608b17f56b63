import { type Reads, type Tx, UNLIMITED_MS } from '../db/client.js';
import { getLastEvent } from '../db/events.js';
import { findInvoice, type Invoice, lockInvoice } from '../db/invoices.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { canStillChange, type InvoiceAct, type InvoiceStatus, invoiceMove } from '../domain/invoice.js';
import { mayHandleInvoices } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';

export interface InvoiceOrder {
  readonly workspaceId: string;
  readonly invoiceId: string;
  /** Of the message or form that was acted on: an act on something else than what was seen is refused. */
  readonly revision: number;
  readonly by: string;
}

/** An invoice may have any number of rewards. */
export const WHOLE_INVOICE_MS = UNLIMITED_MS;

/**
 * Holds the invoice's row until commit, for whoever may handle invoices. Refuses with who did what and when if it has
 * changed since it was looked at.
 */
export async function requireInvoice(tx: Tx, order: InvoiceOrder, now: Date): Promise<Invoice> {
  return weigh(tx, await lockInvoice(tx, order.workspaceId, order.invoiceId), order, now);
}

/** Where an act leads from here. Refuses with `invoice_not_finalised` or `invoice_move_not_possible`. */
export function requireMove(invoice: Pick<Invoice, 'number' | 'status'>, act: InvoiceAct): InvoiceStatus {
  const to = invoiceMove(invoice.status, act);
  const refused = { invoice: invoice.number, status: invoice.status };
  if (!to) throw new Refusal(act === 'pay' ? 'invoice_not_finalised' : 'invoice_move_not_possible', refused);
  return to;
}

/** Refuses with `invoice_move_not_possible` once the lines are locked. */
export function requireOpenLines({ number, status }: Pick<Invoice, 'number' | 'status'>): void {
  if (!canStillChange(status)) throw new Refusal('invoice_move_not_possible', { invoice: number, status });
}

/** An act that a form may precede. */
export type FormAct = InvoiceAct | 'change_lines';

/** Refuses what the act itself would refuse, before a form asks for more. Holds and writes nothing. */
export async function checkInvoiceAct(
  { db, clock }: Deps,
  order: InvoiceOrder & { readonly act: FormAct },
): Promise<void> {
  const found = await findInvoice(db.reads, order.workspaceId, order.invoiceId);
  const invoice = await weigh(db.reads, found, order, clock.now());
  if (order.act === 'change_lines') requireOpenLines(invoice);
  else requireMove(invoice, order.act);
}

async function weigh(db: Reads, invoice: Invoice | null, order: InvoiceOrder, now: Date): Promise<Invoice> {
  const { workspaceId, invoiceId } = order;
  requireAllowed(mayHandleInvoices(await loadActor(db, workspaceId, order.by, now)));
  if (!invoice) throw new Refusal('invoice_not_found', {});
  if (invoice.revision === order.revision) return invoice;
  const last = await getLastEvent(db, workspaceId, { invoiceId });
  throw new Refusal('invoice_changed', { invoice: invoice.number, status: invoice.status, last });
}
