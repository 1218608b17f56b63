import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from '../../src/db/client.js';
import type { Decision } from '../../src/domain/reward.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { runClock } from '../../src/services/run-clock.js';
import { answerOf } from '../support/answers.js';
import {
  type Books,
  expectBalance,
  givenClawback,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  setUpShelf,
  tick,
} from '../support/books.js';
import { type GivenRewardRef, givenReward, rewardNow } from '../support/rewards.js';
import { BO, CLEO, CY } from '../support/team.js';

const ROUNDS = 8;
const DECEMBER = '2026-12-01T00:30:00Z';
const REVIEW_ENDS = '2026-12-08T00:00:00Z';
const DECISIONS: readonly Decision[] = ['decline', 'hold', 'approve', 'mark_paid'];

const shelf = setUpShelf();
let second: Db;
let third: Db;
beforeAll(async () => {
  second = shelf.machine();
  third = shelf.machine();
});

interface Stage extends Books {
  readonly rewards: readonly GivenRewardRef[];
}

/** Acme with $100, $30 and a clawback of $30; Globex with $40. */
async function open(): Promise<Stage> {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const earned = await givenReward(books, { partnerId: acme, amount: '100' });
  const more = await givenReward(books, { partnerId: acme, amount: '30' });
  const clawback = await givenClawback(books, more.id, 3_000n);
  const other = await givenReward(books, { partnerId: globex, amount: '40' });
  return { ...books, rewards: [earned, more, { ...clawback, revision: 1 }, other] };
}

/** Somebody decides on the reward as they saw it. Says how they were answered. */
async function press(
  books: Books,
  db: Db,
  rewardId: string,
  decision: Decision,
  revision: number,
  by = BO,
): Promise<string> {
  const order = { workspaceId: books.workspaceId, rewardId, revision, decision, by };
  return answerOf(decideReward({ ...books.deps, db }, order));
}

const clock = (books: Books, db: Db) =>
  runClock({ ...books.deps, db }, { workspaceId: books.workspaceId, actor: 'bot' });
const pick = <Item>(items: readonly Item[], round: number): Item => items[round % items.length] as Item;

/** Lets the one start a little before the other, each in its turn. */
const stagger = (round: number) => new Promise((resolve) => setTimeout(resolve, (round * 7) % 12));

describe('a decision and the clock at the same moment', () => {
  test('when the month is cut, one is first; the other sees what it did', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const books = await open();
      const reward = pick(books.rewards, round >> 1);
      const decision = pick(DECISIONS, round);
      books.clock.set(DECEMBER);
      const [answer] = await Promise.all([
        stagger(round).then(() => press(books, second, reward.id, decision, 1)),
        clock(books, third),
        clock(books, shelf.db),
      ]);
      expect(['done', 'reward_changed']).toContain(answer);
      await expectBalance(books);
      await tick(books, REVIEW_ENDS);
      await tick(books, '2027-01-01T00:30:00Z');
      await expectBalance(books);
    }
  });

  test('when review ends, a line leaves before it or not at all', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const books = await open();
      await tick(books, DECEMBER);
      const [before] = await invoicesOf(books);
      const reward = pick(books.rewards, round);
      const { revision } = await rewardNow(books, reward.id);
      books.clock.set(REVIEW_ENDS);
      const [answer] = await Promise.all([
        stagger(round).then(() => press(books, second, reward.id, 'decline', revision)),
        clock(books, third),
      ]);
      expect(['done', 'invoice_locked']).toContain(answer);
      // Whoever came second to a decision comes again with the next tick.
      await tick(books, REVIEW_ENDS);
      const invoice = await onlyInvoice(books);
      expect(invoice.status).toBe('finalised');
      expect(invoice.rewards.includes(reward.number)).toBe(answer !== 'done');
      if (answer !== 'done') expect(invoice.total).toBe(before?.total);
      await expectBalance(books);
    }
  });
});

test('a decision while the invoice is paid is refused, whichever comes first', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await open();
    await tick(books, DECEMBER);
    await tick(books, REVIEW_ENDS);
    const reward = pick(books.rewards, round >> 1);
    const [{ revision }, invoice] = [await rewardNow(books, reward.id), await onlyInvoice(books)];
    const payment = { workspaceId: books.workspaceId, invoiceId: invoice.id, revision: invoice.revision, by: CLEO };
    const [answer, paid] = await Promise.all([
      stagger(round).then(() => press(books, second, reward.id, pick(DECISIONS, round), revision)),
      answerOf(
        markInvoicePaid({ ...books.deps, db: third }, { ...payment, paidOn: '2026-12-08', reference: 'SEPA 1' }),
      ),
    ]);
    expect(paid).toBe('done');
    expect(['invoice_locked', 'reward_changed']).toContain(answer);
    expect(await rewardNow(books, reward.id)).toMatchObject({ status: 'Paid', payment: 'paid_on_invoice' });
    await expectBalance(books);
  }
});

describe('two people at the same moment', () => {
  test('who decide on the same reward: one decision stands, the other is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const books = await open();
      await tick(books, DECEMBER);
      const reward = pick(books.rewards, round >> 1);
      const { revision } = await rewardNow(books, reward.id);
      const answers = await Promise.all([
        press(books, second, reward.id, pick(DECISIONS, round), revision, BO),
        press(books, third, reward.id, pick(DECISIONS, round + 1), revision, CY),
      ]);
      expect(answers.sort()).toEqual(['done', 'reward_changed']);
      await expectBalance(books);
    }
  });

  test('who decide on two rewards of one partner: the sum that is left is right, and carried forward if it is none', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const books = await open();
      const [earned, more] = books.rewards;
      if (!earned || !more) throw new Error('the stage is empty');
      await tick(books, DECEMBER);
      const answers = await Promise.all([
        stagger(round).then(() => press(books, second, earned.id, 'decline', 2, BO)),
        stagger(round + 1).then(() => press(books, third, more.id, 'hold', 2, CY)),
      ]);
      // Taken off for good, the one leaves the other carried forward, which is a change its reviewer has not seen.
      expect(answers).toContain('done');
      const { rewards, total } = await onlyInvoice(books);
      expect([rewards, total]).toEqual([[books.rewards[3]?.number], 4_000n]);
      await expectBalance(books);
    }
  });
});

test('five reviewers, the clock and finance, all at once and again: the books balance after each round', async () => {
  const books = await open();
  const instants = [DECEMBER, REVIEW_ENDS, '2027-01-01T00:30:00Z', '2027-01-08T00:30:00Z', '2027-02-01T00:30:00Z'];
  for (const [round, instant] of instants.entries()) {
    books.clock.set(instant);
    const everybody = books.rewards.map(async (reward, index) => {
      const { revision } = await rewardNow(books, reward.id);
      return press(
        books,
        index % 2 ? second : third,
        reward.id,
        pick(['hold', 'release', 'approve'], index + round),
        revision,
      );
    });
    const payers = (await invoicesOf(books)).map((invoice) =>
      answerOf(
        markInvoicePaid(books.deps, {
          ...{ workspaceId: books.workspaceId, invoiceId: invoice.id, revision: invoice.revision },
          ...{ by: CLEO, paidOn: '2026-12-08', reference: 'SEPA 1' },
        }),
      ),
    );
    await Promise.all([...everybody, ...payers, clock(books, second), clock(books, third)]);
    await expectBalance(books);
  }
});
