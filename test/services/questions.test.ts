import { beforeEach, describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../src/domain/errors.js';
import { answerQuestion, checkAnswer, oweAnswerAgain } from '../../src/services/answer-question.js';
import { askQuestion, requireAskSheet } from '../../src/services/ask-question.js';
import { createReward } from '../../src/services/create-reward.js';
import { editReward } from '../../src/services/edit-reward.js';
import { messageKeys } from '../../src/services/message-keys.js';
import { noteMessage } from '../../src/services/message-ledger.js';
import { readAnswer, readQuestions } from '../../src/services/read-questions.js';
import { type Books, forgetOwedJobs, setUpShelf } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { decide, givenReward } from '../support/rewards.js';
import { ANA, BO, CY, LENA, OMAR } from '../support/team.js';

const shelf = setUpShelf();
let books: Books;
let partnerId: string;
let rewardId: string;
beforeEach(async () => {
  books = await shelf.open();
  partnerId = await givenPartner(books, { key: 'acme', name: 'Acme', slackUserId: LENA });
  ({ id: rewardId } = await givenReward(books, { partnerId }));
});

const questions = () => books.db.reads.question.findMany({ where: { workspaceId: books.workspaceId } });
const ask = (submissionKey: string, by = LENA, of: Pick<Books, 'workspaceId'> = books) =>
  askQuestion(books.deps, {
    workspaceId: of.workspaceId,
    rewardId,
    by,
    submissionKey,
    text: `Asked as ${submissionKey}`,
  });
const answer = (questionId: string, by: string, text = `Answer of ${by}`) =>
  answerQuestion(books.deps, { workspaceId: books.workspaceId, questionId, by, text });
const jobs = (name: string) => books.db.reads.$queryRaw<{ id: bigint }[]>`
  SELECT id FROM graphile_worker._private_jobs WHERE key LIKE ${`${name}:${books.workspaceId}:%`}`;

async function refusalsOf(settled: readonly PromiseSettledResult<unknown>[]): Promise<Refusal[]> {
  return settled.flatMap((one): Refusal[] => (one.status === 'rejected' ? [one.reason] : []));
}
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );

describe('a question', () => {
  test('is one, however often and at once its form comes', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask('V1')));
    await ask('V1');
    expect(await questions()).toHaveLength(1);
    expect(await jobs('show-questions')).toHaveLength(1);
  });

  test('finds room for five at once and no sixth', async () => {
    const settled = await Promise.allSettled(['1', '2', '3', '4', '5', '6', '7'].map((key) => ask(key)));
    const refused = await refusalsOf(settled);
    expect(refused.map((refusal) => refusal.code)).toEqual(['too_many_questions', 'too_many_questions']);
    const [first] = await questions();
    await answer(first?.id ?? '', BO);
    expect(await codeOf(ask('8'))).toBe('done');
  });

  test('of somebody else, of another workspace, of an archived partner or about nothing: all look the same', async () => {
    const elsewhere = await shelf.open();
    const sheet = (by: string, of: Pick<Books, 'workspaceId'> = books, id = rewardId) =>
      requireAskSheet(books.deps, { workspaceId: of.workspaceId, rewardId: id, by });
    expect((await sheet(LENA)).view.reward).toMatch(/^R-/);
    const nothing = '00000000-0000-4000-8000-000000000000';
    for (const tried of [ask('a', OMAR), ask('b', ANA), ask('c', LENA, elsewhere)])
      expect(await codeOf(tried)).toBe('reward_not_found');
    for (const tried of [sheet(OMAR), sheet(LENA, elsewhere), sheet(LENA, books, nothing)])
      expect(await codeOf(tried)).toBe('reward_not_found');
    await books.db.transaction((tx) =>
      tx.partner.update({ where: { id: partnerId }, data: { archivedAt: books.clock.now() } }),
    );
    expect([await codeOf(ask('d')), await codeOf(sheet(LENA))]).toEqual(['reward_not_found', 'reward_not_found']);
    expect(await questions()).toEqual([]);
  });
});

describe('an answer', () => {
  const given = async () => {
    await ask('V1');
    const [question] = await questions();
    return question?.id ?? '';
  };

  test('is the first of several at once; the others are told whose it is, and one message is owed', async () => {
    for (let round = 0; round < 5; round++) {
      await ask(`V${round}`);
      const open = (await questions()).find(({ answeredAt }) => !answeredAt)?.id ?? '';
      const refused = await refusalsOf(
        await Promise.allSettled([answer(open, ANA), answer(open, BO), answer(open, CY)]),
      );
      const now = (await questions()).find(({ id }) => id === open);
      expect(now?.answer).toBe(`Answer of ${now?.answeredBy}`);
      expect(refused).toHaveLength(2);
      for (const refusal of refused)
        expect(isRefusal(refusal, 'question_answered') && refusal.facts.last.actor).toBe(now?.answeredBy);
    }
    expect(await jobs('tell-answer')).toHaveLength(5);
  });

  test('sent twice by one person is one; another one of theirs is refused', async () => {
    const id = await given();
    await answer(id, BO);
    expect(await codeOf(answer(id, BO))).toBe('done');
    expect(await codeOf(answer(id, BO, 'Something else'))).toBe('question_answered');
    expect(await codeOf(checkAnswer(books.deps, { workspaceId: books.workspaceId, questionId: id, by: CY }))).toBe(
      'question_answered',
    );
  });

  test('reaches whoever asked for their partner, without the reward that is another partner’s by now', async () => {
    const id = await given();
    const globex = await givenPartner(books, { key: 'globex', name: 'Globex', slackUserId: OMAR });
    await answer(id, BO, 'Because.');
    await decide(books, rewardId, 'request_changes', { reason: 'Is it not for Globex?' });
    await editReward(books.deps, {
      ...{ workspaceId: books.workspaceId, rewardId, revision: 2, by: ANA },
      ...{ partnerId: globex, description: 'Webinar in November', amount: { minor: 25_000n, currency: 'USD' } },
    });
    const read = () => readAnswer(books.deps, books.workspaceId, id);
    expect(await read()).toMatchObject({ to: LENA, notice: { answer: 'Because.', sheet: undefined } });
    await books.db.transaction((tx) => tx.contact.deleteMany({ where: { partnerId } }));
    expect(await read()).toMatchObject({ notice: 'left' });
  });

  test.each([
    ['unknown', 'once more', 1],
    ['failed', 'once more', 1],
    ['posting', 'no more', 0],
    ['posted', 'no more', 0],
  ] as const)('whose message is %s is owed %s, however often that is pressed', async (state, _, times) => {
    const id = await given();
    await answer(id, BO);
    await forgetOwedJobs(books);
    const key = messageKeys.answer(id);
    const again = () => oweAnswerAgain(books.deps, { workspaceId: books.workspaceId, questionId: id, by: CY });
    await noteMessage(books.deps, { workspaceId: books.workspaceId, rewardId, key, channel: LENA, state });
    await Promise.all([again(), again(), again()]);
    expect(await jobs('tell-answer')).toHaveLength(times);
    // Whoever sees the button still sees the thread as it was.
    expect(await jobs('show-questions')).toHaveLength(1);
    // While it is on its way, nobody sends it a second time.
    await forgetOwedJobs(books);
    await again();
    expect(await jobs('tell-answer')).toEqual([]);
  });

  test("is not the asker's to give, nor anybody's of another workspace", async () => {
    const id = await given();
    expect([await codeOf(answer(id, LENA)), await codeOf(answer(id, OMAR))]).toEqual(['not_allowed', 'not_allowed']);
    const elsewhere = await shelf.open();
    const there = { workspaceId: elsewhere.workspaceId, questionId: id, by: BO };
    expect(await codeOf(answerQuestion(books.deps, { ...there, text: 'x' }))).toBe('question_not_found');
    expect(await codeOf(checkAnswer(books.deps, there))).toBe('question_not_found');
    expect(await readAnswer(books.deps, elsewhere.workspaceId, id)).toBeUndefined();
    expect(await readQuestions(books.deps, elsewhere.workspaceId, rewardId)).toEqual([]);
  });
});

test('evidence that is no message of this team is dropped, and the reward is made all the same', async () => {
  const { url } = await books.db.reads.workspace.findUniqueOrThrow({ where: { id: books.workspaceId } });
  const make = (evidence: string, minor: bigint) =>
    createReward(books.deps, {
      workspaceId: books.workspaceId,
      by: ANA,
      submissionKey: evidence,
      partnerId,
      description: 'Webinar',
      amount: { minor, currency: 'USD' },
      evidence,
    });
  await make('https://evil.example/archives/C0A/p1', 100n);
  await make(`${url}archives/C0A/p1700000000123456`, 200n);
  const made = await books.db.reads.reward.findMany({ where: { partnerId }, orderBy: { number: 'asc' }, skip: 1 });
  expect(made.map(({ evidence }) => evidence)).toEqual([null, `${url}archives/C0A/p1700000000123456`]);
});
