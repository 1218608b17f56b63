import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canStillChange,
  INVOICE_ACTS,
  INVOICE_EVENT_OF,
  INVOICE_STATUSES,
  type InvoiceAct,
  type InvoiceStatus,
  invoiceMove,
  invoiceNumber,
  resumeReview,
  scheduleReview,
} from '../../src/domain/invoice.js';
import { startOfLocalDay, startOfMonth } from '../../src/domain/period.js';
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

/** SPEC 6, row by row: what can be done with an invoice, and where it leads. What is not here is refused. */
const LIFE: readonly [from: InvoiceStatus, act: InvoiceAct, to: InvoiceStatus][] = [
  ['in_review', 'pause', 'paused'],
  ['in_review', 'finalise', 'finalised'],
  ['in_review', 'void', 'void'],
  ['paused', 'resume', 'in_review'],
  ['paused', 'finalise', 'finalised'],
  ['paused', 'void', 'void'],
  ['finalised', 'pay', 'paid'],
  ['finalised', 'fail', 'failed'],
  ['finalised', 'void', 'void'],
  ['failed', 'retry', 'finalised'],
  ['failed', 'pay', 'paid'],
  ['failed', 'void', 'void'],
];

describe("an invoice's life", () => {
  const everything = INVOICE_STATUSES.flatMap((from) => INVOICE_ACTS.map((act) => [from, act] as const));

  test.each(everything)('knows what becomes of one that is %s and asked to %s', (from, act) => {
    const row = LIFE.find(([status, deed]) => status === from && deed === act);
    expect(invoiceMove(from, act)).toBe(row?.[2]);
  });

  test('ends with paid and void, and nothing that is settled is reviewed again', () => {
    expect(INVOICE_STATUSES.filter((status) => LIFE.every(([from]) => from !== status))).toEqual(['paid', 'void']);
    const settled: readonly InvoiceStatus[] = ['finalised', 'failed'];
    expect(LIFE.filter(([from, , to]) => settled.includes(from) && canStillChange(to))).toEqual([]);
  });

  test('names each act by another event', () => {
    expect(new Set(Object.values(INVOICE_EVENT_OF)).size).toBe(INVOICE_ACTS.length);
  });
});

describe('a review that is resumed', () => {
  // In review until 7 December, 00:00 on the 8th in Berlin.
  const reviewEndsAt = new Date('2026-12-07T23:00:00Z');
  const resumed = (pausedAt: string, resumedAt: string) =>
    resumeReview({ pausedAt: new Date(pausedAt), reviewEndsAt, resumedAt: new Date(resumedAt) }, berlin);

  test.each([
    ['the same day', '2026-12-03T10:00:00Z'],
    ['a millisecond before its end', '2026-12-07T22:59:59.999Z'],
  ])('%s keeps its end', (_, resumedAt) => {
    expect(resumed('2026-12-03T09:00:00Z', resumedAt)).toBeUndefined();
  });

  test.each([
    [
      'four whole days were left',
      '2026-12-03T10:00:00Z',
      '2026-12-10T15:00:00Z',
      '2026-12-14T23:00:00.000Z',
      '2026-12-20',
    ],
    [
      'four were left, resumed at the very end',
      '2026-12-03T10:00:00Z',
      '2026-12-07T23:00:00Z',
      '2026-12-12T23:00:00.000Z',
      '2026-12-18',
    ],
    [
      'it was paused on the last day',
      '2026-12-07T22:00:00Z',
      '2026-12-10T15:00:00Z',
      '2026-12-10T23:00:00.000Z',
      '2026-12-16',
    ],
    [
      'it was paused after its end',
      '2026-12-07T23:30:00Z',
      '2026-12-10T15:00:00Z',
      '2026-12-10T23:00:00.000Z',
      '2026-12-16',
    ],
  ])('too late is given what was left: %s', (_, pausedAt, resumedAt, endsAt, expected) => {
    const review = resumed(pausedAt, resumedAt);
    expect([review?.reviewEndsAt.toISOString(), review?.expectedPaymentOn]).toEqual([endsAt, expected]);
  });

  test('too late always has time until a local midnight to come, and never more days than it had', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/Havana', 'Africa/Cairo', 'Pacific/Auckland', 'UTC'),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 30 * A_DAY }),
        fc.integer({ min: 0, max: 60 * A_DAY }),
        (timeZone, day, before, after) => {
          const end = startOfLocalDay(new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10), timeZone);
          const pausedAt = new Date(end.getTime() - before);
          const resumedAt = new Date(end.getTime() + after);
          const review = resumeReview({ pausedAt, reviewEndsAt: end, resumedAt }, { timeZone, paymentDays: 5 });
          const given = review?.reviewEndsAt.getTime() ?? 0;
          expect(given).toBeGreaterThan(resumedAt.getTime());
          expect(dateAt(given - 1, timeZone)).not.toBe(dateAt(given, timeZone));
          const had = daysBetween(dateAt(pausedAt.getTime(), timeZone), dateAt(end.getTime(), timeZone));
          const has = daysBetween(dateAt(resumedAt.getTime(), timeZone), dateAt(given, timeZone));
          expect(has).toBe(Math.max(1, had));
        },
      ),
      { numRuns: 500 },
    );
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
