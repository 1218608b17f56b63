import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import type { BookFinding } from '../../src/domain/books.js';
import { checkBooks } from '../../src/services/check-books.js';
import { createReward } from '../../src/services/create-reward.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { importPartners } from '../../src/services/import-partners.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { runClock } from '../../src/services/run-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { installTestWorkspace, rowsOf } from '../support/installed-workspace.js';
import { BEGINNING } from '../support/test-clock.js';

const T = 'T0BOOKS';
let database: TestDatabase;
let db: Db;
let now = BEGINNING;
const deps = () => ({ db, clock: { now: () => now } });

async function rewardAt(instant: string, minor: bigint, currency = 'USD'): Promise<string> {
  now = new Date(instant);
  const { id: partnerId } = await db.reads.partner.findFirstOrThrow({ where: { workspaceId: T } });
  const amount = { minor, currency };
  const submissionKey = `V-${instant}-${minor}-${currency}`;
  const created = await createReward(deps(), {
    workspaceId: T,
    by: 'U0ANA',
    submissionKey,
    partnerId,
    description: 'for the webinar',
    amount,
  });
  return created.kind === 'created' ? created.rewardId : '';
}

async function clockAt(instant: string): Promise<void> {
  now = new Date(instant);
  await runClock(deps(), { actor: 'bot' });
}

// November: INV-2026-0001 (EUR) and 0002 (USD, paid). December: INV-2026-0003 (USD), in review, and one void.
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  await installTestWorkspace(deps(), T);
  await importPartners(deps(), { workspaceId: T, rows: rowsOf('partner_key,name\nacme,Acme') });
  await rewardAt('2026-11-03T10:00:00Z', 10_000n);
  await rewardAt('2026-11-04T10:00:00Z', 2_550n);
  await rewardAt('2026-11-05T10:00:00Z', 700n, 'EUR');
  await clockAt('2026-12-01T00:30:00Z');
  await clockAt('2026-12-09T00:30:00Z');
  const usd = await db.reads.invoice.findFirstOrThrow({ where: { workspaceId: T, currency: 'USD' } });
  await markInvoicePaid(deps(), {
    workspaceId: T,
    invoiceId: usd.id,
    revision: usd.revision,
    by: 'U0ADMIN',
    paidOn: '2026-12-09',
    reference: 'wire 1',
  });
  await rewardAt('2026-12-11T10:00:00Z', 4_000n);
  const alone = await rewardAt('2026-12-12T10:00:00Z', 900n, 'EUR');
  await clockAt('2027-01-01T00:30:00Z');
  const { revision } = await db.reads.reward.findUniqueOrThrow({ where: { id: alone } });
  await decideReward(deps(), { workspaceId: T, rewardId: alone, revision, decision: 'decline', by: 'U0ADMIN' });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

class Undo extends Error {}

/** What the check finds after a statement that no rule of the database stops; the statement is then taken back. */
async function findingsAfter(statement: string): Promise<BookFinding[]> {
  let findings: readonly BookFinding[] = [];
  const broken = db.transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    expect(await tx.$executeRawUnsafe(statement)).toBeGreaterThan(0);
    ({ findings } = await checkBooks(tx, T));
    throw new Undo();
  });
  await expect(broken).rejects.toThrow(Undo);
  return [...findings];
}

test('books that were kept by the bot balance, and are counted', async () => {
  expect(await checkBooks(db.reads, T)).toEqual({
    counts: { rewards: 5, events: expect.any(Number), invoices: 4, lines: 4, periods: 4 },
    findings: [],
  });
});

const USD_PAID = `(SELECT id FROM invoice WHERE number = 'INV-2026-0002')`;

test.each([
  [
    'a total that is not the sum of the lines',
    `UPDATE invoice SET total_minor = 1 WHERE id = ${USD_PAID}`,
    [{ what: 'invoice_total', subject: 'INV-2026-0002', expected: '125.50 USD', found: '0.01 USD' }],
  ],
  [
    'a count that is not the number of lines',
    `UPDATE invoice SET line_count = 5 WHERE id = ${USD_PAID}`,
    [{ what: 'invoice_line_count', subject: 'INV-2026-0002', expected: '2', found: '5' }],
  ],
  [
    'a void invoice that has lines',
    `UPDATE invoice SET status = 'void' WHERE number = 'INV-2026-0001'`,
    [
      { what: 'invoice_void', subject: 'INV-2026-0001', expected: 'not void', found: 'void with 1 lines' },
      {
        what: 'reward_payment',
        subject: 'R-1003 on INV-2026-0001',
        expected: 'not_invoiced or paid_elsewhere',
        found: 'on_invoice',
      },
      { what: 'invoice_history', subject: 'INV-2026-0001', expected: 'finalised, 2 events', found: 'void, revision 2' },
    ],
  ],
  [
    'an invoice without lines that is not void',
    `UPDATE invoice SET status = 'finalised' WHERE status = 'void'`,
    [
      { what: 'invoice_void', subject: 'INV-2026-0003', expected: 'void', found: 'finalised with 0 lines' },
      { what: 'invoice_history', subject: 'INV-2026-0003', expected: 'void, 2 events', found: 'finalised, revision 2' },
    ],
  ],
  [
    'a line of another amount than its reward',
    `UPDATE reward SET amount_minor = 10_001 WHERE number = 1001`,
    [{ what: 'line_amount', subject: 'R-1001 on INV-2026-0002', expected: '100.01 USD', found: '100.00 USD' }],
  ],
  [
    'a line of another currency than its invoice',
    `UPDATE reward SET currency = 'CHF' WHERE number = 1003`,
    [{ what: 'line_currency', subject: 'R-1003 on INV-2026-0001', expected: 'EUR', found: 'CHF' }],
  ],
  [
    'a reward that is paid although its invoice is not',
    `UPDATE invoice SET status = 'finalised' WHERE id = ${USD_PAID}`,
    [
      ...[1001, 1002].map((number) => ({
        what: 'reward_payment',
        subject: `R-${number} on INV-2026-0002`,
        expected: 'on_invoice',
        found: 'paid_on_invoice',
      })),
      { what: 'invoice_history', subject: 'INV-2026-0002', expected: 'paid, 3 events', found: 'finalised, revision 3' },
    ],
  ],
  [
    'a reward that says it is on an invoice and has no line',
    `UPDATE invoice_line SET removed_at = now() WHERE reward_id = (SELECT id FROM reward WHERE number = 1004)`,
    expect.arrayContaining([
      {
        what: 'reward_payment',
        subject: 'R-1004',
        expected: 'not_invoiced or paid_elsewhere',
        found: 'on_invoice',
      },
    ]),
  ],
  [
    'a reward that has a line and does not know',
    `UPDATE reward SET payment = 'not_invoiced' WHERE number = 1004`,
    [
      {
        what: 'reward_payment',
        subject: 'R-1004 on INV-2026-0004',
        expected: 'on_invoice',
        found: 'not_invoiced',
      },
      {
        what: 'reward_history',
        subject: 'R-1004',
        expected: 'New, on_invoice, revision 2',
        found: 'New, not_invoiced, revision 2',
      },
    ],
  ],
  [
    'a status that no event gave',
    `UPDATE reward SET status = 'Approved' WHERE number = 1004`,
    [
      {
        what: 'reward_history',
        subject: 'R-1004',
        expected: 'New, on_invoice, revision 2',
        found: 'Approved, on_invoice, revision 2',
      },
    ],
  ],
  [
    'a reward without a history',
    `DELETE FROM event WHERE reward_id = (SELECT id FROM reward WHERE number = 1004)`,
    [
      {
        what: 'reward_history',
        subject: 'R-1004',
        expected: 'at least one event',
        found: 'New, on_invoice, revision 2',
      },
    ],
  ],
  [
    'an event that is missing',
    `DELETE FROM event WHERE revision = 2 AND reward_id = (SELECT id FROM reward WHERE number = 1001)`,
    [{ what: 'event_chain', subject: 'R-1001, event 3', expected: 'event 2', found: 'event 3' }],
  ],
  [
    'a first event that is missing',
    `DELETE FROM event WHERE revision = 1 AND reward_id = (SELECT id FROM reward WHERE number = 1004)`,
    [{ what: 'event_chain', subject: 'R-1004, event 2', expected: 'event 1', found: 'event 2' }],
  ],
  [
    'an event that begins elsewhere than the one before it ended',
    `UPDATE event SET from_status = 'Hold' WHERE revision = 2 AND reward_id = (SELECT id FROM reward WHERE number = 1004)`,
    [
      {
        what: 'event_chain',
        subject: 'R-1004, event 2',
        expected: 'from New, not_invoiced',
        found: 'from Hold, not_invoiced',
      },
    ],
  ],
  [
    'an invoice that changed without an event',
    `UPDATE invoice SET revision = 9 WHERE id = ${USD_PAID}`,
    [
      {
        what: 'invoice_history',
        subject: 'INV-2026-0002',
        expected: 'paid, 3 events',
        found: 'paid, revision 9',
      },
    ],
  ],
  [
    'an event of an invoice that does not begin where the one before it ended',
    `UPDATE event SET data = jsonb_set(data, '{from}', '"paused"') WHERE kind = 'paid'`,
    [
      {
        what: 'invoice_chain',
        subject: 'INV-2026-0002, event 3',
        expected: 'from finalised',
        found: 'from paused',
      },
    ],
  ],
  [
    'a number that is missing',
    `UPDATE invoice SET number = 'INV-2026-0009' WHERE number = 'INV-2026-0004'`,
    expect.arrayContaining([
      { what: 'invoice_numbers', subject: 'INV-2026-0004', expected: 'there', found: 'missing' },
      { what: 'invoice_numbers', subject: 'INV-2026-0008', expected: 'there', found: 'missing' },
      { what: 'invoice_numbers', subject: 'the counter of 2026', expected: '9', found: '4' },
    ]),
  ],
  [
    'a counter that ran ahead',
    `UPDATE counter SET value = 5 WHERE series = 'invoice-2026'`,
    [
      { what: 'invoice_numbers', subject: 'INV-2026-0005', expected: 'there', found: 'missing' },
      { what: 'invoice_numbers', subject: 'the counter of 2026', expected: '4', found: '5' },
    ],
  ],
  [
    'a counter of a year without invoices',
    `INSERT INTO counter SELECT workspace_id, programme_id, 'invoice-2027', 1 FROM counter LIMIT 1`,
    [
      { what: 'invoice_numbers', subject: 'INV-2027-0001', expected: 'there', found: 'missing' },
      { what: 'invoice_numbers', subject: 'the counter of 2027', expected: '0', found: '1' },
    ],
  ],
  [
    'a number of another year than its period',
    `UPDATE invoice SET number = 'INV-2025-0004' WHERE number = 'INV-2026-0004'`,
    [{ what: 'invoice_numbers', subject: 'INV-2025-0004', expected: 'INV-2026', found: 'INV-2025' }],
  ],
  [
    'a period that leaves a gap',
    `UPDATE period SET starts_at = starts_at + interval '1 hour' WHERE month = '2026-12' AND currency = 'USD'`,
    [
      {
        what: 'period_chain',
        subject: '2026-12 USD',
        expected: '2026-12 from 2026-11-30 23:00:00 UTC',
        found: '2026-12 from 2026-12-01 00:00:00 UTC',
      },
    ],
  ],
  [
    'a month that is left out',
    `UPDATE period SET month = '2027-01' WHERE month = '2026-12' AND currency = 'EUR'`,
    expect.arrayContaining([
      {
        what: 'period_chain',
        subject: '2027-01 EUR',
        expected: '2026-12 from 2026-11-30 23:00:00 UTC',
        found: '2027-01 from 2026-11-30 23:00:00 UTC',
      },
    ]),
  ],
])('%s is found', async (_what, statement, expected) => {
  expect(await findingsAfter(statement)).toEqual(expected);
});

test('the books of another workspace are none of its business', async () => {
  await installTestWorkspace(deps(), 'T0OTHER');
  const { counts, findings } = await checkBooks(db.reads, 'T0OTHER');
  expect(counts).toEqual({ rewards: 0, events: 1, invoices: 0, lines: 0, periods: 0 });
  expect(findings).toEqual([]);
});
