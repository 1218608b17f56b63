import type { InvoiceEvent, RewardEvent } from './history.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { PartnerView } from './partner-view.js';
import type { CarriedBecause } from './payout.js';
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
  /** What clawbacks leave to be made up for, below zero: carried forward from invoice to invoice until it is. */
  readonly balance: readonly Money[];
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

/** A paid reward as its clawback shows it. */
export interface CorrectedReward {
  readonly number: number;
  readonly amount: Money;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

/** A clawback as the reward that it takes back shows it. */
export interface Clawback {
  readonly number: number;
  /** Below zero. */
  readonly amount: Money;
  readonly link?: string | undefined;
}

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
  /** The paid reward that this one, a clawback, takes back, with what it was. */
  readonly corrects?: CorrectedReward | undefined;
  /** What takes this one back, oldest first; declined clawbacks take nothing. */
  readonly clawbacks: readonly Clawback[];
  /** What can still be taken back of it, where a clawback can be asked for. */
  readonly leftToTakeBack?: Money | undefined;
  readonly told: PartnerTold;
  /** Where an approver may take it from here. */
  readonly decisions: readonly Decision[];
  /** From the first event on; never empty. */
  readonly history: readonly RewardEvent[];
  /** Jobs about it that ran out of attempts, by name. */
  readonly failedJobs: readonly string[];
}

/** A reward as the digest names it. */
export interface DigestItem {
  readonly number: number;
  readonly partnerName: string;
  readonly amount: Money;
  readonly createdAt: Date;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
  /** On hold: who looks after it, and until when. */
  readonly owner?: string | undefined;
  readonly reviewBy?: LocalDate | undefined;
}

/** The oldest of them, and how many there are in all. */
export interface DigestList {
  readonly count: number;
  readonly items: readonly DigestItem[];
}

/** What one currency's invoice will hold, as things stand. */
export interface DigestBook {
  readonly due: { readonly rewards: number; readonly partners: number; readonly total: Money };
  readonly unreviewed: { readonly rewards: number; readonly total: Money };
  readonly held: { readonly rewards: number; readonly total: Money };
  readonly carriedForward: readonly PartnerShare[];
  readonly minimumPayout?: Money | undefined;
}

/** What finance is told some days before a month's invoices are cut. */
export interface Digest {
  readonly month: Month;
  readonly cutAt: Date;
  readonly timeZone: string;
  /** Whether what nobody reviewed goes on. */
  readonly unreviewedGoOn: boolean;
  readonly books: readonly DigestBook[];
  readonly unreviewed: DigestList;
  readonly held: DigestList;
}

/** A month whose invoice would have come to more than the bound, and what became of it. */
export interface StoppedRun {
  readonly month: Month;
  readonly total: Money;
  /** How many it would hold now, while it is still to be decided on. */
  readonly rewards?: number | undefined;
  readonly bound: Money;
  readonly outcome:
    | { readonly kind: 'stopped' }
    | { readonly kind: 'allowed'; readonly by: string; readonly at: Date; readonly invoice?: string | undefined }
    | { readonly kind: 'closed'; readonly invoice?: string | undefined };
}

/** What was not paid with its own month, and why. */
export interface Carried {
  readonly rewards: number;
  readonly total: Money;
  readonly because?: CarriedBecause | undefined;
  /** What it was below. */
  readonly minimum?: Money | undefined;
}

/** A partner's month, all of it for the partner's own eyes: an allow-list like PartnerView. */
export interface Statement {
  readonly invoice: string;
  readonly month: Month;
  readonly paidOn: LocalDate;
  readonly total: Money;
  readonly rewards: number;
  /** The first of them. */
  readonly lines: readonly PartnerView[];
  /** Of the total, what is from earlier months. */
  readonly carriedIn?: Carried | undefined;
  /** What waits for the next invoice. */
  readonly carriedOut?: Carried | undefined;
  readonly programme: string;
}

/** One partner's share of an invoice. */
export interface PartnerShare {
  readonly partner: PartnerName;
  readonly total: Money;
  readonly rewards: number;
  /** How many of the rewards nobody reviewed. */
  readonly unreviewed?: number | undefined;
}

/** A reward as finance chooses it: a line of an invoice, or one that could become one. */
export interface LineChoice {
  readonly rewardId: string;
  readonly revision: number;
  readonly number: number;
  readonly partnerName: string;
  readonly amount: Money;
  readonly description: string;
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
  /** What a partner's rewards must come to, where more than nothing is asked for. */
  readonly minimumPayout?: Money | undefined;
  /** Taken off by hand, to go on the next invoice. */
  readonly postponed: { readonly rewards: number; readonly total: Money };
  /** Jobs about it that ran out of attempts, by name. */
  readonly failedJobs: readonly string[];
  /** What made its status what it is. */
  readonly lastChange?: InvoiceEvent | undefined;
}
