import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readLinkOfReward } from '../services/read-links.js';
import { readReminder } from '../services/read-reminder.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildChangesNote } from '../views/changes-note.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** Reminds whoever was asked for changes that somebody waits for them. */
export const remindCreator: JobHandler<'remind-creator'> = async (payload, context) => {
  const { workspaceId, rewardId, revision, nth } = payload;
  const key = messageKeys.reminder(rewardId, revision, nth);
  const reminder = await readReminder(context, { name: 'remind-creator', payload });
  const card = await readRewardCard(context, workspaceId, rewardId);
  const asked = card?.history.at(-1);
  if (!reminder || !card || asked?.revision !== revision || asked.kind !== 'changes_requested') return;
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const reader = await readerOf(context, workspaceId, card.createdBy);
  const question = { askedBy: asked.actor, question: asked.reason ?? '', revision, since: reminder.since };
  const content = buildChangesNote({ card, ...question, link, reader });
  await tellPerson(context, { workspaceId, rewardId, key, channel: card.createdBy, content });
  // The card says whether they can be reached.
  await owe(context, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
};
