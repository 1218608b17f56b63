import { messageKeys } from '../services/message-keys.js';
import { oweCardsOfPayment } from '../services/owe.js';
import { readStatement } from '../services/read-statement.js';
import { buildStatement } from '../views/statement.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

/** The partner's statement of a paid invoice: one message per partner and invoice, however often this runs. */
export const tellPartnerOfPayment: JobHandler<'tell-partner-of-payment'> = async (payload, context) => {
  const { workspaceId, invoiceId, partnerId } = payload;
  const owed = await readStatement(context, workspaceId, invoiceId, partnerId);
  if (!owed) return;
  const { before, now } = await writeToPartner(context, {
    workspaceId,
    invoiceId,
    partnerId,
    key: messageKeys.payment(invoiceId, partnerId),
    to: owed.to,
    content: (reader) => buildStatement(owed.statement, reader),
  });
  // Sent at the first try it changes no card, and there may be very many.
  const alwaysWell = now === 'posted' && (before === undefined || before === 'posted');
  if (!alwaysWell) await oweCardsOfPayment(context, payload);
};
