import type { Reads, Tx } from '../db/client.js';
import { enqueue, enqueueCards } from '../db/enqueue.js';
import { appendProgrammeEvent } from '../db/events.js';
import { findRewardsNotTold, forgetMessage, type MessageState } from '../db/messages.js';
import { findPartner, lockPartner, savePrimaryContact } from '../db/partners.js';
import { findReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { mayLinkContact, mayMendContact, type RewardedPartner } from '../domain/policy.js';
import { reachOf } from '../domain/reach.js';
import type { Deps } from './deps.js';
import { findCarriedNotTold, findFormerMessages, findLateNotTold, findPartnerMessages } from './partner-messages.js';
import { requireAllowed } from './require-allowed.js';

export interface ContactOrder {
  readonly workspaceId: string;
  readonly rewardId: string;
  readonly by: string;
}

/**
 * Says who at the reward's partner is told in Slack, and tells them what could not be told before. Refuses where
 * somebody can be told already: a menu may be older than that, and two people may link at once.
 */
export async function linkContact(
  { db, clock }: Deps,
  order: ContactOrder & { readonly slackUserId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, slackUserId } = order;
    requireAllowed(mayMendContact(await loadActor(tx, workspaceId, order.by, clock.now())));
    const reward = await requireReward(tx, order);
    await lockPartner(tx, workspaceId, reward.partnerId);
    const partner = await findPartner(tx, workspaceId, reward.partnerId);
    if (!partner) throw new Error(`reward ${reward.id} has no partner`);
    // Checked again, since the role may have been taken away while this waited for the lock.
    const actor = await loadActor(tx, workspaceId, order.by, clock.now());
    requireAllowed(mayLinkContact(actor, { ...reward, group: partner.group }));
    const reach = reachOf(partner.contacts);
    if (reach.reachable && reach.slackUserId !== slackUserId)
      throw new Refusal('contact_linked', { partner: partner.name });
    // The same person again is the same form sent twice.
    if (!reach.reachable) {
      const before = partner.contacts[0]?.slackUserId ?? undefined;
      await savePrimaryContact(tx, workspaceId, reward.partnerId, slackUserId);
      await appendProgrammeEvent(tx, reward, {
        kind: 'contact_linked',
        actor: order.by,
        at: clock.now(),
        facts: { setting: `contact of ${reward.partnerId}`, ...(before ? { from: before } : {}), to: slackUserId },
      });
    }
    await oweAgain(tx, reward, ['failed']);
  });
}

/** Refuses whoever may not link anybody to the reward's partner, before a form asks whom. */
export async function checkLinkContact({ db, clock }: Deps, order: ContactOrder): Promise<void> {
  const actor = await loadActor(db.reads, order.workspaceId, order.by, clock.now());
  requireAllowed(mayMendContact(actor));
  const reward = await requireReward(db.reads, order);
  requireAllowed(mayLinkContact(actor, { ...reward, ...(await groupOf(db.reads, reward)) }));
}

/**
 * Sends the partner once more what failed, or may have arrived: a person decided that. Whoever sees the card offer it
 * does not see which of the two it is by now.
 */
export async function oweNoticeAgain({ db, clock }: Deps, order: ContactOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const actor = await loadActor(tx, order.workspaceId, order.by, clock.now());
    requireAllowed(mayMendContact(actor));
    const reward = await requireReward(tx, order);
    requireAllowed(mayMendContact(actor, { createdBy: reward.createdBy, ...(await groupOf(tx, reward)) }));
    await oweAgain(tx, reward, ['failed', 'unknown']);
  });
}

async function groupOf(db: Reads, { workspaceId, partnerId }: Reward): Promise<RewardedPartner> {
  return { group: (await findPartner(db, workspaceId, partnerId))?.group ?? null };
}

async function requireReward(db: Reads, { workspaceId, rewardId }: ContactOrder): Promise<Reward> {
  const reward = await findReward(db, workspaceId, rewardId);
  if (!reward) throw new Refusal('reward_not_found', {});
  return reward;
}

/**
 * Owes the partner's messages about a reward that ended in one of `states` anew, and what failed that no card tells of;
 * one that is overtaken will not be sent.
 */
async function oweAgain(tx: Tx, reward: Reward, states: readonly MessageState[]): Promise<void> {
  const { workspaceId } = reward;
  // Read before anything is forgotten: a payment's message is about other rewards too, and what the cards of the
  // partner's others offer has changed with its contact.
  const cards = await findRewardsNotTold(tx, workspaceId, reward.partnerId);
  const messages = [
    ...(await findPartnerMessages(tx, reward)),
    ...(await findFormerMessages(tx, reward)),
    ...(await findCarriedNotTold(tx, reward)),
    ...(await findLateNotTold(tx, reward)),
  ];
  for (const { message, sentBy } of messages)
    if (await forgetMessage(tx, workspaceId, message.key, states)) await enqueue(tx, sentBy);
  await enqueueCards(tx, workspaceId, cards);
  await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId: reward.id } });
}
