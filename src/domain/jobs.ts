import { z } from 'zod';

const workspaceId = z.string();
const ofReward = z.object({ workspaceId, rewardId: z.uuid() });
const ofInvoice = z.object({ workspaceId, invoiceId: z.uuid() });

/** Every job, by name, with what it carries: ids only. A job reads the rest itself, and may run twice. */
export const jobPayloads = {
  /** Makes the card in the review channel show what is true now: posts, updates, or posts again if it is gone. */
  'show-reward-card': ofReward,
  /** Adds to the card's thread what the history has and the thread does not. */
  'tell-thread': ofReward,
  'tell-creator': ofReward,
  /** The question to whoever created a reward that changes were asked for, and what became of it. */
  'ask-creator': ofReward.extend({ revision: z.int() }),
  /** A decision that somebody else took on a reward, to its creator. */
  'notify-creator-of-decision': ofReward.extend({ revision: z.int() }),
  /** Decisions that somebody took together, to a creator of some of the rewards. */
  'notify-creator-of-bulk': z.object({ workspaceId, bulkId: z.string(), createdBy: z.string() }),
  /** An invoice that was paid, to a creator of some of its rewards. */
  'notify-creator-of-payment': ofInvoice.extend({ createdBy: z.string() }),
  /** Whose reward it was before an edit gave it to another partner. */
  'tell-former-partner': ofReward.extend({ revision: z.int() }),
  /** The nth time that a card nobody decided is reminded of in its thread, counted from the event that left it waiting. */
  remind: ofReward.extend({ revision: z.int(), nth: z.int() }),
  /** The nth time that whoever was asked for changes is reminded of it. */
  'remind-creator': ofReward.extend({ revision: z.int(), nth: z.int() }),
  /** The nth time that whoever asked for changes hears, in the card's thread, that they are not made. */
  'remind-asker': ofReward.extend({ revision: z.int(), nth: z.int() }),
  /** The one time more before the month's invoice is cut. */
  'remind-before-cut': ofReward.extend({ month: z.string() }),
  'tell-partner': ofReward.extend({ revision: z.int() }),
  'tell-partner-of-payment': ofInvoice.extend({ partnerId: z.uuid() }),
  /** The nth time that finance is reminded of an invoice that is not paid by this day, in the thread of its message. */
  'remind-of-overdue': ofInvoice.extend({ expectedPaymentOn: z.string(), nth: z.int() }),
  /** Tells a partner on an invoice, once, that its payment is late. */
  'notify-late-payment': ofInvoice.extend({ partnerId: z.uuid() }),
  /** What this partner has of a month came to less than is paid out: when it closed, or once a line left its invoice. */
  'tell-carried-forward': z.object({ workspaceId, currency: z.string(), month: z.string(), partnerId: z.uuid() }),
  /** Shows in the card's thread what the partner's contacts asked, and what they were answered. */
  'show-questions': ofReward,
  'tell-answer': ofReward.extend({ questionId: z.uuid() }),
  'show-invoice': ofInvoice,
  /** Puts the invoice's files in its thread: once when it is cut, once when it is final. */
  'send-invoice-files': ofInvoice,
  'tell-admins': z.object({ workspaceId, channel: z.string() }),
  /** A page at a time, from the contact `after` on. */
  'match-contacts': z.object({ workspaceId, after: z.uuid().optional() }),
  /** A month that was not closed because its invoice would be over the bound, or because too many were missed. */
  'show-stopped-run': z.object({ workspaceId, currency: z.string(), month: z.string() }),
  'tell-missed-months': z.object({ workspaceId, currency: z.string(), since: z.string() }),
  'post-digest': z.object({ workspaceId, month: z.string() }),
  /** The picture of the months, in the digest's thread. */
  'send-digest-chart': z.object({ workspaceId, month: z.string() }),
  'check-books': z.object({}),
  'report-books': z.object({ workspaceId }),
  'run-clock': z.object({}),
  'refresh-user-groups': z.object({}),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;
export type Job = { [Name in JobName]: { readonly name: Name; readonly payload: JobPayload<Name> } }[JobName];

/** The owner of the queue a job waits in: a channel, or the recipient of the message. */
type QueueOwner = 'review' | 'finance' | 'admins' | 'contacts' | Recipient;
/** One person or partner. Who that is follows from what the job is about. */
export type Recipient = 'creator' | 'partner' | 'former_partner' | 'asker';

// Slack paces messages by conversation, so what goes to one conversation waits in one queue: nothing is sent to it at the
// same time, and one that cannot be written to keeps nobody else waiting.
const QUEUE: { readonly [Name in JobName]?: QueueOwner } = {
  'show-reward-card': 'review',
  'tell-thread': 'review',
  'show-questions': 'review',
  remind: 'review',
  'remind-asker': 'review',
  'remind-before-cut': 'review',
  'show-invoice': 'finance',
  'send-invoice-files': 'finance',
  'remind-of-overdue': 'finance',
  'show-stopped-run': 'finance',
  'tell-missed-months': 'finance',
  'post-digest': 'finance',
  'send-digest-chart': 'finance',
  'report-books': 'finance',
  'tell-creator': 'creator',
  'ask-creator': 'creator',
  'notify-creator-of-decision': 'creator',
  'notify-creator-of-bulk': 'creator',
  'notify-creator-of-payment': 'creator',
  'remind-creator': 'creator',
  'tell-former-partner': 'former_partner',
  'tell-partner': 'partner',
  'tell-partner-of-payment': 'partner',
  'notify-late-payment': 'partner',
  'tell-carried-forward': 'partner',
  'tell-answer': 'asker',
  'tell-admins': 'admins',
  'match-contacts': 'contacts',
};

const RECIPIENTS: ReadonlySet<string> = new Set<Recipient>(['creator', 'partner', 'former_partner', 'asker']);

function isRecipient(owner: QueueOwner): owner is Recipient {
  return RECIPIENTS.has(owner);
}

/** How the queues of recipients begin. */
export const DIRECT_QUEUES = 'direct:';

/**
 * The queue a job waits in, if it must not run beside others of its kind. With a recipient, whose id the database adds:
 * a partner's id, or a creator's Slack user.
 */
export function queueOf({ name, payload }: Job): { readonly name: string; readonly recipient?: Recipient } | undefined {
  const owner = QUEUE[name];
  if (!owner || !('workspaceId' in payload)) return undefined;
  const { workspaceId } = payload;
  return isRecipient(owner)
    ? { name: `${DIRECT_QUEUES}${workspaceId}:`, recipient: owner }
    : { name: `${owner}:${workspaceId}` };
}

/** What makes two jobs the same job: the name and everything it carries, in the order declared above. */
export function keyOf({ name, payload }: Job): string {
  const carried: Readonly<Record<string, unknown>> = payload;
  return [
    name,
    ...Object.keys(jobPayloads[name].shape)
      .map((field) => carried[field])
      .filter((value) => value !== undefined),
  ].join(':');
}

/** Single jobs of a queue are done first in, first out; bulk jobs after all of them. Lower is sooner. */
export const PRIORITY = { single: 0, bulk: 10 } as const;
export type Priority = keyof typeof PRIORITY;

/**
 * The number by which the queue orders a job. A channel's come before recipients': a channel takes one worker at a time,
 * recipients can take all of them.
 */
export function priorityNumber(job: Job, priority: Priority): number {
  return PRIORITY[priority] + (queueOf(job)?.recipient ? 1 : 0);
}

/** The priority of a job that was taken from the queue, for what adds it again. */
export function priorityOf(job: { readonly priority: number }): Priority {
  return job.priority < PRIORITY.bulk ? 'single' : 'bulk';
}
