import type { KnownBlock } from '@slack/types';
import type { RewardEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import {
  bold,
  factLines,
  instant,
  type Line,
  linked,
  type MessageContent,
  person,
  plain,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { editParts } from './edit-words.js';
import { eventLine } from './event-words.js';
import { formatMoney } from './formats.js';
import { ACTION } from './ids.js';
import { writeButtonValue } from './references.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

interface Asked {
  readonly card: RewardCard;
  readonly askedBy: string;
  readonly question: string;
  readonly link?: string | undefined;
  readonly reader?: Reader | undefined;
}

/** Asks the creator of a reward for the changes that somebody wants before they decide; `since`: reminds them of it. */
export function buildChangesNote(
  parts: Asked & {
    /** Of the card as it was asked about: an answer to something else is refused. */
    readonly revision: number;
    readonly since?: Date | undefined;
  },
): MessageContent {
  const { card, askedBy, revision, since, reader } = parts;
  const { say, line } = speakTo(reader);
  const number = rewardNumber(card.number);
  const facts = {
    who: person(askedBy, reader),
    reward: bold(number),
    amount: formatMoney(card.amount, reader),
    partner: nameInLine(card.partner.name, 200),
  };
  const asked = since
    ? line('changes_note.still_waits', { ...facts, when: instant(since, reader) })
    : line('changes_note.asks', facts);
  return note(asked, parts, linkLines(parts), [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: ACTION.editReward,
          text: plain(say('changes_note.edit'), 75),
          value: writeButtonValue(card.id, revision),
          accessibility_label: shorten(say('changes_note.edit_aloud', { reward: number }), 75),
          style: 'primary',
        },
      ],
    },
  ]);
}

/** The same question once it is answered, or nobody waits for an answer any more: what became of it, and no button. */
export function buildChangesDone(parts: Asked & { readonly next: RewardEvent }): MessageContent {
  const { card, askedBy, next, reader } = parts;
  const asked = speakTo(reader).line('changes_note.asked', {
    who: person(askedBy, reader),
    reward: bold(rewardNumber(card.number)),
    partner: nameInLine(card.partner.name, 200),
  });
  return note(asked, parts, [nextLine(next, reader), ...linkLines(parts)], []);
}

function nextLine(next: RewardEvent, reader: Reader | undefined): Line {
  if (next.kind !== 'edited') return eventLine(next, { when: true, reader });
  const changed = editParts(next.facts.changes ?? {}, reader).map((part) => words(` · ${part}`));
  const how = next.facts.changes ? 'changes_note.sent_back' : 'dated_event.sent_back_unchanged';
  const facts = { who: person(next.actor, reader), when: instant(next.at, reader) };
  return [...speakTo(reader).line(how, facts), ...changed];
}

function linkLines({ link, reader }: Asked): Line[] {
  return link ? [[linked(speakTo(reader).say('reward.open_its_card'), link)]] : [];
}

function note(asked: Line, { question, reader }: Asked, lines: Line[], controls: KnownBlock[]): MessageContent {
  const said = speakTo(reader).line('common.quoted', { text: shorten(oneLine(question), 500) });
  return {
    text: sayLines([asked, said, ...lines]),
    blocks: [richText(section(asked), quote(question)), ...factLines(...lines), ...controls],
  };
}
