import type { Json } from '../json.js';
import type { StoredMessage } from '../world/types.js';
import type { World } from '../world/world.js';
import { filePayload } from './file-payload.js';

/** A message as Slack returns it: ChatPostMessageResponseMessage in @slack/web-api 8.2.0. */
export function messagePayload(world: World, message: StoredMessage, withMetadata = true): Json {
  const { identity } = world;
  const replies = world.messages.filter((it) => it.channel === message.channel && it.threadTs === message.ts);
  const files = (message.files ?? []).flatMap((id) => world.files.get(id) ?? []);
  return structuredClone({
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: identity.team.id,
    ...(message.user === identity.botUserId ? { bot_id: identity.botId, app_id: identity.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(files.length > 0 ? { files: files.map((file) => filePayload(world, file)) } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length > 0 ? { thread_ts: message.ts, reply_count: replies.length } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  });
}
