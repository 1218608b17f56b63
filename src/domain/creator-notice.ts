import type { RewardEvent } from './history.js';
import type { Money } from './money.js';
import type { LocalDate } from './period.js';
import type { RewardEventKind } from './reward.js';
import type { RewardCard } from './shown.js';

// What the creator of rewards is told of decisions that somebody else took on them.

/** Approvals and payments, which a creator may turn off; every other decision is always told. */
const OPTIONAL: readonly RewardEventKind[] = ['approved', 'approved_first', 'marked_paid', 'paid_on_invoice'];

export function isOptionalNotice(kind: RewardEventKind): boolean {
  return OPTIONAL.includes(kind);
}

export interface DecisionNotice {
  readonly card: RewardCard;
  readonly event: RewardEvent;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

export interface NoticeRow {
  readonly number: number;
  readonly partner: string;
  readonly amount: Money;
  readonly link?: string | undefined;
}

/** Approvals of one creator's rewards that somebody gave together. */
export interface BulkNotice {
  readonly by: string;
  readonly at: Date;
  readonly approved: readonly NoticeRow[];
  /** The first of two approvals. */
  readonly approvedOnce: readonly NoticeRow[];
}

/** One creator's rewards on an invoice that was paid. */
export interface CreatorPaymentNotice {
  readonly invoice: string;
  readonly by: string;
  readonly at: Date;
  readonly paidOn: LocalDate;
  readonly reference?: string | undefined;
  readonly rewards: number;
  readonly total: Money;
  /** The first of them. */
  readonly rows: readonly NoticeRow[];
}
