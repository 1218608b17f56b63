import type { Reads } from '../db/client.js';
import { findPartnersOfContact } from '../db/partners.js';
import { findRewardWithParts } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import type { AskSheet } from '../domain/question.js';
import { readViewOf } from './read-partner-notice.js';

/**
 * What this person may see of a reward as its partner's contact. Undefined: no such reward here, its partner is
 * archived, or somebody else's; which of them is nobody's to learn.
 */
export async function readAskSheet(
  db: Reads,
  workspaceId: string,
  rewardId: string,
  userId: string,
  now: Date,
): Promise<AskSheet | undefined> {
  const reward = await findRewardWithParts(db, workspaceId, rewardId);
  const isTheirs = reward?.partner.contacts.some(({ slackUserId }) => slackUserId === userId);
  if (!reward || !isTheirs || reward.partner.archivedAt) return undefined;
  const theirs = await findPartnersOfContact(db, workspaceId, { slackUserId: userId });
  return {
    rewardId,
    view: await readViewOf(db, reward, now),
    programme: (await getProgramme(db, workspaceId)).name,
    partner: theirs.length > 1 ? reward.partner.name : undefined,
  };
}
