import type { MessageShortcut } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { mentionedUsers, readableText } from '../domain/message-text.js';
import { checkMayCreate } from '../services/check-permission.js';
import { guessPartner } from '../services/guess-partner.js';
import { readPartnerSummary } from '../services/read-partner-summary.js';
import { readTeamUrl } from '../services/read-workspaces.js';
import { findNames } from '../slack/find-names.js';
import { findPermalink } from '../slack/find-permalink.js';
import { cleanText, shorten } from '../views/text.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, MessageShortcutArgs } from './explain.js';
import { type Draft, openRewardForm } from './open-reward-form.js';

const MOST_DESCRIPTION = 1000;

/** Reward a partner for a message: the form with what the message says, and the message as evidence (SPEC 3). */
export function rewardForMessage(deps: HandlerDeps): Handler<MessageShortcutArgs> {
  return async ({ body, client }) => {
    const userId = body.user.id;
    await checkMayCreate(deps, deps.workspaceId, userId);
    await openRewardForm(deps, { client, userId, triggerId: body.trigger_id }, draftFromMessage(deps, client, body));
  };
}

async function draftFromMessage(deps: HandlerDeps, client: WebClient, body: MessageShortcut): Promise<Draft> {
  const { message } = body;
  const text = message.text ?? '';
  const mentioned = mentionedUsers(text);
  const [guess, names, evidence] = await Promise.all([
    guessPartner(deps, { workspaceId: deps.workspaceId, userId: body.user.id }, { author: message.user, mentioned }),
    findNames(client, mentioned),
    findEvidence(deps, client, body),
  ]);
  const description = readableText(text, (id) => names.get(id));
  return {
    partner: guess.kind === 'one' ? await readPartnerSummary(deps, deps.workspaceId, guess.partnerId) : undefined,
    description: shorten(cleanText(description), MOST_DESCRIPTION),
    unchosen: guess.kind === 'one' ? undefined : { why: guess.kind },
    evidence,
  };
}

/** What only one person sees leads nowhere for anybody else. */
async function findEvidence(
  deps: HandlerDeps,
  client: WebClient,
  { channel, message_ts: ts, message }: MessageShortcut,
): Promise<string | undefined> {
  if (message.is_ephemeral) return undefined;
  const threadTs = typeof message.thread_ts === 'string' ? message.thread_ts : undefined;
  return findPermalink(client, await readTeamUrl(deps, deps.workspaceId), { channel: channel.id, ts, threadTs });
}
