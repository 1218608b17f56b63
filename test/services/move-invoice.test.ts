import { describe, expect, test } from '@jest/globals';
import { INVOICE_ACTS, type InvoiceAct, type InvoiceStatus, invoiceMove } from '../../src/domain/invoice.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { checkInvoiceAct } from '../../src/services/require-invoice.js';
import { answerOf, wordsOf } from '../support/answers.js';
import {
  type Books,
  expectBalance,
  forgetOwedJobs,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  owedJobs,
  setUpShelf,
  tick,
} from '../support/books.js';
import { act, invoiceEvents } from '../support/invoice-acts.js';
import { booksOf, decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CLEO, DANA, OMAR } from '../support/team.js';

const shelf = setUpShelf();

/** How an invoice comes to each status. */
const WAY: Readonly<Record<InvoiceStatus, readonly InvoiceAct[]>> = {
  in_review: [],
  paused: ['pause'],
  finalised: ['finalise'],
  failed: ['finalise', 'fail'],
  paid: ['finalise', 'pay'],
  void: ['void'],
};

async function cut() {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const first = await givenReward(books, { partnerId: acme, amount: '100' });
  const second = await givenReward(books, { partnerId: globex, amount: '40' });
  await tick(books, '2026-12-01T00:30:00Z');
  return { ...books, acme, globex, first, second };
}

async function at(status: InvoiceStatus) {
  const books = await cut();
  for (const deed of WAY[status]) await act(books, deed);
  return books;
}

describe.each(Object.keys(WAY) as InvoiceStatus[])('an invoice that is %s', (status) => {
  test('goes where the table says, with its event, and is refused everything else in words', async () => {
    for (const deed of INVOICE_ACTS) {
      const books = await at(status);
      const before = await onlyInvoice(books);
      const to = invoiceMove(status, deed);
      if (to) {
        await act(books, deed, { reason: 'As agreed' });
        const [last] = (await invoiceEvents(books)).slice(-1);
        expect([last?.actor, last?.revision, last?.facts]).toEqual([
          CLEO,
          before.revision + 1,
          expect.objectContaining({ from: status, to }),
        ]);
        expect(await onlyInvoice(books)).toMatchObject({ status: to, number: before.number });
      } else {
        expect(await wordsOf(act(books, deed))).toMatch(
          /^INV-2026-0001 is (in review|paused|finalised|paid|payment failed|void)(, which does not allow this\. See what its message offers\.|\. Only an invoice that is finalised, or whose payment failed, can be marked as paid\.)$/,
        );
        expect(await onlyInvoice(books)).toEqual(before);
      }
      await expectBalance(books);
    }
  });
});

test('its message and the cards of its rewards follow every step', async () => {
  const books = await cut();
  for (const deed of ['pause', 'resume', 'finalise', 'fail', 'retry'] as const) {
    await forgetOwedJobs(books);
    await act(books, deed);
    const { id } = await onlyInvoice(books);
    const files = deed === 'finalise' ? [`send-invoice-files ${id}`] : [];
    expect(await owedJobs(books)).toEqual(
      [
        ...files,
        `show-invoice ${id}`,
        ...[books.first, books.second].map((reward) => `show-reward-card ${reward.id}`),
      ].sort(),
    );
  }
});

test('only finance and admins may, and it is asked again where it is written', async () => {
  const books = await cut();
  const { id: invoiceId, revision } = await onlyInvoice(books);
  for (const by of [ANA, BO, OMAR]) {
    const order = { workspaceId: books.workspaceId, invoiceId, revision, by };
    for (const deed of ['pause', 'finalise', 'void'] as const) {
      const refused = 'Only finance and admins can do this. Ask an admin to add you.';
      expect(await wordsOf(act(books, deed, { by }))).toBe(refused);
      expect(await wordsOf(checkInvoiceAct(books.deps, { ...order, act: deed }))).toBe(refused);
    }
  }
  await act(books, 'pause', { by: DANA });
  expect(await onlyInvoice(books)).toMatchObject({ status: 'paused' });
});

test('whoever acts on what is no longer so is told who did what and when', async () => {
  const books = await cut();
  const { id: invoiceId, revision } = await onlyInvoice(books);
  await act(books, 'pause', { by: DANA });
  const told = /^<@U0DANA> paused INV-2026-0001 on .+\. Look at its message again\.$/;
  for (const deed of ['pause', 'resume', 'finalise', 'void', 'pay'] as const) {
    expect(await wordsOf(act(books, deed, { revision }))).toMatch(told);
    const order = { workspaceId: books.workspaceId, invoiceId, revision, by: CLEO, act: deed };
    expect(await wordsOf(checkInvoiceAct(books.deps, order))).toMatch(told);
  }
  await act(books, 'resume');
  expect(await wordsOf(act(books, 'pause', { revision }))).toMatch(/^<@U0CLEO> resumed INV-2026-0001 on /);
  await act(books, 'finalise');
  await act(books, 'fail');
  expect(await wordsOf(act(books, 'pay', { revision }))).toMatch(/^<@U0CLEO> marked INV-2026-0001 as failed on /);
  await act(books, 'retry');
  expect(await wordsOf(act(books, 'pay', { revision }))).toMatch(/^<@U0CLEO> took INV-2026-0001 up again on /);
});

test("another workspace's invoice is none that can be found", async () => {
  const [books, others] = [await cut(), await cut()];
  const { id: invoiceId, revision } = await onlyInvoice(others);
  expect(await answerOf(act(books, 'pause', { invoiceId, revision }))).toBe('invoice_not_found');
  expect(await answerOf(act(books, 'void', { invoiceId, revision }))).toBe('invoice_not_found');
  expect(await onlyInvoice(others)).toMatchObject({ status: 'in_review', revision });
});

describe('a paused invoice', () => {
  const reviewOf = async (books: Books) => {
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, (await onlyInvoice(books)).id);
    return [sheet?.inReviewUntil, sheet?.expectedPaymentOn];
  };

  test('is not finalised by the clock, however late it is', async () => {
    const books = await at('paused');
    for (const now of ['2026-12-08T00:30:00Z', '2026-12-20T00:30:00Z', '2027-01-02T00:30:00Z']) {
      await tick(books, now);
      expect((await invoicesOf(books))[0]).toMatchObject({ status: 'paused' });
    }
    await expectBalance(books);
  });

  test('resumed in time ends its review when it was to end', async () => {
    const books = await at('paused');
    expect(await reviewOf(books)).toEqual(['2026-12-07', '2026-12-13']);
    books.clock.set('2026-12-07T23:59:00Z');
    await act(books, 'resume');
    expect(await reviewOf(books)).toEqual(['2026-12-07', '2026-12-13']);
    await tick(books, '2026-12-08T00:00:00Z');
    expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised' });
  });

  test('resumed too late is given the days that were left, and the event says so', async () => {
    const books = await cut();
    books.clock.set('2026-12-04T10:00:00Z');
    await act(books, 'pause');
    await tick(books, '2026-12-15T10:00:00Z');
    await act(books, 'resume');
    expect(await reviewOf(books)).toEqual(['2026-12-18', '2026-12-24']);
    expect((await invoiceEvents(books)).at(-1)).toMatchObject({
      kind: 'resumed',
      facts: {
        from: 'paused',
        to: 'in_review',
        reviewEndsAt: '2026-12-19T00:00:00.000Z',
        expectedPaymentOn: '2026-12-24',
      },
    });
    await tick(books, '2026-12-18T23:59:00Z');
    expect(await onlyInvoice(books)).toMatchObject({ status: 'in_review' });
    await tick(books, '2026-12-19T00:00:00Z');
    expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised' });
    await expectBalance(books);
  });

  test('still loses lines, and goes on saying who paused it and why', async () => {
    const books = await cut();
    await act(books, 'pause', { reason: 'The tax office asks' });
    await decide(books, books.first.id, 'decline');
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ status: 'paused', total: 4_000n });
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
    expect(sheet?.lastChange).toMatchObject({ kind: 'paused', actor: CLEO, reason: 'The tax office asks' });
    await expectBalance(books);
  });
});

test('a failed payment leaves its rewards locked on it; tried again and paid, they are Paid once', async () => {
  const books = await at('failed');
  expect(await rewardNow(books, books.first.id)).toMatchObject({ status: 'New', payment: 'on_invoice' });
  expect(await answerOf(decide(books, books.first.id, 'decline'))).toBe('invoice_locked');
  await tick(books, '2027-01-01T00:30:00Z');
  expect(await invoicesOf(books)).toHaveLength(1);
  await act(books, 'retry');
  await act(books, 'pay');
  expect((await booksOf(books, books.first.id)).kinds).toEqual(['created', 'invoiced', 'paid_on_invoice']);
  expect(await answerOf(act(books, 'void'))).toBe('invoice_move_not_possible');
  await expectBalance(books);
});

test('paid after its payment had failed, without another try, is paid', async () => {
  const books = await at('failed');
  await act(books, 'pay');
  expect(await rewardNow(books, books.first.id)).toMatchObject({ status: 'Paid', payment: 'paid_on_invoice' });
  await expectBalance(books);
});
