import type { Own } from './four-eyes.js';
import type { UndecidedStatus } from './home-place.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { MonthsPicture } from './months.js';
import type { PartnerView } from './partner-view.js';
import type { LocalDate, Month } from './period.js';
import type { Decision, RewardStatus } from './reward.js';
import type { InvoicePlace } from './shown.js';

// The parts of a Home, each read by a service of its own and shown by a section of its own.

/** One page of a longer list. A page is named by what stands first on it; the very first has no name. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many stand before this page. */
  readonly before: number;
  readonly previous?: { readonly from: string | undefined } | undefined;
  readonly next?: { readonly from: string } | undefined;
}

/** So many rewards, with a sum for each currency. */
export interface CountAndSums {
  readonly rewards: number;
  readonly sums: readonly Money[];
}

/** A reward that waits for a decision, as the person who reads the queue finds it. */
export interface QueueRow {
  readonly id: string;
  readonly revision: number;
  readonly number: number;
  readonly status: UndecidedStatus;
  readonly link?: string | undefined;
  readonly partner: string;
  readonly partnerId: string;
  readonly amount: Money;
  readonly description: string;
  readonly customer?: string | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** The number of the reward that this one takes back. */
  readonly corrects?: number | undefined;
  /** Why this person's eyes do not count for it. */
  readonly own?: Own | undefined;
  /** What this person may make of it: of their own nothing, unless nobody else is left. */
  readonly decisions: readonly Decision[];
  /** Whether it may be approved among several: not where that takes a reason of its own. */
  readonly approvableWithOthers: boolean;
  /** Whoever gave the first of two approvals. */
  readonly firstApprovedBy?: string | undefined;
  readonly approvalsNeeded: number;
  /** The number of the reward that it looks like. */
  readonly duplicateOf?: number | undefined;
}

/** What of the queue is shown, as it reads. */
export interface ShownFilter {
  readonly partner?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly status?: UndecidedStatus | undefined;
  readonly olderThanDays?: number | undefined;
  readonly atLeast?: Money | undefined;
}

export interface HomeQueue {
  readonly filter: ShownFilter;
  readonly waiting: Readonly<Record<UndecidedStatus, CountAndSums>>;
  /** How many of the New ones two people must approve, and go on no invoice before both have. */
  readonly needSecondApproval: number;
  /** When the oldest of them was created. */
  readonly oldestAt?: Date | undefined;
  readonly page: Page<QueueRow>;
}

export interface CreatedRow {
  readonly number: number;
  readonly link?: string | undefined;
  readonly status: RewardStatus;
  readonly amount: Money;
  readonly partner: string;
  readonly createdAt: Date;
  readonly place: InvoicePlace;
}

export interface HomeCreated {
  /** Only these are listed. */
  readonly status?: RewardStatus | undefined;
  readonly rewards: number;
  readonly page: Page<CreatedRow>;
}

export interface OpenInvoice {
  readonly number: string;
  readonly link?: string | undefined;
  readonly status: InvoiceStatus;
  readonly month: Month;
  readonly total: Money;
  readonly rewards: number;
  /** The last local day of its review. */
  readonly inReviewUntil: LocalDate;
  readonly expectedPaymentOn: LocalDate;
  /** That day has passed. */
  readonly isOverdue: boolean;
}

/** The last picture of the months that finance was shown in one currency. */
export interface HomeChart {
  readonly fileId: string;
  readonly currency: string;
  readonly altText: string;
  /** The day it was drawn on, in the programme's zone: what came later is not in it. */
  readonly until: LocalDate;
}

export interface HomeInvoices {
  readonly invoices: readonly OpenInvoice[];
  /** How many more there are. */
  readonly more: number;
  /** One for each of the programme's currencies. */
  readonly months: readonly MonthsPicture[];
  readonly charts: readonly HomeChart[];
}

/** What one partner earned, as its contact may see it: rewards by the allow-list, sums that give nothing else away. */
export interface PartnerEarnings {
  readonly partnerId: string;
  readonly partner: string;
  /** Approved, or on an invoice that is not paid yet. */
  readonly available: readonly Money[];
  /** Being reviewed. */
  readonly projected: readonly Money[];
  readonly paid: readonly Money[];
  readonly rewards: number;
  readonly page: Page<{ readonly rewardId: string; readonly view: PartnerView }>;
}

export interface HomeEarnings {
  readonly partners: number;
  readonly page: Page<PartnerEarnings>;
}
