import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canStillChange, INVOICE_STATUSES, invoiceNumber, scheduleReview } from '../../src/domain/invoice.js';
import { startOfMonth } from '../../src/domain/period.js';
import { dateAt } from './local-clock.js';

const A_DAY = 86_400_000;
const berlin = { timeZone: 'Europe/Berlin', reviewDays: 7, paymentDays: 5 };
const november = new Date('2026-11-30T23:00:00Z');

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / A_DAY;

describe('an invoice', () => {
  test('may lose lines while it is in review or paused, and never after', () => {
    expect(INVOICE_STATUSES.filter(canStillChange)).toEqual(['in_review', 'paused']);
  });

  test.each([
    ['2026-11', 7, 'INV-2026-0007'],
    ['2026-12', 1, 'INV-2026-0001'],
    ['2027-01', 9999, 'INV-2027-9999'],
    ['2027-01', 10_000, 'INV-2027-10000'],
  ])('for %s and the number %i is %s', (month, sequence, expected) => {
    expect(invoiceNumber(month, sequence)).toBe(expected);
  });
});

describe('a review', () => {
  test('of an invoice cut on 1 December lasts until 7 December, ends at 00:00 on the 8th, payment is expected on the 13th', () => {
    expect(scheduleReview({ cutAt: november, periodEndsAt: november }, berlin)).toEqual({
      reviewEndsAt: new Date('2026-12-07T23:00:00Z'),
      expectedPaymentOn: '2026-12-13',
    });
  });

  test.each([
    ['an hour after the month', '2026-12-01T00:00:00Z', '2026-12-07T23:00:00.000Z', '2026-12-13'],
    ['a day after the month to the millisecond', '2026-12-01T23:00:00Z', '2026-12-07T23:00:00.000Z', '2026-12-13'],
    ['a millisecond later than that', '2026-12-01T23:00:00.001Z', '2026-12-09T23:00:00.000Z', '2026-12-15'],
    ['late, in the afternoon of the 10th', '2026-12-10T15:00:00Z', '2026-12-17T23:00:00.000Z', '2026-12-23'],
    ['late, at the very midnight of the 10th', '2026-12-09T23:00:00Z', '2026-12-17T23:00:00.000Z', '2026-12-23'],
  ])('of an invoice cut %s ends as the rule says', (_, cutAt, endsAt, expected) => {
    const schedule = scheduleReview({ cutAt: new Date(cutAt), periodEndsAt: november }, berlin);
    expect([schedule.reviewEndsAt.toISOString(), schedule.expectedPaymentOn]).toEqual([endsAt, expected]);
  });

  test.each([
    // Clocks go forward on 8 March, an hour less than seven times 24.
    ['America/Los_Angeles', '2026-03', '2026-03-08T08:00:00.000Z'],
    // Clocks go back on 1 November, on the first day of review: the first midnight is the period's end.
    ['America/Havana', '2026-11', '2026-11-08T05:00:00.000Z'],
    ['Pacific/Auckland', '2026-04', '2026-04-07T12:00:00.000Z'],
  ])('in %s keeps its seven days when the clocks change in %s', (timeZone, month, endsAt) => {
    const cutAt = startOfMonth(month, timeZone);
    const schedule = scheduleReview({ cutAt, periodEndsAt: cutAt }, { ...berlin, timeZone });
    expect(schedule.reviewEndsAt.toISOString()).toBe(endsAt);
    expect(schedule.expectedPaymentOn).toBe(`${month}-13`);
  });

  test('that crosses a 29 February counts it', () => {
    const cutAt = new Date('2028-02-25T12:00:00Z');
    const periodEndsAt = new Date('2028-02-01T00:00:00Z');
    expect(scheduleReview({ cutAt, periodEndsAt }, { ...berlin, timeZone: 'UTC' })).toEqual({
      reviewEndsAt: new Date('2028-03-04T00:00:00Z'),
      expectedPaymentOn: '2028-03-09',
    });
  });

  test('of no days and payment at once are possible', () => {
    const rules = { timeZone: 'UTC', reviewDays: 0, paymentDays: 0 };
    const cutAt = new Date('2026-12-01T00:00:00Z');
    expect(scheduleReview({ cutAt, periodEndsAt: cutAt }, rules)).toEqual({
      reviewEndsAt: cutAt,
      expectedPaymentOn: '2026-12-01',
    });
  });

  test('is never shorter than the setting in whole local days, and ends at a local midnight', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/Havana', 'Asia/Beirut', 'Africa/Cairo', 'Pacific/Auckland', 'UTC'),
        fc.integer({ min: 2010, max: 2035 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 60 * A_DAY }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 120 }),
        (timeZone, year, monthNumber, lateBy, reviewDays, paymentDays) => {
          const periodEndsAt = startOfMonth(`${year}-${String(monthNumber).padStart(2, '0')}`, timeZone);
          const cutAt = new Date(periodEndsAt.getTime() + lateBy);
          const schedule = scheduleReview({ cutAt, periodEndsAt }, { timeZone, reviewDays, paymentDays });
          const end = schedule.reviewEndsAt.getTime();
          const lastDay = dateAt(end, timeZone);
          expect(dateAt(end - 1, timeZone)).not.toBe(lastDay);
          const inTime = lateBy <= A_DAY;
          const firstDay = dateAt((inTime ? periodEndsAt : cutAt).getTime(), timeZone);
          expect(daysBetween(firstDay, lastDay)).toBe(inTime ? reviewDays : reviewDays + 1);
          expect(daysBetween(lastDay, schedule.expectedPaymentOn)).toBe(paymentDays);
        },
      ),
      { numRuns: 500 },
    );
  });
});
