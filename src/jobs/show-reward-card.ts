import { messageKeys } from '../services/message-keys.js';
import { readMessagesLike } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readChannels } from '../services/read-channels.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildRewardCard } from '../views/reward-card.js';
import type { JobHandler } from './context.js';
import { ChannelRefused, showMessage } from './show-message.js';

export const showRewardCard: JobHandler<'show-reward-card'> = async ({ workspaceId, rewardId }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  if (!card) return;
  const payload = { workspaceId, rewardId };
  const { reviewChannel } = await readChannels(context, workspaceId);
  const shown = await showMessage(context, {
    workspaceId,
    rewardId,
    key: messageKeys.card(rewardId),
    channel: reviewChannel,
    content: buildRewardCard(card),
  }).catch(async (error: unknown) => {
    // Whoever was told before it was tried does not know yet why there is no card.
    if (error instanceof ChannelRefused) await owe(context, { name: 'tell-creator', payload }, { inMs: 0 });
    throw error;
  });
  if (shown.state !== 'posted') return;
  await owe(context, { name: 'tell-thread', payload });
  if (shown.how !== 'new') return;
  await owe(context, { name: 'show-questions', payload });
  await owe(context, { name: 'tell-creator', payload }, { inMs: 0 });
  // What the creator was told of decisions has no link to this card yet.
  for (const { key } of await readMessagesLike(context, workspaceId, messageKeys.decisions(rewardId))) {
    const revision = messageKeys.readDecisionRevision(key);
    await owe(context, { name: 'notify-creator-of-decision', payload: { ...payload, revision } });
  }
};
