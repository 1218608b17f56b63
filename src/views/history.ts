import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { RewardEvent } from '../domain/history.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { modal, quote, richText, section } from './blocks.js';
import { eventLine } from './event-words.js';
import { newestThatFit } from './newest-that-fit.js';
import { rewardLine } from './reward-words.js';

/** Everything that happened to a reward, oldest first; where that is too much for one modal, the newest of it. */
export function buildHistory(card: RewardCard): ModalView {
  return modal({
    title: rewardNumber(card.number),
    blocks: [rewardLine(card), ...historyBlocks(card)],
  });
}

/** Its events, oldest first, in so many blocks at most. */
export function historyBlocks({ history }: RewardCard, most?: number): KnownBlock[] {
  return newestThatFit(history.map(eventBlock), most);
}

function eventBlock(event: RewardEvent): RichTextBlock {
  const line = section(eventLine(event, { when: true }));
  return event.reason ? richText(line, quote(event.reason, 1000)) : richText(line);
}
