import type { Reads, Tx } from './client.js';
import type { Prisma, Question } from './generated/client.js';

export type { Question };
export type NewQuestion = Pick<
  Question,
  'workspaceId' | 'rewardId' | 'partnerId' | 'submissionKey' | 'askedBy' | 'askedAt' | 'text'
>;

export function insertQuestion(tx: Tx, question: NewQuestion): Promise<Question> {
  return tx.question.create({ data: question });
}

export function findQuestionBySubmission(
  db: Reads,
  workspaceId: string,
  submissionKey: string,
): Promise<Question | null> {
  return db.question.findUnique({ where: { workspaceId_submissionKey: { workspaceId, submissionKey } } });
}

const questionParts = { reward: true, partner: { include: { contacts: true } } } satisfies Prisma.QuestionInclude;
export type QuestionWithParts = Prisma.QuestionGetPayload<{ include: typeof questionParts }>;

export function findQuestion(db: Reads, workspaceId: string, id: string): Promise<QuestionWithParts | null> {
  return db.question.findUnique({ where: { workspaceId_id: { workspaceId, id } }, include: questionParts });
}

/** What was asked about a reward, oldest first. */
export function findQuestionsOf(db: Reads, workspaceId: string, rewardId: string): Promise<QuestionWithParts[]> {
  return db.question.findMany({
    where: { workspaceId, rewardId },
    include: questionParts,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  });
}

export function countOpenQuestions(
  db: Reads,
  { workspaceId, rewardId, askedBy }: Pick<Question, 'workspaceId' | 'rewardId' | 'askedBy'>,
): Promise<number> {
  return db.question.count({ where: { workspaceId, rewardId, askedBy, answeredAt: null } });
}

/** The guarded write: a question is answered once. False: somebody else was first. */
export async function setAnswer(
  tx: Tx,
  question: Pick<Question, 'workspaceId' | 'id'>,
  answer: { readonly by: string; readonly at: Date; readonly text: string },
): Promise<boolean> {
  const { workspaceId, id } = question;
  const { count } = await tx.question.updateMany({
    where: { workspaceId, id, answeredAt: null },
    data: { answeredBy: answer.by, answeredAt: answer.at, answer: answer.text },
  });
  return count > 0;
}
