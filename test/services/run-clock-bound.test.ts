import { beforeAll, expect, test } from '@jest/globals';
import type { Db } from '../../src/db/client.js';
import { allowRun } from '../../src/services/allow-run.js';
import { readStoppedRuns } from '../../src/services/read-stopped-run.js';
import { runClock } from '../../src/services/run-clock.js';
import {
  type Books,
  expectBalance,
  givenPartners,
  invoicesOf,
  owedJobs,
  periodsOf,
  set,
  setUpShelf,
  tick,
} from '../support/books.js';
import { decide, givenReward } from '../support/rewards.js';
import { BO, CLEO, DANA } from '../support/team.js';

const shelf = setUpShelf();
let machines: Db[];
beforeAll(async () => {
  machines = Array.from({ length: 5 }, () => shelf.machine());
});

/** Nothing over 100 of any currency is cut unasked. */
async function open(timeZone = 'UTC') {
  const books = await shelf.open({ timeZone });
  await set(books, 'invoice-bound', '100');
  const { acme } = await givenPartners(books, 'acme');
  return { ...books, acme };
}

const at = (books: Books & { acme: string }, instant: string, amount: string, currency = 'USD') =>
  givenReward(books, { partnerId: books.acme, amount, currency, at: new Date(instant) });
const runEvents = async ({ workspaceId }: Books) => {
  const where = { workspaceId, kind: { in: ['run_stopped', 'run_allowed'] } };
  const rows = await shelf.db.reads.event.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ kind, actor, data }) => [kind, actor, data]);
};
const allow = (books: Books, month: string, minor: bigint, by = CLEO, db = books.db) =>
  allowRun({ ...books.deps, db }, { workspaceId: books.workspaceId, month, total: { minor, currency: 'USD' }, by });
const tickEverywhere = (books: Books, instant: string) => {
  books.clock.set(instant);
  const run = { workspaceId: books.workspaceId, actor: 'bot' };
  return Promise.all(machines.map((db) => runClock({ db, clock: books.clock }, run)));
};

test('over the bound nothing is written but that it was stopped, once, by however many machines', async () => {
  const books = await open();
  await at(books, '2026-11-15T12:00:00Z', '100.01');
  const before = await shelf.db.reads.event.count({ where: { workspaceId: books.workspaceId } });
  for (const instant of ['2026-12-01T00:00:00Z', '2026-12-01T01:00:00Z']) {
    const reports = await tickEverywhere(books, instant);
    for (const { closed, refused } of reports) {
      expect(closed).toEqual([]);
      expect(refused).toMatchObject([{ currency: 'USD', refusal: { code: 'run_over_bound' } }]);
    }
  }
  expect([await invoicesOf(books), await periodsOf(books)]).toEqual([[], []]);
  expect(await runEvents(books)).toEqual([
    ['run_stopped', 'bot', { currency: 'USD', month: '2026-11', total: '10001' }],
  ]);
  expect(await shelf.db.reads.event.count({ where: { workspaceId: books.workspaceId } })).toBe(before + 1);
  const jobs = (await owedJobs(books)).filter((job) => job.startsWith('show-stopped-run'));
  expect(jobs).toEqual(['show-stopped-run USD:2026-11']);
  await expectBalance(books);
});

test('exactly the bound is cut, and so is more in another currency of another exponent only over its own', async () => {
  const books = await open();
  await set(books, 'currencies', 'USD,JPY,KWD');
  await at(books, '2026-11-15T12:00:00Z', '100');
  await at(books, '2026-11-15T12:00:00Z', '100', 'JPY');
  await at(books, '2026-11-15T12:00:00Z', '100.001', 'KWD');
  const { closed, refused } = await tick(books, '2026-12-01T00:00:00Z');
  expect(closed.map(({ currency }) => currency)).toEqual(['JPY', 'USD']);
  expect(refused.map(({ currency }) => currency)).toEqual(['KWD']);
});

test('missed months are closed in their order: those before the one over the bound at once, those after it once it is allowed', async () => {
  const books = await open();
  for (const [month, amount] of [
    ['2026-07', '10'],
    ['2026-08', '500'],
    ['2026-10', '20'],
  ] as const)
    await at(books, `${month}-15T12:00:00Z`, amount);
  await at(books, '2026-09-15T12:00:00Z', '30', 'EUR');
  const { closed } = await tick(books, '2026-11-20T12:00:00Z');
  expect(closed.map(({ currency, month }) => `${month} ${currency}`)).toEqual([
    '2026-09 EUR',
    '2026-10 EUR',
    '2026-07 USD',
  ]);
  await tick(books, '2026-11-21T12:00:00Z');
  expect((await periodsOf(books)).map(({ month }) => month)).toEqual(['2026-07']);
  await allow(books, '2026-08', 50_000n);
  const after = await tickEverywhere(books, '2026-11-21T13:00:00Z');
  expect(after.flatMap((report) => report.closed.map(({ month, rewards }) => [month, rewards])).sort()).toEqual([
    ['2026-08', 1],
    ['2026-09', 0],
    ['2026-10', 1],
  ]);
  expect((await invoicesOf(books)).filter(({ currency }) => currency === 'USD').map(({ total }) => total)).toEqual([
    1_000n,
    50_000n,
    2_000n,
  ]);
  await expectBalance(books);
});

test('what was allowed is no more than what was seen: grown beyond it, it is asked about again', async () => {
  const books = await open();
  await at(books, '2026-11-15T12:00:00Z', '150');
  const held = await at(books, '2026-11-16T12:00:00Z', '70');
  await decide(books, held.id, 'hold');
  await tick(books, '2026-12-01T00:00:00Z');
  await allow(books, '2026-11', 15_000n);
  await decide(books, held.id, 'release');
  expect(await tick(books, '2026-12-01T01:00:00Z')).toMatchObject({ closed: [], refused: [{}] });
  await tick(books, '2026-12-01T02:00:00Z');
  expect((await runEvents(books)).map(([kind]) => kind)).toEqual(['run_stopped', 'run_allowed', 'run_stopped']);
  const shown = await readStoppedRuns(books.deps, books.workspaceId, 'USD', '2026-11');
  expect(shown).toMatchObject([
    { total: { minor: 15_000n }, outcome: { kind: 'allowed', by: CLEO } },
    { total: { minor: 22_000n }, rewards: 2, outcome: { kind: 'stopped' } },
  ]);
  // Shrunk again it is within what was allowed, and nobody has to be asked.
  await decide(books, held.id, 'decline');
  expect(await tick(books, '2026-12-01T03:00:00Z')).toMatchObject({ closed: [{ month: '2026-11', rewards: 1 }] });
  const settled = await readStoppedRuns(books.deps, books.workspaceId, 'USD', '2026-11');
  expect(settled.map(({ outcome }) => outcome)).toMatchObject([
    { kind: 'allowed', invoice: 'INV-2026-0001' },
    { kind: 'closed', invoice: 'INV-2026-0001' },
  ]);
  await expectBalance(books);
});

test('of those who allow it at once one does and the others are told who; the month may be cut at that very moment', async () => {
  const books = await open();
  await at(books, '2026-11-15T12:00:00Z', '150');
  await tick(books, '2026-12-01T00:00:00Z');
  const outcomes = await Promise.allSettled([
    ...machines.map((db, index) => allow(books, '2026-11', 15_000n, index % 2 ? DANA : CLEO, db)),
    ...machines.map((db) => runClock({ db, clock: books.clock }, { workspaceId: books.workspaceId, actor: 'bot' })),
  ]);
  const allowed = outcomes.slice(0, machines.length);
  expect(allowed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of allowed) {
    if (outcome.status === 'rejected')
      expect(outcome.reason).toMatchObject({ code: 'run_settled', facts: { last: { actor: expect.any(String) } } });
  }
  await tick(books, '2026-12-01T01:00:00Z');
  expect(await invoicesOf(books)).toMatchObject([{ total: 15_000n }]);
  expect((await runEvents(books)).filter(([kind]) => kind === 'run_allowed')).toHaveLength(1);
  await expect(allow(books, '2026-11', 99_000n)).rejects.toMatchObject({
    code: 'run_settled',
    facts: { last: { kind: 'month_closed' } },
  });
  await expectBalance(books);
});

test('nobody but finance allows, and only what was stopped', async () => {
  const books = await open();
  await expect(allow(books, '2026-11', 15_000n)).rejects.toMatchObject({ code: 'run_not_stopped' });
  await at(books, '2026-11-15T12:00:00Z', '150');
  await tick(books, '2026-12-01T00:00:00Z');
  await expect(allow(books, '2026-11', 15_000n, BO)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(allow(books, '2026-12', 15_000n)).rejects.toMatchObject({ code: 'run_not_stopped' });
});

test('a higher bound is as good as a yes, and a dry run asks nobody', async () => {
  const books = await open();
  await at(books, '2026-11-15T12:00:00Z', '150');
  books.clock.set('2026-12-01T00:00:00Z');
  const dry = await runClock(books.deps, { workspaceId: books.workspaceId, actor: 'bot', dryRun: true });
  expect(dry.refused).toMatchObject([{ refusal: { code: 'run_over_bound' } }]);
  expect(await runEvents(books)).toEqual([]);
  await tick(books, '2026-12-01T00:00:00Z');
  await set(books, 'invoice-bound', '150');
  expect(await tick(books, '2026-12-01T01:00:00Z')).toMatchObject({ closed: [{ invoice: 'INV-2026-0001' }] });
  expect(await readStoppedRuns(books.deps, books.workspaceId, 'USD', '2026-11')).toMatchObject([
    { outcome: { kind: 'closed', invoice: 'INV-2026-0001' } },
  ]);
  await expectBalance(books);
});
