import { z } from 'zod';
import type { InvoiceEventKind } from './invoice.js';
import { ROLES } from './policy.js';
import { DECLINE_REASONS } from './reasons.js';
import type { PaymentState, RewardEventKind, RewardStatus } from './reward.js';

const minorUnits = z.object({ minor: z.string(), currency: z.string() });
const words = z.string().nullable();

/** What was changed about a reward that was sent back: from what to what. Amounts are in minor units. */
export const rewardChanges = z
  .object({
    partner: z.object({ fromId: z.string(), toId: z.string(), from: z.string(), to: z.string() }),
    amount: z.object({ from: minorUnits, to: minorUnits }),
    customer: z.object({ from: words, to: words }),
    description: z.object({ from: z.string(), to: z.string() }),
    note: z.object({ from: words, to: words }),
  })
  .partial();
export type RewardChanges = z.infer<typeof rewardChanges>;

/**
 * What an event may carry besides its reason. Stored as JSON and never rewritten: a field may be added here, but not
 * renamed or given another meaning.
 */
export const eventFacts = z.object({
  /** Declined or withdrawn: why, from the list. */
  reasonCode: z.enum([...DECLINE_REASONS, 'withdrawn_by_creator', 'withdrawn_by_admin']).optional(),
  /** Declined: the partner was deliberately not told. */
  silently: z.boolean().optional(),
  /** Held: who looks after it, and until when. */
  owner: z.string().optional(),
  reviewBy: z.string().optional(),
  /** Marked paid, or an invoice paid: the day, and what finance calls the payment. */
  paidOn: z.string().optional(),
  reference: z.string().optional(),
  /** The invoice it went on, left, or was paid with: its number, or its id where the number is not taken yet. */
  invoice: z.string().optional(),
  invoiceId: z.string().optional(),
  leftInvoice: z.string().optional(),
  /** Four eyes stood aside because nobody else was left. */
  alone: z.boolean().optional(),
  /** Why they decided alone, where the event's own reason says something else. */
  aloneReason: z.string().optional(),
  /** Created from this message: its permalink. */
  evidence: z.string().optional(),
  /** Decided together with others: the submission they came in. */
  bulkId: z.string().optional(),
  /** Approved: whoever gave the first of two approvals. */
  firstApprovedBy: z.string().optional(),
  /** Created: the worth, in major units, from which two must approve it; none where one is enough for any. */
  secondApprovalFrom: z.string().optional(),
  /** Created, and what it was described as. */
  description: z.string().optional(),
  /** Created: whether four eyes held. */
  fourEyes: z.boolean().optional(),
  /** Created or sent back: how many people have to approve it from then on. */
  approvalsNeeded: z.number().optional(),
  /** Installed: whom each role was given to, as its setting would say it. */
  grants: z.record(z.enum(ROLES), z.string()).optional(),
  /** Sent back by its creator: who had asked for it, and what became of what. */
  askedBy: z.string().optional(),
  changes: rewardChanges.optional(),
  /** The first of two approvals no longer counts. */
  approvalVoided: z.boolean().optional(),
  /** Created although it looked like this reward. */
  duplicateOf: z.string().optional(),
  /** The clock was told another time than the machine's. */
  asOf: z.string().optional(),
  /** A month that was closed. Carried forward: the month it was due with, and the one whose invoice it waits for. */
  month: z.string().optional(),
  carriedTo: z.string().optional(),
  currency: z.string().optional(),
  /** Lines that left an invoice: the reward that was decided on, and what went with it. */
  reward: z.string().optional(),
  carriedForward: z.array(z.string()).optional(),
  /** Put on an invoice in review by hand, not by its cut. */
  pulled: z.boolean().optional(),
  /** Clawbacks that came on an invoice with a reward that was pulled on, since its partner owes them. */
  takenAlong: z.array(z.string()).optional(),
  /** What somebody said of a line that left, where the event's reason is a code. */
  words: z.string().optional(),
  /** An invoice voided: how many rewards went back. */
  rewards: z.number().optional(),
  /** An invoice resumed after its review's end had passed: the new end and the day of payment that follows from it. */
  reviewEndsAt: z.string().optional(),
  expectedPaymentOn: z.string().optional(),
  /** A run that was stopped, or allowed, for its sum, or an invoice that was voided: what it came to, in minor units. */
  total: z.string().optional(),
  /** Carried forward: the partner's sum was above zero and below this much, in major units. */
  minimum: z.string().optional(),
  /** A month that was closed: only what was Approved went on. Its `minimum` is the minimum payout then, if there was one. */
  approvedOnly: z.boolean().optional(),
  /** Settings: which, and from what to what. Invoices: from which status to which. */
  setting: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});
export type EventFacts = z.infer<typeof eventFacts>;

/** One row of a reward's history. */
export interface RewardEvent {
  readonly revision: number;
  readonly kind: RewardEventKind;
  /** A Slack user id, `bot` or `command line`. */
  readonly actor: string;
  readonly at: Date;
  readonly from?: { readonly status: RewardStatus; readonly payment: PaymentState } | undefined;
  readonly to: { readonly status: RewardStatus; readonly payment: PaymentState };
  readonly reason?: string | undefined;
  readonly facts: EventFacts;
}

/** Kinds that leave a reward carried forward if it was before: they decide nothing about where it goes. */
const LEAVES_CARRIED: readonly RewardEventKind[] = ['created', 'approved', 'approved_first'];

/** What its carrying forward left behind. Undefined: it was never carried forward, or something else came of it since. */
export function carriedFactsOf(history: readonly Pick<RewardEvent, 'kind' | 'facts'>[]): EventFacts | undefined {
  const last = history.findLast(({ kind }) => !LEAVES_CARRIED.includes(kind));
  return last?.kind === 'carried_forward' ? last.facts : undefined;
}

/** One row of an invoice's history. The facts say from which status to which. */
export interface InvoiceEvent {
  readonly revision: number;
  readonly kind: InvoiceEventKind;
  /** A Slack user id, `bot` or `command line`. */
  readonly actor: string;
  readonly at: Date;
  /** Somebody's own words; where the facts name a reward, the code of why its line left. */
  readonly reason?: string | undefined;
  readonly facts: EventFacts;
}

export type Replayed = { readonly status: RewardStatus; readonly payment: PaymentState; readonly revision: number };

/** Plays a history from the start. Says undefined where it does not hold together: a gap, or a step from elsewhere. */
export function replay(events: readonly Pick<RewardEvent, 'revision' | 'from' | 'to'>[]): Replayed | undefined {
  let now: Replayed | undefined;
  for (const { revision, from, to } of events) {
    if (revision !== (now?.revision ?? 0) + 1) return undefined;
    if (now ? from?.status !== now.status || from.payment !== now.payment : from) return undefined;
    now = { ...to, revision };
  }
  return now;
}
