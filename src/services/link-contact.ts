import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendSettingsEvent } from '../db/events.js';
import { findMessagesOf, forgetMessage } from '../db/messages.js';
import { findPartner, savePrimaryContact } from '../db/partners.js';
import { findReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { mayMendContact } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';
import { requireAllowed } from './require-allowed.js';

export interface ContactOrder {
  readonly workspaceId: string;
  readonly rewardId: string;
  readonly by: string;
}

/** Says who at the reward's partner is told in Slack, and tells them what could not be told before. */
export async function linkContact(
  { db, clock }: Deps,
  order: ContactOrder & { readonly slackUserId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const reward = await requireReward(tx, order, clock.now());
    const partner = await findPartner(tx, order.workspaceId, reward.partnerId);
    const before = partner?.contacts[0]?.slackUserId ?? undefined;
    await savePrimaryContact(tx, order.workspaceId, reward.partnerId, order.slackUserId);
    await appendSettingsEvent(tx, reward, {
      kind: 'contact_linked',
      actor: order.by,
      at: clock.now(),
      facts: { setting: `contact of ${reward.partnerId}`, ...(before ? { from: before } : {}), to: order.slackUserId },
    });
    await oweAgain(tx, reward, 'failed');
  });
}

/** Sends the partner once more the message of which nobody knows whether it arrived: a person decided that. */
export async function oweNoticeAgain({ db, clock }: Deps, order: ContactOrder): Promise<void> {
  await db.transaction(async (tx) => oweAgain(tx, await requireReward(tx, order, clock.now()), 'unknown'));
}

async function requireReward(tx: Tx, order: ContactOrder, now: Date): Promise<Reward> {
  const reward = await findReward(tx, order.workspaceId, order.rewardId);
  if (!reward) throw new Refusal('reward_not_found', {});
  requireAllowed(mayMendContact(await loadActor(tx, order.workspaceId, order.by, now)));
  return reward;
}

/** Owes the partner's messages about a reward that ended in `state` anew; one that is overtaken will not be sent. */
async function oweAgain(tx: Tx, { workspaceId, id: rewardId }: Reward, state: 'failed' | 'unknown'): Promise<void> {
  const messages = await findMessagesOf(tx, workspaceId, { rewardId });
  for (const { key } of messages.filter((message) => message.state === state)) {
    const revision = messageKeys.readPartnerRevision(key);
    if (revision === undefined) continue;
    await forgetMessage(tx, workspaceId, key);
    await enqueue(tx, { name: 'tell-partner', payload: { workspaceId, rewardId, revision } });
  }
  await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
}
