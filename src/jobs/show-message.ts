import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/web-api';
import {
  findDirectConversation,
  type MessageNote,
  noteMended,
  noteMessage,
  readMessage,
} from '../services/message-ledger.js';
import { isChannelRefusal, isMessageGone, readCallFailure, refusalCode } from '../slack/errors.js';
import { findSentMessage, MESSAGE_EVENT } from '../slack/find-sent-message.js';
import type { JobContext } from './context.js';

export interface MessageToShow {
  readonly workspaceId: string;
  readonly key: string;
  /** A channel, or a Slack user for a direct message. */
  readonly channel: string;
  readonly isDirect?: boolean;
  readonly threadTs?: string | undefined;
  /** A reply that the whole channel should see. */
  readonly announce?: boolean;
  readonly content: { readonly text: string; readonly blocks: KnownBlock[] };
  readonly rewardId?: string | undefined;
  readonly invoiceId?: string | undefined;
}

export type Shown =
  | {
      readonly state: 'posted';
      readonly channel: string;
      readonly ts: string;
      /** `new`: it was not there before, be it for the first time or because Slack had lost it. */
      readonly how: 'new' | 'updated' | 'as_it_was';
    }
  /** It may have arrived and nobody can tell; a direct message is not repeated blindly. */
  | { readonly state: 'unknown' };

/** A channel does not take the bot's messages. They wait until somebody mends it. */
export class ChannelRefused extends Error {
  override readonly name = 'ChannelRefused';
  constructor(
    readonly workspaceId: string,
    readonly channel: string,
    readonly problem: string,
  ) {
    super(`${channel}: ${problem}`);
  }
}

/**
 * Makes one message show `content`: posts it, updates it, or posts it again where Slack has lost it. Whatever was
 * begun is written down before Slack is called. After a crash or an unclear answer the message is looked for by its key;
 * where that is not allowed, a channel's message is posted again, since it is only a view, and a direct one is left.
 * Throws ChannelRefused, or what Slack threw, which the worker sorts out.
 */
export async function showMessage(context: JobContext, message: MessageToShow): Promise<Shown> {
  const { workspaceId, key } = message;
  const known = await readMessage(context, workspaceId, key);
  if (known?.state === 'unknown') return { state: 'unknown' };
  if (known?.state === 'posted' && known.ts) {
    return updateMessage(context, message, { channel: known.channel, ts: known.ts, shown: known.shown });
  }
  if (known?.state === 'posting') {
    const resumed = await resumePosting(context, message, known.changedAt);
    if (resumed) return resumed;
  }
  return postMessage(context, message);
}

async function postMessage(context: JobContext, message: MessageToShow): Promise<Shown> {
  const { channel, content } = message;
  const client = context.slackOf(message.workspaceId);
  await context.pace(channel);
  await noteMessage(context, noteOf(message, { state: 'posting' }));
  try {
    const sent = await client.chat.postMessage({
      channel,
      text: content.text,
      blocks: content.blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: MESSAGE_EVENT, event_payload: { key: message.key } },
      ...inThread(message),
    });
    const place = { channel: sent.channel ?? channel, ts: sent.ts ?? '' };
    await noteMessage(context, noteOf(message, { state: 'posted', ...place, shown: digest(content) }));
    if (!message.isDirect) await noteMended(context, message.workspaceId, channel);
    return { state: 'posted', ...place, how: 'new' };
  } catch (error) {
    const failure = readCallFailure(error);
    // A clear no means that nothing was posted; whatever else happened, the note that it may have been stays.
    if (failure && failure.kind !== 'unclear') {
      const problem = failure.kind === 'refused' ? failure.code : failure.kind;
      await noteMessage(context, noteOf(message, { state: 'failed', problem }));
    }
    throw channelRefusal(message, error) ?? error;
  }
}

async function updateMessage(
  context: JobContext,
  message: MessageToShow,
  known: { readonly channel: string; readonly ts: string; readonly shown: string | null },
): Promise<Shown> {
  const { channel, ts } = known;
  const shown = digest(message.content);
  if (shown === known.shown) return { state: 'posted', channel, ts, how: 'as_it_was' };
  try {
    await context.pace(channel);
    await context
      .slackOf(message.workspaceId)
      .chat.update({ channel, ts, text: message.content.text, blocks: message.content.blocks });
  } catch (error) {
    const code = refusalCode(error);
    const hasMoved = !message.isDirect && channel !== message.channel && isChannelRefusal(code);
    if (isMessageGone(code) || hasMoved) return postMessage(context, message);
    throw channelRefusal(message, error) ?? error;
  }
  await noteMessage(context, noteOf(message, { state: 'posted', channel, ts, shown }));
  if (!message.isDirect) await noteMended(context, message.workspaceId, channel);
  return { state: 'posted', channel, ts, how: 'updated' };
}

/** What became of a posting whose end nobody saw. Undefined: it certainly is not there, or may be repeated. */
async function resumePosting(context: JobContext, message: MessageToShow, since: Date): Promise<Shown | undefined> {
  const client = context.slackOf(message.workspaceId);
  const channel = message.isDirect
    ? await findDirectConversation(context, message.workspaceId, message.channel)
    : message.channel;
  const search = channel
    ? await findSentMessage(client, { channel, threadTs: message.threadTs }, message.key, since)
    : 'cannot_look';
  if (channel && typeof search === 'object') {
    const found = await updateMessage(context, message, { channel, ts: search.found, shown: null });
    // Found, it is as new as if Slack had answered: whatever waits for it to be there is owed now.
    return found.state === 'posted' ? { ...found, how: 'new' } : found;
  }
  if (search === 'not_there' || !message.isDirect) return undefined;
  await noteMessage(context, noteOf(message, { state: 'unknown' }));
  return { state: 'unknown' };
}

function noteOf(message: MessageToShow, now: Partial<MessageNote> & Pick<MessageNote, 'state'>): MessageNote {
  const { workspaceId, key, channel, rewardId, invoiceId, isDirect } = message;
  return { workspaceId, key, channel, rewardId, invoiceId, recipient: isDirect ? channel : undefined, ...now };
}

function inThread({ threadTs, announce }: MessageToShow) {
  if (!threadTs) return {};
  return announce ? { thread_ts: threadTs, reply_broadcast: true as const } : { thread_ts: threadTs };
}

function channelRefusal({ isDirect, workspaceId, channel }: MessageToShow, error: unknown): ChannelRefused | undefined {
  const code = refusalCode(error);
  return !isDirect && isChannelRefusal(code) ? new ChannelRefused(workspaceId, channel, code) : undefined;
}

function digest(content: MessageToShow['content']): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
