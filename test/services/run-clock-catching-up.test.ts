import { describe, expect, test } from '@jest/globals';
import { readRewardNotice } from '../../src/services/read-partner-notice.js';
import { runClock } from '../../src/services/run-clock.js';
import { refusalPlain } from '../../src/views/refusals.js';
import {
  type Books,
  expectBalance,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  periodsOf,
  set,
  setUpShelf,
  tick,
} from '../support/books.js';
import { givenReward } from '../support/rewards.js';

const shelf = setUpShelf();

async function open(timeZone = 'UTC'): Promise<Books & { readonly acme: string }> {
  const books = await shelf.open({ timeZone });
  const { acme } = await givenPartners(books, 'acme');
  return { ...books, acme };
}

function rewardAt(books: Books & { readonly acme: string }, instant: string, currency = 'USD') {
  return givenReward(books, { partnerId: books.acme, currency, at: new Date(instant) });
}

describe('months that were missed', () => {
  test('are closed in their order, and one in which nothing happened has a row and no invoice', async () => {
    const books = await open();
    const august = await rewardAt(books, '2026-08-15T12:00:00Z');
    const october = await rewardAt(books, '2026-10-15T12:00:00Z');
    const { closed } = await tick(books, '2026-11-20T12:00:00Z');
    expect(closed.map(({ month, invoice, rewards }) => [month, invoice, rewards])).toEqual([
      ['2026-08', 'INV-2026-0001', 1],
      ['2026-09', undefined, 0],
      ['2026-10', 'INV-2026-0002', 1],
    ]);
    expect((await periodsOf(books)).map(({ month }) => month)).toEqual(['2026-08', '2026-09', '2026-10']);
    expect((await invoicesOf(books)).map(({ rewards }) => rewards)).toEqual([[august.number], [october.number]]);
    await expectBalance(books);
  });

  test('are none before the first reward, in each currency apart', async () => {
    const books = await open();
    expect(await tick(books, '2026-11-20T12:00:00Z')).toEqual({ closed: [], finalised: [], refused: [] });
    await rewardAt(books, '2026-10-15T12:00:00Z', 'EUR');
    await rewardAt(books, '2026-11-15T12:00:00Z', 'USD');
    await tick(books, '2026-12-01T00:00:00Z');
    expect((await periodsOf(books, 'EUR')).map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
    expect((await periodsOf(books, 'USD')).map(({ month }) => month)).toEqual(['2026-11']);
  });

  test('are closed up to 24', async () => {
    const books = await open();
    await rewardAt(books, '2024-09-15T12:00:00Z');
    const { closed, refused } = await tick(books, '2026-09-30T23:59:59.999Z');
    expect([closed.length, refused]).toEqual([24, []]);
    await expectBalance(books);
  });

  test('more than 24 are refused in words and nothing is written; another currency is not kept waiting', async () => {
    const books = await open();
    await rewardAt(books, '2024-09-15T12:00:00Z');
    await rewardAt(books, '2026-09-15T12:00:00Z', 'EUR');
    const where = { workspaceId: books.workspaceId };
    const before = await shelf.db.reads.event.count({ where });
    const { closed, refused } = await tick(books, '2026-10-01T00:00:00Z');
    expect(closed).toMatchObject([{ currency: 'EUR', month: '2026-09' }]);
    expect(refused).toMatchObject([{ currency: 'USD', refusal: { code: 'too_many_missed_periods' } }]);
    expect(refused.map(({ refusal }) => refusalPlain(refusal))).toEqual([
      'No month was closed since September 2024, and more than 24 are not closed unasked. Ask an admin.',
    ]);
    expect(await periodsOf(books, 'USD')).toEqual([]);
    expect((await invoicesOf(books)).map(({ currency }) => currency)).toEqual(['EUR']);
    const written = await shelf.db.reads.event.findMany({ where, orderBy: { id: 'asc' }, skip: before });
    // Of the euros, and nothing else.
    expect(written.map(({ kind }) => kind).sort()).toEqual(['cut', 'invoiced', 'month_closed']);
  });

  test('closed as of a day long past, they are reviewed from today all the same', async () => {
    const books = await open();
    await rewardAt(books, '2026-08-15T12:00:00Z');
    books.clock.set('2026-11-20T12:00:00Z');
    const { workspaceId } = books;
    await runClock(books.deps, { workspaceId, actor: 'command line', asOf: new Date('2026-09-02T12:00:00Z') });
    await tick(books, '2026-11-20T13:00:00Z');
    const [august] = await books.db.reads.invoice.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } });
    expect(august).toMatchObject({ status: 'in_review', reviewEndsAt: new Date('2026-11-28T00:00:00Z') });
    await expectBalance(books);
  });

  test('a reward that arrives for a month already closed goes on the next invoice', async () => {
    const books = await open();
    await rewardAt(books, '2026-11-15T12:00:00Z');
    await tick(books, '2026-12-01T00:30:00Z');
    // A machine whose clock is slow: created, by its own account, before the end.
    const late = await rewardAt(books, '2026-11-30T23:59:00Z');
    const earlier = await rewardAt(books, '2026-09-30T23:59:00Z');
    expect(await tick(books, '2026-12-15T00:30:00Z')).toMatchObject({ closed: [] });
    await tick(books, '2027-01-01T00:30:00Z');
    expect(await invoicesOf(books)).toMatchObject([
      { month: '2026-11' },
      { month: '2026-12', rewards: [late.number, earlier.number] },
    ]);
    await expectBalance(books);
  });
});

describe('review', () => {
  interface Schedule {
    readonly zone: string;
    readonly created: string;
    readonly cut: string;
    readonly ends: string;
    readonly expected: string;
  }
  test.each<[string, Schedule]>([
    [
      'counts seven local days from the end of the month',
      {
        zone: 'Europe/Berlin',
        created: '2026-11-15T12:00:00Z',
        cut: '2026-11-30T23:00:00Z',
        ends: '2026-12-07T23:00:00Z',
        expected: '2026-12-13',
      },
    ],
    [
      'counts the same if it is cut a day late and not a moment more',
      {
        zone: 'Europe/Berlin',
        created: '2026-11-15T12:00:00Z',
        cut: '2026-12-01T23:00:00Z',
        ends: '2026-12-07T23:00:00Z',
        expected: '2026-12-13',
      },
    ],
    [
      'counts from the next local midnight if it is cut later',
      {
        zone: 'Europe/Berlin',
        created: '2026-11-15T12:00:00Z',
        cut: '2026-12-01T23:00:00.001Z',
        ends: '2026-12-09T23:00:00Z',
        expected: '2026-12-15',
      },
    ],
    [
      'has its days where clocks go back too',
      {
        zone: 'America/Los_Angeles',
        created: '2026-10-15T12:00:00Z',
        cut: '2026-11-01T07:00:00Z',
        ends: '2026-11-08T08:00:00Z',
        expected: '2026-11-13',
      },
    ],
    [
      'has its days where clocks go forward too',
      {
        zone: 'Pacific/Auckland',
        created: '2026-08-15T12:00:00Z',
        cut: '2026-09-24T00:00:00Z',
        ends: '2026-10-01T11:00:00Z',
        expected: '2026-10-07',
      },
    ],
  ])('%s', async (_, { zone, created, cut, ends, expected }) => {
    const books = await open(zone);
    const { id } = await rewardAt(books, created);
    await tick(books, cut);
    const invoice = await shelf.db.reads.invoice.findFirstOrThrow({ where: { workspaceId: books.workspaceId } });
    expect([invoice.reviewEndsAt.toISOString(), invoice.expectedPaymentOn.toISOString()]).toEqual([
      new Date(ends).toISOString(),
      `${expected}T00:00:00.000Z`,
    ]);
    const notice = await readRewardNotice(books.deps, books.workspaceId, id, 1);
    expect(notice?.view.expectedPaymentOn).toBe(expected);

    await tick(books, new Date(Date.parse(ends) - 1));
    expect(await onlyInvoice(books)).toMatchObject({ status: 'in_review' });
    await tick(books, ends);
    expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised' });
    await expectBalance(books);
  });

  test('is as long as it was when the invoice was cut, whatever is set later', async () => {
    const books = await open();
    await set(books, 'review-days', '3');
    await set(books, 'payment-days', '10');
    const { id } = await rewardAt(books, '2026-11-15T12:00:00Z');
    const notice = () => readRewardNotice(books.deps, books.workspaceId, id, 1);
    expect((await notice())?.view.expectedPaymentOn).toBe('2026-12-14');
    await tick(books, '2026-12-01T00:00:00Z');
    await set(books, 'review-days', '30');
    expect((await notice())?.view.expectedPaymentOn).toBe('2026-12-14');
    expect(await tick(books, '2026-12-03T23:59:59Z')).toMatchObject({ finalised: [] });
    expect(await tick(books, '2026-12-04T00:00:00Z')).toMatchObject({ finalised: [{ invoice: 'INV-2026-0001' }] });
  });

  test('of no days is over when the invoice is cut', async () => {
    const books = await open();
    await set(books, 'review-days', '0');
    await rewardAt(books, '2026-11-15T12:00:00Z');
    expect(await tick(books, '2026-12-01T00:00:00Z')).toMatchObject({
      closed: [{ month: '2026-11' }],
      finalised: [{ invoice: 'INV-2026-0001' }],
    });
    await expectBalance(books);
  });
});
