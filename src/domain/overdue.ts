import type { InvoiceStatus } from './invoice.js';
import { addLocalDays, type LocalDate, localDateOf } from './period.js';
import { isWorkingDay, isWorkingTime, type LastSent } from './reminders.js';

/** Working days from one reminder of an overdue invoice to the next (SPEC 6). */
const REMIND_EVERY_WORKING_DAYS = 3;
/** How many working days late a payment is when its partners are told (SPEC 5). */
const TELL_PARTNERS_AFTER_WORKING_DAYS = 3;

/** Whether a day of expected payment has passed: from the day after it on. */
export function isLate(expectedPaymentOn: LocalDate, today: LocalDate): boolean {
  return today > expectedPaymentOn;
}

/** An invoice that is neither paid nor void the day after its expected payment date (SPEC 6). */
export function isOverdue(
  { status, expectedPaymentOn }: { readonly status: InvoiceStatus; readonly expectedPaymentOn: LocalDate },
  today: LocalDate,
): boolean {
  return status !== 'paid' && status !== 'void' && isLate(expectedPaymentOn, today);
}

/** The day that is so many working days, Monday to Friday, after this one. */
export function addWorkingDays(day: LocalDate, count: number): LocalDate {
  let date = day;
  for (let left = count; left > 0; ) {
    date = addLocalDays(date, 1);
    if (isWorkingDay(new Date(date))) left -= 1;
  }
  return date;
}

/**
 * Which reminder of an overdue invoice is to be sent now, from 1 on: the first on the day after the expected one, each
 * next one three working days after the last that was sent, within working hours. So a bot that slept sends one.
 */
export function nextOverdueReminder(
  expectedPaymentOn: LocalDate,
  last: LastSent | undefined,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): number | undefined {
  const today = localDateOf(now, timeZone);
  if (!isLate(expectedPaymentOn, today) || !isWorkingTime(now, timeZone)) return undefined;
  if (!last) return 1;
  const due = addWorkingDays(localDateOf(last.at, timeZone), REMIND_EVERY_WORKING_DAYS);
  return today >= due ? last.nth + 1 : undefined;
}

/** Whether a payment is so late that its partners are told, and it is a time to tell them. */
export function mayTellPartnersOfDelay(
  expectedPaymentOn: LocalDate,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): boolean {
  const due = addWorkingDays(expectedPaymentOn, TELL_PARTNERS_AFTER_WORKING_DAYS);
  return isWorkingTime(now, timeZone) && localDateOf(now, timeZone) >= due;
}
