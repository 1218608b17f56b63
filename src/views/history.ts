import type { ModalView, RichTextBlock } from '@slack/types';
import type { RewardEvent } from '../domain/history.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain, quote, richText, section } from './blocks.js';
import { eventLine } from './event-words.js';
import { rewardLine } from './reward-words.js';
import { countOf } from './text.js';

// Slack's limits are 100 blocks and 250 kB; the first two blocks are the reward's name and what was folded away.
const MOST_EVENTS = 98;
const MOST_BYTES = 200_000;

/** Everything that happened to a reward, oldest first; where that is too much for one modal, the newest of it. */
export function buildHistory(card: RewardCard): ModalView {
  const shown = newestThatFit(card.history.map(eventBlock));
  const folded = card.history.length - shown.length;
  return modal({
    title: rewardNumber(card.number),
    blocks: [
      rewardLine(card),
      ...(folded > 0 ? [context(plain(`${countOf(folded, 'earlier event')} not shown`))] : []),
      ...shown,
    ],
  });
}

function eventBlock(event: RewardEvent): RichTextBlock {
  const line = section(eventLine(event, { when: true }));
  return event.reason ? richText(line, quote(event.reason, 1000)) : richText(line);
}

function newestThatFit(blocks: readonly RichTextBlock[]): RichTextBlock[] {
  const shown: RichTextBlock[] = [];
  let bytes = 0;
  for (const block of blocks.slice(-MOST_EVENTS).reverse()) {
    bytes += new TextEncoder().encode(JSON.stringify(block)).length;
    if (bytes > MOST_BYTES) break;
    shown.unshift(block);
  }
  return shown;
}
