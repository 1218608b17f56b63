import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { decimalsOf, type Money, toDecimal } from '../domain/money.js';
import type { LocalDate, Month } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';

/** Latin digits and the Gregorian calendar in everybody's format. Slack's own es-LA is no region that Intl knows. */
function localeOf(reader: Reader | undefined): string {
  const locale = reader?.locale === 'es-LA' ? 'es-419' : (reader?.locale ?? 'en');
  try {
    return new Intl.Locale(locale, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
  } catch {
    return 'en';
  }
}

// A locale that is written to the left has marks in its formats that would turn an English line around.
const DIRECTION_MARKS = /[\u200E\u200F\u061C]/g;

function inEnglishLine(formatted: string): string {
  const marked = formatted.replace(DIRECTION_MARKS, '').replace('-', '−');
  return WRITTEN_LEFT.test(marked) ? `\u2068${marked}\u2069` : marked;
}

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
  return inEnglishLine(words.format(toDecimal(money) as `${number}`));
}

/** Sums of several currencies, side by side and never added: `$300.00 and €20.00`. */
export function formatSums(sums: readonly Money[], reader?: Reader): string {
  return formatList(
    sums.map((sum) => formatMoney(sum, reader)),
    'and',
  );
}

export function formatList(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} ${word} ${last}` : last;
}

/** `1 reward`, `1,204 rewards` */
export function countOf(count: number, thing: string, reader?: Reader): string {
  return `${formatCount(count, reader)} ${thing}${count === 1 ? '' : 's'}`;
}

/** `1,204` */
export function formatCount(count: number, reader?: Reader): string {
  return inEnglishLine(count.toLocaleString(localeOf(reader)));
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
    return inEnglishLine(new Intl.DateTimeFormat(localeOf(reader), options).format(instant));
  } catch {
    // A zone that Slack knows and Intl does not.
    return formatInstant(instant);
  }
}

function formatDate(day: Date, options: Intl.DateTimeFormatOptions, reader: Reader): string {
  return inEnglishLine(new Intl.DateTimeFormat(localeOf(reader), options).format(day));
}

/** Without the `_pretty` tokens, which turn into "today" and are read tomorrow. */
export const DATE_FORMAT = '{date_short} at {time}';

export function unixOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** An instant in mrkdwn, shown in the reader's own zone. */
export function dateToken(instant: Date, reader?: Reader): string {
  return `<!date^${unixOf(instant)}^${DATE_FORMAT}|${formatInstant(instant, reader)}>`;
}

/** Makes text safe to stand in mrkdwn: `<`, `>` and `&` are all that Slack reads as more than text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function isSlackUser(actor: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(actor);
}

/** Who did something, in words, where nobody can be mentioned. */
export function actorWords(actor: string): string {
  if (actor === 'bot') return 'the bot';
  return actor === 'command line' ? 'the command line' : 'somebody';
}

/** Who did something, in mrkdwn: a mention, or `the bot`, `the command line`. */
export function mention(actor: string): string {
  return isSlackUser(actor) ? `<@${actor}>` : actorWords(actor);
}

// A whole isolate turns nothing around but what is in it; a stray half may.
const ISOLATES = /\u2068([^\u2066-\u2069\n]*)\u2069|[\u2066-\u2069]/g;

/**
 * Text as it can be shown and stored: no control characters, no overrides of the reading direction, no invisible
 * spaces, no towers of combining marks that climb over the lines above. Line breaks stay.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|[\u202A-\u202E\u200B\u2060\uFEFF]/gu, '')
    .replace(ISOLATES, (marks, isolated?: string) => (isolated === undefined ? '' : marks))
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
}

/** Text on one line. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `max` characters, ending in `…` if cut, and never cut inside an entity or what a person sees as one character. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  const cut = startOfEntity(text, graphemes.segment(text).containing(room)?.index ?? room);
  return `${text.slice(0, cut).trimEnd()}…`;
}

const WRITTEN_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A partner's or a customer's name beside other facts, cut to `max` characters. One that is written to the left is
 * isolated (Unicode UAX 9), or it would turn the whole line around, amount and all.
 */
export function nameInLine(name: string, max = Number.POSITIVE_INFINITY): string {
  const short = shorten(oneLine(name).replace(/[\u2068\u2069]/g, ''), max);
  return WRITTEN_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}

function startOfEntity(text: string, cut: number): number {
  const start = text.lastIndexOf('&', cut - 1);
  const entity = start < 0 ? null : /^&(?:amp|lt|gt);/.exec(text.slice(start, start + 5));
  return entity && start + entity[0].length > cut ? start : cut;
}

// Noon of the process's own zone stands for the day: no clock change moves noon into another day.
function noonOf(day: LocalDate): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
