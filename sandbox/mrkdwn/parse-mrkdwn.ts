import { parseInline } from './parse-inline.js';
import type { Token } from './tokens.js';
import { undoEscapes } from './undo-escapes.js';

const FENCE = '```';
const QUOTE = /^(?:>|&gt;) ?/;

export interface ParseOptions {
  /** Leaves addresses that stand bare in the text alone, as `verbatim: true` asks. */
  verbatim?: boolean;
}

/**
 * Slack's mrkdwn as tokens: docs.slack.dev/messaging/formatting-message-text.
 * Time grows with the length of the text, whatever stands in it. Escapes are undone last, within a token, so that
 * escaped text never becomes a mention.
 */
export function parseMrkdwn(text: string, { verbatim = false }: ParseOptions = {}): Token[] {
  const parts = text.split(FENCE);
  // Without its end, the last fence is only three marks.
  if (parts.length % 2 === 0) parts.splice(-2, 2, parts.slice(-2).join(FENCE));
  return parts.flatMap((part, index): Token[] => {
    if (index % 2 === 0) return parseProse(trimAround(part, index > 0, index < parts.length - 1), !verbatim);
    if (part.trim() === '') return [{ kind: 'text', text: FENCE + part + FENCE }];
    return [{ kind: 'codeBlock', text: undoEscapes(part.replace(/^\n/, '').replace(/\n$/, '')) }];
  });
}

/** A code block stands on lines of its own: the breaks beside it are its own too. */
function trimAround(part: string, afterCode: boolean, beforeCode: boolean): string {
  const start = afterCode && part.startsWith('\n') ? 1 : 0;
  const end = beforeCode && part.endsWith('\n') && part.length > start ? part.length - 1 : part.length;
  return part.slice(start, end);
}

function parseProse(text: string, linksBare: boolean): Token[] {
  if (text === '') return [];
  const tokens: Token[] = [];
  let quoted: Token[] | undefined;
  let isFirst = true;
  for (const line of text.split('\n')) {
    const isQuote = QUOTE.test(line);
    const inline = parseInline(isQuote ? line.replace(QUOTE, '') : line, linksBare);
    if (isQuote && quoted) {
      quoted.push({ kind: 'text', text: '\n' }, ...inline);
    } else if (isQuote) {
      quoted = inline;
      tokens.push({ kind: 'quote', content: quoted });
    } else {
      // A quote ends its line by itself.
      if (!isFirst && !quoted) tokens.push({ kind: 'text', text: '\n' });
      quoted = undefined;
      tokens.push(...inline);
    }
    isFirst = false;
  }
  return tokens;
}
