const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const longDayOfYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });
const dayKey = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

const DAY_MS = 86_400_000;

/** A message's `ts` in milliseconds. */
export function timeOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `14:02`, in the browser's zone as in Slack. */
export function formatTime(ms: number): string {
  return clockTime.format(ms);
}

/** `Sunday 22 November 2026 at 14:02:31` */
export function formatFull(ms: number): string {
  return full.format(ms);
}

/** The same for all instants of one day. */
export function dayOf(ms: number): string {
  return dayKey.format(ms);
}

/** `Today`, `Yesterday`, or the day; `now` is the sandbox's. */
export function nameDay(ms: number, now: number): string {
  const day = dayOf(ms);
  if (day === dayOf(now)) return 'Today';
  if (day === dayOf(now - DAY_MS)) return 'Yesterday';
  return day.slice(0, 4) === dayOf(now).slice(0, 4) ? longDay.format(ms) : longDayOfYear.format(ms);
}

/** `Sun 22 Nov 2026, 14:02` in the programme's zone. */
export function formatClock(ms: number, timeZone: string): { day: string; time: string } {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return { day: day.format(ms).replace(',', ''), time: time.format(ms) };
}

/** `in Berlin`, or `UTC` where the zone is no city's. */
export function nameZone(timeZone: string): string {
  const [, ...place] = timeZone.split('/');
  return place.length === 0 ? timeZone : `in ${place.at(-1)?.replaceAll('_', ' ')}`;
}

/** The same for all instants of one month in that zone. */
export function monthOf(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(ms);
}
