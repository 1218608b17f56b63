import { tzOffset } from '@date-fns/tz';
import { Refusal } from './errors.js';

/** A calendar month, `2026-11`. */
export type Month = string;
/** A calendar day without a zone, `2026-11-30`. */
export type LocalDate = string;

/** A month's share of time in one programme and currency, [startsAt, endsAt) as UTC instants, with the zone it was read in. */
export interface Period {
  readonly month: Month;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
}

/** As far as a programme's books in one currency have been closed. */
export interface Chain {
  readonly firstRewardAt: Date;
  readonly lastClosed?: { readonly month: Month; readonly endsAt: Date } | undefined;
}

/** A bot that slept longer than this is asked about, not obeyed: SPEC 6. */
export const MOST_MISSED_PERIODS = 24;

const A_DAY = 86_400_000;

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

export function localDateOf(instant: Date, timeZone: string): LocalDate {
  return dateOf(instant.getTime() + offsetAt(instant.getTime(), timeZone));
}

export function monthOf(instant: Date, timeZone: string): Month {
  return localDateOf(instant, timeZone).slice(0, 7);
}

export function nextMonth(month: Month): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dateOf(Date.UTC(year, number, 1)).slice(0, 7);
}

export function previousMonth(month: Month): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dateOf(Date.UTC(year, number - 2, 1)).slice(0, 7);
}

/** So many months up to and with `last`, oldest first. */
export function monthsUntil(last: Month, count: number): Month[] {
  const months = [last];
  for (let month = last; months.length < count; ) {
    month = previousMonth(month);
    months.unshift(month);
  }
  return months;
}

export function addLocalDays(date: LocalDate, days: number): LocalDate {
  return dateOf(Date.parse(date) + days * A_DAY);
}

/**
 * The first instant of a local day: the earlier one where clocks go back over midnight, the moment they jump to where
 * they skip it. What the process's own zone is makes no difference.
 */
export function startOfLocalDay(date: LocalDate, timeZone: string): Date {
  const midnight = Date.parse(date);
  // No zone is more than a day from UTC, and none changes its offset twice within two.
  const offsets = [offsetAt(midnight - A_DAY, timeZone), offsetAt(midnight + A_DAY, timeZone)];
  const earliest = midnight - Math.max(...offsets);
  const latest = midnight - Math.min(...offsets);
  const found = [earliest, latest].find((instant) => instant + offsetAt(instant, timeZone) === midnight);
  return new Date(found ?? firstInstantOn(date, timeZone, earliest, latest));
}

export function startOfMonth(month: Month, timeZone: string): Date {
  return startOfLocalDay(`${month}-01`, timeZone);
}

/**
 * The period to be closed next. The first is the local month of the first reward; each later one starts where the last
 * ended and takes the following month's name, so that a changed zone neither drops nor doubles an instant (SPEC 6).
 */
export function nextPeriod({ firstRewardAt, lastClosed }: Chain, timeZone: string): Period {
  const month = lastClosed ? nextMonth(lastClosed.month) : monthOf(firstRewardAt, timeZone);
  return {
    month,
    startsAt: lastClosed?.endsAt ?? startOfMonth(month, timeZone),
    endsAt: startOfMonth(nextMonth(month), timeZone),
    timeZone,
  };
}

/** The periods that have ended by `now` and are not closed, oldest first. Refuses with `too_many_missed_periods`. */
export function duePeriods(chain: Chain, timeZone: string, now: Date): Period[] {
  const due: Period[] = [];
  for (let period = nextPeriod(chain, timeZone); period.endsAt <= now; ) {
    due.push(period);
    if (due.length > MOST_MISSED_PERIODS) {
      throw new Refusal('too_many_missed_periods', { since: due[0]?.month ?? period.month, most: MOST_MISSED_PERIODS });
    }
    period = nextPeriod({ firstRewardAt: chain.firstRewardAt, lastClosed: period }, timeZone);
  }
  return due;
}

/** The month whose invoice a reward that is on none yet will go on, and when that month closes. */
export function periodAhead(createdAt: Date, lastClosed: Chain['lastClosed'], timeZone: string): Period {
  const created = nextPeriod({ firstRewardAt: createdAt }, timeZone);
  const open = nextPeriod({ firstRewardAt: createdAt, lastClosed }, timeZone);
  return created.month > open.month ? created : open;
}

// Where clocks skip midnight: there is one change between the two instants, so halving finds it.
function firstInstantOn(date: LocalDate, timeZone: string, before: number, on: number): number {
  while (on - before > 1) {
    const between = Math.floor((before + on) / 2);
    if (localDateOf(new Date(between), timeZone) < date) before = between;
    else on = between;
  }
  return on;
}

/** What a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(instant)) * 60_000;
}

function dateOf(wallClock: number): LocalDate {
  return new Date(wallClock).toISOString().slice(0, 10);
}
