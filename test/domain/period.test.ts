import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../src/domain/errors.js';
import {
  addLocalDays,
  duePeriods,
  isTimeZone,
  localDateOf,
  MOST_MISSED_PERIODS,
  monthOf,
  nextMonth,
  nextPeriod,
  type Period,
  periodAhead,
  startOfLocalDay,
  startOfMonth,
} from '../../src/domain/period.js';
import { dateAt, dateOf, firstInstantOn, stretchesOf } from './local-clock.js';
import { samplePeriods } from './period-sample.js';

const A_DAY = 86_400_000;
const FROM = Date.UTC(2009, 11, 1);
const TO = Date.UTC(2036, 1, 1);
const ZONES = [
  'Pacific/Auckland',
  'America/Los_Angeles',
  'UTC',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Sao_Paulo',
  'America/Havana',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Niue',
  'Asia/Gaza',
  'America/Asuncion',
  'Atlantic/Azores',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Pyongyang',
];
const MONTHS = Array.from({ length: 26 * 12 }, (_, index) => dateOf(Date.UTC(2010, index, 1)).slice(0, 7));

const stretches = new Map(ZONES.map((zone) => [zone, stretchesOf(zone, FROM, TO)]));
const stretchesIn = (zone: string) => stretches.get(zone) ?? [];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2010, 0, 2), max: Date.UTC(2035, 0, 1) }).map((time) => new Date(time));

describe('the start of a local day', () => {
  test.each(ZONES)('is its first instant in %s, on every month’s first and around every change of clocks', (zone) => {
    const changes = stretchesIn(zone).slice(1);
    const days = changes.flatMap(({ from, offset }) =>
      [-2, -1, 0, 1, 2].map((day) => dateOf(from + offset + day * A_DAY)),
    );
    const dates = [...MONTHS.map((month) => `${month}-01`), ...days];
    const expected = dates.map((date) => {
      const first = firstInstantOn(date, stretchesIn(zone));
      // The one day here that never was: Apia’s 30 December 2011.
      return first ?? (date === '2011-12-30' ? Date.parse('2011-12-30T10:00:00Z') : undefined);
    });
    expect(dates.map((date) => startOfLocalDay(date, zone).getTime())).toEqual(expected);
  });

  test('has that local date, and the instant before it does not', () => {
    fc.assert(
      fc.property(zone, instant, (zone, at) => {
        const date = dateAt(at.getTime(), zone);
        const start = startOfLocalDay(date, zone).getTime();
        expect(localDateOf(at, zone)).toBe(date);
        expect(dateAt(start, zone)).toBe(date);
        expect(dateAt(start - 1, zone)).not.toBe(date);
        expect(start).toBeLessThanOrEqual(at.getTime());
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['Europe/Berlin', '2026-12-01', '2026-11-30T23:00:00.000Z'],
    // Havana shows 00:00 to 01:00 twice, on the first of a month: the earlier one counts.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    // Beirut and Cairo skip the hour after midnight.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // Gaza’s clocks went back at the very midnight of 1 August 2011.
    ['Asia/Gaza', '2011-08-01', '2011-07-31T22:00:00.000Z'],
    // St John’s went back at 00:01: the day began, ended and began again.
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00.000Z'],
    // Casey went from +11 to +8 in the small hours.
    ['Antarctica/Casey', '2010-03-05', '2010-03-04T13:00:00.000Z'],
    // Apia slept through 30 December 2011.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-01', '2026-12-31T10:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z'],
  ])('in %s, %s starts at %s', (zone, date, expected) => {
    expect(startOfLocalDay(date, zone).toISOString()).toBe(expected);
  });
});

describe('calendar arithmetic', () => {
  test.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-02-29', 1, '2028-03-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-12-08', 5, '2026-12-13'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2011-12-29', 1, '2011-12-30'],
    ['2026-11-30', 0, '2026-11-30'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addLocalDays(date, days)).toBe(expected);
  });

  test('each month is followed by the next, the year turning after December', () => {
    for (const [index, month] of MONTHS.slice(0, -1).entries()) expect(nextMonth(month)).toBe(MONTHS[index + 1]);
    expect(nextMonth('2026-12')).toBe('2027-01');
  });

  test('a February with a 29th has 29 days, the others 28', () => {
    for (const zone of ZONES) {
      for (const [month, days] of [
        ['2028-02', 29],
        ['2026-02', 28],
      ] as const) {
        const start = startOfMonth(month, zone).getTime();
        const end = startOfMonth(nextMonth(month), zone).getTime();
        expect(Math.round((end - start) / A_DAY)).toBe(days);
        expect(dateAt(end - 1, zone)).toBe(`${month}-${days}`);
      }
    }
  });

  test('time zones are known by their IANA names, offsets are none', () => {
    expect(ZONES.every(isTimeZone)).toBe(true);
    expect(['', 'Berlin', '+02:00', '-05', 'UTC+2', 'Mars/Olympus'].filter(isTimeZone)).toEqual([]);
  });
});

/** Closes what is due as the hourly clock would, at each tick, in the zone that is set then. */
function closeAsClock(
  firstRewardAt: Date,
  ticks: readonly { readonly now: Date; readonly timeZone: string }[],
): Period[] {
  const closed: Period[] = [];
  for (const { now, timeZone } of ticks) {
    closed.push(...duePeriods({ firstRewardAt, lastClosed: closed.at(-1) }, timeZone, now));
  }
  return closed;
}

function expectChain(periods: readonly Period[], firstRewardAt: Date): void {
  const [first] = periods;
  if (!first) return;
  expect(first.month).toBe(monthOf(firstRewardAt, first.timeZone));
  expect(first.startsAt.getTime()).toBeLessThanOrEqual(firstRewardAt.getTime());
  expect(first.endsAt.getTime()).toBeGreaterThan(firstRewardAt.getTime());
  for (const [index, period] of periods.entries()) {
    expect(period.endsAt.getTime()).toBeGreaterThan(period.startsAt.getTime());
    const before = periods[index - 1];
    if (!before) continue;
    expect(period.startsAt).toEqual(before.endsAt);
    expect(period.month).toBe(nextMonth(before.month));
  }
}

const holding = (periods: readonly Period[], at: number) =>
  periods.filter(({ startsAt, endsAt }) => startsAt.getTime() <= at && at < endsAt.getTime());

describe('the chain of periods', () => {
  test.each(ZONES)('in %s holds every instant from 2010 to 2035 exactly once, in the month its clocks show', (zone) => {
    const ticks = MONTHS.slice(1).map((month) => ({ now: startOfMonth(month, zone), timeZone: zone }));
    const firstRewardAt = new Date(Date.UTC(2010, 0, 15));
    const periods = closeAsClock(firstRewardAt, ticks);
    expect(periods.map(({ month }) => month)).toEqual(MONTHS.slice(0, -1));
    expectChain(periods, firstRewardAt);
    const shown = periods.map(({ startsAt, endsAt }) => [
      dateAt(startsAt.getTime() - 1, zone).slice(0, 7),
      dateAt(startsAt.getTime(), zone),
      dateAt(endsAt.getTime() - 1, zone).slice(0, 7),
      dateAt(endsAt.getTime(), zone),
    ]);
    expect(shown.slice(1)).toEqual(
      MONTHS.slice(1, -1).map((month, index) => [MONTHS[index], `${month}-01`, month, `${nextMonth(month)}-01`]),
    );
  });

  test('neither drops nor doubles an instant when the zone changes between closings, at random', () => {
    const step = fc.record({ hours: fc.integer({ min: 1, max: 24 * 70 }), timeZone: zone });
    fc.assert(
      fc.property(
        instant,
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (first, steps, places) => {
          let now = first.getTime();
          const ticks = steps.map(({ hours, timeZone }) => {
            now += hours * 3_600_000;
            return { now: new Date(now), timeZone };
          });
          const periods = closeAsClock(first, ticks);
          expectChain(periods, first);
          const start = periods[0]?.startsAt.getTime() ?? 0;
          const end = periods.at(-1)?.endsAt.getTime() ?? 0;
          const edges = periods.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime() - 1]);
          for (const at of [...edges, ...places.map((place) => Math.floor(start + place * (end - start - 1)))]) {
            if (periods.length > 0) expect(holding(periods, at)).toHaveLength(1);
          }
          expect(holding(periods, start - 1)).toEqual([]);
          expect(holding(periods, end)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is the same whether the bot was awake at every month’s end or caught up later', () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 23 * 28 * 24 }), (zone, first, hours) => {
        const now = new Date(first.getTime() + hours * 3_600_000);
        const ticks = [];
        for (let at = first.getTime(); at < now.getTime(); at += A_DAY)
          ticks.push({ now: new Date(at), timeZone: zone });
        ticks.push({ now, timeZone: zone });
        expect(duePeriods({ firstRewardAt: first }, zone, now)).toEqual(closeAsClock(first, ticks));
      }),
      { numRuns: 50 },
    );
  });

  test('after a move from Auckland to Los Angeles, the day in between belongs to the new month', () => {
    const firstRewardAt = new Date('2026-11-10T00:00:00Z');
    const [november] = duePeriods({ firstRewardAt }, 'Pacific/Auckland', new Date('2026-11-30T11:00:00Z'));
    expect(november?.endsAt.toISOString()).toBe('2026-11-30T11:00:00.000Z');
    expect(nextPeriod({ firstRewardAt, lastClosed: november }, 'America/Los_Angeles')).toEqual({
      month: '2026-12',
      startsAt: new Date('2026-11-30T11:00:00Z'),
      endsAt: new Date('2027-01-01T08:00:00Z'),
      timeZone: 'America/Los_Angeles',
    });
  });

  test('a period is due at the very instant it ends and not a millisecond before', () => {
    const chain = { firstRewardAt: new Date('2026-11-14T13:02:00Z') };
    expect(duePeriods(chain, 'Europe/Berlin', new Date('2026-11-30T22:59:59.999Z'))).toEqual([]);
    const due = duePeriods(chain, 'Europe/Berlin', new Date('2026-11-30T23:00:00Z'));
    expect(due.map(({ month }) => month)).toEqual(['2026-11']);
  });

  test('missed months are caught up in order, the oldest first', () => {
    const due = duePeriods(
      { firstRewardAt: new Date('2026-10-31T23:30:00Z') },
      'Europe/Berlin',
      new Date('2027-03-15'),
    );
    // Half past midnight on 1 November in Berlin.
    expect(due.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  test('24 missed periods are caught up, the 25th stops with what it needs for a sentence', () => {
    const chain = { firstRewardAt: new Date('2024-01-15T00:00:00Z') };
    const last = new Date('2026-01-31T23:59:59.999Z');
    const due = duePeriods(chain, 'UTC', last);
    expect(due).toHaveLength(24);
    expect(due.at(-1)?.month).toBe('2025-12');
    const oneMore = () => duePeriods(chain, 'UTC', new Date(last.getTime() + 1));
    expect(oneMore).toThrow('too_many_missed_periods');
    try {
      oneMore();
    } catch (error) {
      expect(isRefusal(error, 'too_many_missed_periods') && error.facts).toEqual({
        since: '2024-01',
        most: MOST_MISSED_PERIODS,
      });
    }
    const closed = { ...chain, lastClosed: { month: '2024-01', endsAt: new Date('2024-02-01T00:00:00Z') } };
    expect(duePeriods(closed, 'UTC', new Date(last.getTime() + 1))).toHaveLength(24);
  });

  test('a bot that slept for a thousand years refuses at once', () => {
    expect(() => duePeriods({ firstRewardAt: new Date('2026-01-01') }, 'UTC', new Date('3026-01-01'))).toThrow();
  });
});

describe('the month a reward is told it will go on', () => {
  test('is the period that will hold it, whatever was closed and wherever the programme moved meanwhile', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        zone,
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 400 * 24 }),
        (first, before, after, days, hours) => {
          const firstRewardAt = first;
          const now = new Date(first.getTime() + days * A_DAY);
          const lastClosed = duePeriods({ firstRewardAt }, before, now).at(-1);
          // Moving may at once make one more period due, or let the open one wait.
          const createdAt = new Date(now.getTime() + hours * 3_600_000);
          const later = new Date(createdAt.getTime() + 62 * A_DAY);
          const [holder] = holding(duePeriods({ firstRewardAt, lastClosed }, after, later), createdAt.getTime());
          expect(holder).toBeDefined();
          const ahead = periodAhead(createdAt, lastClosed, after);
          expect([ahead.month, ahead.endsAt]).toEqual([holder?.month, holder?.endsAt]);
          // In the month of the first reward the chain starts where the month does, and so does every later one.
          expect(ahead).toEqual(holder);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is the open one for a reward from a closed month, such as a released hold', () => {
    const lastClosed = { month: '2026-11', endsAt: new Date('2026-11-30T23:00:00Z') };
    const open = nextPeriod({ firstRewardAt: new Date('2026-01-01'), lastClosed }, 'Europe/Berlin');
    expect(periodAhead(new Date('2026-09-03T10:00:00Z'), lastClosed, 'Europe/Berlin')).toEqual(open);
  });

  test('is its own month where nothing was closed yet', () => {
    expect(periodAhead(new Date('2026-11-14T13:02:00Z'), undefined, 'Europe/Berlin')).toEqual({
      month: '2026-11',
      startsAt: new Date('2026-10-31T23:00:00Z'),
      endsAt: new Date('2026-11-30T23:00:00Z'),
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('the zone of the machine', () => {
  const run = promisify(execFile);

  test.each(['UTC', 'Pacific/Auckland', 'America/New_York', 'Pacific/Apia', 'America/Havana'])(
    'makes no difference when it is %s',
    async (machine) => {
      const sample = new URL('./period-sample.ts', import.meta.url).pathname;
      const { stdout } = await run(process.execPath, ['--import', 'tsx', sample, '--print'], {
        env: { PATH: process.env.PATH, TZ: machine },
        maxBuffer: 64 * 1024 * 1024,
      });
      expect(stdout.length).toBeGreaterThan(10_000);
      expect(stdout === samplePeriods()).toBe(true);
    },
  );
});
