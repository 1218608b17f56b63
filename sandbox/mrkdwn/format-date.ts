// The tokens: docs.slack.dev/messaging/formatting-message-text#date-formatting

interface Moment {
  at: Date;
  now: Date;
  timeZone: string | undefined;
}

const DAY_MS = 86_400_000;
const TOKEN = /\{(\w+)\}/g;

const inWords =
  (options: Intl.DateTimeFormatOptions) =>
  ({ at, timeZone }: Moment) =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone }).format(at);

/** `2026-11-30`, which also sorts. */
const numeric = ({ at, timeZone }: Moment) =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);

const long = inWords({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const medium = inWords({ month: 'long', day: 'numeric', year: 'numeric' });
const short = inWords({ month: 'short', day: 'numeric', year: 'numeric' });

/** `November 30th, 2026` */
const withOrdinal = (words: (moment: Moment) => string) => (moment: Moment) =>
  words(moment).replace(/(\d{1,2}),/, (_, day: string) => `${day}${ordinalOf(Number(day))},`);

function ordinalOf(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

/** Days near today have names. */
const pretty = (words: (moment: Moment) => string) => (moment: Moment) => {
  const days = (Date.parse(numeric(moment)) - Date.parse(numeric({ ...moment, at: moment.now }))) / DAY_MS;
  const names: Record<number, string> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };
  return names[days] ?? words(moment);
};

function ago({ at, now }: Moment): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

const date = withOrdinal(medium);
const dateLong = withOrdinal(long);

const tokens = new Map<string, (moment: Moment) => string>(
  Object.entries({
    date_num: numeric,
    date_slash: inWords({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date,
    date_pretty: pretty(date),
    date_short: short,
    date_short_pretty: pretty(short),
    date_long: dateLong,
    date_long_pretty: pretty(dateLong),
    date_long_full: long,
    day_divider_pretty: pretty(inWords({ weekday: 'long', month: 'long', day: 'numeric' })),
    time: inWords({ hour: 'numeric', minute: '2-digit' }),
    time_secs: inWords({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago,
  }),
);

/** Slack's `{date_short} at {time}` filled in, or undefined if no clock can show it. Seconds in, zone of the reader. */
export function formatDate(
  timestamp: number,
  format: string,
  { now, timeZone }: { now: number; timeZone?: string },
): string | undefined {
  const moment = { at: new Date(timestamp * 1000), now: new Date(now), timeZone };
  if (Number.isNaN(moment.at.getTime())) return undefined;
  return format.replace(TOKEN, (whole, name: string) => tokens.get(name)?.(moment) ?? whole);
}
