import { readApprovableOnInvoice } from '../services/approve-several.js';
import { readUnreviewed } from '../services/read-unreviewed.js';
import { buildSeveralForm, MOST_AT_ONCE } from '../views/home/several-form.js';
import { buildUnreviewed, MOST_UNREVIEWED } from '../views/invoice-unreviewed.js';
import { readInvoiceButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { readerNow } from './reader-now.js';
import { showModal } from './show-modal.js';

/** Review, on an invoice with rewards that nobody reviewed: which they are, as its reader's queue shows them. */
export function openUnreviewed(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { invoiceId } = readInvoiceButton(readActionValue(args));
    const who = { workspaceId: deps.workspaceId, userId: args.body.user.id };
    const [{ sheet, ...found }, reader] = await Promise.all([
      readUnreviewed(deps, who, invoiceId, MOST_UNREVIEWED),
      readerNow(deps, args.client, who.userId),
    ]);
    await showModal(args, buildUnreviewed(sheet, found, reader));
  };
}

/** Approve several…, of the rewards on an invoice. */
export function openSeveralOfInvoice(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { invoiceId } = readInvoiceButton(readActionValue(args));
    const who = { workspaceId: deps.workspaceId, userId: args.body.user.id };
    const [{ rows, more }, reader] = await Promise.all([
      readApprovableOnInvoice(deps, who, invoiceId, MOST_AT_ONCE),
      readerNow(deps, args.client, who.userId),
    ]);
    await showModal(args, buildSeveralForm(rows, more, reader));
  };
}
