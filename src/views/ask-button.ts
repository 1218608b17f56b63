import type { Button } from '@slack/types';
import type { AskSheet } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { ACTION } from './ids.js';
import { shorten } from './text.js';

/** Stands in what screen readers say of it too: whoever speaks to their computer says what they see. */
const ASK = 'Ask about this reward';

/** Below everything a partner is told of a reward (SPEC 5). */
export function askButton({ rewardId, view }: Pick<AskSheet, 'rewardId' | 'view'>, reader?: Reader): Button {
  return {
    type: 'button',
    action_id: ACTION.ask,
    text: plain(ASK),
    value: rewardId,
    accessibility_label: shorten(`${ASK}: ${view.reward}, ${formatMoney(view.amount, reader)}`, 75),
  };
}
