import type { Reads } from '../db/client.js';
import { findMessage } from '../db/messages.js';
import { findPartnersOfContact } from '../db/partners.js';
import { findQuestion, findQuestionsOf, type QuestionWithParts } from '../db/questions.js';
import { getProgramme } from '../db/workspaces.js';
import type { AnswerDelivery, AnswerNotice, ShownQuestion } from '../domain/question.js';
import { isUnreachable } from '../domain/reach.js';
import { rewardNumber } from '../domain/reward.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';
import { readAskSheet } from './read-ask-sheet.js';

/** What of a message's state says that it was not sent because the asker left the partner they asked for. */
export const ASKER_LEFT = 'asker_left';

/** What was asked about a reward, as its card's thread shows it. */
export async function readQuestions(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  rewardId: string,
): Promise<ShownQuestion[]> {
  const questions = await findQuestionsOf(db.reads, workspaceId, rewardId);
  return Promise.all(questions.map((question) => readShownQuestion(db.reads, question)));
}

export async function readShownQuestion(db: Reads, question: QuestionWithParts): Promise<ShownQuestion> {
  const { id, reward, partner, askedBy, askedAt, text, answeredBy, answeredAt, answer } = question;
  return {
    id,
    rewardNumber: reward.number,
    rewardCreatedBy: reward.createdBy,
    partnerName: partner.name,
    askedBy,
    askedAt,
    text,
    answer:
      answeredBy && answeredAt && answer
        ? { by: answeredBy, at: answeredAt, text: answer, delivery: await readDelivery(db, question) }
        : undefined,
  };
}

/**
 * The answer as its asker may read it. `left`: they are no contact any more of the partner they asked for, so it is not
 * theirs. A reward that is another partner's by now is not shown with it.
 */
export async function readAnswer(
  { db, clock }: Deps,
  workspaceId: string,
  questionId: string,
): Promise<{ readonly rewardId: string; readonly to: string; readonly notice: AnswerNotice | 'left' } | undefined> {
  const question = await findQuestion(db.reads, workspaceId, questionId);
  if (!question?.answer) return undefined;
  const { rewardId, askedBy, text, answer, partner, reward } = question;
  const isContact = partner.contacts.some(({ slackUserId }) => slackUserId === askedBy);
  if (!isContact || partner.archivedAt) return { rewardId, to: askedBy, notice: 'left' };
  const isTheirs = reward.partnerId === question.partnerId;
  const theirs = await findPartnersOfContact(db.reads, workspaceId, { slackUserId: askedBy });
  return {
    rewardId,
    to: askedBy,
    notice: {
      reward: rewardNumber(reward.number),
      programme: (await getProgramme(db.reads, workspaceId)).name,
      partner: theirs.length > 1 ? partner.name : undefined,
      question: text,
      answer,
      sheet: isTheirs ? await readAskSheet(db.reads, workspaceId, rewardId, askedBy, clock.now()) : undefined,
    },
  };
}

async function readDelivery(db: Reads, { workspaceId, id }: QuestionWithParts): Promise<AnswerDelivery> {
  const message = await findMessage(db, workspaceId, messageKeys.answer(id));
  if (message?.state === 'posted') return 'told';
  if (message?.state === 'unknown') return 'unknown';
  if (message?.state !== 'failed') return 'waiting';
  if (message.problem === ASKER_LEFT) return 'left';
  return isUnreachable(message.problem) ? 'unreachable' : 'waiting';
}
