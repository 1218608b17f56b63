import { canStillChange, type InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { RewardStatus } from './reward.js';
import type { PartnerName } from './shown.js';
import type { InvoiceSheet } from './shown-invoice.js';

// What an invoice's files are made of. Services read documents, views word papers, connectors write files.

/** An invoice as its files show it: what its message shows, and whose it is. */
export interface InvoiceDocument {
  readonly programme: {
    readonly name: string;
    /** Lines separated by line breaks. */
    readonly address: string;
  };
  readonly sheet: InvoiceSheet;
  /** The period, [startsAt, endsAt) as UTC instants. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cutAt: Date;
}

/** A line as it is now. */
export interface DocumentLine {
  /** The reward's. */
  readonly number: number;
  /** As it was when the line was made. */
  readonly partner: PartnerName;
  readonly customer?: string | undefined;
  readonly description: string;
  readonly statusWhenInvoiced: RewardStatus;
  readonly status: RewardStatus;
  /** Nobody approved it, also once it is paid. */
  readonly isUnreviewed: boolean;
  readonly createdAt: Date;
  readonly amount: Money;
}

/** What one partner is to be paid, always more than zero. */
export interface Payout {
  readonly partner: Pick<PartnerName, 'key' | 'name'>;
  /** Of the primary contact. */
  readonly email?: string | undefined;
  readonly amount: Money;
}

/** An invoice in words, ready to be printed. */
export interface InvoicePaper {
  readonly title: string;
  readonly author: string;
  readonly address: readonly string[];
  readonly number: string;
  readonly status: string;
  /** Whether its lines and its status can still change. */
  readonly isProvisional: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly total: string;
  readonly counts: string;
  /** What a reader may look for among the lines and not find, or find and wonder at. */
  readonly notes: readonly string[];
  readonly groups: readonly PaperGroup[];
  /** Where there are too many lines to print: one row a partner, and a sentence that says so. */
  readonly summary?: { readonly why: string; readonly shares: readonly PaperShare[] } | undefined;
  readonly words: PaperWords;
}

/** What is printed around all that. */
export interface PaperWords {
  readonly invoice: string;
  /** With `{page}` and `{pages}` where the printer has to count. */
  readonly pageOf: string;
  readonly subtotal: string;
  readonly total: string;
  /** The headings of the table's columns, in their order. */
  readonly lineColumns: readonly string[];
  readonly summaryColumns: readonly string[];
}

export interface PaperShare {
  readonly name: string;
  readonly details: string;
  /** How many rewards: as a number alone, and in words. */
  readonly rewards: string;
  readonly count: string;
  readonly sum: string;
}

export interface PaperGroup extends PaperShare {
  readonly lines: readonly PaperLine[];
}

export interface PaperLine {
  readonly number: string;
  readonly day: string;
  readonly description: string;
  readonly customer: string;
  /** Words that mark it, or nothing. */
  readonly mark: string;
  readonly amount: string;
}

/** More lines than these are not printed: four hundred pages that nobody turns. They are in the CSV. */
export const MOST_PRINTED_LINES = 10_000;

export const FILE_FORMATS = ['csv', 'pdf', 'payouts'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What a file of an invoice is called. One of an invoice that can still change says so. */
export function invoiceFileName(
  { number, status }: Pick<InvoiceSheet, 'number' | 'status'>,
  format: FileFormat,
): string {
  const base = canStillChange(status) ? `${number}-in-review` : number;
  return format === 'payouts' ? `${base}-payouts.csv` : `${base}.${format}`;
}

/**
 * Whether there is a payout file: only while the invoice is to be paid. Before, its lines may change; afterwards a
 * second file could pay it twice.
 */
export function mayPayOut(status: InvoiceStatus): boolean {
  return status === 'finalised' || status === 'failed';
}
