import type { RichTextElement } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { Reminder, RewardCard } from '../domain/shown.js';
import { called, factLines, instant, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { formatDay } from './formats.js';
import { nameReward, placeLines } from './reward-words.js';
import { speakTo } from './speak.js';

const MOST_NAMED = 10;

/** Raises a card that nobody decided, in its thread; `beforeCut`: with what becomes of it if nobody does. */
export function buildReminder(
  card: RewardCard,
  reminder: Reminder,
  { beforeCut = false, reader }: { readonly beforeCut?: boolean; readonly reader?: Reader | undefined } = {},
): MessageContent {
  const lines: Line[] = [
    [words(nameReward(card, reader))],
    whyLine(card, reminder, reader),
    ...(beforeCut ? placeLines(card.invoice, reader) : []),
    ...callLines(reminder, reader),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function whyLine(card: RewardCard, { since, reviewBy }: Reminder, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  if (card.status === 'Hold' && reviewBy) return line('reminder.review_by', { day: formatDay(reviewBy, reader) });
  const when = instant(since, reader);
  if (card.status === 'Hold') return line('reminder.on_hold', { when });
  return line(card.approvals?.first ? 'reminder.second_approval' : 'reminder.nobody_decided', { when });
}

function callLines({ for: people, isEscalated, owner }: Reminder, reader: Reader | undefined): Line[] {
  const { say, line, andLine } = speakTo(reader);
  const named = people.slice(0, MOST_NAMED).flatMap((principal): RichTextElement[] => {
    const leaf = called(principal);
    return leaf ? [leaf] : [];
  });
  if (named.length === 0) return [];
  const more = people.length - named.length;
  const whom = andLine(more > 0 ? [...named, words(say('count.more', { count: more }))] : named);
  if (isEscalated) return [line('reminder.escalated', { people: whom })];
  if (owner) return [line('reminder.owner', { people: whom })];
  return [line('reminder.can_decide', { people: whom, count: people.length })];
}
