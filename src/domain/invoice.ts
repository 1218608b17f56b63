import { addLocalDays, type LocalDate, localDateOf, type Month, startOfLocalDay } from './period.js';

export const INVOICE_STATUSES = ['in_review', 'paused', 'finalised', 'paid', 'failed', 'void'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** What a person can do with an invoice as a whole; finalising is also done by the clock, when review is over. */
export const INVOICE_ACTS = ['pause', 'resume', 'finalise', 'pay', 'fail', 'retry', 'void'] as const;
export type InvoiceAct = (typeof INVOICE_ACTS)[number];

/** Every legal move of an invoice (SPEC 6): what is not here is refused. Its last line's leaving voids it as well. */
const INVOICE_NEXT = {
  in_review: { pause: 'paused', finalise: 'finalised', void: 'void' },
  paused: { resume: 'in_review', finalise: 'finalised', void: 'void' },
  finalised: { pay: 'paid', fail: 'failed', void: 'void' },
  failed: { retry: 'finalised', pay: 'paid', void: 'void' },
  paid: {},
  void: {},
} as const satisfies Record<InvoiceStatus, Partial<Record<InvoiceAct, InvoiceStatus>>>;

/** Where an act leads, if it is legal now. */
export function invoiceMove(status: InvoiceStatus, act: InvoiceAct): InvoiceStatus | undefined {
  const moves: Partial<Record<InvoiceAct, InvoiceStatus>> = INVOICE_NEXT[status];
  return moves[act];
}

/** The event that an act leaves in the history. */
export const INVOICE_EVENT_OF = {
  pause: 'paused',
  resume: 'resumed',
  finalise: 'finalised',
  pay: 'paid',
  fail: 'failed',
  retry: 'retried',
  void: 'voided',
} as const satisfies Record<InvoiceAct, string>;

/** Every kind of event an invoice's history can hold: what is done with it as a whole, its cut, or its lines. */
export type InvoiceEventKind = 'cut' | 'line_removed' | 'line_added' | (typeof INVOICE_EVENT_OF)[InvoiceAct];

/** While true, lines may leave or be added; afterwards they are locked. */
export function canStillChange(status: InvoiceStatus): boolean {
  return status === 'in_review' || status === 'paused';
}

/** `INV-2026-0007`: the year is the period's, the number gapless in it. */
export function invoiceNumber(month: Month, sequence: number): string {
  return `INV-${month.slice(0, 4)}-${String(sequence).padStart(4, '0')}`;
}

export interface ReviewSchedule {
  /** The instant at which the invoice is finalised, a local midnight. */
  readonly reviewEndsAt: Date;
  readonly expectedPaymentOn: LocalDate;
}

const A_DAY = 86_400_000;

/**
 * When review ends and payment is expected (SPEC 6): whole local days from the period's end if the invoice is cut within
 * a day of it, else from the next local midnight, so that a late cut never shortens the review.
 */
export function scheduleReview(
  times: { readonly cutAt: Date; readonly periodEndsAt: Date },
  rules: { readonly timeZone: string; readonly reviewDays: number; readonly paymentDays: number },
): ReviewSchedule {
  const inTime = times.cutAt.getTime() - times.periodEndsAt.getTime() <= A_DAY;
  const firstDay = inTime
    ? localDateOf(times.periodEndsAt, rules.timeZone)
    : addLocalDays(localDateOf(times.cutAt, rules.timeZone), 1);
  return reviewFrom(firstDay, rules);
}

/**
 * The review of an invoice that is resumed. An end that is still ahead stands: partners were told a date by it, so the
 * answer is undefined. One that has passed gives way to what was left: from the next local midnight, as after a late cut
 * (SPEC 6), as many whole local days as there were after the one on which it was paused. So at least the rest of today.
 */
export function resumeReview(
  times: { readonly pausedAt: Date; readonly reviewEndsAt: Date; readonly resumedAt: Date },
  rules: { readonly timeZone: string; readonly paymentDays: number },
): ReviewSchedule | undefined {
  if (times.resumedAt < times.reviewEndsAt) return undefined;
  const dayAfter = (instant: Date) => addLocalDays(localDateOf(instant, rules.timeZone), 1);
  const daysLeft = daysBetween(dayAfter(times.pausedAt), localDateOf(times.reviewEndsAt, rules.timeZone));
  return reviewFrom(dayAfter(times.resumedAt), { ...rules, reviewDays: Math.max(0, daysLeft) });
}

function reviewFrom(
  firstDay: LocalDate,
  rules: { readonly timeZone: string; readonly reviewDays: number; readonly paymentDays: number },
): ReviewSchedule {
  const lastDay = addLocalDays(firstDay, rules.reviewDays);
  return {
    reviewEndsAt: startOfLocalDay(lastDay, rules.timeZone),
    expectedPaymentOn: addLocalDays(lastDay, rules.paymentDays),
  };
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / A_DAY;
}
