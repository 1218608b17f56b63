import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { bold, factLines, type Line, linked, type MessageContent, sayLines, words } from './blocks.js';
import { channelProblem } from './channel-words.js';
import { formatMoney } from './formats.js';
import { toldWords } from './reason-words.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

/** Tells the creator that the reward exists and where its card is, or why there is none yet. */
export function buildCreatorNote({
  card,
  link,
  trouble,
  reader,
}: {
  readonly card: RewardCard;
  readonly link?: string | undefined;
  /** Why there is no link: Slack's error, or `not_yet`. */
  readonly trouble?: string | undefined;
  readonly reader?: Reader | undefined;
}): MessageContent {
  const { say, line } = speakTo(reader);
  const told = toldWords(card.told, reader);
  const reward = rewardNumber(card.number);
  const lines: Line[] = [
    line('creator_note.created', {
      is_created: bold(say('creator_note.is_created', { reward })),
      amount: formatMoney(card.amount, reader),
      partner: nameInLine(card.partner.name, 200),
    }),
    ...(card.corrects ? [line('creator_note.takes_back', { reward: rewardNumber(card.corrects.number) })] : []),
    ...(link ? [[linked(say('reward.open_its_card'), link)]] : []),
    ...(trouble ? [line('creator_note.no_card_yet', { why: channelProblem(trouble, reader) })] : []),
    ...(told ? [[words(told)]] : []),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}
