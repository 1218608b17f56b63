import { getInvoiceFor, listInvoiceEventsFor } from '../services/get-invoice-for.js';
import type { InvoiceMenuItem } from '../views/ids.js';
import { buildInvoiceHistory } from '../views/invoice-history.js';
import { type InvoiceRef, readInvoiceMenuValue } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { showInvoicePartners } from './invoice.js';
import { openRemoveLineForm } from './invoice-lines.js';
import { openReasonFormFor } from './move-invoice.js';
import { readerNow } from './reader-now.js';

type ItemHandler = (deps: HandlerDeps, args: ActionArgs, ref: InvoiceRef) => Promise<void>;

/** The menu of an invoice's message, item by item. */
const items: { readonly [Item in InvoiceMenuItem]: ItemHandler } = {
  remove_line: openRemoveLineForm,
  void: (deps, args, ref) => openReasonFormFor(deps, args, 'void', ref),
  partners: showInvoicePartners,
  history: async (deps, { body, client }, { invoiceId }) => {
    const who = { workspaceId: deps.workspaceId, invoiceId, by: body.user.id };
    const [sheet, history, reader] = await Promise.all([
      getInvoiceFor(deps, who),
      listInvoiceEventsFor(deps, who),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildInvoiceHistory(sheet, history, reader) });
  },
};

export function chooseInvoiceItem(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { item, ...ref } = readInvoiceMenuValue(readActionValue(args));
    await items[item](deps, args, ref);
  };
}
