import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readChannels } from '../services/read-channels.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildRewardCard } from '../views/reward-card.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

export const showRewardCard: JobHandler<'show-reward-card'> = async ({ workspaceId, rewardId }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  if (!card) return;
  const { reviewChannel } = await readChannels(context, workspaceId);
  const shown = await showMessage(context, {
    workspaceId,
    rewardId,
    key: messageKeys.card(rewardId),
    channel: reviewChannel,
    content: buildRewardCard(card),
  });
  if (shown.state !== 'posted') return;
  const payload = { workspaceId, rewardId };
  await owe(context, { name: 'tell-thread', payload });
  if (shown.how === 'new') await owe(context, { name: 'tell-creator', payload });
};
