import { isSafeUrl } from './is-safe-url.js';
import { parseEntity } from './parse-entity.js';
import type { Emphasis, Token } from './tokens.js';
import { undoEscapes } from './undo-escapes.js';

const EMPHASES: Record<string, Emphasis> = { '*': 'bold', _: 'italic', '~': 'strike' };
const BARE_URL = /^https?:\/\/[^\s<>|]+/i;
const MAX_URL = 3000;

/** What starts at an index and is not looked into. */
type Islands = Map<number, { token: Token; end: number }>;

interface Line {
  text: string;
  islands: Islands;
  /** Where each mark may end an emphasis, in order. */
  closers: Map<string, number[]>;
}

/** One line of mrkdwn. */
export function parseInline(text: string, linksBare: boolean): Token[] {
  const islands = findIslands(text, linksBare);
  return parseRange({ text, islands, closers: findClosers(text, islands) }, 0, text.length, '');
}

function findIslands(text: string, linksBare: boolean): Islands {
  const islands: Islands = new Map();
  let at = 0;
  while (at < text.length) {
    const island = islandAt(text, at, linksBare);
    if (island) islands.set(at, island);
    at = island?.end ?? at + 1;
  }
  return islands;
}

function islandAt(text: string, at: number, linksBare: boolean): { token: Token; end: number } | undefined {
  if (text[at] === '<') return entityAt(text, at);
  if (text[at] === '`') return codeAt(text, at);
  const isWordStart = !isWord(text[at - 1]) && (text[at] === 'h' || text[at] === 'H');
  return linksBare && isWordStart ? urlAt(text, at) : undefined;
}

function entityAt(text: string, at: number) {
  // No search goes beyond the next `<`, so that thousands of them are still read once.
  const next = text.indexOf('<', at + 1);
  const entity = text.slice(at + 1, next < 0 ? text.length : next);
  const length = entity.indexOf('>');
  return length < 1 ? undefined : { token: parseEntity(entity.slice(0, length)), end: at + length + 2 };
}

function codeAt(text: string, at: number) {
  const end = text.indexOf('`', at + 1);
  const code = text.slice(at + 1, end);
  if (end < 0 || code.trim() === '' || isWord(text[at - 1])) return undefined;
  return { token: { kind: 'code', text: undoEscapes(code) } as const, end: end + 1 };
}

function urlAt(text: string, at: number) {
  const [found = ''] = BARE_URL.exec(text.slice(at, at + MAX_URL)) ?? [];
  // The sentence's own marks after an address are not part of it.
  const raw = found.replace(/(?:&gt;|&lt;).*$/, '').replace(/[.,:;!?)*_~'"]{1,10}$/, '');
  const url = undoEscapes(raw);
  return !isSafeUrl(url) ? undefined : { token: { kind: 'link', url, label: url } as const, end: at + raw.length };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function findClosers(text: string, islands: Islands): Map<string, number[]> {
  const closers = new Map(Object.keys(EMPHASES).map((mark): [string, number[]] => [mark, []]));
  let at = 0;
  while (at < text.length) {
    const mark = text[at] ?? '';
    if (mark in EMPHASES && !isSpace(text[at - 1]) && !isWord(text[at + 1])) closers.get(mark)?.push(at);
    at = islands.get(at)?.end ?? at + 1;
  }
  return closers;
}

function parseRange(line: Line, from: number, to: number, inside: string): Token[] {
  const { text, islands } = line;
  const tokens: Token[] = [];
  let plainFrom = from;
  let at = from;
  const add = (token: Token, end: number) => {
    if (plainFrom < at) tokens.push({ kind: 'text', text: undoEscapes(text.slice(plainFrom, at)) });
    tokens.push(token);
    at = end;
    plainFrom = end;
  };
  while (at < to) {
    const island = islands.get(at);
    const kind = EMPHASES[text[at] ?? ''];
    const end = kind && !island ? closerOf(line, at, to, inside) : undefined;
    if (island) add(island.token, island.end);
    else if (kind && end !== undefined)
      add({ kind, content: parseRange(line, at + 1, end, inside + text[at]) }, end + 1);
    else at += 1;
  }
  if (plainFrom < to) tokens.push({ kind: 'text', text: undoEscapes(text.slice(plainFrom, to)) });
  return tokens;
}

/** Where the emphasis that starts here ends, if it does. */
function closerOf({ text, closers }: Line, at: number, to: number, inside: string): number | undefined {
  const mark = text[at] ?? '';
  if (inside.includes(mark) || isWord(text[at - 1]) || isSpace(text[at + 1]) || text[at + 1] === mark) return undefined;
  const ends = closers.get(mark) ?? [];
  // Ranges are read from left to right, and a nested one before what follows it: what is passed is not needed again.
  while (ends.length > 0 && (ends[0] ?? 0) <= at + 1) ends.shift();
  const [end] = ends;
  return end !== undefined && end < to ? end : undefined;
}
