import { expect, test } from '@jest/globals';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { readStatement } from '../../src/services/read-statement.js';
import {
  type Books,
  expectBalance,
  givenClawback,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  set,
  setUpShelf,
  tick,
} from '../support/books.js';
import { decide, eventsOf, givenReward } from '../support/rewards.js';
import { CLEO } from '../support/team.js';

const shelf = setUpShelf();

const DECEMBER = '2026-12-01T00:30:00Z';
const JANUARY = '2027-01-01T00:30:00Z';

/** Acme and Globex, and nobody is paid less than 25 of any currency. */
async function open() {
  const books = await shelf.open();
  await set(books, 'currencies', 'USD,JPY,KWD');
  await set(books, 'minimum-payout', '25');
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  return { ...books, acme, globex };
}

async function payAll(books: Books): Promise<void> {
  for (const { id, revision, status } of await invoicesOf(books)) {
    if (status !== 'finalised') continue;
    const paid = { by: CLEO, paidOn: '2026-12-10', reference: 'SEPA 1' };
    await markInvoicePaid(books.deps, { workspaceId: books.workspaceId, invoiceId: id, revision, ...paid });
  }
}

test.each([
  ['USD', '24.99', '25'],
  ['JPY', '24', '25'],
  ['KWD', '24.999', '25'],
])('in %s who comes to %s is carried forward, and who comes to %s is paid', async (currency, less, enough) => {
  const books = await open();
  await givenReward(books, { partnerId: books.acme, amount: less, currency });
  const paid = await givenReward(books, { partnerId: books.globex, amount: enough, currency });
  await tick(books, DECEMBER);
  const invoice = await onlyInvoice(books);
  expect(invoice.rewards).toEqual([paid.number]);
  const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
  expect(sheet?.carriedForward).toMatchObject([{ partner: { key: 'acme' }, rewards: 1 }]);
  expect(sheet?.minimumPayout).toMatchObject({ currency });
  await expectBalance(books);
});

test('small sums of several months come together, and the statement says where they come from', async () => {
  const books = await open();
  const first = await givenReward(books, { partnerId: books.acme, amount: '20' });
  await tick(books, DECEMBER);
  expect(await invoicesOf(books)).toEqual([]);
  books.clock.set('2026-12-10T12:00:00Z');
  const second = await givenReward(books, { partnerId: books.acme, amount: '5' });
  await tick(books, JANUARY);
  const invoice = await onlyInvoice(books);
  expect(invoice).toMatchObject({ month: '2026-12', total: 2_500n, rewards: [first.number, second.number] });
  await tick(books, '2027-01-09T00:30:00Z');
  await payAll(books);
  const owed = await readStatement(books.deps, books.workspaceId, invoice.id, books.acme);
  expect(owed?.statement).toMatchObject({
    total: { minor: 2_500n },
    rewards: 2,
    carriedIn: { rewards: 1, total: { minor: 2_000n }, because: 'below_minimum', minimum: { minor: 2_500n } },
    carriedOut: undefined,
  });
  await expectBalance(books);
});

test('in review, what is left of a partner below the minimum goes with the line that leaves, and its card says why', async () => {
  const books = await open();
  const most = await givenReward(books, { partnerId: books.acme, amount: '30' });
  const rest = await givenReward(books, { partnerId: books.acme, amount: '10' });
  const other = await givenReward(books, { partnerId: books.globex, amount: '25' });
  await tick(books, DECEMBER);
  await decide(books, most.id, 'hold');
  expect(await onlyInvoice(books)).toMatchObject({ rewards: [other.number], total: 2_500n });
  expect((await eventsOf(books, rest.id)).at(-1)).toMatchObject({ kind: 'carried_forward', facts: { minimum: '25' } });
  await decide(books, most.id, 'release');
  await tick(books, JANUARY);
  expect((await invoicesOf(books))[1]).toMatchObject({ rewards: [most.number, rest.number], total: 4_000n });
  await expectBalance(books);
});

test('what comes back from hold to a partner who is on the invoice is not said to be below the minimum', async () => {
  const books = await open();
  await givenReward(books, { partnerId: books.acme, amount: '100' });
  const small = await givenReward(books, { partnerId: books.acme, amount: '10' });
  await tick(books, DECEMBER);
  await decide(books, small.id, 'hold');
  await decide(books, small.id, 'release');
  const sheet = await readInvoiceSheet(books.deps, books.workspaceId, (await onlyInvoice(books)).id);
  expect(sheet?.carriedForward).toEqual([]);
  await expectBalance(books);
});

test('a balance is carried forward as one, and the next statement says so', async () => {
  const books = await open();
  const earned = await givenReward(books, { partnerId: books.acme, amount: '40' });
  await givenClawback(books, earned.id, 10_000n);
  await tick(books, DECEMBER);
  books.clock.set('2026-12-10T12:00:00Z');
  await givenReward(books, { partnerId: books.acme, amount: '100' });
  await tick(books, JANUARY);
  const invoice = await onlyInvoice(books);
  expect(invoice.total).toBe(4_000n);
  books.clock.set('2026-12-20T12:00:00Z');
  await tick(books, '2027-01-09T00:30:00Z');
  await payAll(books);
  const owed = await readStatement(books.deps, books.workspaceId, invoice.id, books.acme);
  expect(owed?.statement).toMatchObject({
    carriedIn: { rewards: 2, total: { minor: -6_000n }, because: 'balance', minimum: undefined },
  });
  expect(owed?.statement.lines.map(({ amount }) => amount.minor)).toEqual([4_000n, -10_000n, 10_000n]);
  await expectBalance(books);
});

test('without a minimum a single cent is paid', async () => {
  const books = await open();
  await set(books, 'minimum-payout', '0');
  await givenReward(books, { partnerId: books.acme, amount: '0.01' });
  await tick(books, DECEMBER);
  expect(await onlyInvoice(books)).toMatchObject({ total: 1n });
  await expectBalance(books);
});
