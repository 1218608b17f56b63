import type { RichTextElement } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { Reminder, RewardCard } from '../domain/shown.js';
import { called, factLines, instant, type Line, type MessageContent, person, sayLines, words } from './blocks.js';
import { formatDay } from './formats.js';
import { nameReward, placeLines } from './reward-words.js';
import { speakTo } from './speak.js';

const MOST_NAMED = 10;

/** Raises a card that nobody decided, in its thread; before the cut, with what becomes of it if nobody does. */
export function buildReminder(card: RewardCard, reminder: Reminder, reader?: Reader | undefined): MessageContent {
  const lines: Line[] = [
    [words(nameReward(card, reader))],
    whyLine(card, reminder, reader),
    ...(reminder.isBeforeCut ? placeLines(card.invoice, reader) : []),
    ...callLines(reminder, reader),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function whyLine(card: RewardCard, { since, reviewBy, changesBy }: Reminder, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  if (card.status === 'Hold' && reviewBy) return line('reminder.review_by', { day: formatDay(reviewBy, reader) });
  const when = instant(since, reader);
  if (changesBy) return line('reminder.changes_wait', { who: person(changesBy.creator, reader), when });
  if (card.status === 'Hold') return line('reminder.on_hold', { when });
  return line(card.approvals?.first ? 'reminder.second_approval' : 'reminder.nobody_decided', { when });
}

function callLines(reminder: Reminder, reader: Reader | undefined): Line[] {
  const { for: people, canDecide = [] } = reminder;
  return [...callLine(people, howCalled(reminder), reader), ...callLine(canDecide, 'reminder.can_decide', reader)];
}

function howCalled({ isEscalated, owner, changesBy }: Reminder) {
  if (changesBy) return changesBy.isReachable ? 'reminder.changes_not_made' : 'reminder.creator_unreachable';
  if (isEscalated) return 'reminder.escalated';
  return owner ? 'reminder.owner' : 'reminder.can_decide';
}

type HowCalled = ReturnType<typeof howCalled> | 'reminder.can_decide' | 'overdue.finance' | 'overdue.escalated';

/** Mentions people and user groups, the first of them by name. No line where there is no one to mention. */
export function callLine(people: readonly string[], how: HowCalled, reader: Reader | undefined): Line[] {
  const { say, line, andLine } = speakTo(reader);
  const named = people.slice(0, MOST_NAMED).flatMap((principal): RichTextElement[] => {
    const leaf = called(principal);
    return leaf ? [leaf] : [];
  });
  if (named.length === 0) return [];
  const more = people.length - named.length;
  const whom = andLine(more > 0 ? [...named, words(say('count.more', { count: more }))] : named);
  return [line(how, { people: whom, count: people.length })];
}
