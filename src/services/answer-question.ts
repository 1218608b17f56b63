import { enqueue } from '../db/enqueue.js';
import { forgetMessage } from '../db/messages.js';
import { findQuestion, type QuestionWithParts, setAnswer } from '../db/questions.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { type ManagedReward, mayAnswer } from '../domain/policy.js';
import type { ShownQuestion } from '../domain/question.js';
import { rewardNumber } from '../domain/reward.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';
import { readShownQuestion } from './read-questions.js';
import { requireAllowed } from './require-allowed.js';

export interface AnswerOrder {
  readonly workspaceId: string;
  readonly questionId: string;
  readonly by: string;
  readonly text: string;
}

/** The question, for somebody who may answer it and while nobody has. Refuses as the answer itself would. */
export async function checkAnswer(
  { db, clock }: Deps,
  { workspaceId, questionId, by }: Omit<AnswerOrder, 'text'>,
): Promise<ShownQuestion> {
  const actor = await loadActor(db.reads, workspaceId, by, clock.now());
  requireAllowed(mayAnswer(actor));
  const question = await findQuestion(db.reads, workspaceId, questionId);
  if (!question) throw new Refusal('question_not_found', {});
  requireAllowed(mayAnswer(actor, managedOf(question)));
  if (question.answeredAt) throw answeredAlready(question);
  return readShownQuestion(db.reads, question);
}

/**
 * Answers a question, once, and owes the answer to the asker and to the card's thread. Whoever comes second is told who
 * answered and when; the same answer from the same person again is the same form sent twice.
 */
export async function answerQuestion({ db, clock }: Deps, order: AnswerOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, questionId, by, text } = order;
    const now = clock.now();
    const actor = await loadActor(tx, workspaceId, by, now);
    requireAllowed(mayAnswer(actor));
    const isFirst = await setAnswer(tx, { workspaceId, id: questionId }, { by, at: now, text });
    const question = await findQuestion(tx, workspaceId, questionId);
    if (!question) throw new Refusal('question_not_found', {});
    requireAllowed(mayAnswer(actor, managedOf(question)));
    if (!isFirst) {
      if (question.answeredBy === by && question.answer === text) return;
      throw answeredAlready(question);
    }
    const { rewardId } = question;
    await enqueue(tx, { name: 'tell-answer', payload: { workspaceId, rewardId, questionId } });
    await enqueue(tx, { name: 'show-questions', payload: { workspaceId, rewardId } });
  });
}

/** Sends an answer once more that may not have arrived, or could not be sent: a person decided that. Pressed twice, once. */
export async function oweAnswerAgain({ db, clock }: Deps, order: Omit<AnswerOrder, 'text'>): Promise<void> {
  await db.transaction(async (tx) => {
    const { workspaceId, questionId, by } = order;
    const actor = await loadActor(tx, workspaceId, by, clock.now());
    requireAllowed(mayAnswer(actor));
    const question = await findQuestion(tx, workspaceId, questionId);
    if (!question) throw new Refusal('question_not_found', {});
    requireAllowed(mayAnswer(actor, managedOf(question)));
    const { rewardId } = question;
    if (await forgetMessage(tx, workspaceId, messageKeys.answer(questionId), ['unknown', 'failed']))
      await enqueue(tx, { name: 'tell-answer', payload: { workspaceId, rewardId, questionId } });
    // Whoever sees the button there still sees the thread as it was.
    await enqueue(tx, { name: 'show-questions', payload: { workspaceId, rewardId } });
  });
}

function managedOf({ reward, partner }: QuestionWithParts): ManagedReward {
  return { createdBy: reward.createdBy, group: partner.group };
}

function answeredAlready({ reward, answeredBy, answeredAt }: QuestionWithParts): Refusal {
  return new Refusal('question_answered', {
    reward: rewardNumber(reward.number),
    last: { kind: 'answered', actor: answeredBy ?? '', at: answeredAt ?? new Date(0) },
  });
}
