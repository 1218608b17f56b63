import type { Reader } from '../domain/reader.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** Why a message is not in its channel, from Slack's error, or `not_yet` where there is none. */
export function channelProblem(problem: string, reader?: Reader): string {
  const { say } = speakTo(reader);
  switch (problem) {
    case 'not_in_channel':
    case 'channel_not_found':
    case 'is_archived':
    case 'restricted_action':
    case 'not_yet':
      return say(`channel_problem.${problem}`);
    case 'restricted_action_read_only_channel':
      return say('channel_problem.restricted_action');
    default:
      return say('channel_problem.slack_says', { problem: shorten(oneLine(problem), 200) });
  }
}
