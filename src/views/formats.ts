import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { decimalsOf, type Money, toDecimal } from '../domain/money.js';
import type { LocalDate, Month } from '../domain/period.js';
import { COMMAND_LINE } from '../domain/policy.js';
import type { Reader } from '../domain/reader.js';
import { inLine, localeOf, numberInLine } from './locale.js';
import { speakTo } from './speak.js';
import { isSlackUser } from './text.js';

/** An amount in words, exact: `$1,250.50`, `−$50.00`, `KWD 1.250`; as its reader writes it, where that is one person. */
export function formatMoney(money: Money, reader?: Reader): string {
  const decimals = decimalsOf(money.currency);
  const words = new Intl.NumberFormat(localeOf(reader), {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // Text, not a number: the formatter takes decimal text exactly, and a number would round above 2^53.
  return numberInLine(words.format(toDecimal(money) as `${number}`));
}

/** Sums of several currencies, side by side and never added: `$300.00 and €20.00`. */
export function formatSums(sums: readonly Money[], reader?: Reader): string {
  return speakTo(reader).and(sums.map((sum) => formatMoney(sum, reader)));
}

/** `1,204` */
export function formatCount(count: number, reader?: Reader): string {
  return numberInLine(count.toLocaleString(localeOf(reader)));
}

/** `2026-11` -> `November 2026` */
export function formatMonth(month: Month, reader?: Reader): string {
  const first = noonOf(`${month}-01`);
  return reader ? formatDate(first, { month: 'long', year: 'numeric' }, reader) : format(first, 'MMMM yyyy');
}

/** `2026-12-13` -> `13 December 2026` */
export function formatDay(day: LocalDate, reader?: Reader): string {
  const noon = noonOf(day);
  return reader
    ? formatDate(noon, { day: 'numeric', month: 'long', year: 'numeric' }, reader)
    : format(noon, 'd MMMM yyyy');
}

/** `2026-12-13` -> `13 December`, where the year goes without saying. */
export function formatDayOfYear(day: LocalDate, reader?: Reader): string {
  const noon = noonOf(day);
  return reader ? formatDate(noon, { day: 'numeric', month: 'long' }, reader) : format(noon, 'd MMMM');
}

/** `14 Nov 2026, 14:02 UTC`, where Slack cannot show the reader's own time. */
export function formatInstant(instant: Date, reader?: Reader): string {
  if (reader) return formatLocalInstant(instant, reader);
  return `${format(new TZDate(instant.getTime(), 'UTC'), 'd MMM yyyy, HH:mm')} UTC`;
}

function formatLocalInstant(instant: Date, reader: Reader): string {
  const how: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZoneName: 'short' };
  const options: Intl.DateTimeFormatOptions = { ...how, hour: 'numeric', minute: '2-digit', timeZone: reader.timeZone };
  try {
    return inLine(new Intl.DateTimeFormat(localeOf(reader), options).format(instant));
  } catch {
    // A zone that Slack knows and Intl does not.
    return formatLocalInstant(instant, { ...reader, timeZone: 'UTC' });
  }
}

function formatDate(day: Date, options: Intl.DateTimeFormatOptions, reader: Reader): string {
  return inLine(new Intl.DateTimeFormat(localeOf(reader), options).format(day));
}

export function unixOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** How Slack writes a moment: without its `_pretty` tokens, which turn into "today" and are read tomorrow. */
export function momentFormat(reader?: Reader): string {
  return speakTo(reader).say('common.moment', { day: '{date_short}', time: '{time}' });
}

/** An instant in mrkdwn, shown in the reader's own zone. */
export function dateToken(instant: Date, reader?: Reader): string {
  return `<!date^${unixOf(instant)}^${momentFormat(reader)}|${formatInstant(instant, reader)}>`;
}

/** Who did something, in words, where nobody can be mentioned. */
export function actorWords(actor: string, reader?: Reader): string {
  const { say } = speakTo(reader);
  if (actor === 'bot') return say('common.the_bot');
  return say(actor === COMMAND_LINE ? 'common.the_command_line' : 'common.somebody');
}

/** Who did something, in mrkdwn: a mention, or `the bot`, `the command line`. */
export function mention(actor: string, reader?: Reader): string {
  return isSlackUser(actor) ? `<@${actor}>` : actorWords(actor, reader);
}

// Noon of the process's own zone stands for the day: no clock change moves noon into another day.
function noonOf(day: LocalDate): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
