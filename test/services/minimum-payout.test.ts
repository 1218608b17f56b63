import { expect, test } from '@jest/globals';
import { editReward } from '../../src/services/edit-reward.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { readCarriedNotice } from '../../src/services/read-carried-notice.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { readMine } from '../../src/services/read-parts.js';
import { readToday } from '../../src/services/read-rules.js';
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
import { givenPartner } from '../support/directory.js';
import { decide, eventsOf, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, CLEO, OMAR } from '../support/team.js';

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
    const paid = { by: CLEO, paidOn: await readToday(books.deps, books.workspaceId), reference: 'SEPA 1' };
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

test('what was carried forward is not said to be so any more once it was changed and given to another partner', async () => {
  const books = await open();
  const omars = await givenPartner(books, { key: 'omars', slackUserId: OMAR });
  const { id } = await givenReward(books, { partnerId: books.acme, amount: '10' });
  await tick(books, DECEMBER);
  const { workspaceId } = books;
  const owed = (partnerId: string) =>
    readCarriedNotice(books.deps, { workspaceId, currency: 'USD', month: '2026-11', partnerId });
  expect(await owed(books.acme)).toMatchObject({ notice: { month: '2026-11', next: '2026-12', rewards: 1 } });
  await decide(books, id, 'request_changes', { reason: 'Is it theirs?' });
  const { revision, description } = await rewardNow(books, id);
  const amount = { minor: 1_000n, currency: 'USD' };
  const order = { workspaceId, rewardId: id, revision, by: ANA, partnerId: omars, description, amount };
  await editReward(books.deps, order);
  expect([await owed(books.acme), await owed(omars)]).toEqual([undefined, undefined]);
  const { earnings } = await readMine(books.deps, workspaceId, OMAR);
  expect(earnings?.page.rows[0]?.page.rows[0]?.view).toMatchObject({ status: 'New', carried: undefined });
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
