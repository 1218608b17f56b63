import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDb, type Db } from '../../src/db/client.js';
import { Refusal } from '../../src/domain/errors.js';
import { DECISIONS, type Decision } from '../../src/domain/reward.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { runClock } from '../../src/services/run-clock.js';
import {
  type Books,
  expectBalance,
  givenClawback,
  givenPartners,
  invoicesOf,
  openShelf,
  type Shelf,
  set,
  tick,
} from '../support/books.js';
import { decide, givenReward } from '../support/rewards.js';
import { BO, CLEO, CY } from '../support/team.js';

// Whatever two people and the clock do, in whatever order and at the same moment, the books balance after every step.

type Deed =
  | { readonly kind: 'create'; readonly partner: number; readonly cents: number; readonly currency: string }
  | { readonly kind: 'claw back'; readonly reward: number; readonly cents: number }
  | { readonly kind: 'decide'; readonly reward: number; readonly decision: Decision; readonly by: string }
  | { readonly kind: 'run the clock'; readonly days: number }
  | { readonly kind: 'pay'; readonly invoice: number }
  | { readonly kind: 'set the policy'; readonly to: string };

const index = fc.nat({ max: 30 });
const cents = fc.integer({ min: 1, max: 5_000 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      partner: fc.nat({ max: 1 }),
      cents,
      currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('claw back' as const), reward: index, cents }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      reward: index,
      decision: fc.constantFrom(...DECISIONS),
      by: fc.constantFrom(BO, CY),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('run the clock' as const), days: fc.constantFrom(0, 1, 7, 9, 20, 40) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pay' as const), invoice: fc.nat({ max: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set the policy' as const),
      to: fc.constantFrom('approved_only', 'new_and_approved'),
    }),
  },
);

let shelf: Shelf;
let workers: readonly Db[];
beforeAll(async () => {
  shelf = await openShelf();
  workers = [createDb(shelf.url, { connections: 3 }), createDb(shelf.url, { connections: 3 })];
});
afterAll(async () => {
  await Promise.all(workers.map((db) => db.close()));
  await shelf.close();
});

interface World {
  readonly books: Books;
  readonly partners: readonly string[];
}

/** Does it, or is refused in words: nothing else may come of it. */
async function attempt(world: World, db: Db, todo: Deed): Promise<void> {
  const books: Books = { ...world.books, db, deps: { ...world.books.deps, db } };
  try {
    await perform(books, world.partners, todo);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function perform(books: Books, partners: readonly string[], todo: Deed): Promise<void> {
  const { workspaceId, clock } = books;
  switch (todo.kind) {
    case 'create': {
      const amount = (todo.cents / 100).toFixed(2);
      await givenReward(books, { partnerId: partners[todo.partner] ?? '', amount, currency: todo.currency });
      return;
    }
    case 'claw back': {
      const reward = await pickReward(books, todo.reward);
      if (reward && reward.amountMinor > 0n) await givenClawback(books, reward.id, BigInt(todo.cents));
      return;
    }
    case 'decide': {
      const reward = await pickReward(books, todo.reward);
      if (reward) await decide(books, reward.id, todo.decision, { by: todo.by });
      return;
    }
    case 'run the clock':
      clock.set(new Date(clock.now().getTime() + todo.days * 86_400_000));
      await runClock(books.deps, { workspaceId, actor: 'bot' });
      return;
    case 'pay': {
      const invoices = await invoicesOf(books);
      const invoice = invoices[todo.invoice % Math.max(1, invoices.length)];
      if (!invoice) return;
      const { id: invoiceId, revision } = invoice;
      const payment = { by: CLEO, paidOn: '2026-12-10', reference: 'SEPA 1' };
      await markInvoicePaid(books.deps, { workspaceId, invoiceId, revision, ...payment });
      return;
    }
    case 'set the policy':
      await set(books, 'unreviewed', todo.to);
  }
}

async function pickReward({ db, workspaceId }: Books, at: number) {
  const count = await db.reads.reward.count({ where: { workspaceId } });
  return db.reads.reward.findFirst({
    where: { workspaceId },
    orderBy: { number: 'asc' },
    skip: count > 0 ? at % count : 0,
  });
}

async function expectPaidOnce({ db, workspaceId }: Books): Promise<void> {
  const twice = await db.reads.event.groupBy({
    by: ['rewardId'],
    where: { workspaceId, toStatus: 'Paid' },
    having: { rewardId: { _count: { gt: 1 } } },
  });
  expect(twice).toEqual([]);
}

/** What may be paid and would come to more than nothing does not wait for ever. */
async function expectNothingForgotten(books: Books): Promise<void> {
  await set(books, 'unreviewed', 'new_and_approved');
  await tick(books, new Date(books.clock.now().getTime() + 40 * 86_400_000));
  const waiting = await books.db.reads.reward.groupBy({
    by: ['partnerId', 'currency'],
    where: { workspaceId: books.workspaceId, payment: 'not_invoiced', status: { in: ['New', 'Approved'] } },
    _sum: { amountMinor: true },
  });
  expect(waiting.filter(({ _sum }) => (_sum.amountMinor ?? 0n) > 0n)).toEqual([]);
  await expectBalance(books);
}

test('two people and the clock, at once and in any order: sums, lines, histories and payments agree after every step', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('Pacific/Auckland', 'Europe/Berlin', 'America/Los_Angeles'),
      fc.array(fc.tuple(deed, deed), { minLength: 18, maxLength: 22 }),
      async (timeZone, steps) => {
        const books = await shelf.open({ timeZone });
        const world: World = { books, partners: await givenPartners(books, 'acme', 'globex') };
        for (const step of steps) {
          const outcomes = await Promise.allSettled(
            step.map((todo, worker) => attempt(world, workers[worker] ?? shelf.db, todo)),
          );
          expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([]);
          await expectBalance(books);
          await expectPaidOnce(books);
        }
        await expectNothingForgotten(books);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);
