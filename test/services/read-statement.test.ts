import { expect, test } from '@jest/globals';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { MOST_LINES, readStatement } from '../../src/services/read-statement.js';
import { buildStatement } from '../../src/views/statement.js';
import { type Books, expectBalance, givenPartners, onlyInvoice, set, setUpShelf, tick } from '../support/books.js';
import { givenReward } from '../support/rewards.js';
import { CLEO } from '../support/team.js';
import { expectAccepted } from '../views/expectations.js';

const shelf = setUpShelf();

async function pay(books: Books) {
  const { id, revision } = await onlyInvoice(books);
  const paid = { by: CLEO, paidOn: '2026-12-08', reference: 'SEPA 1' };
  await markInvoicePaid(books.deps, { workspaceId: books.workspaceId, invoiceId: id, revision, ...paid });
  return id;
}

test('a thousand lines are one message: twenty named, the rest counted, the total exact', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  const programme = await shelf.db.reads.programme.findUniqueOrThrow({ where: { workspaceId: books.workspaceId } });
  await shelf.db.transaction(
    (tx) => tx.$executeRaw`
      WITH made AS (
        INSERT INTO reward (workspace_id, programme_id, number, submission_key, partner_id, description, amount_minor,
          currency, created_by, created_at, four_eyes)
        SELECT ${books.workspaceId}, ${programme.id}::uuid, 1000 + n, 'bulk-' || n, ${acme}::uuid, repeat('&<', 500), n, 'USD',
          'U0ANA', ${new Date('2026-11-15T12:00:00Z')}, true
        FROM generate_series(1, 1000) n RETURNING *
      )
      INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment)
      SELECT workspace_id, programme_id, id, 1, 'created', created_by, created_at, status, payment FROM made`,
    { timeout: 60_000 },
  );
  await tick(books, '2026-12-01T00:30:00Z');
  await tick(books, '2026-12-09T00:30:00Z');
  const owed = await readStatement(books.deps, books.workspaceId, await pay(books), acme);
  if (!owed) throw new Error('there is a statement');
  expect(owed.statement).toMatchObject({ rewards: 1_000, total: { minor: 500_500n }, carriedIn: undefined });
  expect(owed.statement.lines).toHaveLength(MOST_LINES);
  const message = buildStatement(owed.statement);
  expectAccepted(message);
  // 5,005.00 less 1 to 20 cents.
  expect(message.text).toContain('and 980 more · $5,002.90');
});

test('what was moved to the next invoice is said to wait there; who is on no line has no statement', async () => {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  await givenReward(books, { partnerId: acme, amount: '100' });
  const moved = await givenReward(books, { partnerId: acme, amount: '40' });
  await tick(books, '2026-12-01T00:30:00Z');
  const { id: invoiceId, revision } = await onlyInvoice(books);
  await postponeReward(books.deps, {
    workspaceId: books.workspaceId,
    invoiceId,
    revision,
    rewardId: moved.id,
    by: CLEO,
  });
  // Of the month that is still open nothing is carried forward.
  books.clock.set('2026-12-02T12:00:00Z');
  await givenReward(books, { partnerId: acme, amount: '7' });
  await tick(books, '2026-12-09T00:30:00Z');
  await pay(books);
  const statement = (partnerId: string) => readStatement(books.deps, books.workspaceId, invoiceId, partnerId);
  expect((await statement(acme))?.statement).toMatchObject({
    total: { minor: 10_000n },
    carriedOut: { rewards: 1, total: { minor: 4_000n }, because: undefined },
  });
  expect(await statement(globex)).toBeUndefined();
  await expectBalance(books);
});

test('what finance moved to the next invoice is not said to be too little, whatever it comes to', async () => {
  const books = await shelf.open();
  await set(books, 'minimum-payout', '25');
  const { acme } = await givenPartners(books, 'acme');
  await givenReward(books, { partnerId: acme, amount: '100' });
  const moved = await givenReward(books, { partnerId: acme, amount: '10' });
  await tick(books, '2026-12-01T00:30:00Z');
  const { id: invoiceId, revision } = await onlyInvoice(books);
  const { workspaceId } = books;
  await postponeReward(books.deps, { workspaceId, invoiceId, revision, rewardId: moved.id, by: CLEO });
  await tick(books, '2026-12-09T00:30:00Z');
  await pay(books);
  const owed = await readStatement(books.deps, workspaceId, invoiceId, acme);
  expect(owed?.statement.carriedOut).toEqual({ rewards: 1, total: { minor: 1_000n, currency: 'USD' } });
  expect(owed && buildStatement(owed.statement).text).not.toContain('minimum');
});

test('an invoice that is not paid has no statement', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  await givenReward(books, { partnerId: acme });
  await tick(books, '2026-12-01T00:30:00Z');
  const { id } = await onlyInvoice(books);
  expect(await readStatement(books.deps, books.workspaceId, id, acme)).toBeUndefined();
});
