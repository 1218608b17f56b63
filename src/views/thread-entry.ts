import type { RewardEvent } from '../domain/history.js';
import type { RewardCard } from '../domain/shown.js';
import { type Line, type MessageContent, quote, richText, sayLines, section, words } from './blocks.js';
import { eventLine } from './event-words.js';
import { nameReward, placeWords } from './reward-words.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** One event as the card's thread tells it: one line, and the reason given. A decision taken alone is announced. */
export function buildThreadEntry(card: RewardCard, event: RewardEvent): MessageContent {
  const place = event.kind === 'approved' ? placeWords(card.invoice) : '';
  const line: Line = [...eventLine(event, { when: false }), ...(place ? [words(place)] : [])];
  const lines = event.facts.alone ? [line, [words(nameReward(card))]] : [line];
  const reason: Line[] = event.reason
    ? [speakTo().line('common.quoted', { text: shorten(oneLine(event.reason), 500) })]
    : [];
  return {
    text: sayLines([...lines, ...reason]),
    blocks: [richText(section(...lines), ...(event.reason ? [quote(event.reason)] : []))],
  };
}
