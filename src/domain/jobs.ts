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
  /** A month closed without this partner, who had less than is paid out. */
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

// Slack paces messages by conversation, so what goes to one conversation waits in one queue.
const QUEUE: { readonly [Name in JobName]?: string } = {
  'show-reward-card': 'review',
  'tell-thread': 'review',
  'show-questions': 'review',
  remind: 'review',
  'remind-asker': 'review',
  'remind-before-cut': 'review',
  'show-invoice': 'finance',
  'send-invoice-files': 'finance',
  'show-stopped-run': 'finance',
  'tell-missed-months': 'finance',
  'post-digest': 'finance',
  'send-digest-chart': 'finance',
  'report-books': 'finance',
  'tell-creator': 'direct',
  'ask-creator': 'direct',
  'remind-creator': 'direct',
  'tell-former-partner': 'direct',
  'tell-partner': 'direct',
  'tell-partner-of-payment': 'direct',
  'tell-carried-forward': 'direct',
  'tell-answer': 'direct',
  'tell-admins': 'direct',
  'match-contacts': 'contacts',
};

/** The queue a job waits in, if it must not run beside others of its kind. */
export function queueOf({ name, payload }: Job): string | undefined {
  const queue = QUEUE[name];
  return queue && 'workspaceId' in payload ? `${queue}:${payload.workspaceId}` : queue;
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

/** The priority of a job that was taken from the queue, for what adds it again. */
export function priorityOf(job: { readonly priority: number }): Priority {
  return job.priority > PRIORITY.single ? 'bulk' : 'single';
}
