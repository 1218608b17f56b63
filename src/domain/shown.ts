import type { RewardEvent } from './history.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { LocalDate, Month } from './period.js';
import type { Decision, PaymentState, RewardStatus } from './reward.js';

// What services read and views show. Facts only: the words and the blocks are the views'.

/** Why nobody at a partner can be told in Slack. */
export const UNREACHABLE = ['no_contact', 'no_slack_user', 'deactivated', 'not_shared', 'refused'] as const;
export type Unreachable = (typeof UNREACHABLE)[number];
export type Reach =
  | { readonly reachable: true; readonly slackUserId: string }
  | { readonly reachable: false; readonly why: Unreachable };

export interface PartnerName {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly group?: string | undefined;
}

/** The line under the chosen partner: one sum a currency. Pending is New, Approved and Hold. */
export interface PartnerSummary extends PartnerName {
  readonly pending: readonly Money[];
  readonly paid: readonly Money[];
  readonly reach: Reach;
}

export interface CustomerName {
  readonly id: string;
  readonly name: string;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
  readonly partnerId: string;
  readonly partnerName: string;
}

export interface ProgrammeRules {
  readonly currencies: readonly string[];
  /** In major units. */
  readonly rewardCap: bigint;
}

/** The reward that a new one looks like. */
export interface LikelyDuplicate {
  readonly id: string;
  readonly number: number;
  readonly status: RewardStatus;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

/** The invoice a reward is on, was paid on, or will go on as things stand. */
export type InvoicePlace =
  | {
      readonly kind: 'expected';
      readonly month: Month;
      readonly closesAt: Date;
      readonly timeZone: string;
      /** The programme invoices approved rewards only, and nobody has approved this one. */
      readonly needsApproval: boolean;
    }
  | {
      readonly kind: 'on';
      readonly number: string;
      readonly status: InvoiceStatus;
      readonly month: Month;
      readonly link?: string | undefined;
    }
  | { readonly kind: 'none' };

/**
 * How the last message to the partner fared. `held_back`: the creator of the decision asked for silence.
 * `reachableNow`: it could not be sent then, and could be now.
 */
export type PartnerTold =
  | { readonly state: 'told' | 'waiting' | 'held_back' | 'unknown' }
  | { readonly state: 'not_told'; readonly why: Unreachable; readonly reachableNow?: boolean };

export interface RewardCard {
  readonly id: string;
  readonly revision: number;
  readonly number: number;
  readonly status: RewardStatus;
  readonly payment: PaymentState;
  readonly partner: PartnerName;
  readonly amount: Money;
  readonly description: string;
  readonly internalNote?: string | undefined;
  readonly customer?: CustomerName | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly invoice: InvoicePlace;
  readonly duplicateOf?: LikelyDuplicate | undefined;
  /** The reward that this one, a clawback, takes back. */
  readonly corrects?: { readonly number: number } | undefined;
  readonly told: PartnerTold;
  /** Where an approver may take it from here. */
  readonly decisions: readonly Decision[];
  /** From the first event on; never empty. */
  readonly history: readonly RewardEvent[];
  /** Jobs about it that ran out of attempts, by name. */
  readonly failedJobs: readonly string[];
}

/** One partner's share of an invoice. */
export interface PartnerShare {
  readonly partner: PartnerName;
  readonly total: Money;
  readonly rewards: number;
}

export interface InvoiceSheet {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly month: Month;
  readonly timeZone: string;
  readonly total: Money;
  readonly rewards: number;
  readonly reviewEndsAt: Date;
  /** The last day of review, in the programme's zone. */
  readonly inReviewUntil: LocalDate;
  readonly expectedPaymentOn: LocalDate;
  readonly paidOn?: LocalDate | undefined;
  readonly paymentReference?: string | undefined;
  /** Largest first. */
  readonly shares: readonly PartnerShare[];
  readonly unreviewed: { readonly rewards: number; readonly total: Money };
  readonly held: { readonly rewards: number; readonly total: Money };
  /** Declined, or paid elsewhere, since the month began: off the invoice. */
  readonly declined: { readonly rewards: number; readonly total: Money };
  readonly paidElsewhere: { readonly rewards: number; readonly total: Money };
  readonly carriedForward: readonly PartnerShare[];
  /** Jobs about it that ran out of attempts, by name. */
  readonly failedJobs: readonly string[];
  readonly lastChange?: { readonly kind: string; readonly actor: string; readonly at: Date } | undefined;
}
