import { addLocalDays, type Month, monthOf, nextMonth, startOfLocalDay } from './period.js';

/**
 * The month that finance is to be told of now, before its invoices are cut: from so many local days before its end on.
 * Undefined: it is too early in the month, or no digest is wanted.
 */
export function digestMonth(
  now: Date,
  { digestDays, timeZone }: { readonly digestDays: number; readonly timeZone: string },
): Month | undefined {
  if (digestDays === 0) return undefined;
  const month = monthOf(now, timeZone);
  const begins = startOfLocalDay(addLocalDays(`${nextMonth(month)}-01`, -digestDays), timeZone);
  return now >= begins ? month : undefined;
}
