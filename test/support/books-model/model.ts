import type { RefusalCode } from '../../../src/domain/errors.js';
import type { InvoiceStatus } from '../../../src/domain/invoice.js';
import type { PaymentState, RewardStatus } from '../../../src/domain/reward.js';

// The books as somebody would keep them by hand who has read SPEC 4 and 6 and not the code. Of the domain it borrows
// words, and what a zone's calendar is; the rules are its own.

export interface ModelReward {
  /** Its submission key: the number is whoever's comes first. */
  readonly key: string;
  readonly partner: number;
  readonly currency: string;
  readonly minor: bigint;
  /** The key of the reward that this one takes back. */
  readonly corrects?: string | undefined;
  readonly createdBy: string;
  readonly createdAt: number;
  /** How many people must approve it, by the threshold at its creation. */
  readonly needs: 1 | 2;
  /** Who gave the first of two approvals, while the second is to come. */
  firstBy?: string | undefined;
  status: RewardStatus;
  payment: PaymentState;
  revision: number;
  everInvoiced: boolean;
  /** The key of the invoice that its live line is on. */
  invoice?: string | undefined;
}

export interface ModelInvoice {
  /** `USD 2026-11`: there is one a currency and month. */
  readonly key: string;
  readonly currency: string;
  readonly timeZone: string;
  status: InvoiceStatus;
  revision: number;
  reviewEndsAt: number;
  pausedAt: number;
}

export interface ModelBooks {
  now: number;
  timeZone: string;
  /** Major units. */
  minimum: bigint;
  /** Major units; undefined: one approval is always enough. */
  threshold?: bigint | undefined;
  approvedOnly: boolean;
  readonly rewards: Map<string, ModelReward>;
  readonly invoices: Map<string, ModelInvoice>;
  /** How far each currency's months are closed. */
  readonly closed: Map<string, { readonly month: string; readonly endsAt: number }>;
}

/** What somebody who acts is answered. */
export type Answer = 'done' | RefusalCode;

export function startModel(now: Date, timeZone: string, threshold?: bigint): ModelBooks {
  return {
    ...{ now: now.getTime(), timeZone, minimum: 0n, threshold, approvedOnly: false },
    ...{ rewards: new Map(), invoices: new Map(), closed: new Map() },
  };
}

export function linesOf(books: ModelBooks, invoice: string): ModelReward[] {
  return [...books.rewards.values()].filter((reward) => reward.invoice === invoice);
}

export function sumOf(rewards: readonly ModelReward[]): bigint {
  return rewards.reduce((sum, { minor }) => sum + minor, 0n);
}

/** The least a partner's lines may come to, in minor units; every currency of the model has two decimals. */
export function leastOf({ minimum }: ModelBooks): bigint {
  return minimum > 0n ? minimum * 100n : 1n;
}

/** What the books come to: everything about them that can be seen. */
export interface Picture {
  readonly rewards: readonly string[];
  readonly invoices: readonly string[];
  readonly closed: readonly string[];
  /** Minor units of all that was ever paid out, on invoices or elsewhere. */
  readonly paid: bigint;
}

export function drawModel(books: ModelBooks): Picture {
  const rewards = [...books.rewards.values()];
  return {
    rewards: rewards.map(drawReward).sort(),
    invoices: [...books.invoices.values()]
      .map((invoice) => {
        const lines = linesOf(books, invoice.key);
        return drawInvoice({ ...invoice, total: sumOf(lines), lines: lines.length });
      })
      .sort(),
    closed: [...books.closed].map(([currency, { month, endsAt }]) => drawClosed(currency, month, endsAt)).sort(),
    paid: sumOf(rewards.filter(({ status }) => status === 'Paid')),
  };
}

/** Whether it may go on an invoice: what needs two approvals is New until it has both, and goes on with both only. */
export function isPayable({ approvedOnly }: ModelBooks, { status, needs }: ModelReward): boolean {
  return status === 'Approved' || (status === 'New' && needs === 1 && !approvedOnly);
}

type DrawnReward = Pick<ModelReward, 'key' | 'minor' | 'status' | 'payment' | 'revision' | 'invoice' | 'firstBy'> & {
  readonly needs: number;
};

export function drawReward({ key, minor, status, payment, revision, invoice, needs, firstBy }: DrawnReward): string {
  const approvals = needs > 1 ? `, ${needs} approvals, the first by ${firstBy ?? 'nobody'}` : '';
  return `${key} ${minor}: ${status}, ${payment}, revision ${revision}${approvals}${invoice ? `, on ${invoice}` : ''}`;
}

export function drawInvoice(
  invoice: Pick<ModelInvoice, 'key' | 'status' | 'revision' | 'reviewEndsAt'> & {
    readonly total: bigint;
    readonly lines: number;
  },
): string {
  const { key, status, revision, total, lines, reviewEndsAt } = invoice;
  return `${key}: ${status}, revision ${revision}, ${total} on ${lines} lines, review to ${new Date(reviewEndsAt).toISOString()}`;
}

export function drawClosed(currency: string, month: string, endsAt: number): string {
  return `${currency} ${month} to ${new Date(endsAt).toISOString()}`;
}
