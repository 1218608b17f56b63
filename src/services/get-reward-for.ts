import type { Reads } from '../db/client.js';
import { findPartner } from '../db/partners.js';
import { findReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { type ManagedReward, maySee } from '../domain/policy.js';
import type { RewardCard } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { readCard } from './read-reward-card.js';
import { requireAllowed } from './require-allowed.js';

export interface RewardViewer {
  readonly workspaceId: string;
  readonly rewardId: string;
  readonly by: string;
}

/**
 * A reward with its history, for a person who may see it whole. Permission is checked before the reward is said to be
 * missing. `inForm`: its creator needs no role, since they may withdraw and edit it.
 */
export function getRewardFor(
  { db, clock }: Deps,
  { workspaceId, rewardId, by }: RewardViewer,
  { inForm = false } = {},
): Promise<RewardCard> {
  return db.snapshot(async (reads) => {
    const reward = await findReward(reads, workspaceId, rewardId);
    if (!inForm || reward?.createdBy !== by) {
      const actor = await loadActor(reads, workspaceId, by, clock.now());
      requireAllowed(maySee(actor));
      if (reward) requireAllowed(maySee(actor, await managedOf(reads, reward)));
    }
    const card = await readCard(reads, workspaceId, rewardId, clock.now());
    if (!card) throw new Refusal('reward_not_found', {});
    return card;
  });
}

async function managedOf(reads: Reads, { workspaceId, partnerId, createdBy }: Reward): Promise<ManagedReward> {
  return { createdBy, group: (await findPartner(reads, workspaceId, partnerId))?.group ?? null };
}
