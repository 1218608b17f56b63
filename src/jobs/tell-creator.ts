import { addMinutes } from 'date-fns/addMinutes';
import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds';
import { CREATOR_WAITS_MINUTES } from '../services/create-reward.js';
import { messageKeys } from '../services/message-keys.js';
import { readMessage, readTrouble } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readChannels } from '../services/read-channels.js';
import { readLinkOfReward } from '../services/read-links.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildCreatorNote } from '../views/creator-note.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** Tells the creator once the card is posted and the partner told; after a minute, what is known by then. */
export const tellCreator: JobHandler<'tell-creator'> = async ({ workspaceId, rewardId }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  if (!card) return;
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const deadline = addMinutes(card.createdAt, CREATOR_WAITS_MINUTES);
  const partnerTold = await readMessage(context, workspaceId, messageKeys.partner(rewardId, 1));
  // A clawback's partner is told once it is approved.
  const isTried = card.corrects !== undefined || (partnerTold !== null && partnerTold.state !== 'posting');
  const isSettled = link && (isTried || card.told.state === 'not_told' || card.revision > 1);
  const waitsMs = differenceInMilliseconds(deadline, context.clock.now());
  if (!isSettled && waitsMs > 0) {
    // Jobs of other queues send the card and the partner's message, and may have asked for this one meanwhile.
    await owe(
      context,
      { name: 'tell-creator', payload: { workspaceId, rewardId } },
      { inMs: waitsMs, keepsTime: true },
    );
    return;
  }
  const { reviewChannel } = await readChannels(context, workspaceId);
  const trouble = link ? undefined : ((await readTrouble(context, workspaceId, reviewChannel))?.problem ?? 'not_yet');
  await tellPerson(context, {
    workspaceId,
    rewardId,
    key: messageKeys.creator(rewardId),
    channel: card.createdBy,
    content: buildCreatorNote({ card, link, trouble, reader: await readerOf(context, workspaceId, card.createdBy) }),
  });
};
