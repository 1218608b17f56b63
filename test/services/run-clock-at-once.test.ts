import { beforeAll, expect, test } from '@jest/globals';
import type { Db } from '../../src/db/client.js';
import { takeNumber } from '../../src/db/counters.js';
import { type ClockReport, runClock } from '../../src/services/run-clock.js';
import {
  type Books,
  expectBalance,
  givenPartners,
  invoicesOf,
  owedJobs,
  periodsOf,
  setUpShelf,
  tick,
} from '../support/books.js';
import { givenReward } from '../support/rewards.js';

const MACHINES = 5;

const shelf = setUpShelf();
let machines: Db[];
beforeAll(async () => {
  machines = Array.from({ length: MACHINES }, () => shelf.machine());
});

/** The same tick on every machine at the same moment. */
function tickEverywhere(books: Books, instant: string): Promise<ClockReport[]> {
  books.clock.set(instant);
  return Promise.all(
    machines.map((db) => runClock({ db, clock: books.clock }, { workspaceId: books.workspaceId, actor: 'bot' })),
  );
}

async function rewardAt(books: Books, partnerId: string, instant: string, currency = 'USD'): Promise<void> {
  await givenReward(books, { partnerId, currency, at: new Date(instant) });
}

test('the clock run twice closes a month once', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  await rewardAt(books, acme, '2026-11-15T12:00:00Z');
  expect(await tick(books, '2026-12-01T00:30:00Z')).toMatchObject({ closed: [{ invoice: 'INV-2026-0001' }] });
  expect(await tick(books, '2026-12-01T00:30:00Z')).toEqual({ closed: [], finalised: [], refused: [] });
  expect(await tick(books, '2026-12-08T00:00:00Z')).toMatchObject({ finalised: [{ invoice: 'INV-2026-0001' }] });
  expect(await tick(books, '2026-12-08T00:00:00Z')).toEqual({ closed: [], finalised: [], refused: [] });
  await expectBalance(books);
});

test('on five machines at once it makes one invoice a currency and month, finalises each once, and owes one message', async () => {
  for (let round = 0; round < 4; round += 1) {
    const books = await shelf.open();
    const { acme, globex } = await givenPartners(books, 'acme', 'globex');
    for (const currency of ['USD', 'EUR']) {
      for (const month of ['09', '10', '11']) {
        await rewardAt(books, acme, `2026-${month}-15T12:00:00Z`, currency);
        await rewardAt(books, globex, `2026-${month}-16T12:00:00Z`, currency);
      }
    }
    const reports = await tickEverywhere(books, '2026-12-01T00:30:00Z');
    const closed = reports.flatMap((report) => report.closed.map(({ month, currency }) => `${month} ${currency}`));
    expect(closed.sort()).toEqual(
      ['09', '10', '11'].flatMap((month) => ['EUR', 'USD'].map((code) => `2026-${month} ${code}`)),
    );

    const invoices = await invoicesOf(books);
    expect(invoices.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6].map((it) => `INV-2026-000${it}`));
    for (const currency of ['USD', 'EUR']) {
      const ofCurrency = invoices.filter((invoice) => invoice.currency === currency);
      expect(ofCurrency.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11']);
      expect(ofCurrency.every(({ rewards, total }) => rewards.length === 2 && total === 50_000n)).toBe(true);
    }
    const showing = (await owedJobs(books)).filter((job) => job.startsWith('show-invoice'));
    expect(showing).toEqual(invoices.map(({ id }) => `show-invoice ${id}`).sort());

    const finalised = (await tickEverywhere(books, '2026-12-31T12:00:00Z')).flatMap((report) => report.finalised);
    expect(finalised.map(({ invoice }) => invoice).sort()).toEqual(invoices.map(({ number }) => number));
    const events = await shelf.db.reads.event.count({ where: { workspaceId: books.workspaceId, kind: 'finalised' } });
    expect(events).toBe(6);
    await expectBalance(books);
  }
});

test('numbers have no gap, though what took one was rolled back or only tried', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  await rewardAt(books, acme, '2026-10-15T12:00:00Z');
  const programme = await shelf.db.reads.programme.findUniqueOrThrow({ where: { workspaceId: books.workspaceId } });
  const scope = { workspaceId: books.workspaceId, programmeId: programme.id };
  const killed = shelf.db.transaction(async (tx) => {
    expect(await takeNumber(tx, scope, 'invoice-2026')).toBe(1);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  books.clock.set('2026-11-01T00:30:00Z');
  const tried = await runClock(books.deps, { workspaceId: books.workspaceId, actor: 'bot', dryRun: true });
  expect(tried.closed).toMatchObject([{ month: '2026-10', invoice: 'INV-2026-0001', rewards: 1 }]);
  expect([
    await invoicesOf(books),
    await periodsOf(books),
    (await owedJobs(books)).filter((job) => /invoice/.test(job)),
  ]).toEqual([[], [], []]);

  await tick(books, '2026-11-01T00:30:00Z');
  await rewardAt(books, acme, '2026-11-02T12:00:00Z', 'EUR');
  await rewardAt(books, acme, '2026-11-02T12:00:00Z', 'USD');
  await tick(books, '2026-12-01T00:30:00Z');
  expect((await invoicesOf(books)).map(({ number, currency }) => `${number} ${currency}`)).toEqual([
    'INV-2026-0001 USD',
    'INV-2026-0002 EUR',
    'INV-2026-0003 USD',
  ]);
  await expectBalance(books);
});

test("an invoice has the year of its month: December's is cut in January and belongs to December's", async () => {
  const books = await shelf.open({ now: '2026-11-10T12:00:00Z' });
  const { acme } = await givenPartners(books, 'acme');
  for (const month of ['2026-11', '2026-12', '2027-01']) await rewardAt(books, acme, `${month}-15T12:00:00Z`);
  await tick(books, '2026-12-01T00:30:00Z');
  await tick(books, '2027-01-01T00:30:00Z');
  await tick(books, '2027-02-01T00:30:00Z');
  expect((await invoicesOf(books)).map(({ number, month }) => `${number} ${month}`)).toEqual([
    'INV-2026-0001 2026-11',
    'INV-2026-0002 2026-12',
    'INV-2027-0001 2027-01',
  ]);
  await expectBalance(books);
});
