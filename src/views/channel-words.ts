import type { Reader } from '../domain/reader.js';
import { oneLine, shorten } from './text.js';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['not_in_channel', 'the bot is not a member of the channel'],
  ['channel_not_found', 'the channel does not exist, or is private and the bot is not a member'],
  ['is_archived', 'the channel is archived'],
  ['restricted_action', 'only some people may post in the channel'],
  ['restricted_action_read_only_channel', 'only some people may post in the channel'],
  ['not_yet', 'it is still being sent'],
]);

/** Why a message is not in its channel, from Slack's error, or `not_yet` where there is none. */
export function channelProblem(problem: string, _reader?: Reader): string {
  return WORDS.get(problem) ?? `Slack says “${shorten(oneLine(problem), 200)}”`;
}
