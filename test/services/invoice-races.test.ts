import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from '../../src/db/client.js';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { pullReward } from '../../src/services/pull-reward.js';
import { runClock } from '../../src/services/run-clock.js';
import { answerOf } from '../support/answers.js';
import {
  type Books,
  expectBalance,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  setUpShelf,
  tick,
} from '../support/books.js';
import { act, invoiceEvents } from '../support/invoice-acts.js';
import { decide, type GivenRewardRef, givenReward, rewardNow } from '../support/rewards.js';
import { BO, CLEO, DANA } from '../support/team.js';

const ROUNDS = 6;
const REVIEW_ENDS = '2026-12-08T00:00:00Z';

const shelf = setUpShelf();
let second: Db;
let third: Db;
beforeAll(async () => {
  second = shelf.machine();
  third = shelf.machine();
});

interface Stage extends Books {
  readonly first: GivenRewardRef;
  readonly other: GivenRewardRef;
  readonly late: GivenRewardRef;
}

/** In review: $100 of Acme, $40 of Globex. Approved too late: $25 of Globex. */
async function cut(): Promise<Stage> {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const first = await givenReward(books, { partnerId: acme, amount: '100' });
  const other = await givenReward(books, { partnerId: globex, amount: '40' });
  await tick(books, '2026-12-01T00:30:00Z');
  const late = await givenReward(books, { partnerId: globex, amount: '25' });
  await decide(books, late.id, 'approve');
  return { ...books, first, other, late };
}

/** Lets the one start a little before the other, each in its turn. */
const stagger = (round: number) => new Promise((resolve) => setTimeout(resolve, (round * 5) % 12));

const clock = (books: Books, db: Db) =>
  runClock({ ...books.deps, db }, { workspaceId: books.workspaceId, actor: 'bot' });

interface Seen {
  readonly invoiceId: string;
  readonly revision: number;
}

async function seen(books: Books): Promise<Seen> {
  const { id: invoiceId, revision } = await onlyInvoice(books);
  return { invoiceId, revision };
}

const press = (books: Books, db: Db, deed: InvoiceAct, what: Seen, by = CLEO) =>
  answerOf(act(books, deed, { ...what, db, by }));

const remove = (books: Books, db: Db, rewardId: string, what: Seen) =>
  answerOf(postponeReward({ ...books.deps, db }, { ...what, rewardId, workspaceId: books.workspaceId, by: CLEO }));

const pull = (books: Stage, db: Db, what: Seen, rewardRevision: number) =>
  answerOf(
    pullReward(
      { ...books.deps, db },
      { ...what, rewardId: books.late.id, rewardRevision, workspaceId: books.workspaceId, by: CLEO },
    ),
  );

const decline = (books: Books, db: Db, rewardId: string, revision: number) =>
  answerOf(
    decideReward(
      { ...books.deps, db },
      { rewardId, revision, decision: 'decline', workspaceId: books.workspaceId, by: BO },
    ),
  );

describe('two of finance who press the same button at once', () => {
  const ways: readonly [InvoiceAct, readonly InvoiceAct[]][] = [
    ['pause', []],
    ['resume', ['pause']],
    ['finalise', []],
    ['fail', ['finalise']],
    ['retry', ['finalise', 'fail']],
    ['pay', ['finalise', 'fail']],
    ['void', []],
  ];
  test.each(ways)('%s: it is done once, and the other is told', async (deed, way) => {
    for (let round = 0; round < 3; round += 1) {
      const books = await cut();
      for (const before of way) await act(books, before);
      const what = await seen(books);
      const before = (await invoiceEvents(books)).length;
      const answers = await Promise.all([
        press(books, second, deed, what, CLEO),
        press(books, third, deed, what, DANA),
      ]);
      expect(answers.sort()).toEqual(['done', 'invoice_changed']);
      expect(await invoiceEvents(books)).toHaveLength(before + 1);
      await expectBalance(books);
    }
  });
});

test('a pause as review ends: it is paused or it is finalised, and whoever paused knows', async () => {
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    const books = await cut();
    const what = await seen(books);
    books.clock.set(REVIEW_ENDS);
    const [answer] = await Promise.all([
      stagger(round).then(() => press(books, second, 'pause', what)),
      clock(books, third),
      clock(books, shelf.db),
    ]);
    expect((await onlyInvoice(books)).status).toBe(answer === 'done' ? 'paused' : 'finalised');
    expect(['done', 'invoice_changed']).toContain(answer);
    await expectBalance(books);
  }
});

test('finalising by hand as review ends: it is finalised once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    const what = await seen(books);
    books.clock.set(REVIEW_ENDS);
    await Promise.all([stagger(round).then(() => press(books, second, 'finalise', what)), clock(books, third)]);
    expect((await invoiceEvents(books)).filter((event) => event.kind === 'finalised')).toHaveLength(1);
    await expectBalance(books);
  }
});

test('resumed with more time while the clock looks at it: it keeps its time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    await act(books, 'pause');
    const what = await seen(books);
    books.clock.set('2026-12-20T10:00:00Z');
    await Promise.all([
      stagger(round).then(() => press(books, second, 'resume', what)),
      clock(books, third),
      clock(books, shelf.db),
    ]);
    expect(await onlyInvoice(books)).toMatchObject({ status: 'in_review' });
    await expectBalance(books);
  }
});

test('a void and a payment at once: paid or void, never both, and nothing is paid on a void one', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    await act(books, 'finalise');
    const what = await seen(books);
    const [paid, voided] = await Promise.all([
      stagger(round).then(() => press(books, second, 'pay', what)),
      stagger(round + 1).then(() => press(books, third, 'void', what, DANA)),
    ]);
    expect([paid, voided].sort()).toEqual(['done', 'invoice_changed']);
    const { status } = await onlyInvoice(books);
    expect(status).toBe(paid === 'done' ? 'paid' : 'void');
    const expected = paid === 'done' ? ['Paid', 'paid_on_invoice'] : ['New', 'not_invoiced'];
    for (const { id } of [books.first, books.other]) {
      const reward = await rewardNow(books, id);
      expect([reward.status, reward.payment]).toEqual(expected);
    }
    await expectBalance(books);
  }
});

test('a reward that is pulled on while it is declined is either, and the other is told', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    const what = await seen(books);
    const [pulled, declined] = await Promise.all([
      stagger(round).then(() => pull(books, second, what, 2)),
      stagger(round + 1).then(() => decline(books, third, books.late.id, 2)),
    ]);
    expect([pulled, declined].sort()).toEqual(['done', 'reward_changed']);
    const { payment } = await rewardNow(books, books.late.id);
    expect(payment).toBe(pulled === 'done' ? 'on_invoice' : 'not_invoiced');
    await expectBalance(books);
  }
});

test('two who pull the same reward on at once put it on once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    const what = await seen(books);
    const answers = await Promise.all([pull(books, second, what, 2), pull(books, third, what, 2)]);
    expect(answers.sort()).toEqual(['done', 'invoice_changed']);
    expect(await onlyInvoice(books)).toMatchObject({ total: 16_500n });
    await expectBalance(books);
  }
});

test('a reward that is pulled on while its month is cut is on one invoice', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    await act(books, 'pause');
    const what = await seen(books);
    books.clock.set('2027-01-01T00:30:00Z');
    const [pulled] = await Promise.all([stagger(round).then(() => pull(books, second, what, 2)), clock(books, third)]);
    expect(['done', 'reward_changed']).toContain(pulled);
    const places = (await invoicesOf(books)).filter((invoice) => invoice.rewards.includes(books.late.number));
    expect(places.map((invoice) => invoice.number)).toEqual([pulled === 'done' ? 'INV-2026-0001' : 'INV-2026-0002']);
    await expectBalance(books);
  }
});

test('a line that is removed while the invoice is voided goes back once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    const what = await seen(books);
    const answers = await Promise.all([
      stagger(round).then(() => remove(books, second, books.first.id, what)),
      stagger(round + 1).then(() => press(books, third, 'void', what, DANA)),
    ]);
    expect(answers.sort()).toEqual(['done', 'invoice_changed']);
    const { status } = await onlyInvoice(books);
    expect(await rewardNow(books, books.first.id)).toMatchObject({ payment: 'not_invoiced', revision: 3 });
    expect((await rewardNow(books, books.other.id)).payment).toBe(status === 'void' ? 'not_invoiced' : 'on_invoice');
    await expectBalance(books);
  }
});

test('a line that is removed while its reward is declined leaves once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    const what = await seen(books);
    const [removed, declined] = await Promise.all([
      stagger(round).then(() => remove(books, second, books.first.id, what)),
      stagger(round + 1).then(() => decline(books, third, books.first.id, 2)),
    ]);
    expect([removed, declined].filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await onlyInvoice(books)).toMatchObject({ total: 4_000n });
    await expectBalance(books);
  }
});

test('a decision while its invoice is voided: the reward is free again and decided once, or not at all', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const books = await cut();
    await act(books, 'finalise');
    const what = await seen(books);
    const [declined, voided] = await Promise.all([
      stagger(round).then(() => decline(books, second, books.first.id, 2)),
      press(books, third, 'void', what),
    ]);
    expect(voided).toBe('done');
    expect(['invoice_locked', 'reward_changed']).toContain(declined);
    expect(await rewardNow(books, books.first.id)).toMatchObject({ status: 'New', payment: 'not_invoiced' });
    await expectBalance(books);
  }
});
