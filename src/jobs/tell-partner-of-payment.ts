import { messageKeys } from '../services/message-keys.js';
import { oweCardsOfPayment } from '../services/owe.js';
import { readPaymentNotice } from '../services/read-partner-notice.js';
import { buildPaymentNotice } from '../views/partner-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

export const tellPartnerOfPayment: JobHandler<'tell-partner-of-payment'> = async (payload, context) => {
  const { workspaceId, invoiceId, partnerId } = payload;
  const notice = await readPaymentNotice(context, workspaceId, invoiceId, partnerId);
  if (!notice) return;
  const { programme, to, ...payment } = notice;
  const { before, now } = await writeToPartner(context, {
    workspaceId,
    invoiceId,
    partnerId,
    key: messageKeys.payment(invoiceId, partnerId),
    to,
    content: buildPaymentNotice({ ...payment, programmeName: programme }),
  });
  // Sent at the first try it changes no card, and there may be very many.
  const alwaysWell = now === 'posted' && (before === undefined || before === 'posted');
  if (!alwaysWell) await oweCardsOfPayment(context, payload);
};
