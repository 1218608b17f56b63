import { isSafeUrl } from './is-safe-url.js';
import type { Token } from './tokens.js';
import { undoEscapes } from './undo-escapes.js';

/** What stands between `<` and `>`: a mention, a date or a link. Whatever is none of these is text. */
export function parseEntity(entity: string): Token {
  const bar = entity.indexOf('|');
  const target = bar < 0 ? entity : entity.slice(0, bar);
  const label = bar < 0 ? undefined : undoEscapes(entity.slice(bar + 1));
  const named = label === undefined || label === '' ? {} : { label };
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), ...named };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), ...named };
  const [command = '', ...facts] = target.split('^');
  if (command === '!subteam') return { kind: 'userGroup', id: facts[0] ?? '', ...named };
  if (command === '!date') return parseDate(facts, label ?? '');
  if (command.startsWith('!')) return { kind: 'broadcast', range: command.slice(1) };
  const url = undoEscapes(target);
  return isSafeUrl(url) ? { kind: 'link', url, label: label ?? url } : { kind: 'text', text: label ?? url };
}

function parseDate([seconds = '', format = '', link = '']: string[], fallback: string): Token {
  const timestamp = Number(seconds);
  if (!/^\d{1,12}$/.test(seconds)) return { kind: 'text', text: fallback };
  const url = undoEscapes(link);
  return { kind: 'date', timestamp, format: undoEscapes(format), fallback, ...(isSafeUrl(url) ? { url } : {}) };
}
