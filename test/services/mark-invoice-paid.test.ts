import { expect, test } from '@jest/globals';
import { createDb } from '../../src/db/client.js';
import { isRefusal } from '../../src/domain/errors.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { readStatement } from '../../src/services/read-statement.js';
import { wordsOf } from '../support/answers.js';
import {
  type Books,
  expectBalance,
  givenClawback,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  owedJobs,
  setUpShelf,
  tick,
} from '../support/books.js';
import { booksOf, decide, givenReward } from '../support/rewards.js';
import { ANA, BO, CLEO, DANA } from '../support/team.js';

const shelf = setUpShelf();

async function finalised() {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const unseen = await givenReward(books, { partnerId: acme, amount: '10' });
  const approved = await givenReward(books, { partnerId: acme, amount: '20' });
  const clawback = await givenClawback(books, unseen.id, 500n);
  const other = await givenReward(books, { partnerId: globex, amount: '40' });
  await decide(books, approved.id, 'approve');
  await tick(books, '2026-12-01T00:30:00Z');
  await tick(books, '2026-12-08T00:30:00Z');
  return { ...books, acme, globex, unseen, approved, clawback, other };
}

const PAYMENT = { paidOn: '2026-12-08', reference: 'SEPA 4711' } as const;

async function pay(books: Books, over: Partial<Parameters<typeof markInvoicePaid>[1]> = {}): Promise<void> {
  const { id: invoiceId, revision } = await onlyInvoice(books);
  await markInvoicePaid(books.deps, {
    workspaceId: books.workspaceId,
    invoiceId,
    revision,
    by: CLEO,
    ...PAYMENT,
    ...over,
  });
}

test('a finalised invoice that is paid makes its rewards Paid and owes each partner one message with all of theirs', async () => {
  const books = await finalised();
  await pay(books);
  const invoice = await onlyInvoice(books);
  expect(invoice).toMatchObject({ status: 'paid', total: 6_500n });
  for (const { id } of [books.unseen, books.approved, books.clawback, books.other]) {
    expect(await booksOf(books, id)).toMatchObject({ row: { status: 'Paid', payment: 'paid_on_invoice' } });
  }
  const jobs = await owedJobs(books);
  expect(jobs.filter((job) => job.startsWith('tell-partner-of-payment'))).toEqual(
    [books.acme, books.globex].map((id) => `tell-partner-of-payment ${invoice.id}:${id}`).sort(),
  );
  expect(jobs).toContain(`show-invoice ${invoice.id}`);
  const owed = await readStatement(books.deps, books.workspaceId, invoice.id, books.acme);
  expect(owed?.statement).toMatchObject({ invoice: 'INV-2026-0001', total: { minor: 2_500n }, paidOn: '2026-12-08' });
  expect(owed?.statement.lines.map(({ reward, status, amount }) => [reward, status, amount.minor])).toEqual([
    [`R-${books.unseen.number}`, 'Paid', 1_000n],
    [`R-${books.approved.number}`, 'Paid', 2_000n],
    [`R-${books.clawback.number}`, 'Paid', -500n],
  ]);
  await expectBalance(books);
});

test('only finance and admins may, and the others are told so', async () => {
  const books = await finalised();
  for (const by of [ANA, BO, 'U0NOBODY']) {
    expect(await wordsOf(pay(books, { by }))).toBe('Only finance and admins can do this. Ask an admin to add you.');
  }
  expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised' });
  await pay(books, { by: DANA });
  expect(await onlyInvoice(books)).toMatchObject({ status: 'paid' });
});

test('a day before the cut or after today is refused, the days between are not', async () => {
  const books = await finalised();
  expect(await wordsOf(pay(books, { paidOn: '2026-11-30' }))).toBe(
    'A payment on 30 November 2026 would be before the invoice was cut, on 1 December 2026. Choose that day or a later one.',
  );
  expect(await wordsOf(pay(books, { paidOn: '2026-12-09' }))).toBe(
    '9 December 2026 is still to come. Choose today or an earlier day.',
  );
  expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised' });
  await pay(books, { paidOn: '2026-12-01' });
  expect(await onlyInvoice(books)).toMatchObject({ status: 'paid' });
});

test('an invoice in review cannot be paid', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  await givenReward(books, { partnerId: acme });
  await tick(books, '2026-12-01T00:30:00Z');
  expect(await wordsOf(pay(books))).toBe(
    'INV-2026-0001 is in review. Only an invoice that is finalised, or whose payment failed, can be marked as paid.',
  );
});

test('a form that was opened before the invoice changed is refused with what happened', async () => {
  const books = await finalised();
  const { revision } = await onlyInvoice(books);
  expect(await wordsOf(pay(books, { revision: revision - 1 }))).toMatch(
    /^.+ finalised INV-2026-0001 on .+\. Look at its message again\.$/,
  );
  await pay(books);
  expect(await wordsOf(pay(books, { revision }))).toMatch(/^<@U0CLEO> marked INV-2026-0001 as paid on .+$/);
  // Even with the newest revision in hand it is paid once.
  expect(await wordsOf(pay(books))).toBe(
    'INV-2026-0001 is paid. Only an invoice that is finalised, or whose payment failed, can be marked as paid.',
  );
});

test("another workspace's invoice is none that can be found", async () => {
  const [books, others] = [await finalised(), await finalised()];
  const { id } = await onlyInvoice(others);
  expect(await wordsOf(pay(books, { invoiceId: id }))).toBe('This invoice cannot be found here. Ask an admin.');
  expect(await onlyInvoice(others)).toMatchObject({ status: 'finalised' });
});

test('two people of finance who press at once pay it once, and the other is told', async () => {
  const second = createDb(shelf.url);
  try {
    for (let round = 0; round < 5; round += 1) {
      const books = await finalised();
      const { id: invoiceId, revision } = await onlyInvoice(books);
      const order = { workspaceId: books.workspaceId, invoiceId, revision, ...PAYMENT };
      const outcomes = await Promise.allSettled([
        markInvoicePaid(books.deps, { ...order, by: CLEO }),
        markInvoicePaid({ ...books.deps, db: second }, { ...order, by: DANA }),
      ]);
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(lost.map((reason) => isRefusal(reason, 'invoice_changed'))).toEqual([true]);
      const paid = { workspaceId: books.workspaceId, kind: { in: ['paid', 'paid_on_invoice'] } };
      expect(await shelf.db.reads.event.count({ where: paid })).toBe(5);
      await expectBalance(books);
    }
  } finally {
    await second.close();
  }
});

test('what was paid is not paid, decided or invoiced again, however often the clock runs', async () => {
  const books = await finalised();
  await pay(books);
  const after = await onlyInvoice(books);
  for (const decision of ['approve', 'decline', 'hold', 'mark_paid'] as const) {
    expect(await wordsOf(decide(books, books.other.id, decision))).toContain('is Paid and stays so');
  }
  await tick(books, '2027-01-01T00:30:00Z');
  await tick(books, '2027-02-01T00:30:00Z');
  expect(await invoicesOf(books)).toEqual([after]);
  await expectBalance(books);
});
