import type { Reminder } from '../domain/shown.js';
import { messageKeys } from '../services/message-keys.js';
import { readMessage } from '../services/message-ledger.js';
import { readRewardCard } from '../services/read-reward-card.js';
import { buildReminder } from '../views/reminder.js';
import type { JobContext } from './context.js';
import { showMessage } from './show-message.js';

/** A reply in the card's thread, written once and never told to the channel. */
export async function postReminder(
  context: JobContext,
  reminder: {
    readonly workspaceId: string;
    readonly rewardId: string;
    readonly key: string;
    /** What it says, if it is still to be said. */
    readonly read: () => Promise<Reminder | undefined>;
  },
): Promise<void> {
  const { workspaceId, rewardId, key } = reminder;
  if ((await readMessage(context, workspaceId, key))?.state === 'posted') return;
  const posted = await readMessage(context, workspaceId, messageKeys.card(rewardId));
  if (posted?.state !== 'posted' || !posted.ts) return;
  const [said, card] = [await reminder.read(), await readRewardCard(context, workspaceId, rewardId)];
  if (!said || !card) return;
  const content = buildReminder(card, said);
  const place = { channel: posted.channel, threadTs: posted.ts };
  await showMessage(context, { workspaceId, rewardId, key, content, ...place });
}
