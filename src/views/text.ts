import { WRITTEN_LEFT } from './locale.js';

/** Makes text safe to stand in mrkdwn: `<`, `>` and `&` are all that Slack reads as more than text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function isSlackUser(actor: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(actor);
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
