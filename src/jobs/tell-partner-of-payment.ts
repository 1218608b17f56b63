import { messageKeys } from '../services/message-keys.js';
import { readPaymentNotice } from '../services/read-partner-notice.js';
import { buildPaymentNotice } from '../views/partner-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

export const tellPartnerOfPayment: JobHandler<'tell-partner-of-payment'> = async (
  { workspaceId, invoiceId, partnerId },
  context,
) => {
  const notice = await readPaymentNotice(context, workspaceId, invoiceId, partnerId);
  if (!notice) return;
  const { programme, to, ...payment } = notice;
  await writeToPartner(context, {
    workspaceId,
    invoiceId,
    key: messageKeys.payment(invoiceId, partnerId),
    to,
    content: buildPaymentNotice({ ...payment, programmeName: programme }),
  });
};
