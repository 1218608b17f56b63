import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { createDb, type Db, UNLIMITED_MS } from '../../src/db/client.js';
import { lockReward } from '../../src/db/rewards.js';
import { Refusal } from '../../src/domain/errors.js';
import { approveSeveral } from '../../src/services/approve-several.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { editReward } from '../../src/services/edit-reward.js';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { type Books, expectBalance, givenPartners, onlyInvoice, setUpShelf, tick } from '../support/books.js';
import { beginCut } from '../support/cut-in-progress.js';
import { act } from '../support/invoice-acts.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, DANA } from '../support/team.js';

const shelf = setUpShelf();
let impatient: Db;
beforeAll(async () => {
  impatient = createDb(shelf.url, { connections: 4, lockTimeoutMs: 50 });
});
afterAll(async () => {
  await impatient.close();
  await shelf.close();
});

async function open() {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  return { ...books, acme };
}

/** What people and jobs do with a database that waits less than the real one. */
const people = (books: Books) => ({ ...books.deps, db: impatient });

const refusedFor = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'not refused',
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
};

test('whoever decides on a reward, sends it back or changes what the cut goes by is told that the invoice is being cut', async () => {
  const books = await open();
  const { workspaceId, acme } = books;
  const { id: rewardId } = await givenReward(books, { partnerId: acme });
  const { id: heldId } = await givenReward(books, { partnerId: acme, amount: '7' });
  const cut = await beginCut(books, '2026-12-01T00:30:00Z');
  const ref = { workspaceId, rewardId, revision: 1 };
  const deps = people(books);
  const amount = { minor: 100n, currency: 'USD' };
  const beingCut = { code: 'held_by', work: 'cut' };
  for (const attempt of [
    decideReward(deps, { ...ref, decision: 'approve', by: BO }),
    decideReward(deps, { ...ref, rewardId: heldId, decision: 'withdraw', by: ANA }),
    editReward(deps, { ...ref, partnerId: acme, description: 'For the webinar', amount, by: ANA }),
    changeSetting(deps, { workspaceId, name: 'time-zone', value: 'Europe/Berlin', actor: DANA }),
    owe(deps, { name: 'show-reward-card', payload: { workspaceId, rewardId } }),
  ])
    expect(await refusedFor(attempt)).toEqual(beingCut);
  const several = await approveSeveral(deps, { workspaceId, userId: BO }, [ref, { rewardId: heldId, revision: 1 }]);
  const outcome = { kind: 'refused', refusal: { code: 'held_by', facts: { work: 'cut' } } };
  expect(several).toMatchObject([{ outcome }, { outcome }]);
  await cut.finish();
  expect(await rewardNow(books, rewardId)).toMatchObject({ status: 'New', payment: 'on_invoice', revision: 2 });
  await decide(books, rewardId, 'approve');
  expect(await onlyInvoice(books)).toMatchObject({ number: 'INV-2026-0001', total: 25_700n });
  await expectBalance(books);
});

test("nobody of another workspace is told of this one's cut", async () => {
  const [books, others] = [await open(), await open()];
  await givenReward(books, { partnerId: books.acme });
  const { id: rewardId } = await givenReward(others, { partnerId: others.acme });
  const cut = await beginCut(books, '2026-12-01T00:30:00Z');
  const held = await holdReward(others, rewardId);
  const deciding = decideReward(people(others), {
    workspaceId: others.workspaceId,
    rewardId,
    revision: 1,
    decision: 'approve',
    by: BO,
  });
  await oneWaits();
  await held.letGo();
  await deciding;
  expect(await rewardNow(others, rewardId)).toMatchObject({ status: 'Approved' });
  await cut.finish();
});

test('whoever acts on an invoice that somebody else is paying is told that it is being changed', async () => {
  const books = await open();
  const { id: rewardId } = await givenReward(books, { partnerId: books.acme });
  await tick(books, '2026-12-01T00:30:00Z');
  const { revision } = await rewardNow(books, rewardId);
  await act(books, 'finalise');
  const held = await holdReward(books, rewardId);
  const paying = act(books, 'pay');
  await oneWaits();
  const order = { workspaceId: books.workspaceId, rewardId, revision, decision: 'approve', by: BO } as const;
  expect(await refusedFor(decideReward(people(books), order))).toEqual({ code: 'held_by', work: 'invoice' });
  expect(await refusedFor(act(books, 'void', { db: impatient }))).toEqual({ code: 'held_by', work: 'invoice' });
  await held.letGo();
  await paying;
  expect(await onlyInvoice(books)).toMatchObject({ status: 'paid' });
});

test('a cut waits for a decision that takes longer than people wait, and takes as long as it needs', async () => {
  const books = await open();
  const { id: rewardId } = await givenReward(books, { partnerId: books.acme });
  const held = await holdReward(books, rewardId);
  const limits: (number | undefined)[] = [];
  const watched: Db = {
    ...impatient,
    transaction: (work, options) => {
      limits.push(options?.timeout);
      // As if a limit of minutes were over in a moment; no limit stays none.
      const timeout = options?.timeout === UNLIMITED_MS ? UNLIMITED_MS : 60;
      return impatient.transaction(work, { ...options, timeout });
    },
  };
  books.clock.set('2026-12-01T00:30:00Z');
  const cutting = tick({ ...books, deps: { ...books.deps, db: watched } }, '2026-12-01T00:30:00Z');
  const isDone = cutting.then(
    () => true,
    () => false,
  );
  await oneWaits();
  // Longer than a person waits for a lock, and than the limit above.
  await waitedLongerThan(150);
  await held.letGo();
  expect(await isDone).toBe(true);
  expect(await onlyInvoice(books)).toMatchObject({ number: 'INV-2026-0001', total: 25_000n });
  expect(new Set(limits)).toEqual(new Set([UNLIMITED_MS]));
});

/** Somebody's transaction holds the reward until it lets go. */
async function holdReward(books: Books, rewardId: string): Promise<{ letGo(): Promise<void> }> {
  let letGo = () => {};
  let over: Promise<void> = Promise.resolve();
  await new Promise<void>((isHeld) => {
    over = books.db.transaction(
      async (tx) => {
        await lockReward(tx, books.workspaceId, rewardId);
        isHeld();
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
      },
      { timeout: 60_000 },
    );
  });
  return {
    letGo: async () => {
      letGo();
      await over;
    },
  };
}

const waitedLongerThan = (ms: number) =>
  eventually(async () => {
    const [longest] = await shelf.db.reads.$queryRaw<{ ms: number }[]>`
      SELECT COALESCE(max(extract(epoch FROM clock_timestamp() - query_start)), 0)::float8 * 1000 AS ms
      FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`;
    return (longest?.ms ?? 0) > ms;
  });

const oneWaits = () => waitedLongerThan(0);
