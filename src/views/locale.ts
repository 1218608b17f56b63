import type { Reader } from '../domain/reader.js';

/** How somebody writes numbers and days: Latin digits and the Gregorian calendar. Slack's own es-LA is no region that Intl knows. */
export function localeOf(reader: Reader | undefined): string {
  const locale = reader?.locale === 'es-LA' ? 'es-419' : (reader?.locale ?? 'en');
  try {
    return new Intl.Locale(locale, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
  } catch {
    return 'en';
  }
}

/** Unicode UAX 9: scripts that are written to the left, and would turn a line around that is not. */
export const WRITTEN_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

// A locale that is written to the left has marks in its formats that would turn a line around.
const DIRECTION_MARKS = /[\u200E\u200F\u061C]/g;

/** A number as it can stand in a line: with a minus sign, where the locale has a hyphen. */
export function numberInLine(formatted: string): string {
  return inLine(formatted.replace('-', '−'));
}

/** A number or a day as it can stand in a line that is written to the right. */
export function inLine(formatted: string): string {
  const marked = formatted.replace(DIRECTION_MARKS, '');
  return WRITTEN_LEFT.test(marked) ? `\u2068${marked}\u2069` : marked;
}
