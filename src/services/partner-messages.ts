import type { Reads } from '../db/client.js';
import { findInvoiceOfReward } from '../db/invoices.js';
import { findMessage, findMessagesOf, type Message } from '../db/messages.js';
import type { Reward } from '../db/rewards.js';
import type { Job } from '../domain/jobs.js';
import { messageKeys } from './message-keys.js';

/** A message in which a partner is, was or should have been told of a reward, and the job that sends it. */
export interface PartnerMessage {
  readonly message: Message;
  readonly sentBy: Job;
}

/**
 * What a partner is told of a reward, the latest change first: a message for each of its events; once an invoice has
 * paid it, the invoice's one message to this partner, which overtakes the others.
 */
export async function findPartnerMessages(db: Reads, reward: Reward): Promise<PartnerMessage[]> {
  const { workspaceId, id: rewardId, partnerId, payment } = reward;
  if (payment === 'paid_on_invoice') {
    const invoiceId = await findInvoiceOfReward(db, workspaceId, rewardId);
    const message = invoiceId && (await findMessage(db, workspaceId, messageKeys.payment(invoiceId, partnerId)));
    if (!message) return [];
    return [{ message, sentBy: { name: 'tell-partner-of-payment', payload: { workspaceId, invoiceId, partnerId } } }];
  }
  const messages = await findMessagesOf(db, workspaceId, { rewardId });
  return messages.flatMap((message) => {
    const revision = messageKeys.readPartnerRevision(message.key);
    if (revision === undefined) return [];
    return [{ message, sentBy: { name: 'tell-partner', payload: { workspaceId, rewardId, revision } } }];
  });
}
