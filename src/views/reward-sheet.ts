import type { ModalView } from '@slack/types';
import type { AskSheet } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { factLines, header, linked, modal } from './blocks.js';
import { historyBlocks } from './history.js';
import { buildPartnerNotice } from './partner-notice.js';
import { buildRewardCard } from './reward-card.js';
import { speakTo } from './speak.js';

// Beside at most fifteen blocks of the card itself.
const MOST_EVENTS = 80;

/** A reward and its history for the team: the card's own facts. What can be done with it is done on its card. */
export function buildRewardSheet(card: RewardCard, link: string | undefined, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  const { blocks } = buildRewardCard(card, reader);
  return modal({
    title: rewardNumber(card.number),
    reader,
    blocks: [
      ...blocks.filter(({ type }) => type !== 'actions'),
      ...(link ? factLines([linked(say('reward.open_its_card'), link)]) : []),
      header(say('reward.history')),
      ...historyBlocks(card, { most: MOST_EVENTS, reader }),
    ],
  });
}

/** A reward for its partner: what its direct message says. */
export function buildOwnReward(sheet: AskSheet, reader?: Reader): ModalView {
  return modal({ title: sheet.view.reward, reader, blocks: buildPartnerNotice(sheet, reader).blocks });
}
