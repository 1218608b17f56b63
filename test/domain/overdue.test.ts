import { describe, expect, test } from '@jest/globals';
import { INVOICE_STATUSES } from '../../src/domain/invoice.js';
import { addWorkingDays, isOverdue, mayTellPartnersOfDelay, nextOverdueReminder } from '../../src/domain/overdue.js';

const BERLIN = 'Europe/Berlin';
/** A Friday. */
const EXPECTED = '2026-11-13';

const owed = (instant: string, last?: { readonly nth: number; readonly at: string }, timeZone = BERLIN) =>
  nextOverdueReminder(EXPECTED, last && { ...last, at: new Date(last.at) }, { now: new Date(instant), timeZone });

const told = (instant: string, timeZone = BERLIN) =>
  mayTellPartnersOfDelay(EXPECTED, { now: new Date(instant), timeZone });

describe('an invoice is overdue', () => {
  test.each(INVOICE_STATUSES)('from the day after the expected one on, unless it is paid or void: %s', (status) => {
    const isOwed = status !== 'paid' && status !== 'void';
    expect(isOverdue({ status, expectedPaymentOn: EXPECTED }, '2026-11-13')).toBe(false);
    expect(isOverdue({ status, expectedPaymentOn: EXPECTED }, '2026-11-14')).toBe(isOwed);
    expect(isOverdue({ status, expectedPaymentOn: EXPECTED }, '2027-01-01')).toBe(isOwed);
  });
});

test.each([
  ['2026-11-13', 1, '2026-11-16'],
  ['2026-11-14', 1, '2026-11-16'],
  ['2026-11-16', 3, '2026-11-19'],
  ['2026-11-18', 3, '2026-11-23'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i working days is %s', (day, count, then) => expect(addWorkingDays(day, count)).toBe(then));

describe('finance is reminded of it', () => {
  test('first as work begins after the expected day, in the programme’s own zone', () => {
    expect(owed('2026-11-13T15:00:00Z')).toBeUndefined();
    // The day after is a Saturday.
    expect(owed('2026-11-14T10:00:00Z')).toBeUndefined();
    expect(owed('2026-11-16T07:59:00Z')).toBeUndefined();
    expect(owed('2026-11-16T08:00:00Z')).toBe(1);
    expect(owed('2026-11-16T08:00:00Z', undefined, 'Pacific/Auckland')).toBeUndefined();
    expect(owed('2026-11-15T20:00:00Z', undefined, 'Pacific/Auckland')).toBe(1);
  });

  test('then every third working day', () => {
    const first = { nth: 1, at: '2026-11-16T08:00:00Z' };
    expect(owed('2026-11-18T15:00:00Z', first)).toBeUndefined();
    expect(owed('2026-11-19T08:00:00Z', first)).toBe(2);
    const second = { nth: 2, at: '2026-11-19T08:00:00Z' };
    expect(owed('2026-11-23T15:00:00Z', second)).toBeUndefined();
    expect(owed('2026-11-24T08:00:00Z', second)).toBe(3);
  });

  test('once by a bot that slept for weeks, and three working days after that again', () => {
    expect(owed('2026-12-30T09:00:00Z')).toBe(1);
    expect(owed('2027-01-01T09:00:00Z', { nth: 1, at: '2026-12-30T09:00:00Z' })).toBeUndefined();
    expect(owed('2027-01-04T09:00:00Z', { nth: 1, at: '2026-12-30T09:00:00Z' })).toBe(2);
  });
});

test('its partners are told as work begins on the third working day after the expected one', () => {
  expect(told('2026-11-17T15:00:00Z')).toBe(false);
  expect(told('2026-11-18T07:59:00Z')).toBe(false);
  expect(told('2026-11-18T08:00:00Z')).toBe(true);
  expect(told('2026-11-21T10:00:00Z')).toBe(false);
  expect(told('2026-11-23T10:00:00Z')).toBe(true);
});
