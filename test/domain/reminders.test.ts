import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, nextMonth, startOfMonth } from '../../src/domain/period.js';
import {
  firstAfter,
  firstAfterReview,
  isWorkingTime,
  lastCall,
  latestDue,
  monthAtLastCall,
  nextToSend,
  nextWorkingTime,
  WORKING_HOURS,
} from '../../src/domain/reminders.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Chatham',
];
const AN_HOUR = 3_600_000;
const zone = fc.constantFrom(...ZONES);
const instant = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2032-01-01T00:00:00Z') })
  .map((ms) => new Date(ms));
const everyHours = fc.integer({ min: 1, max: 720 });
const numRuns = 300;

/** What the wall says there, by Intl and not by the code's own arithmetic. */
function wallOf(at: Date, timeZone: string): { readonly weekday: string; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  const part = (type: string) => parts.formatToParts(at).find((candidate) => candidate.type === type)?.value ?? '';
  return { weekday: part('weekday'), hour: Number(part('hour')) };
}

function isAtWork(at: Date, timeZone: string): boolean {
  const { weekday, hour } = wallOf(at, timeZone);
  return !['Sat', 'Sun'].includes(weekday) && hour >= WORKING_HOURS.from && hour < WORKING_HOURS.to;
}

/** Every reminder as it falls due, up to so many. */
function dueOnes(since: Date, hours: number, timeZone: string, count: number): Date[] {
  const waiting = { first: firstAfter(since, hours), everyHours: hours, timeZone };
  const found: Date[] = [];
  // Looked for from the far end, so that each is the one that `latestDue` names at its own instant.
  let now = new Date(since.getTime() + hours * 2 ** (count + 1) * AN_HOUR + count * 4 * 24 * AN_HOUR);
  for (let due = latestDue(waiting, now); due; due = latestDue(waiting, now)) {
    found.unshift(due.at);
    now = new Date(due.at.getTime() - 1);
  }
  return found.slice(0, count);
}

describe('reminders', () => {
  test('come in working hours, in whatever zone and season, and not before their time', () => {
    fc.assert(
      fc.property(instant, zone, everyHours, (since, timeZone, hours) => {
        const due = dueOnes(since, hours, timeZone, 4);
        expect(due).toHaveLength(4);
        for (const at of due) expect([at, timeZone, isAtWork(at, timeZone)]).toEqual([at, timeZone, true]);
        expect(due[0]?.getTime()).toBeGreaterThanOrEqual(since.getTime() + hours * AN_HOUR);
      }),
      { numRuns },
    );
  });

  test('are twice as far apart each time, and wait no longer than for work to begin', () => {
    fc.assert(
      fc.property(instant, zone, everyHours, (since, timeZone, hours) => {
        const due = dueOnes(since, hours, timeZone, 5);
        due.slice(1).forEach((at, index) => {
          const wanted = (due[index]?.getTime() ?? 0) + hours * 2 ** (index + 1) * AN_HOUR;
          expect(at).toEqual(nextWorkingTime(new Date(wanted), timeZone));
          // From Friday's end to Monday's beginning, with an hour for the clocks that go back in between.
          expect(at.getTime() - wanted).toBeLessThanOrEqual(65 * AN_HOUR);
          expect(at.getTime()).toBeGreaterThanOrEqual(wanted);
        });
      }),
      { numRuns },
    );
  });

  test('are one, the latest, for a bot that has slept', () => {
    const since = new Date('2026-11-16T09:30:00Z');
    const waiting = { first: firstAfter(since, 4), everyHours: 4, timeZone: 'UTC' };
    const nthAt = (now: string) => latestDue(waiting, new Date(now))?.nth;
    expect(nthAt('2026-11-16T13:29:59Z')).toBeUndefined();
    expect(nthAt('2026-11-16T13:30:00Z')).toBe(1);
    // 21:30 is nobody's time any more.
    expect(nthAt('2026-11-17T08:59:59Z')).toBe(1);
    expect(nthAt('2026-11-17T09:00:00Z')).toBe(2);
    expect(nthAt('2027-06-01T12:00:00Z')).toBe(10);
  });

  test('go on from the last that was sent, whatever the interval is by now, and once each', () => {
    const since = new Date('2026-11-16T09:30:00Z');
    const nextAt = (now: string, hours: number, nth: number, at: string) => {
      const waiting = { first: firstAfter(since, hours), everyHours: hours, timeZone: 'UTC' };
      return nextToSend(waiting, nth > 0 ? { nth, at: new Date(at) } : undefined, new Date(now));
    };
    // Every 4 hours two were sent. Every 100, the next is due after 100, though that schedule calls it the first.
    expect(nextAt('2026-11-20T13:29:00Z', 100, 2, '2026-11-17T09:00:05Z')).toBeUndefined();
    expect(nextAt('2026-11-20T13:30:00Z', 100, 2, '2026-11-17T09:00:05Z')).toBe(3);
    expect(nextAt('2026-11-20T14:30:00Z', 100, 3, '2026-11-20T13:30:00Z')).toBeUndefined();
    // Every 48 one was sent. Every 4, others were due since, and the next is the second all the same.
    expect(nextAt('2026-11-20T10:00:00Z', 4, 1, '2026-11-18T09:30:05Z')).toBe(2);
    // Nothing was sent for months: it begins with the first.
    expect(nextAt('2027-06-01T12:00:00Z', 4, 0, '')).toBe(1);
  });

  test.each([
    ['over a weekend', 'Europe/Berlin', '2026-11-20T16:00:00Z', '2026-11-23T08:00:00Z'],
    ['as clocks go forward', 'Europe/Berlin', '2026-03-27T16:00:00Z', '2026-03-30T07:00:00Z'],
    ['as clocks go back', 'America/New_York', '2026-10-30T21:00:00Z', '2026-11-02T14:00:00Z'],
    ['in the far east', 'Pacific/Kiritimati', '2026-11-20T03:00:00Z', '2026-11-22T19:00:00Z'],
    ['in the far west', 'Pacific/Pago_Pago', '2026-11-21T04:00:00Z', '2026-11-23T20:00:00Z'],
    ['and where the calendar leaves a Friday out', 'Pacific/Apia', '2011-12-30T04:00:00Z', '2012-01-01T19:00:00Z'],
  ])('wait for work to begin %s', (_, timeZone, from, to) => {
    expect(nextWorkingTime(new Date(from), timeZone)).toEqual(new Date(to));
    expect(isWorkingTime(new Date(from), timeZone)).toBe(false);
    expect(isWorkingTime(new Date(to), timeZone)).toBe(true);
  });

  test.each([
    ['on a Monday', 'Europe/Berlin', '2026-11', '2026-11-30T08:00:00Z'],
    ['with a weekend', 'Europe/Berlin', '2027-01', '2027-01-29T08:00:00Z'],
    ['with a weekend in which clocks go back', 'Europe/Berlin', '2021-10', '2021-10-29T07:00:00Z'],
    ['on the day after clocks went forward', 'Europe/Berlin', '2025-03', '2025-03-31T07:00:00Z'],
    ['in the far east', 'Pacific/Kiritimati', '2026-11', '2026-11-29T19:00:00Z'],
    ['in the far west', 'Pacific/Pago_Pago', '2026-11', '2026-11-30T20:00:00Z'],
    ['where the calendar leaves out its last Friday', 'Pacific/Apia', '2011-12', '2011-12-29T19:00:00Z'],
    ['with a leap day', 'UTC', '2028-02', '2028-02-29T09:00:00Z'],
  ])('make a last call for a month that ends %s', (_, timeZone, month, at) => {
    const begins = new Date(at);
    expect(lastCall(month, timeZone)).toEqual(begins);
    expect(monthAtLastCall(new Date(begins.getTime() - 1), timeZone)).toBeUndefined();
    expect(monthAtLastCall(begins, timeZone)).toBe(month);
    const cut = startOfMonth(nextMonth(month), timeZone);
    expect(monthAtLastCall(new Date(cut.getTime() - 1), timeZone)).toBe(month);
    expect(monthAtLastCall(cut, timeZone)).toBeUndefined();
  });

  test('make the last call as work begins, and nobody is at work between that day and the cut', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const month = monthOf(at, timeZone);
        const begins = lastCall(month, timeZone);
        expect([monthOf(begins, timeZone), wallOf(begins, timeZone).hour]).toEqual([month, WORKING_HOURS.from]);
        expect(isAtWork(begins, timeZone)).toBe(true);
        const next = nextWorkingTime(new Date(begins.getTime() + 8 * AN_HOUR), timeZone);
        expect(next.getTime()).toBeGreaterThanOrEqual(startOfMonth(nextMonth(month), timeZone).getTime());
      }),
      { numRuns },
    );
  });

  test('of a card on hold begin as its review-by day is over where the programme is', () => {
    expect(firstAfterReview('2026-11-20', 'Pacific/Kiritimati')).toEqual(new Date('2026-11-20T10:00:00Z'));
    expect(firstAfterReview('2026-11-20', 'Pacific/Pago_Pago')).toEqual(new Date('2026-11-21T11:00:00Z'));
  });
});
