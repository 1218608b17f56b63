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
  const number = rewardNumber(card.number);
  const asked: Line = [
    person(askedBy),
    words(since ? ' still waits for your changes to ' : ' asks for changes to '),
    bold(number),
    words(`: ${formatMoney(card.amount, reader)} for ${nameInLine(card.partner.name, 200)}`),
    ...(since ? [words(', asked for '), instant(since, reader)] : []),
  ];
  return note(asked, parts, linkLines(parts), [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: ACTION.editReward,
          text: plain('Edit and send back', 75),
          value: writeButtonValue(card.id, revision),
          accessibility_label: `Edit ${number} and send it back`,
          style: 'primary',
        },
      ],
    },
  ]);
}

/** The same question once it is answered, or nobody waits for an answer any more: what became of it, and no button. */
export function buildChangesDone(parts: Asked & { readonly next: RewardEvent }): MessageContent {
  const asked: Line = [
    person(parts.askedBy),
    words(' asked for changes to '),
    bold(rewardNumber(parts.card.number)),
    words(`, for ${nameInLine(parts.card.partner.name, 200)}`),
  ];
  return note(asked, parts, [nextLine(parts.next, parts.reader), ...linkLines(parts)], []);
}

function nextLine(next: RewardEvent, reader: Reader | undefined): Line {
  if (next.kind !== 'edited') return eventLine(next, { when: true, reader });
  const changed = editParts(next.facts.changes ?? {}, reader).map((part) => words(` · ${part}`));
  const how = next.facts.changes ? 'Sent back by ' : 'Sent back unchanged by ';
  return [words(how), person(next.actor), words(', '), instant(next.at, reader), ...changed];
}

function linkLines({ link }: Asked): Line[] {
  return link ? [[linked('Open its card', link)]] : [];
}

function note(asked: Line, { question }: Asked, lines: Line[], controls: KnownBlock[]): MessageContent {
  return {
    text: sayLines([asked, [words(`“${shorten(oneLine(question), 500)}”`)], ...lines]),
    blocks: [richText(section(asked), quote(question)), ...factLines(...lines), ...controls],
  };
}
