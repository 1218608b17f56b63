import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import {
  bold,
  factLines,
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
import { ACTION } from './ids.js';
import { writeButtonValue } from './references.js';
import { formatMoney, nameInLine, oneLine, shorten } from './text.js';

/** Asks the creator of a reward for the changes that somebody wants before they decide. */
export function buildChangesNote(parts: {
  readonly card: RewardCard;
  readonly askedBy: string;
  readonly question: string;
  /** Of the card as it was asked about: an answer to something else is refused. */
  readonly revision: number;
  readonly link?: string | undefined;
}): MessageContent {
  const { card, askedBy, question, revision, link } = parts;
  const number = rewardNumber(card.number);
  const asked: Line = [
    person(askedBy),
    words(' asks for changes to '),
    bold(number),
    words(`: ${formatMoney(card.amount)} for ${nameInLine(card.partner.name, 200)}`),
  ];
  const where: Line[] = link ? [[linked('Open its card', link)]] : [];
  return {
    text: sayLines([asked, [words(`“${shorten(oneLine(question), 500)}”`)], ...where]),
    blocks: [
      richText(section(asked), quote(question)),
      ...factLines(...where),
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
    ],
  };
}
