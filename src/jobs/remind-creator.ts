import { messageKeys } from '../services/message-keys.js';
import { readMessage } from '../services/message-ledger.js';
import { readLinkOfReward } from '../services/read-links.js';
import { readReminder } from '../services/read-reminder.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { unreachableBecause } from '../slack/who-can-be-reached.js';
import { buildChangesNote } from '../views/changes-note.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** Reminds whoever was asked for changes that somebody waits for them. Who has left is not written to every hour. */
export const remindCreator: JobHandler<'remind-creator'> = async (payload, context) => {
  const { workspaceId, rewardId, revision, nth } = payload;
  const key = messageKeys.reminder(rewardId, revision, nth);
  const known = await readMessage(context, workspaceId, key);
  if (known?.state === 'posted' || unreachableBecause(known?.problem ?? undefined)) return;
  const [reminder, card] = [await readReminder(context, payload), await readRewardCard(context, workspaceId, rewardId)];
  const asked = card?.history.at(-1);
  if (!reminder || !card || asked?.revision !== revision || asked.kind !== 'changes_requested') return;
  const link = await readLinkOfReward(context, workspaceId, rewardId);
  const reader = await readerOf(context, workspaceId, card.createdBy);
  const question = { askedBy: asked.actor, question: asked.reason ?? '', revision, since: reminder.since };
  const content = buildChangesNote({ card, ...question, link, reader });
  await tellPerson(context, { workspaceId, rewardId, key, channel: card.createdBy, content });
};
