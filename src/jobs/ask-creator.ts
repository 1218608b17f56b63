import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readLinkOfReward } from '../services/read-links.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildChangesNote } from '../views/changes-note.js';
import type { JobHandler } from './context.js';
import { tellPerson } from './tell-person.js';

/** Asks the creator for the changes, unless the reward has gone on meanwhile. */
export const askCreator: JobHandler<'ask-creator'> = async ({ workspaceId, rewardId, revision }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  const asked = card?.history.at(-1);
  if (!card || asked?.revision !== revision || asked.kind !== 'changes_requested') return;
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const state = await tellPerson(context, {
    workspaceId,
    rewardId,
    key: messageKeys.changes(rewardId, revision),
    channel: card.createdBy,
    content: buildChangesNote({ card, askedBy: asked.actor, question: asked.reason ?? '', revision, link }),
  });
  // The card says so: somebody else has to ask.
  if (state !== 'posted') await owe(context, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
};
