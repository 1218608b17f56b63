import { beforeAll, expect, test } from '@jest/globals';
import type { Db } from '../../src/db/client.js';
import { Refusal } from '../../src/domain/errors.js';
import { checkBooks } from '../../src/services/check-books.js';
import { clawBack } from '../../src/services/claw-back.js';
import { readRewardCard } from '../../src/services/read-reward-card.js';
import { refusalPlain } from '../../src/views/refusals.js';
import { type Books, expectBalance, givenPartners, invoicesOf, owedJobs, setUpShelf, tick } from '../support/books.js';
import { runStatement } from '../support/database-statement.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY } from '../support/team.js';

const shelf = setUpShelf();
let machines: Db[];
beforeAll(async () => {
  machines = Array.from({ length: 4 }, () => shelf.machine());
});

/** $100 of Acme, paid. */
async function paid() {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  const reward = await givenReward(books, { partnerId: acme, amount: '100' });
  await decide(books, reward.id, 'mark_paid');
  return { ...books, acme, reward };
}

let submissions = 0;
function take(books: Books, rewardId: string, minor: bigint, options: { db?: Db; by?: string; key?: string } = {}) {
  submissions += 1;
  const { db = books.db, by = ANA, key = `V-claw-${submissions}` } = options;
  const amount = { minor, currency: 'USD' };
  const order = { workspaceId: books.workspaceId, rewardId, by, submissionKey: key, amount, reason: 'Returned' };
  return clawBack({ ...books.deps, db }, order);
}

const negatives = async (books: Books) => {
  const rows = await books.db.reads.reward.findMany({
    where: { workspaceId: books.workspaceId, amountMinor: { lt: 0 } },
  });
  return rows.map(({ amountMinor }) => amountMinor);
};

test('however many take it back at once, never more than was paid', async () => {
  for (let round = 0; round < 5; round += 1) {
    const books = await paid();
    const outcomes = await Promise.allSettled(
      machines.map((db, at) => take(books, books.reward.id, 4_000n, { db, by: [ANA, BO, CY, BO][at] ?? ANA })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({ code: 'clawback_overtaken', facts: { left: { minor: 2_000n } } });
      if (outcome.reason instanceof Refusal)
        expect(refusalPlain(outcome.reason)).toContain('at most $20.00 more can be');
    }
    expect(await negatives(books)).toEqual([-4_000n, -4_000n]);
    await expectBalance(books);
  }
});

test('the same submission at once is one clawback, and its messages are owed once', async () => {
  const books = await paid();
  const made = await Promise.all(machines.map((db) => take(books, books.reward.id, 1_000n, { db, key: 'V-same' })));
  expect(new Set(made.map(({ rewardId }) => rewardId)).size).toBe(1);
  expect(await negatives(books)).toEqual([-1_000n]);
  const id = made[0]?.rewardId ?? '';
  const jobs = (await owedJobs(books)).filter((job) => job.includes(id));
  expect(jobs).toEqual([`show-reward-card ${id}`, `tell-creator ${id}`]);
  expect(await owedJobs(books)).toContain(`show-reward-card ${books.reward.id}`);
});

test('one is reopened while another is made: both at once never take more than was paid', async () => {
  for (let round = 0; round < 5; round += 1) {
    const books = await paid();
    const first = await take(books, books.reward.id, 7_000n);
    await decide(books, first.rewardId, 'decline');
    const [one, two] = [machines[0] ?? shelf.db, machines[1] ?? shelf.db];
    const outcomes = await Promise.allSettled([
      decide({ ...books, db: one, deps: { ...books.deps, db: one } }, first.rewardId, 'reopen'),
      take(books, books.reward.id, 6_000n, { db: two, by: BO }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.status === 'rejected' && refused.reason).toMatchObject({ code: 'clawback_overtaken' });
    await expectBalance(books);
  }
});

test('it goes on the next invoice below zero, is paid with it, and is the partner, customer and currency of its reward', async () => {
  const books = await paid();
  const { rewardId, number } = await take(books, books.reward.id, 3_000n);
  const row = await rewardNow(books, rewardId);
  expect(row).toMatchObject({
    partnerId: books.acme,
    currency: 'USD',
    customerId: null,
    status: 'New',
    createdBy: ANA,
  });
  const more = await givenReward(books, { partnerId: books.acme, amount: '50' });
  await decide(books, rewardId, 'approve');
  await tick(books, '2026-12-01T00:30:00Z');
  expect(await invoicesOf(books)).toMatchObject([{ total: 2_000n, rewards: [number, more.number] }]);
  const card = await readRewardCard(books.deps, books.workspaceId, books.reward.id);
  expect(card).toMatchObject({
    clawbacks: [{ number, amount: { minor: -3_000n } }],
    leftToTakeBack: { minor: 7_000n },
  });
  await expectBalance(books);
});

test('the database holds it too, whoever writes; and the books say so where somebody got round it', async () => {
  const books = await paid();
  const made = await take(books, books.reward.id, 6_000n);
  const copy = (amount: number, number: number) =>
    `INSERT INTO reward (workspace_id, programme_id, number, submission_key, partner_id, description, amount_minor, currency, created_by, created_at, four_eyes, corrects_reward_id)
     SELECT workspace_id, programme_id, ${number}, 'V${number}', partner_id, description, ${amount}, currency, created_by, created_at, four_eyes, corrects_reward_id
     FROM reward WHERE id = '${made.rewardId}'`;
  await expect(runStatement(shelf.url, copy(-4_001, 5_001))).rejects.toThrow(/take 10001 back of a reward of 10000/);
  const unpaid = await givenReward(books, { partnerId: books.acme });
  await expect(
    runStatement(shelf.url, copy(-1, 5_002).replace(', corrects_reward_id\n', `, '${unpaid.id}'::uuid\n`)),
  ).rejects.toThrow(/only a paid reward is clawed back/);
  await expect(
    runStatement(shelf.url, `UPDATE reward SET corrects_reward_id = '${unpaid.id}' WHERE id = '${made.rewardId}'`),
  ).rejects.toThrow(/never change, nor what it corrects/);

  await runStatement(
    shelf.url,
    `BEGIN; ALTER TABLE reward DISABLE TRIGGER clawback_takes_what_was_paid; ${copy(-4_001, 5_003)};
     ALTER TABLE reward ENABLE TRIGGER clawback_takes_what_was_paid; COMMIT`,
  );
  const { findings } = await checkBooks(shelf.db.reads, books.workspaceId);
  expect(findings).toContainEqual({
    what: 'reward_clawbacks',
    subject: `R-${books.reward.number}, taken back`,
    expected: '100.00 USD',
    found: '100.01 USD',
  });
});
