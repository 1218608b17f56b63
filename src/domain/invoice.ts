import { addLocalDays, type LocalDate, localDateOf, type Month, startOfLocalDay } from './period.js';

export const INVOICE_STATUSES = ['in_review', 'paused', 'finalised', 'paid', 'failed', 'void'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** While true, lines may leave; afterwards they are locked. */
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
  const lastDay = addLocalDays(firstDay, rules.reviewDays);
  return {
    reviewEndsAt: startOfLocalDay(lastDay, rules.timeZone),
    expectedPaymentOn: addLocalDays(lastDay, rules.paymentDays),
  };
}
