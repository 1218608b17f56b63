import { expect, test } from '@jest/globals';
import { createDb } from '../../src/db/client.js';
import { checkBooks } from '../../src/services/check-books.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { answerOf, wordsOf } from '../support/answers.js';
import {
  expectBalance,
  forgetOwedJobs,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  owedJobs,
  setUpShelf,
  tick,
} from '../support/books.js';
import { runStatement } from '../support/database-statement.js';
import { act, givenManyRewards, invoiceEvents } from '../support/invoice-acts.js';
import { booksOf, decide, eventsOf, givenReward, rewardNow } from '../support/rewards.js';
import { CLEO, DANA } from '../support/team.js';

const shelf = setUpShelf();

const REASON = 'Cut with the wrong time zone';

async function cut() {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const unseen = await givenReward(books, { partnerId: acme, amount: '100' });
  const approved = await givenReward(books, { partnerId: globex, amount: '40' });
  await decide(books, approved.id, 'approve');
  await tick(books, '2026-12-01T00:30:00Z');
  return { ...books, acme, globex, unseen, approved };
}

test.each([
  ['in review', []],
  ['paused', ['pause']],
  ['finalised', ['finalise']],
  ['failed', ['finalise', 'fail']],
] as const)('one that is %s gives its rewards back as they were, each with its event', async (_, way) => {
  const books = await cut();
  for (const deed of way) await act(books, deed);
  await forgetOwedJobs(books);
  await act(books, 'void', { reason: REASON });

  const invoice = await onlyInvoice(books);
  expect(invoice).toMatchObject({ status: 'void', number: 'INV-2026-0001', total: 0n, rewards: [] });
  expect((await invoiceEvents(books)).at(-1)).toMatchObject({
    kind: 'voided',
    actor: CLEO,
    reason: REASON,
    facts: { rewards: 2, total: '14000', to: 'void' },
  });
  expect(await rewardNow(books, books.unseen.id)).toMatchObject({ status: 'New', payment: 'not_invoiced' });
  expect(await rewardNow(books, books.approved.id)).toMatchObject({ status: 'Approved', payment: 'not_invoiced' });
  expect((await eventsOf(books, books.unseen.id)).at(-1)).toMatchObject({
    kind: 'invoice_voided',
    actor: CLEO,
    reason: REASON,
    facts: { leftInvoice: 'INV-2026-0001' },
  });
  // The cards follow although there is no line to find them by any more.
  expect(await owedJobs(books)).toEqual(
    [
      `send-invoice-files ${invoice.id}`,
      `show-invoice ${invoice.id}`,
      `show-reward-card ${books.unseen.id}`,
      `show-reward-card ${books.approved.id}`,
    ].sort(),
  );
  const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
  expect(sheet?.lastChange).toMatchObject({ kind: 'voided', reason: REASON });
  await expectBalance(books);
});

test('its rewards go on the next invoice, and its number on none', async () => {
  const books = await cut();
  await act(books, 'finalise');
  await act(books, 'void');
  await tick(books, '2026-12-20T00:30:00Z');
  expect(await invoicesOf(books)).toHaveLength(1);
  await decide(books, books.unseen.id, 'approve');
  await tick(books, '2027-01-01T00:30:00Z');
  const [, second] = await invoicesOf(books);
  expect(second).toMatchObject({
    number: 'INV-2026-0002',
    month: '2026-12',
    total: 14_000n,
    rewards: [books.unseen.number, books.approved.number],
  });
  const order = { invoiceId: second?.id ?? '', revision: second?.revision ?? 0 };
  await act(books, 'finalise', order);
  await act(books, 'pay', { ...order, revision: order.revision + 1 });
  expect((await booksOf(books, books.unseen.id)).kinds).toEqual([
    'created',
    'invoiced',
    'invoice_voided',
    'approved',
    'invoiced',
    'paid_on_invoice',
  ]);
  await expectBalance(books);
});

test('one that is paid stays paid, and one that is void is void once', async () => {
  const books = await cut();
  await act(books, 'finalise');
  await act(books, 'pay');
  expect(await wordsOf(act(books, 'void'))).toBe(
    'INV-2026-0001 is paid, which does not allow this. See what its message offers.',
  );
  const others = await cut();
  await act(others, 'void');
  expect(await answerOf(act(others, 'void'))).toBe('invoice_move_not_possible');
  expect((await booksOf(others, others.unseen.id)).kinds).toEqual(['created', 'invoiced', 'invoice_voided']);
});

test('five thousand rewards go back in one transaction, without coming here', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  // On connections of their own: Postgres would go on checking keys by the plans it made for the few rows above.
  const fresh = createDb(shelf.url, { connections: 1 });
  const seeding = createDb(shelf.url, { connections: 1 });
  await givenManyRewards({ ...books, db: seeding }, acme, 5_000);
  await seeding.close();
  await runStatement(shelf.url, 'ANALYZE reward, event, partner');
  await tick({ ...books, deps: { ...books.deps, db: fresh } }, '2026-12-01T00:30:00Z');
  await runStatement(shelf.url, 'ANALYZE reward, event, partner, invoice, invoice_line');
  const { id: invoiceId, revision } = await onlyInvoice(books);
  const startedAt = performance.now();
  await act(books, 'void', { db: fresh, by: DANA, invoiceId, revision });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`voided an invoice of 5,000 lines in ${seconds.toFixed(2)} s\n`);
  await fresh.close();
  const [sums] = await shelf.db.reads.$queryRaw<{ transactions: number; events: number }[]>`
    SELECT count(DISTINCT xmin::text)::int AS transactions, count(*)::int AS events
    FROM event WHERE workspace_id = ${books.workspaceId} AND kind = 'invoice_voided'`;
  expect(sums).toEqual({ transactions: 1, events: 5_000 });
  expect(await onlyInvoice(books)).toMatchObject({ status: 'void', total: 0n, rewards: [] });
  expect((await checkBooks(shelf.db.reads, books.workspaceId)).findings).toEqual([]);
});
