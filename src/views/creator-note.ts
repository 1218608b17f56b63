import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { bold, factLines, type Line, linked, type MessageContent, sayLines, words } from './blocks.js';
import { channelProblem } from './channel-words.js';
import { formatMoney } from './formats.js';
import { toldWords } from './reason-words.js';
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
  const told = toldWords(card.told);
  const created: Line = [
    bold(`${rewardNumber(card.number)} is created`),
    words(`: ${formatMoney(card.amount, reader)} for ${nameInLine(card.partner.name, 200)}`),
  ];
  const lines: Line[] = [
    created,
    ...(card.corrects ? [[words(`It takes back ${rewardNumber(card.corrects.number)}`)]] : []),
    ...(link ? [[linked('Open its card', link)]] : []),
    ...(trouble ? [[words(`Its card is not posted yet: ${channelProblem(trouble)}`)]] : []),
    ...(told ? [[words(told)]] : []),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}
