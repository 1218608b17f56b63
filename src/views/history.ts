import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { RewardEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { modal, quote, richText, section } from './blocks.js';
import { eventLine } from './event-words.js';
import { newestThatFit } from './newest-that-fit.js';
import { rewardLine } from './reward-words.js';

/** Everything that happened to a reward, oldest first; where that is too much for one modal, the newest of it. */
export function buildHistory(card: RewardCard, reader?: Reader): ModalView {
  return modal({
    title: rewardNumber(card.number),
    reader,
    blocks: [rewardLine(card, reader), ...historyBlocks(card, { reader })],
  });
}

/** Its events, oldest first, in so many blocks at most. */
export function historyBlocks(
  { history }: RewardCard,
  { most, reader }: { readonly most?: number; readonly reader?: Reader | undefined } = {},
): KnownBlock[] {
  return newestThatFit(
    history.map((event) => eventBlock(event, reader)),
    { most, reader },
  );
}

function eventBlock(event: RewardEvent, reader: Reader | undefined): RichTextBlock {
  const line = section(eventLine(event, { when: true, reader }));
  return event.reason ? richText(line, quote(event.reason, 1000)) : richText(line);
}
