import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import type { Reward } from '../db/rewards.js';
import type { RewardEventKind } from '../domain/reward.js';

/** Each of several decisions puts the message off by so much, so that one message tells of all of them. */
const BULK_DELAY_MS = 2_000;

/**
 * Owes the creator a message about a decision that somebody else took, within the decision's transaction (SPEC 4).
 * Changes that are asked for have a message of their own, `ask-creator`.
 */
export async function enqueueCreatorNotice(
  tx: Tx,
  { workspaceId, id: rewardId, revision, createdBy }: Reward,
  { event, by, bulkId }: { readonly event: RewardEventKind; readonly by: string; readonly bulkId?: string | undefined },
): Promise<void> {
  if (by === createdBy || event === 'changes_requested') return;
  if (bulkId === undefined) {
    await enqueue(tx, { name: 'notify-creator-of-decision', payload: { workspaceId, rewardId, revision } });
    return;
  }
  const payload = { workspaceId, bulkId, createdBy };
  await enqueue(tx, { name: 'notify-creator-of-bulk', payload }, { inMs: BULK_DELAY_MS });
}
