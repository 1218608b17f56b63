import { Refusal } from '../domain/errors.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { checkMayHandleInvoices } from '../services/check-permission.js';
import { markInvoicePaid } from '../services/mark-invoice-paid.js';
import { readInvoiceSheet } from '../services/read-invoice-sheet.js';
import { readToday } from '../services/read-rules.js';
import { checkInvoiceAct } from '../services/require-invoice.js';
import { buildInvoicePaidForm, readInvoicePaidForm } from '../views/invoice-paid-form.js';
import { buildInvoicePartners, readInvoicePage } from '../views/invoice-partners.js';
import { type InvoiceRef, readInvoiceButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import { readerNow } from './reader-now.js';

/** Mark as paid…, on an invoice that is finalised or whose payment failed. */
export function openInvoicePaidForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const ref = readInvoiceButton(readActionValue(args));
    const [sheet, today, reader] = await Promise.all([
      requireSheetAt(deps, ref),
      readToday(deps, deps.workspaceId),
      readerNow(deps, args.client, args.body.user.id),
      checkInvoiceAct(deps, { ...ref, workspaceId: deps.workspaceId, by: args.body.user.id, act: 'pay' }),
    ]);
    const view = buildInvoicePaidForm({ sheet, today, reader });
    await args.client.views.open({ trigger_id: args.body.trigger_id, view });
  };
}

export function submitInvoicePaidForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const [today, reader] = await Promise.all([
      readToday(deps, deps.workspaceId),
      readerNow(deps, client, body.user.id),
    ]);
    const form = readInvoicePaidForm(view, today, reader);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { ref, paidOn, reference } = form.value;
    await markInvoicePaid(deps, { ...ref, paidOn, reference, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}

export function openInvoicePartners(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => showInvoicePartners(deps, args, readInvoiceButton(readActionValue(args)));
}

export async function showInvoicePartners(
  deps: HandlerDeps,
  { body, client }: ActionArgs,
  { invoiceId }: Pick<InvoiceRef, 'invoiceId'>,
): Promise<void> {
  const [sheet, reader] = await Promise.all([
    requireSheet(deps, invoiceId),
    readerNow(deps, client, body.user.id),
    checkMayHandleInvoices(deps, deps.workspaceId, body.user.id),
  ]);
  await client.views.open({ trigger_id: body.trigger_id, view: buildInvoicePartners(sheet, 0, reader) });
}

export function turnInvoicePage(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { view, user } = args.body;
    if (!view) return;
    const { invoiceId, page } = readInvoicePage(readActionValue(args));
    const [sheet, reader] = await Promise.all([
      requireSheet(deps, invoiceId),
      readerNow(deps, args.client, user.id),
      checkMayHandleInvoices(deps, deps.workspaceId, user.id),
    ]);
    const list = buildInvoicePartners(sheet, page, reader);
    await args.client.views.update({ view_id: view.id, hash: view.hash, view: list }).catch((error: unknown) => {
      // Of two clicks the first turns the page; a list that was closed has none to turn.
      if (!hasMovedOn(error)) throw error;
    });
  };
}

/** As it is now, at the revision that was acted on: what has changed since is refused when the form comes back. */
export async function requireSheetAt(deps: HandlerDeps, { invoiceId, revision }: InvoiceRef): Promise<InvoiceSheet> {
  return { ...(await requireSheet(deps, invoiceId)), revision };
}

export async function requireSheet(deps: HandlerDeps, invoiceId: string): Promise<InvoiceSheet> {
  const sheet = await readInvoiceSheet(deps, deps.workspaceId, invoiceId);
  if (!sheet) throw new Refusal('invoice_not_found', {});
  return sheet;
}
