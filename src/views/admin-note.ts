import type { RichTextElement } from '@slack/types';
import { code, factLines, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { channelProblem } from './channel-words.js';
import { COMMAND } from './ids.js';
import { channelLeaf } from './setup-words.js';

export interface ChannelTrouble {
  readonly channel: string;
  /** Slack's error: `not_in_channel`, `is_archived`. */
  readonly problem: string;
  readonly reviewOrFinance: 'review' | 'finance';
}

const NEEDS = { review: 'Cards of rewards wait', finance: 'Invoices wait' } as const;

/** Tells an admin that messages cannot be posted, why, and how to mend it. */
export function buildChannelTrouble({ channel, problem, reviewOrFinance }: ChannelTrouble): MessageContent {
  const where = channelLeaf(channel);
  const lines: Line[] = [
    [words(`The bot cannot post to the ${reviewOrFinance} channel, `), where, words(`: ${channelProblem(problem)}.`)],
    ...remedy(problem, where),
    [words('Or choose another channel: '), code(`${COMMAND.reward} settings`)],
    [words(`${NEEDS[reviewOrFinance]} until then; nothing is lost.`)],
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function remedy(problem: string, where: RichTextElement): Line[] {
  switch (problem) {
    case 'not_in_channel':
    case 'channel_not_found':
      return [[words('Open the channel, type '), code('/invite'), words(' and choose the bot.')]];
    case 'is_archived':
      return [[words('Unarchive '), where, words(', then invite the bot again.')]];
    case 'restricted_action':
    case 'restricted_action_read_only_channel':
      return [[words("Let the bot post there, in the channel's settings.")]];
    default:
      return [];
  }
}
