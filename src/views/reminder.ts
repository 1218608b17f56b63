import type { RichTextElement } from '@slack/types';
import type { Reminder, RewardCard } from '../domain/shown.js';
import { called, factLines, instant, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { formatDay } from './formats.js';
import { nameReward, placeLines } from './reward-words.js';

const MOST_NAMED = 10;

/** Raises a card that nobody decided, in its thread; `beforeCut`: with what becomes of it if nobody does. */
export function buildReminder(card: RewardCard, reminder: Reminder, { beforeCut = false } = {}): MessageContent {
  const lines: Line[] = [
    [words(nameReward(card))],
    whyLine(card, reminder),
    ...(beforeCut ? placeLines(card.invoice) : []),
    ...callLines(reminder),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function whyLine(card: RewardCard, { since, reviewBy }: Reminder): Line {
  if (card.status === 'Hold' && reviewBy) return [words(`Its review-by day was ${formatDay(reviewBy)}`)];
  if (card.status === 'Hold') return [words('On hold since '), instant(since)];
  const what = card.approvals?.first ? 'Waits for its second approval since ' : 'Nobody has decided on it since ';
  return [words(what), instant(since)];
}

function callLines({ for: people, isEscalated, owner }: Reminder): Line[] {
  const named = people.slice(0, MOST_NAMED).flatMap((principal): RichTextElement[] => {
    const leaf = called(principal);
    return leaf ? [leaf] : [];
  });
  if (named.length === 0) return [];
  const more = people.length - named.length;
  const line = named.flatMap((leaf, index) => (index === 0 ? [leaf] : [words(', '), leaf]));
  return [
    [
      ...line,
      ...(more > 0 ? [words(` and ${more} more`)] : []),
      words(askWords({ isEscalated, owner }, people.length)),
    ],
  ];
}

function askWords({ isEscalated, owner }: Pick<Reminder, 'isEscalated' | 'owner'>, count: number): string {
  if (isEscalated) return ': reminders have not helped. See to it that it is decided.';
  if (owner) return ': you look after it. Decide, or have it decided.';
  return `: ${count === 1 ? 'you' : 'one of you'} can decide, on the card above.`;
}
