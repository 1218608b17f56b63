import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { context, plain } from './blocks.js';
import { speakTo } from './speak.js';

// Slack's limits are 100 blocks and 250 kB; the first two blocks are the subject's name and what was folded away.
const MOST_EVENTS = 98;
const MOST_BYTES = 200_000;

/** A history in one modal, oldest first; where that is too much for one, the newest of it, and how much is not there. */
export function newestThatFit(
  events: readonly RichTextBlock[],
  { most = MOST_EVENTS, reader }: { readonly most?: number | undefined; readonly reader?: Reader | undefined } = {},
): KnownBlock[] {
  const shown: RichTextBlock[] = [];
  let bytes = 0;
  for (const block of events.slice(-most).reverse()) {
    bytes += new TextEncoder().encode(JSON.stringify(block)).length;
    if (bytes > MOST_BYTES) break;
    shown.unshift(block);
  }
  const count = events.length - shown.length;
  if (count === 0) return shown;
  return [context(plain(speakTo(reader).say('event_detail.earlier_not_shown', { count }))), ...shown];
}
