import type { RichTextElement } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { code, factLines, type Line, type MessageContent, sayLines } from './blocks.js';
import { channelProblem } from './channel-words.js';
import { COMMAND } from './ids.js';
import { channelLeaf } from './setup-words.js';
import { speakTo } from './speak.js';

export interface ChannelTrouble {
  readonly channel: string;
  /** Slack's error: `not_in_channel`, `is_archived`. */
  readonly problem: string;
  readonly reviewOrFinance: 'review' | 'finance';
}

/** Tells an admin that messages cannot be posted, why, and how to mend it. */
export function buildChannelTrouble(trouble: ChannelTrouble, reader?: Reader): MessageContent {
  const { line } = speakTo(reader);
  const { problem, reviewOrFinance } = trouble;
  const channel = channelLeaf(trouble.channel);
  const lines: Line[] = [
    line(`channel_trouble.${reviewOrFinance}`, { channel, problem: channelProblem(problem, reader) }),
    ...remedy(problem, channel, reader),
    line('channel_trouble.choose_another', { command: code([COMMAND.reward, 'settings'].join(' ')) }),
    line(`channel_trouble.${reviewOrFinance}_waits`),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function remedy(problem: string, channel: RichTextElement, reader: Reader | undefined): Line[] {
  const { line } = speakTo(reader);
  switch (problem) {
    case 'not_in_channel':
    case 'channel_not_found':
      return [line('channel_trouble.invite', { command: code('/invite') })];
    case 'is_archived':
      return [line('channel_trouble.unarchive', { channel })];
    case 'restricted_action':
    case 'restricted_action_read_only_channel':
      return [line('channel_trouble.let_post')];
    default:
      return [];
  }
}
