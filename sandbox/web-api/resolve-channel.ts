import type { SandboxChannel, SandboxUser } from '../world/types.js';
import type { World } from '../world/world.js';
import { Refusal } from './refusal.js';

function requireReachable(world: World, user: SandboxUser | undefined, whenUnknown: string): SandboxUser {
  if (!user || world.isStranger(user)) throw new Refusal(whenUnknown);
  if (user.isBot) throw new Refusal('cannot_dm_bot');
  return user;
}

/**
 * The DM with a person, opened if need be. Errors: docs.slack.dev/reference/methods/conversations.open
 * (`user_not_found`, `user_disabled`).
 */
export function openDirect(world: World, userId: string): { id: string; alreadyOpen: boolean } {
  const user = requireReachable(world, world.users.get(userId), 'user_not_found');
  if (user.deleted) throw new Refusal('user_disabled');
  const id = world.directWith(userId);
  const alreadyOpen = world.directs.has(id);
  world.directs.set(id, userId);
  return { id, alreadyOpen };
}

/**
 * Where chat.postMessage may post. A user id means the DM with that person. A deactivated person's DM goes on
 * accepting messages if there is one (python-slack-sdk#1156), and is not opened anew.
 */
export function resolvePostTarget(world: World, channel: string): string {
  if (/^[UW]/.test(channel)) {
    const user = requireReachable(world, world.users.get(channel), 'channel_not_found');
    const direct = world.directWith(channel);
    if (user.deleted && !world.directs.has(direct)) throw new Refusal('channel_not_found');
    world.directs.set(direct, channel);
    return direct;
  }
  if (world.directs.has(channel)) return channel;
  const found = requireVisible(world, channel);
  if (found.isArchived) throw new Refusal('is_archived');
  if (!world.hasBot(found)) throw new Refusal('not_in_channel');
  return found.id;
}

/** A channel the bot may know of: private ones only from inside. */
export function requireVisible(world: World, channelId: string): SandboxChannel {
  const channel = world.channels.get(channelId);
  if (!channel || (channel.isPrivate && !world.hasBot(channel))) throw new Refusal('channel_not_found');
  return channel;
}

/** The id of a conversation the bot takes part in, for reading its messages. */
export function requireJoined(world: World, channelId: string): string {
  if (world.directs.has(channelId)) return channelId;
  const channel = requireVisible(world, channelId);
  if (!world.hasBot(channel)) throw new Refusal('not_in_channel');
  return channel.id;
}
