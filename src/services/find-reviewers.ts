import type { Reads } from '../db/client.js';
import { findEditors } from '../db/events.js';
import type { Reward } from '../db/rewards.js';
import { findPartnersOfUsers, findRoleHolders } from '../db/roles.js';
import { type Bench, type OwnedReward, type Reviewer, reviewersOf } from '../domain/four-eyes.js';
import type { Decision, Standing } from '../domain/reward.js';

/** The fields beside status and payment that decide where a decision leads, for moveOf. */
export function reviewOf(reward: Reward): Pick<Standing, 'approvalsNeeded' | 'approvalsLeft' | 'isClawback'> {
  const { approvalsNeeded, firstApprovedBy, correctsRewardId } = reward;
  const approvalsLeft = approvalsNeeded - (firstApprovedBy ? 1 : 0);
  return { approvalsNeeded, approvalsLeft, isClawback: correctsRewardId !== null };
}

/** What of a reward decides who may decide on it. */
export async function readOwnership(db: Reads, reward: Reward): Promise<OwnedReward> {
  const { createdBy, partnerId, fourEyes, firstApprovedBy } = reward;
  const editedBy = reward.revision > 1 ? await findEditors(db, reward.workspaceId, reward.id) : [];
  return { createdBy, partnerId, fourEyes, firstApprovedBy, editedBy };
}

/** Whoever might decide on rewards of these partners: read once, for however many rewards. */
export async function readBench(
  db: Reads,
  workspaceId: string,
  partnerIds: readonly string[],
  now: Date,
): Promise<Bench> {
  const { rolesOf, uncertain } = await findRoleHolders(db, workspaceId, now);
  const partnersOf = await findPartnersOfUsers(db, workspaceId, partnerIds);
  const people = [...rolesOf].map(
    ([userId, roles]): Reviewer => ({ userId, roles, partnerIds: partnersOf.get(userId) ?? new Set() }),
  );
  return { people, uncertain: uncertain.has('approver') || uncertain.has('admin') };
}

/** Everybody who may take this decision as others would, without standing alone. */
export async function findReviewers(db: Reads, reward: Reward, decision: Decision, now: Date): Promise<string[]> {
  const { people } = await readBench(db, reward.workspaceId, [reward.partnerId], now);
  return reviewersOf(people, await readOwnership(db, reward), decision).map(({ userId }) => userId);
}
