import type { Button } from '@slack/types';
import type { AskSheet } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { ACTION } from './ids.js';
import { speakTo } from './speak.js';
import { shorten } from './text.js';

/** Below everything a partner is told of a reward (SPEC 5). */
export function askButton({ rewardId, view }: Pick<AskSheet, 'rewardId' | 'view'>, reader?: Reader): Button {
  const { say } = speakTo(reader);
  const button = say('ask.button');
  // Stands in what screen readers say of it too: whoever speaks to their computer says what they see.
  const says = say('ask.button_says', { button, reward: view.reward, amount: formatMoney(view.amount, reader) });
  return {
    type: 'button',
    action_id: ACTION.ask,
    text: plain(button),
    value: rewardId,
    accessibility_label: shorten(says, 75),
  };
}
