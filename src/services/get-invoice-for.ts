import { findInvoiceHistory } from '../db/events.js';
import { Refusal } from '../domain/errors.js';
import type { InvoiceEvent } from '../domain/history.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { checkMayHandleInvoices } from './check-permission.js';
import type { Deps } from './deps.js';
import { readInvoiceSheet } from './read-invoice-sheet.js';

export interface InvoiceViewer {
  readonly workspaceId: string;
  readonly invoiceId: string;
  readonly by: string;
}

/** An invoice as its message shows it. Refuses a person who may not handle invoices before it looks for one. */
export async function getInvoiceFor(deps: Deps, { workspaceId, invoiceId, by }: InvoiceViewer): Promise<InvoiceSheet> {
  await checkMayHandleInvoices(deps, workspaceId, by);
  const sheet = await readInvoiceSheet(deps, workspaceId, invoiceId);
  if (!sheet) throw new Refusal('invoice_not_found', {});
  return sheet;
}

/** All that happened to an invoice, from its cut on. Refuses as `getInvoiceFor` does. */
export async function listInvoiceEventsFor(
  deps: Deps,
  { workspaceId, invoiceId, by }: InvoiceViewer,
): Promise<InvoiceEvent[]> {
  await checkMayHandleInvoices(deps, workspaceId, by);
  return findInvoiceHistory(deps.db.reads, workspaceId, invoiceId);
}
