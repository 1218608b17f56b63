import type { StoredMessage } from './types.js';
import type { World } from './world.js';

/** The people who read a channel, or the one in a direct message. */
function readersOf(world: World, channelId: string): string[] {
  const direct = world.directs.get(channelId);
  return world.channels.get(channelId)?.members ?? (direct === undefined ? [] : [direct]);
}

export function isSeenBy(world: World, userId: string, message: StoredMessage): boolean {
  if (message.seenOnlyBy !== undefined) return message.seenOnlyBy === userId;
  return readersOf(world, message.channel).includes(userId);
}
