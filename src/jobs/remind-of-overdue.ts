import { getOverdueReminder } from '../services/get-overdue-reminder.js';
import { messageKeys } from '../services/message-keys.js';
import { readMessage } from '../services/message-ledger.js';
import { buildOverdueReminder } from '../views/overdue-reminder.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/** A reply in the thread of an overdue invoice's message, written once, however often this runs. */
export const remindOfOverdue: JobHandler<'remind-of-overdue'> = async (payload, context) => {
  const { workspaceId, invoiceId, expectedPaymentOn, nth } = payload;
  const key = messageKeys.overdue(invoiceId, expectedPaymentOn, nth);
  if ((await readMessage(context, workspaceId, key))?.state === 'posted') return;
  const invoice = await readMessage(context, workspaceId, messageKeys.invoice(invoiceId));
  if (invoice?.state !== 'posted' || !invoice.ts) return;
  const reminder = await getOverdueReminder(context, payload);
  if (!reminder) return;
  const place = { channel: invoice.channel, threadTs: invoice.ts };
  await showMessage(context, { workspaceId, invoiceId, key, content: buildOverdueReminder(reminder), ...place });
};
