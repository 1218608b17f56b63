import { type CheckedMessage, checkMessage } from '../block-kit/check-message.js';
import type { Problem } from '../block-kit/checks.js';
import { isObject, type Json, textIn } from '../json.js';
import { checkPictures } from '../world/pictures.js';
import type { StoredMessage } from '../world/types.js';
import { carryOver, fillIds, initialState } from '../world/view-state.js';
import { randomId, type World } from '../world/world.js';
import { messagePayload } from './message-payload.js';
import { Refusal, refuseFor, requireText } from './refusal.js';
import { requireVisible, resolvePostTarget } from './resolve-channel.js';

// Arguments, answers and error words: docs.slack.dev/reference/methods/chat.*

function codeFor({ pointer, message }: Problem): string {
  if (pointer.startsWith('/blocks')) return 'invalid_blocks';
  if (message === 'metadata_too_large') return message;
  if (pointer.startsWith('/metadata')) return 'invalid_metadata_format';
  return message === 'no_text' ? 'no_text' : 'msg_too_long';
}

/**
 * Refuses a message with anything wrong. Stricter than Slack in one thing: blocks without a top-level `text` only
 * make Slack's clients warn, here they are `no_text`.
 */
export function requireSoundMessage(world: World, message: CheckedMessage): void {
  const problems = [...checkMessage(message), ...checkPictures(world, message.blocks, '/blocks')];
  const [first] = problems;
  if (first) throw refuseFor(codeFor(first), problems);
}

export function sayAsBot(
  world: World,
  args: Json,
  where: Pick<StoredMessage, 'channel' | 'threadTs' | 'seenOnlyBy' | 'files'>,
): StoredMessage {
  const blocks = fillIds(args.blocks, () => randomId(3));
  const message = world.keep({
    ...where,
    ts: world.nextTs(),
    user: world.identity.botUserId,
    text: textIn(args.text),
    blocks,
    ...(isObject(args.metadata) ? { metadata: args.metadata } : {}),
  });
  message.state = initialState(blocks);
  return message;
}

export function findThread(world: World, channel: string, args: Json): { threadTs?: string } {
  if (args.thread_ts === undefined) return {};
  const parent = world.findMessage(channel, requireText(args, 'thread_ts'));
  if (!parent) throw new Refusal('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

export function postMessage(args: Json, world: World): Json {
  const channel = resolvePostTarget(world, requireText(args, 'channel'));
  requireSoundMessage(world, args);
  const message = sayAsBot(world, args, { channel, ...findThread(world, channel, args) });
  return { channel, ts: message.ts, message: messagePayload(world, message) };
}

export function postEphemeral(args: Json, world: World): Json {
  const channel = resolvePostTarget(world, requireText(args, 'channel'));
  const user = requireText(args, 'user');
  const members = world.channels.get(channel)?.members ?? [world.directs.get(channel)];
  if (!members.includes(user)) throw new Refusal('user_not_in_channel');
  requireSoundMessage(world, args);
  const message = sayAsBot(world, args, { channel, seenOnlyBy: user, ...findThread(world, channel, args) });
  return { message_ts: message.ts };
}

function requireMessage(world: World, args: Json, ownError: string): StoredMessage {
  const channel = requireText(args, 'channel');
  // Unlike chat.postMessage, these two take no user ids: a DM is named by its own id.
  if (!world.directs.has(channel)) requireVisible(world, channel);
  const message = world.findMessage(channel, requireText(args, 'ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== world.identity.botUserId) throw new Refusal(ownError);
  return message;
}

/** Text without blocks removes the blocks; metadata left out stays, and `{}` removes it. */
export function rewrite(message: StoredMessage, args: Json): void {
  message.text = textIn(args.text);
  message.blocks = fillIds(args.blocks, () => randomId(3));
  message.state = carryOver(message.state, message.blocks);
  message.edited = true;
  if (isObject(args.metadata)) {
    if (Object.keys(args.metadata).length === 0) delete message.metadata;
    else message.metadata = args.metadata;
  }
}

export function updateMessage(args: Json, world: World): Json {
  const message = requireMessage(world, args, 'cant_update_message');
  if (world.channels.get(message.channel)?.isArchived) throw new Refusal('is_archived');
  const removesMetadata = isObject(args.metadata) && Object.keys(args.metadata).length === 0;
  requireSoundMessage(world, removesMetadata ? { ...args, metadata: undefined } : args);
  rewrite(message, args);
  return { channel: message.channel, ts: message.ts, text: message.text, message: messagePayload(world, message) };
}

export function deleteMessage(args: Json, world: World): Json {
  const message = requireMessage(world, args, 'cant_delete_message');
  world.forget(message);
  return { channel: message.channel, ts: message.ts };
}

/** Slack knows no permalink for a channel the bot is not in. */
export function getPermalink(args: Json, world: World): Json {
  const channel = requireText(args, 'channel');
  const known = world.channels.get(channel);
  if (!world.directs.has(channel) && !(known && world.hasBot(known))) throw new Refusal('channel_not_found');
  const message = world.findMessage(channel, requireText(args, 'message_ts'));
  if (!message) throw new Refusal('message_not_found');
  const place = `https://${world.identity.team.domain}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel}`;
  return { channel, permalink: place + thread };
}
