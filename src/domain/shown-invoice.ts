import type { InvoiceEvent } from './history.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { PartnerView } from './partner-view.js';
import type { CarriedBecause } from './payout.js';
import type { LocalDate, Month } from './period.js';
import type { PartnerName } from './shown.js';

// What services read and views show of invoices, from the digest before the cut to the partner's statement.

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
  /** Two people must approve it: who has, if one did. */
  readonly firstApprovedBy?: string | undefined;
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
  /** Two people must approve them, and not both have: off the invoice. */
  readonly needSecondApproval: { readonly rewards: number; readonly total: Money };
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
  readonly needSecondApproval: DigestList;
  readonly held: DigestList;
  /** Of earlier months, the longest overdue first. */
  readonly overdue: readonly (OverdueInvoice & { readonly link?: string | undefined })[];
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
  /** The reader's own partner, where they are a contact of several. */
  readonly partner?: string | undefined;
}

/** A partner's month that is not paid, since it came to less than is paid out: an allow-list like PartnerView. */
export interface CarriedNotice {
  readonly month: Month;
  /** The month whose invoice it waits for. */
  readonly next: Month;
  readonly rewards: number;
  readonly total: Money;
  /** What it was below; undefined: it came to zero or less. */
  readonly minimum?: Money | undefined;
  readonly programme: string;
  /** The reader's own partner, where they are a contact of several. */
  readonly partner?: string | undefined;
}

/** A partner's month whose payment is late: an allow-list like PartnerView. */
export interface LateNotice {
  readonly invoice: string;
  readonly month: Month;
  readonly rewards: number;
  readonly total: Money;
  readonly expectedPaymentOn: LocalDate;
  readonly programme: string;
  /** The reader's own partner, where they are a contact of several. */
  readonly partner?: string | undefined;
}

/** An invoice that is neither paid nor void after its expected payment date. */
export interface OverdueInvoice {
  readonly number: string;
  readonly month: Month;
  readonly total: Money;
  readonly expectedPaymentOn: LocalDate;
}

/** A reminder to finance in an invoice's thread, with the Slack users and user groups that it mentions. */
export interface OverdueReminder extends OverdueInvoice {
  readonly finance: readonly string[];
  /** From the third time on. */
  readonly escalation: readonly string[];
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
  /** That day has passed, and it is neither paid nor void. */
  readonly isOverdue: boolean;
  readonly paidOn?: LocalDate | undefined;
  readonly paymentReference?: string | undefined;
  /** Largest first. */
  readonly shares: readonly PartnerShare[];
  readonly unreviewed: {
    readonly rewards: number;
    readonly total: Money;
    /** The first of them by number, while the lines can change; `link`: to the card. */
    readonly named?: readonly { readonly number: number; readonly link?: string | undefined }[] | undefined;
  };
  /** Two people must approve them, and not both have: off the invoice. */
  readonly needSecondApproval: { readonly rewards: number; readonly total: Money };
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
