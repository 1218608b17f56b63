import { getLateNotice } from '../services/get-late-notice.js';
import { messageKeys } from '../services/message-keys.js';
import { buildLateNotice } from '../views/late-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

/** One message per partner and invoice, however often this runs. */
export const notifyLatePayment: JobHandler<'notify-late-payment'> = async (payload, context) => {
  const { workspaceId, invoiceId, partnerId } = payload;
  const owed = await getLateNotice(context, payload);
  if (!owed) return;
  await writeToPartner(context, {
    workspaceId,
    invoiceId,
    partnerId,
    key: messageKeys.latePayment(invoiceId, partnerId),
    to: owed.to,
    content: (reader) => buildLateNotice(owed.notice, reader),
  });
};
