/**
 * A second opinion on local time, for tests: what `Intl.DateTimeFormat` says the clocks of a zone show, and the stretches
 * of time between their changes. Shares nothing with src/domain/period.
 */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Milliseconds ahead of UTC. */
  readonly offset: number;
}

const A_DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** The clocks' face at an instant, as if it were UTC. */
function wallClockAt(instant: number, timeZone: string): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
    formatOf(timeZone).format(instant).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function dateAt(instant: number, timeZone: string): string {
  return dateOf(wallClockAt(instant, timeZone));
}

export function dateOf(wallClock: number): string {
  return new Date(wallClock).toISOString().slice(0, 10);
}

/** The stretches between one change of a zone's clocks and the next. Two changes within a day would be missed. */
export function stretchesOf(timeZone: string, from: number, to: number): Stretch[] {
  const offsetAt = (instant: number) => wallClockAt(instant, timeZone) - instant;
  const stretches: Stretch[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let instant = from; instant <= to; instant += A_DAY) {
    if (offsetAt(instant) === offset) continue;
    let before = instant - A_DAY;
    let after = instant;
    while (after - before > 1_000) {
      const between = Math.floor((before + after) / 2_000) * 1_000;
      if (offsetAt(between) === offset) before = between;
      else after = between;
    }
    stretches.push({ from: start, to: after, offset });
    start = after;
    offset = offsetAt(after);
  }
  return [...stretches, { from: start, to, offset }];
}

/** The first instant whose local date is this one, or undefined where the zone never had that day. */
export function firstInstantOn(date: string, stretches: readonly Stretch[]): number | undefined {
  const midnight = Date.parse(date);
  const instants = stretches
    .map(({ from, to, offset }) => ({ instant: Math.max(from, midnight - offset), to, offset }))
    .filter(({ instant, to, offset }) => instant < to && dateOf(instant + offset) === date)
    .map(({ instant }) => instant);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}
