import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { factLines, plain } from '../blocks.js';
import { ACTION } from '../ids.js';
import { speakTo } from '../speak.js';

/** Whether a creator is told of approvals and payments, and the button that changes it. */
export function buildCreatorNotices({ approvalNotices }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (approvalNotices === undefined) return [];
  const { say, line } = speakTo(reader);
  const turn = approvalNotices ? 'off' : 'on';
  return [
    ...factLines(line(approvalNotices ? 'creator_notices.on' : 'creator_notices.off')),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: ACTION.homeCreatorNotices,
          text: plain(say(`creator_notices.turn_${turn}`), 75),
          accessibility_label: say(`creator_notices.turn_${turn}_aloud`),
          value: turn,
        },
      ],
    },
  ];
}

/** The button's value says how it is to be, so that two presses at once do the same. */
export function parseCreatorNotices(value: string | undefined): boolean {
  return value === 'on';
}
