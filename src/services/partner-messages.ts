import { compareDesc } from 'date-fns/compareDesc';
import type { Reads } from '../db/client.js';
import { findRewardHistory } from '../db/events.js';
import { findInvoiceOfReward } from '../db/invoices.js';
import { findFailedMessages, findMessage, findMessagesOf, type Message } from '../db/messages.js';
import type { Reward } from '../db/rewards.js';
import { owedSince } from '../domain/corrections.js';
import type { Job } from '../domain/jobs.js';
import { messageKeys } from './message-keys.js';

/** A message in which a partner is, was or should have been told of a reward, and the job that sends it. */
export interface PartnerMessage {
  readonly message: Message;
  readonly sentBy: Job;
}

/** The revisions of a reward that a partner was told of in a message of their own, or may have been. */
export async function findToldRevisions(db: Reads, { workspaceId, id: rewardId }: Reward): Promise<number[]> {
  const messages = await findMessagesOf(db, workspaceId, { rewardId });
  return messages
    .filter(({ state }) => state !== 'failed')
    .map(({ key }) => messageKeys.readPartnerRevision(key))
    .filter((revision) => revision !== undefined);
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
  const since = owedSince(await findRewardHistory(db, workspaceId, rewardId));
  // What was said of it to another partner, before an edit gave it to this one, is not this one's.
  return byRevision(messages, messageKeys.readPartnerRevision)
    .filter(({ revision }) => revision >= since)
    .map(({ message, revision }) => ({
      message,
      sentBy: { name: 'tell-partner', payload: { workspaceId, rewardId, revision } },
    }));
}

/** Of messages with the latest change first, those of one kind; of two changed at the same instant, the later revision. */
function byRevision(messages: readonly Message[], revisionOf: (key: string) => number | undefined) {
  return messages
    .flatMap((message) => {
      const revision = revisionOf(message.key);
      return revision === undefined ? [] : [{ message, revision }];
    })
    .sort((a, b) => compareDesc(a.message.changedAt, b.message.changedAt) || b.revision - a.revision);
}

/** What partners were told, or were to be, whose reward it was before an edit and is not any more; the latest change first. */
export async function findFormerMessages(
  db: Reads,
  reward: Reward,
): Promise<(PartnerMessage & { partnerId: string })[]> {
  const { workspaceId, id: rewardId } = reward;
  const messages = byRevision(await findMessagesOf(db, workspaceId, { rewardId }), messageKeys.readFormerRevision);
  if (messages.length === 0) return [];
  const history = await findRewardHistory(db, workspaceId, rewardId);
  return messages.flatMap(({ message, revision }) => {
    const partnerId = history.find((event) => event.revision === revision)?.facts.changes?.partner?.fromId;
    if (!partnerId || partnerId === reward.partnerId) return [];
    return [
      { message, partnerId, sentBy: { name: 'tell-former-partner', payload: { workspaceId, rewardId, revision } } },
    ];
  });
}

/** Late-payment messages that a partner could not be sent. One whose invoice is paid by now is left out. */
export async function findLateNotTold(
  db: Reads,
  { workspaceId, partnerId }: Pick<Reward, 'workspaceId' | 'partnerId'>,
): Promise<PartnerMessage[]> {
  const keys = { prefix: messageKeys.allLatePayments, suffix: `:${partnerId}` };
  return (await findFailedMessages(db, workspaceId, keys)).map((message) => ({
    message,
    sentBy: { name: 'notify-late-payment', payload: { workspaceId, ...messageKeys.readLatePayment(message.key) } },
  }));
}

/** What a partner could not be told of months that closed without them; once a later one has, that is told no more. */
export async function findCarriedNotTold(
  db: Reads,
  { workspaceId, partnerId }: Pick<Reward, 'workspaceId' | 'partnerId'>,
): Promise<PartnerMessage[]> {
  const keys = { prefix: messageKeys.allCarried, suffix: `:${partnerId}` };
  return (await findFailedMessages(db, workspaceId, keys)).map((message) => ({
    message,
    sentBy: { name: 'tell-carried-forward', payload: { workspaceId, ...messageKeys.readCarried(message.key) } },
  }));
}
