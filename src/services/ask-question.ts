import { enqueue } from '../db/enqueue.js';
import { lockPartner } from '../db/partners.js';
import { countOpenQuestions, findQuestionBySubmission, insertQuestion } from '../db/questions.js';
import { findReward, lockReward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { type AskSheet, MOST_OPEN_QUESTIONS } from '../domain/question.js';
import { rewardNumber } from '../domain/reward.js';
import type { Deps } from './deps.js';
import { readAskSheet } from './read-ask-sheet.js';

export interface QuestionOrder {
  readonly workspaceId: string;
  readonly rewardId: string;
  readonly by: string;
  /** The root view's id: the same submission twice is one question. */
  readonly submissionKey: string;
  readonly text: string;
}

/** What the form shows. Refuses as the question itself would: who may not ask learns nothing, not even that it exists. */
export async function requireAskSheet(
  { db, clock }: Deps,
  order: Pick<QuestionOrder, 'workspaceId' | 'rewardId' | 'by'>,
): Promise<AskSheet> {
  const sheet = await readAskSheet(db.reads, order.workspaceId, order.rewardId, order.by, clock.now());
  if (!sheet) throw new Refusal('reward_not_found', {});
  const { workspaceId, rewardId, by: askedBy } = order;
  requireRoom(sheet.view.reward, await countOpenQuestions(db.reads, { workspaceId, rewardId, askedBy }));
  return sheet;
}

/**
 * Writes down what a partner's contact asks about a reward, and owes it to the card's thread. Whoever is no contact of
 * the reward's partner at this moment is told what somebody is told who asks about no reward at all.
 */
export async function askQuestion({ db, clock }: Deps, order: QuestionOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, rewardId, submissionKey, by } = order;
    const found = await findReward(tx, workspaceId, rewardId);
    // The partner's row is held, so that two questions count each other and the same one sent twice sees itself.
    if (!found || !(await lockPartner(tx, workspaceId, found.partnerId))) throw new Refusal('reward_not_found', {});
    // It may have become another partner's while that was waited for.
    const reward = await lockReward(tx, workspaceId, rewardId);
    if (reward?.partnerId !== found.partnerId) throw new Refusal('reward_not_found', {});
    if (await findQuestionBySubmission(tx, workspaceId, submissionKey)) return;
    const { partnerIds } = await loadActor(tx, workspaceId, by, clock.now());
    if (!partnerIds.has(reward.partnerId)) throw new Refusal('reward_not_found', {});
    requireRoom(rewardNumber(reward.number), await countOpenQuestions(tx, { workspaceId, rewardId, askedBy: by }));
    await insertQuestion(tx, {
      workspaceId,
      rewardId,
      submissionKey,
      partnerId: reward.partnerId,
      askedBy: by,
      askedAt: clock.now(),
      text: order.text,
    });
    await enqueue(tx, { name: 'show-questions', payload: { workspaceId, rewardId } });
  });
}

function requireRoom(reward: string, open: number): void {
  if (open >= MOST_OPEN_QUESTIONS) throw new Refusal('too_many_questions', { reward, most: MOST_OPEN_QUESTIONS });
}
