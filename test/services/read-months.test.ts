import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { readMonths } from '../../src/services/read-months.js';
import { runClock } from '../../src/services/run-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { givenAcme } from '../support/directory.js';
import { FIRST_START, installTestWorkspace } from '../support/installed-workspace.js';
import { decide, givenReward } from '../support/rewards.js';
import { createTestClock, type TestClock } from '../support/test-clock.js';

let database: TestDatabase;
let team: {
  readonly db: Db;
  readonly clock: TestClock;
  readonly workspaceId: string;
  readonly deps: { db: Db; clock: TestClock };
};
let acme: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const deps = { db: createDb(database.url), clock: createTestClock() };
  const firstStart = { ...FIRST_START, timeZone: 'Pacific/Kiritimati' };
  team = { ...deps, deps, workspaceId: await installTestWorkspace(deps, 'T0MONTHS', firstStart) };
  team.clock.set('2026-09-14T13:00:00Z');
  acme = (await givenAcme(team)).acme;
});
afterAll(async () => {
  await team.db.close();
  await database.drop();
});

test("months are the programme's own, without gaps, by what the rewards are now", async () => {
  // 14 hours ahead of UTC: on the islands October has begun.
  const october = await givenReward(team, { partnerId: acme, amount: '10', at: new Date('2026-09-30T10:00:00Z') });
  await givenReward(team, { partnerId: acme, amount: '5.50', at: new Date('2026-09-30T09:59:59Z') });
  await givenReward(team, { partnerId: acme, amount: '7', currency: 'EUR', at: new Date('2026-09-30T09:00:00Z') });
  await decide(team, october.id, 'approve');
  team.clock.set('2026-12-20T00:00:00Z');
  const { currency, months } = await readMonths(team.deps, team.workspaceId, 'USD', 4);
  expect(currency).toBe('USD');
  expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
  const [september, later, november] = months;
  expect(september?.byStatus.New).toEqual({ rewards: 1, total: { minor: 550n, currency: 'USD' } });
  expect(later?.byStatus.Approved).toEqual({ rewards: 1, total: { minor: 1000n, currency: 'USD' } });
  expect(Object.values(november?.byStatus ?? {}).every(({ rewards }) => rewards === 0)).toBe(true);
});

test('a payout counts in the month of its day', async () => {
  const present = team.clock.now();
  for (const instant of ['2026-11-02T00:00:00Z', '2026-11-20T00:00:00Z']) {
    team.clock.set(instant);
    await runClock(team.deps, { actor: 'bot' });
  }
  team.clock.set(present);
  const invoices = await team.db.reads.invoice.findMany({ where: { currency: 'USD' }, orderBy: { number: 'asc' } });
  for (const { id: invoiceId, revision } of invoices) {
    await markInvoicePaid(team.deps, {
      workspaceId: team.workspaceId,
      invoiceId,
      revision,
      by: 'U0ADMIN',
      paidOn: '2026-11-30',
      reference: 'SEPA 1',
    });
  }
  const { months } = await readMonths(team.deps, team.workspaceId, 'USD', 4);
  expect(months.map(({ payouts }) => payouts)).toEqual([
    { invoices: 0, total: { minor: 0n, currency: 'USD' } },
    { invoices: 0, total: { minor: 0n, currency: 'USD' } },
    { invoices: invoices.length, total: { minor: 1550n, currency: 'USD' } },
    { invoices: 0, total: { minor: 0n, currency: 'USD' } },
  ]);
  expect(months[1]?.byStatus.Paid).toEqual({ rewards: 1, total: { minor: 1000n, currency: 'USD' } });
});
