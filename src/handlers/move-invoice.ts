import { moveInvoice } from '../services/move-invoice.js';
import { voidInvoice } from '../services/void-invoice.js';
import type { InvoiceStep } from '../services/write-invoice-move.js';
import { buildInvoiceReasonForm, type ReasonedAct, readInvoiceReasonForm } from '../views/invoice-reason-form.js';
import { type InvoiceRef, readInvoiceButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { getSheetForAct } from './invoice.js';
import { readerNow } from './reader-now.js';

/** A press that asks for nothing more: Resume, Finalise now, Try again. */
export function pressInvoiceMove(deps: HandlerDeps, act: InvoiceStep): Handler<ActionArgs> {
  return async (args) => {
    const ref = readInvoiceButton(readActionValue(args));
    await moveInvoice(deps, { ...ref, act, workspaceId: deps.workspaceId, by: args.body.user.id });
  };
}

/** Pause… and Payment failed…: why, for who may and while they may. */
export function openInvoiceReasonForm(deps: HandlerDeps, act: ReasonedAct): Handler<ActionArgs> {
  return (args) => openReasonFormFor(deps, args, act, readInvoiceButton(readActionValue(args)));
}

export async function openReasonFormFor(
  deps: HandlerDeps,
  { body, client }: ActionArgs,
  act: ReasonedAct,
  ref: InvoiceRef,
): Promise<void> {
  const [sheet, reader] = await Promise.all([
    getSheetForAct(deps, { ...ref, act, by: body.user.id }),
    readerNow(deps, client, body.user.id),
  ]);
  await client.views.open({ trigger_id: body.trigger_id, view: buildInvoiceReasonForm(sheet, act, reader) });
}

export function submitInvoiceReasonForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readInvoiceReasonForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { ref, act, reason } = form.value;
    const { invoiceId, revision } = ref;
    const order = { invoiceId, revision, reason, workspaceId: deps.workspaceId, by: body.user.id };
    await (act === 'void' ? voidInvoice(deps, order) : moveInvoice(deps, { ...order, act }));
    await ack();
  };
}
