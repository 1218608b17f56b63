import type { RewardEvent } from '../domain/history.js';
import type { RewardCard } from '../domain/shown.js';
import { messageKeys } from '../services/message-keys.js';
import { readMessage, readMessagesLike } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readLinkOfReward } from '../services/read-links.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildChangesDone, buildChangesNote } from '../views/changes-note.js';
import type { JobContext, JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** Asks the creator for the changes; once the reward has gone on, what they were asked says so, and asks no more. */
export const askCreator: JobHandler<'ask-creator'> = async ({ workspaceId, rewardId, revision }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  const asked = card?.history.find((event) => event.revision === revision && event.kind === 'changes_requested');
  if (!card || !asked) return;
  const next = card.history.find((event) => event.revision > revision);
  if (next) return showDone(context, workspaceId, card, asked, next);
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const reader = await readerOf(context, workspaceId, card.createdBy);
  const state = await tellPerson(context, {
    workspaceId,
    rewardId,
    key: messageKeys.changes(rewardId, revision),
    channel: card.createdBy,
    content: buildChangesNote({ card, askedBy: asked.actor, question: asked.reason ?? '', revision, link, reader }),
  });
  // The card says so: somebody else has to ask.
  if (state !== 'posted') await owe(context, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
};

/** The question and its reminders. Whoever was not asked yet is not asked any more. */
async function showDone(
  context: JobContext,
  workspaceId: string,
  card: RewardCard,
  asked: RewardEvent,
  next: RewardEvent,
): Promise<void> {
  const { id: rewardId, createdBy: channel } = card;
  const question = await readMessage(context, workspaceId, messageKeys.changes(rewardId, asked.revision));
  const reminders = await readMessagesLike(context, workspaceId, messageKeys.reminders(rewardId, asked.revision));
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const reader = await readerOf(context, workspaceId, channel);
  const content = buildChangesDone({ card, askedBy: asked.actor, question: asked.reason ?? '', next, link, reader });
  for (const { key, state } of [...(question ? [question] : []), ...reminders])
    if (state !== 'failed') await tellPerson(context, { workspaceId, rewardId, key, channel, content });
}
