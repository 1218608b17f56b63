import type { Reads } from '../db/client.js';
import { findEditors } from '../db/events.js';
import { findPartner } from '../db/partners.js';
import type { Reward } from '../db/rewards.js';
import { findRoleHolders } from '../db/roles.js';
import { type OwnedReward, type Reviewer, reviewersOf } from '../domain/policy.js';
import type { Decision, Standing } from '../domain/reward.js';

/** What of a reward's row decides where an approval leads, for moveOf. */
export function reviewOf(reward: Reward): Pick<Standing, 'approvalsLeft' | 'isClawback'> {
  const { approvalsNeeded, firstApprovedBy, correctsRewardId } = reward;
  return { approvalsLeft: approvalsNeeded - (firstApprovedBy ? 1 : 0), isClawback: correctsRewardId !== null };
}

/** What of a reward decides who may decide on it. */
export async function readOwnership(db: Reads, reward: Reward): Promise<OwnedReward> {
  const { createdBy, partnerId, fourEyes, firstApprovedBy } = reward;
  const editedBy = reward.revision > 1 ? await findEditors(db, reward.workspaceId, reward.id) : [];
  return { createdBy, partnerId, fourEyes, firstApprovedBy, editedBy };
}

/**
 * Everybody who may take this decision as others would, without standing alone. `uncertain`: and members of a group that
 * cannot be read just now, who are not nobody.
 */
export async function findReviewers(
  db: Reads,
  reward: Reward,
  decision: Decision,
  now: Date,
): Promise<{ readonly userIds: string[]; readonly uncertain: boolean }> {
  const { rolesOf, uncertain } = await findRoleHolders(db, reward.workspaceId, now);
  const partner = await findPartner(db, reward.workspaceId, reward.partnerId);
  const contacts = new Set((partner?.contacts ?? []).map((contact) => contact.slackUserId));
  const people = [...rolesOf].map(
    ([userId, roles]): Reviewer => ({
      userId,
      roles,
      partnerIds: new Set(contacts.has(userId) ? [reward.partnerId] : []),
    }),
  );
  const reviewers = reviewersOf(people, await readOwnership(db, reward), decision);
  return {
    userIds: reviewers.map(({ userId }) => userId),
    uncertain: uncertain.has('approver') || uncertain.has('admin'),
  };
}
