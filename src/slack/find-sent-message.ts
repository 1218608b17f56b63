import type { WebClient } from '@slack/web-api';
import { refusalCode } from './errors.js';

/** Every message of ours carries its key in its metadata, so that it can be found again. */
export const MESSAGE_EVENT = 'partner_rewards_message';

/** How far Slack's clock and ours may be apart. Requests signed further apart are refused as well. */
const MAX_CLOCK_SKEW_S = 5 * 60;

/** `cannot_look`: the history scopes were not granted, or the bot may not read there. */
export type Search = { readonly found: string } | 'not_there' | 'cannot_look';

/**
 * Looks for a message that may have been posted since `since`, by its key. Needs one of the optional history scopes
 * (SPEC 8); without it nothing is known.
 */
export async function findSentMessage(
  client: WebClient,
  place: { readonly channel: string; readonly threadTs?: string | undefined },
  key: string,
  since: Date,
): Promise<Search> {
  const window = {
    channel: place.channel,
    oldest: String(since.getTime() / 1000 - MAX_CLOCK_SKEW_S),
    limit: 200,
    include_all_metadata: true,
  };
  try {
    const { messages = [] } = place.threadTs
      ? await client.conversations.replies({ ...window, ts: place.threadTs })
      : await client.conversations.history(window);
    const ours = messages.find(
      ({ metadata }) => metadata?.event_type === MESSAGE_EVENT && readKey(metadata.event_payload) === key,
    );
    return ours?.ts ? { found: ours.ts } : 'not_there';
  } catch (error) {
    if (refusalCode(error)) return 'cannot_look';
    throw error;
  }
}

function readKey(payload: object | undefined): unknown {
  return payload && 'key' in payload ? payload.key : undefined;
}
