import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readChannels } from '../services/read-channels.js';
import { readInvoiceSheet } from '../services/read-invoice-sheet.js';
import { buildInvoiceMessage } from '../views/invoice-message.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

export const showInvoice: JobHandler<'show-invoice'> = async ({ workspaceId, invoiceId }, context) => {
  const sheet = await readInvoiceSheet(context, workspaceId, invoiceId);
  if (!sheet) return;
  const { financeChannel } = await readChannels(context, workspaceId);
  const shown = await showMessage(context, {
    workspaceId,
    invoiceId,
    key: messageKeys.invoice(invoiceId),
    channel: financeChannel,
    content: buildInvoiceMessage(sheet),
  });
  // There is a thread for its files; whether they are in it is for that job to know.
  if (shown.state === 'posted') await owe(context, { name: 'send-invoice-files', payload: { workspaceId, invoiceId } });
};
