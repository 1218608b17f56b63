import { isRefusal } from '../domain/errors.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { getInvoiceFor } from '../services/get-invoice-for.js';
import { listNoticeRecipients } from '../services/list-notice-recipients.js';
import { markInvoicePaid } from '../services/mark-invoice-paid.js';
import { readToday } from '../services/read-rules.js';
import { checkInvoiceAct, type FormAct } from '../services/require-invoice.js';
import { INPUT } from '../views/ids.js';
import { buildInvoicePaidForm, readInvoicePaidForm } from '../views/invoice-paid-form.js';
import { buildInvoicePartners, readInvoicePage } from '../views/invoice-partners.js';
import { type InvoiceRef, readInvoiceButton } from '../views/references.js';
import { refusalPlain } from '../views/refusals.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import { readerNow } from './reader-now.js';

/** Mark as paid…, on an invoice that is finalised or whose payment failed. */
export function openInvoicePaidForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const ref = readInvoiceButton(readActionValue(args));
    const by = args.body.user.id;
    const [sheet, today, reader] = await Promise.all([
      getSheetForAct(deps, { ...ref, by, act: 'pay' }),
      readToday(deps, deps.workspaceId),
      readerNow(deps, args.client, by),
    ]);
    const partners = sheet.shares.map(({ partner }) => partner);
    const recipients = await listNoticeRecipients(deps, deps.workspaceId, partners);
    const view = buildInvoicePaidForm({ sheet, recipients, today, reader });
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
    try {
      await markInvoicePaid(deps, { ...ref, paidOn, reference, workspaceId: deps.workspaceId, by: body.user.id });
    } catch (error) {
      if (!isRefusal(error, 'payment_day_not_possible')) throw error;
      return ack({ response_action: 'errors', errors: { [INPUT.paidOn]: refusalPlain(error, reader) } });
    }
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
    getInvoiceFor(deps, { workspaceId: deps.workspaceId, invoiceId, by: body.user.id }),
    readerNow(deps, client, body.user.id),
  ]);
  await client.views.open({ trigger_id: body.trigger_id, view: buildInvoicePartners(sheet, 0, reader) });
}

export function turnInvoicePage(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { view, user } = args.body;
    if (!view) return;
    const { invoiceId, page } = readInvoicePage(readActionValue(args));
    const [sheet, reader] = await Promise.all([
      getInvoiceFor(deps, { workspaceId: deps.workspaceId, invoiceId, by: user.id }),
      readerNow(deps, args.client, user.id),
    ]);
    const list = buildInvoicePartners(sheet, page, reader);
    await args.client.views.update({ view_id: view.id, hash: view.hash, view: list }).catch((error: unknown) => {
      // Of two clicks the first turns the page; a list that was closed has none to turn.
      if (!hasMovedOn(error)) throw error;
    });
  };
}

/**
 * The invoice as it is now, for the form of an act that this person may take on it, at the revision that was acted on:
 * a later change is refused when the form comes back.
 */
export async function getSheetForAct(
  deps: HandlerDeps,
  { act, by, ...ref }: InvoiceRef & { readonly act: FormAct; readonly by: string },
): Promise<InvoiceSheet> {
  const order = { ...ref, workspaceId: deps.workspaceId, by };
  await checkInvoiceAct(deps, { ...order, act });
  return { ...(await getInvoiceFor(deps, order)), revision: ref.revision };
}
