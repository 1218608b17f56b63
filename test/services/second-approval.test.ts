import { expect, test } from '@jest/globals';
import { approveSeveral } from '../../src/services/approve-several.js';
import { answerOf } from '../support/answers.js';
import { type Books, expectBalance, givenPartners, owedJobs, setUpShelf } from '../support/books.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { booksOf, decide, eventsOf, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

const shelf = setUpShelf();

async function open(policy: Parameters<typeof givenReviewPolicy>[1] = {}): Promise<{ books: Books; acme: string }> {
  const books = await shelf.open();
  await givenReviewPolicy(books, { secondApprovalFrom: 1000n, ...policy });
  const { acme } = await givenPartners(books, 'acme');
  return { books, acme };
}

test('an amount at the threshold needs two different people, one below it needs one', async () => {
  const { books, acme } = await open();
  const below = await givenReward(books, { partnerId: acme, amount: '999.99' });
  await decide(books, below.id, 'approve');
  expect((await rewardNow(books, below.id)).status).toBe('Approved');

  const { id } = await givenReward(books, { partnerId: acme, amount: '1000' });
  await decide(books, id, 'approve');
  expect(await rewardNow(books, id)).toMatchObject({ status: 'New', revision: 2, firstApprovedBy: BO });
  expect((await owedJobs(books)).filter((key) => key === `tell-partner ${id}:2`)).toEqual([]);
  expect(await answerOf(decide(books, id, 'approve'))).toBe('approved_before');
  await decide(books, id, 'approve', { by: CY });
  expect(await rewardNow(books, id)).toMatchObject({ status: 'Approved', firstApprovedBy: null });
  expect(await owedJobs(books)).toContain(`tell-partner ${id}:3`);
  expect((await booksOf(books, id)).kinds).toEqual(['created', 'approved_first', 'approved']);
  expect((await eventsOf(books, id))[2]).toMatchObject({ actor: CY, facts: { firstApprovedBy: BO } });
  await expectBalance(books);
});

test('the policy that held when it was created holds for it, whatever is set later', async () => {
  const { books, acme } = await open({ secondApprovalFrom: null });
  const before = await givenReward(books, { partnerId: acme, amount: '5000' });
  await givenReviewPolicy(books, { secondApprovalFrom: 1000n });
  const during = await givenReward(books, { partnerId: acme, amount: '5000' });
  await givenReviewPolicy(books, { secondApprovalFrom: null });
  for (const { id } of [before, during]) await decide(books, id, 'approve');
  expect([(await rewardNow(books, before.id)).status, (await rewardNow(books, during.id)).status]).toEqual([
    'Approved',
    'New',
  ]);
});

test('when two approvers press a fresh card at once, one gives the first approval and the other is told it changed', async () => {
  const { books, acme } = await open();
  const { id, revision } = await givenReward(books, { partnerId: acme, amount: '5000' });
  const both = [BO, CY].map((by) => answerOf(decide(books, id, 'approve', { by, revision })));
  expect((await Promise.all(both)).sort()).toEqual(['done', 'reward_changed']);
  const after = await rewardNow(books, id);
  expect(after).toMatchObject({ status: 'New', revision: 2 });
  const other = after.firstApprovedBy === BO ? CY : BO;
  await decide(books, id, 'approve', { by: other });
  expect((await rewardNow(books, id)).status).toBe('Approved');
  await expectBalance(books);
});

test('with four eyes off the same person still cannot give both', async () => {
  const { books, acme } = await open({ fourEyes: false });
  const { id } = await givenReward(books, { partnerId: acme, amount: '5000', by: DANA });
  await decide(books, id, 'approve', { by: DANA });
  expect(await answerOf(decide(books, id, 'approve', { by: DANA, reason: 'In a hurry' }))).toBe('approved_before');
  await decide(books, id, 'approve', { by: BO });
  expect((await rewardNow(books, id)).status).toBe('Approved');
});

test('a hold keeps the first approval and a decision against it does not', async () => {
  const { books, acme } = await open();
  const { id } = await givenReward(books, { partnerId: acme, amount: '5000' });
  for (const decision of ['approve', 'hold', 'release'] as const) await decide(books, id, decision);
  expect(await rewardNow(books, id)).toMatchObject({ status: 'New', firstApprovedBy: BO });
  for (const decision of ['decline', 'reopen'] as const) await decide(books, id, decision, { by: CY });
  expect(await rewardNow(books, id)).toMatchObject({ status: 'New', firstApprovedBy: null });
  await decide(books, id, 'approve');
  expect((await rewardNow(books, id)).status).toBe('New');
});

test('where nobody is left to give the second, the one admin may, with a reason, and nobody else', async () => {
  const { books, acme } = await open();
  await shelf.db.transaction((tx) =>
    tx.roleGrant.deleteMany({ where: { workspaceId: books.workspaceId, role: 'approver', principalId: CY } }),
  );
  const { id } = await givenReward(books, { partnerId: acme, amount: '5000', by: DANA });
  await decide(books, id, 'approve', { by: BO });
  expect(await answerOf(decide(books, id, 'approve', { by: BO, reason: 'In a hurry' }))).toBe('approved_before');
  expect(await answerOf(decide(books, id, 'approve', { by: ANA, reason: 'In a hurry' }))).toBe('not_allowed');
  expect(await answerOf(decide(books, id, 'approve', { by: DANA }))).toBe('reason_needed');
  await decide(books, id, 'approve', { by: DANA, reason: 'Cy has left' });
  expect((await eventsOf(books, id)).at(-1)).toMatchObject({
    kind: 'approved',
    reason: 'Cy has left',
    facts: { alone: true, firstApprovedBy: BO },
  });
});

test('a form that approves several and comes twice says of a first approval the same both times', async () => {
  const { books, acme } = await open();
  const { id, revision } = await givenReward(books, { partnerId: acme, amount: '5000' });
  const send = () =>
    approveSeveral(books.deps, { workspaceId: books.workspaceId, userId: BO }, [{ rewardId: id, revision }]);
  const said = [await send(), await send()].map(([result]) => result?.outcome);
  expect(said).toEqual([{ kind: 'first_of_two' }, { kind: 'first_of_two' }]);
  expect((await booksOf(books, id)).kinds).toEqual(['created', 'approved_first']);
});
