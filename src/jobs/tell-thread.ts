import { messageKeys } from '../services/message-keys.js';
import { readMessage, wasToldInThread } from '../services/message-ledger.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildThreadEntry } from '../views/thread-entry.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/**
 * The thread is the history: one reply an event, written once and never changed. A card that was posted again has it
 * told again, without a second announcement.
 */
export const tellThread: JobHandler<'tell-thread'> = async ({ workspaceId, rewardId }, context) => {
  const card = await readRewardCard(context, workspaceId, rewardId);
  const posted = await readMessage(context, workspaceId, messageKeys.card(rewardId));
  if (!card || posted?.state !== 'posted' || !posted.ts) return;
  for (const event of card.history) {
    const key = messageKeys.thread(rewardId, posted.ts, event.revision);
    if ((await readMessage(context, workspaceId, key))?.state === 'posted') continue;
    const announce =
      (event.facts.alone ?? false) && !(await wasToldInThread(context, workspaceId, rewardId, event.revision));
    await showMessage(context, {
      workspaceId,
      rewardId,
      key,
      channel: posted.channel,
      threadTs: posted.ts,
      announce,
      content: buildThreadEntry(card, event),
    });
  }
};
