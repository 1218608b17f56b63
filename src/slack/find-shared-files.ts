import type { WebClient } from '@slack/web-api';
import { refusalCode } from './errors.js';
import type { Search } from './find-sent-message.js';

/**
 * Looks in a thread for the message that may have been made of uploaded files: Slack takes no metadata with them, but gave
 * each an id. Needs one of the optional history scopes (SPEC 8).
 */
export async function findSharedFiles(
  client: WebClient,
  place: { readonly channel: string; readonly threadTs: string },
  fileIds: readonly string[],
): Promise<Search> {
  try {
    const { channel, threadTs: ts } = place;
    const { messages = [] } = await client.conversations.replies({ channel, ts, limit: 200 });
    const ours = messages.find(({ files = [] }) => files.some(({ id }) => id && fileIds.includes(id)));
    return ours?.ts ? { found: ours.ts } : 'not_there';
  } catch (error) {
    if (refusalCode(error)) return 'cannot_look';
    throw error;
  }
}
