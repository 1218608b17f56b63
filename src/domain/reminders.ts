import {
  addLocalDays,
  type LocalDate,
  localDateOf,
  type Month,
  monthOf,
  nextMonth,
  offsetAt,
  startOfLocalDay,
} from './period.js';

/** Nobody is reminded outside these hours of the programme's own zone, Monday to Friday. */
export const WORKING_HOURS = { from: 9, to: 17 } as const;
/** From this reminder on, those are named whom the programme escalates to. */
export const ESCALATES_FROM = 3;

const AN_HOUR = 3_600_000;
const A_DAY = 24 * AN_HOUR;

export interface Waiting {
  /** When the first reminder is due, if that is within working hours. */
  readonly first: Date;
  /** The programme's interval. */
  readonly everyHours: number;
  readonly timeZone: string;
}

/** Which reminder is due by `now`, and since when: the latest alone, so that a bot that slept sends one and no burst. */
export interface Due {
  /** From 1 on. */
  readonly nth: number;
  readonly at: Date;
}

/**
 * The latest reminder that is due by now. After each, twice as long is waited as before it, in real hours; what falls
 * outside working hours comes when they begin, and the next is counted from there.
 */
export function latestDue({ first, everyHours, timeZone }: Waiting, now: Date): Due | undefined {
  let latest: Due | undefined;
  for (let at = nextWorkingTime(first, timeZone), nth = 1; at <= now; nth++) {
    latest = { nth, at };
    at = nextWorkingTime(new Date(at.getTime() + everyHours * 2 ** nth * AN_HOUR), timeZone);
  }
  return latest;
}

/** The latest reminder that was sent of those that count together. */
export interface LastSent {
  /** From 1 on. */
  readonly nth: number;
  readonly at: Date;
}

/**
 * Which reminder is to be sent now, from 1 on. It is counted from those that were sent and not from the schedule: so
 * another interval neither silences what waits nor escalates it, and a bot that slept begins with the first. One that was
 * sent late is followed by the next an interval later at the soonest.
 */
export function nextToSend(waiting: Waiting, last: LastSent | undefined, now: Date): number | undefined {
  const due = latestDue(waiting, now);
  if (!due || (last && (last.at >= due.at || isTooSoonAfter(last, waiting, now)))) return undefined;
  return (last?.nth ?? 0) + 1;
}

function isTooSoonAfter({ at }: LastSent, { first, everyHours }: Waiting, now: Date): boolean {
  // One before the first was due was sent by a shorter interval.
  return at >= first && now.getTime() < at.getTime() + everyHours * AN_HOUR;
}

/** When a card that nobody decided is first reminded of, counted from what left it waiting. */
export function firstAfter(since: Date, everyHours: number): Date {
  return new Date(since.getTime() + everyHours * AN_HOUR);
}

/** When a card on hold is first reminded of: as its review-by day is over. */
export function firstAfterReview(reviewBy: LocalDate, timeZone: string): Date {
  return startOfLocalDay(addLocalDays(reviewBy, 1), timeZone);
}

/** The month whose cut is so near that what nobody decided is reminded of once more. Undefined: it is not that near yet. */
export function monthAtLastCall(now: Date, timeZone: string): Month | undefined {
  const month = monthOf(now, timeZone);
  return now >= lastCall(month, timeZone) ? month : undefined;
}

/** As work begins on the last working day before a month's invoices are cut. */
export function lastCall(month: Month, timeZone: string): Date {
  for (let day = addLocalDays(`${nextMonth(month)}-01`, -1); ; day = addLocalDays(day, -1)) {
    const start = startOfWork(day, timeZone);
    if (start) return start;
  }
}

export function isWorkingTime(instant: Date, timeZone: string): boolean {
  const wall = new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone));
  const hour = wall.getUTCHours();
  return isWorkingDay(wall) && hour >= WORKING_HOURS.from && hour < WORKING_HOURS.to;
}

/** The instant itself within working hours, else the one at which they begin next. */
export function nextWorkingTime(instant: Date, timeZone: string): Date {
  if (isWorkingTime(instant, timeZone)) return instant;
  for (let day = localDateOf(instant, timeZone); ; day = addLocalDays(day, 1)) {
    const start = startOfWork(day, timeZone);
    if (start && start > instant) return start;
  }
}

/** Undefined: nobody works that day, or the zone's calendar leaves it out. */
function startOfWork(day: LocalDate, timeZone: string): Date | undefined {
  const wall = Date.parse(day) + WORKING_HOURS.from * AN_HOUR;
  if (!isWorkingDay(new Date(wall))) return undefined;
  const offsets = [offsetAt(wall - A_DAY, timeZone), offsetAt(wall + A_DAY, timeZone)];
  const found = offsets
    .map((offset) => wall - offset)
    .find((instant) => instant + offsetAt(instant, timeZone) === wall);
  return found === undefined ? undefined : new Date(found);
}

/** Of a wall clock's time, written as if it were UTC. */
export function isWorkingDay(wall: Date): boolean {
  const weekday = wall.getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
