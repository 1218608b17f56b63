import { flagIn, type Json, textIn } from '../json.js';
import type { StoredMessage } from '../world/types.js';
import type { World } from '../world/world.js';
import { messagePayload } from './message-payload.js';
import { Refusal, requireText } from './refusal.js';
import { openDirect, requireJoined, requireVisible } from './resolve-channel.js';

// Answers: @slack/web-api 8.2.0, types/response/Conversations*Response.d.ts; docs.slack.dev/reference/methods/conversations.*

export function openConversation(args: Json, world: World): Json {
  if (args.channel !== undefined) {
    if (!world.directs.has(requireText(args, 'channel'))) throw new Refusal('channel_not_found');
    return { no_op: true, already_open: true, channel: { id: args.channel } };
  }
  const users = requireText(args, 'users').split(',');
  if (users.length > 1) throw new Refusal('too_many_users');
  const { id, alreadyOpen } = openDirect(world, users[0] ?? '');
  if (flagIn(args.prevent_creation) && !alreadyOpen) {
    world.directs.delete(id);
    throw new Refusal('channel_not_found');
  }
  return {
    no_op: alreadyOpen,
    already_open: alreadyOpen,
    channel: flagIn(args.return_im) ? { id, is_im: true, user: users[0], is_open: true } : { id },
  };
}

export function conversationInfo(args: Json, world: World): Json {
  const id = requireText(args, 'channel');
  const user = world.directs.get(id);
  if (user !== undefined) return { channel: { id, is_im: true, is_channel: false, user, is_open: true } };
  const channel = requireVisible(world, id);
  return {
    channel: {
      id,
      name: channel.name,
      name_normalized: channel.name,
      is_channel: !channel.isPrivate,
      is_group: channel.isPrivate === true,
      is_im: false,
      is_mpim: false,
      is_private: channel.isPrivate === true,
      is_archived: channel.isArchived === true,
      is_general: channel.name === 'general',
      is_shared: channel.isExtShared === true || channel.isOrgShared === true,
      is_ext_shared: channel.isExtShared === true,
      is_org_shared: channel.isOrgShared === true,
      is_pending_ext_shared: channel.isPendingExtShared === true,
      pending_shared: [],
      is_member: world.hasBot(channel),
      context_team_id: world.identity.team.id,
      ...(flagIn(args.include_num_members) ? { num_members: channel.members.length } : {}),
    },
  };
}

/** One page of a list; the cursor is where the next one starts. */
function page<T>(all: T[], args: Json, fallback: number): { items: T[]; next: string } {
  const start = Number(textIn(args.cursor)) || 0;
  const size = Number(args.limit) || fallback;
  return { items: all.slice(start, start + size), next: start + size < all.length ? String(start + size) : '' };
}

export function conversationMembers(args: Json, world: World): Json {
  const id = requireText(args, 'channel');
  const direct = world.directs.get(id);
  const all = direct === undefined ? requireVisible(world, id).members : [direct, world.identity.botUserId];
  const { items, next } = page(all, args, 100);
  return { members: items, response_metadata: { next_cursor: next } };
}

function answerPage(world: World, found: StoredMessage[], args: Json): Json {
  const inclusive = flagIn(args.inclusive);
  const within = found.filter(({ ts }) => {
    const afterOldest =
      args.oldest === undefined || Number(ts) > Number(args.oldest) || (inclusive && ts === args.oldest);
    const beforeLatest =
      args.latest === undefined || Number(ts) < Number(args.latest) || (inclusive && ts === args.latest);
    return afterOldest && beforeLatest;
  });
  const { items, next } = page(within, args, 100);
  const withMetadata = flagIn(args.include_all_metadata);
  return {
    messages: items.map((message) => messagePayload(world, message, withMetadata)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

function visibleIn(world: World, channel: string): StoredMessage[] {
  return world.messages.filter((it) => it.channel === channel && it.seenOnlyBy === undefined);
}

/** Top-level messages, newest first. */
export function conversationHistory(args: Json, world: World): Json {
  const channel = requireJoined(world, requireText(args, 'channel'));
  return answerPage(
    world,
    visibleIn(world, channel)
      .filter((it) => it.threadTs === undefined)
      .reverse(),
    args,
  );
}

/** A thread, its parent first. */
export function conversationReplies(args: Json, world: World): Json {
  const channel = requireJoined(world, requireText(args, 'channel'));
  const named = world.findMessage(channel, requireText(args, 'ts'));
  if (!named) throw new Refusal('thread_not_found');
  const root = named.threadTs ?? named.ts;
  return answerPage(
    world,
    visibleIn(world, channel).filter((it) => it.ts === root || it.threadTs === root),
    args,
  );
}
