import type { Reads } from './client.js';
import type { Reward } from './generated/client.js';

/** What takes a reward back, the oldest first, without what was declined. */
export function findClawbacks(db: Reads, workspaceId: string, rewardId: string): Promise<Reward[]> {
  return db.reward.findMany({
    where: { workspaceId, correctsRewardId: rewardId, status: { not: 'Declined' } },
    orderBy: { number: 'asc' },
  });
}
