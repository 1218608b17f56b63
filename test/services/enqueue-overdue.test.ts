import { describe, expect, test } from '@jest/globals';
import type { InvoiceAct, InvoiceStatus } from '../../src/domain/invoice.js';
import { enqueueOverdue } from '../../src/services/enqueue-overdue.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import {
  type Books,
  expectBalance,
  forgetOwedJobs,
  givenPartners,
  onlyInvoice,
  owedJobs,
  setUpShelf,
  tick,
} from '../support/books.js';
import { act } from '../support/invoice-acts.js';
import { givenReward } from '../support/rewards.js';

const shelf = setUpShelf();

/** Cut on 1 December, in review until the 7th, expected on the 13th, a Sunday: one reward of Acme and one of Globex. */
async function open() {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const first = await givenReward(books, { partnerId: acme, amount: '100' });
  const second = await givenReward(books, { partnerId: globex, amount: '40' });
  await tick(books, '2026-12-01T00:30:00Z');
  const { id: invoiceId } = await onlyInvoice(books);
  return { ...books, acme, globex, first, second, invoiceId };
}

/** What is owed anew as the clock looks at this instant, on so many machines at once. */
async function owedAt(books: Books, instant: string, machines = 1): Promise<string[]> {
  await forgetOwedJobs(books);
  books.clock.set(instant);
  const dbs = Array.from({ length: machines }, () => (machines > 1 ? shelf.machine() : books.db));
  await Promise.all(dbs.map((db) => enqueueOverdue({ ...books.deps, db })));
  return owedJobs(books);
}

test('on five machines at once its message and cards are redrawn once, and finance and partners are owed one message each', async () => {
  const books = await open();
  const { invoiceId, first, second, acme, globex } = books;
  await tick(books, '2026-12-08T00:30:00Z');
  expect(await owedAt(books, '2026-12-13T23:59:00Z')).toEqual([]);
  const redrawn = [first, second].map(({ id }) => `show-reward-card ${id}`).sort();
  expect(await owedAt(books, '2026-12-14T00:00:00Z', 5)).toEqual([`show-invoice ${invoiceId}`, ...redrawn]);
  expect(await owedAt(books, '2026-12-14T01:00:00Z', 5)).toEqual([]);
  const reminder = `remind-of-overdue ${invoiceId}:2026-12-13:1`;
  expect(await owedAt(books, '2026-12-14T09:00:00Z', 5)).toEqual([reminder]);
  // Until it is posted it is owed again.
  expect(await owedAt(books, '2026-12-14T10:00:00Z', 5)).toEqual([reminder]);
  const notices = [acme, globex].map((id) => `notify-late-payment ${invoiceId}:${id}`).sort();
  expect(await owedAt(books, '2026-12-16T09:00:00Z', 5)).toEqual([...notices, reminder]);
  await expectBalance(books);
});

describe('an invoice', () => {
  const WAY: readonly [InvoiceStatus, readonly InvoiceAct[], isOverdue: boolean][] = [
    ['paused', ['pause'], true],
    ['failed', ['finalise', 'fail'], true],
    ['paid', ['finalise', 'pay'], false],
    ['void', ['void'], false],
  ];
  test.each(WAY)('that is %s is overdue only while something is to be paid', async (_, way, isOverdue) => {
    const books = await open();
    for (const deed of way) await act(books, deed);
    const owed = await owedAt(books, '2026-12-16T09:00:00Z');
    expect(owed.length > 0).toBe(isOverdue);
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, books.invoiceId);
    expect(sheet?.isOverdue).toBe(isOverdue);
  });

  test('that is paid at the moment the clock looks owes nothing after that', async () => {
    const books = await open();
    await tick(books, '2026-12-08T00:30:00Z');
    await forgetOwedJobs(books);
    books.clock.set('2026-12-16T09:00:00Z');
    await Promise.all([act(books, 'pay'), enqueueOverdue({ ...books.deps, db: shelf.machine() })]);
    expect(await owedAt(books, '2026-12-16T10:00:00Z', 2)).toEqual([]);
    expect(await onlyInvoice(books)).toMatchObject({ status: 'paid' });
    await expectBalance(books);
  });

  test('that is resumed is expected on another day, and overdue again once that has passed', async () => {
    const books = await open();
    const { invoiceId } = books;
    books.clock.set('2026-12-04T10:00:00Z');
    await act(books, 'pause');
    expect(await owedAt(books, '2026-12-14T09:00:00Z')).toContain(`remind-of-overdue ${invoiceId}:2026-12-13:1`);
    books.clock.set('2026-12-15T10:00:00Z');
    await act(books, 'resume');
    expect(await owedAt(books, '2026-12-16T09:00:00Z')).toEqual([]);
    const again = await owedAt(books, '2026-12-25T09:00:00Z');
    expect(again).toContain(`show-invoice ${invoiceId}`);
    expect(again).toContain(`remind-of-overdue ${invoiceId}:2026-12-24:1`);
    await expectBalance(books);
  });
});
