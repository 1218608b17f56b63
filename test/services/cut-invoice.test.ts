import { describe, expect, test } from '@jest/globals';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { readRewardCard } from '../../src/services/read-reward-card.js';
import {
  type Books,
  expectBalance,
  givenClawback,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  periodsOf,
  set,
  setUpShelf,
  tick,
} from '../support/books.js';
import { decide, givenReward } from '../support/rewards.js';

const shelf = setUpShelf();

interface Stage extends Books {
  readonly acme: string;
  readonly globex: string;
}

async function open(): Promise<Stage> {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  return { ...books, acme, globex };
}

const give = (books: Stage, partnerId: string, amount: string, currency = 'USD') =>
  givenReward(books, { partnerId, amount, currency });

const DECEMBER = '2026-12-01T00:30:00Z';
const JANUARY = '2027-01-01T00:30:00Z';

async function sheetOf(books: Stage, number: string) {
  const { id } = await shelf.db.reads.invoice.findFirstOrThrow({ where: { workspaceId: books.workspaceId, number } });
  const sheet = await readInvoiceSheet(books.deps, books.workspaceId, id);
  if (!sheet) throw new Error(`no sheet of ${number}`);
  return sheet;
}

async function placeOf(books: Stage, rewardId: string) {
  return (await readRewardCard(books.deps, books.workspaceId, rewardId))?.invoice;
}

const usd = (rewards: number, minor: bigint) => ({ rewards, total: { minor, currency: 'USD' } });

describe('what goes on an invoice', () => {
  test('is what is New or Approved; what is on hold, declined or paid elsewhere stays off and is listed', async () => {
    const books = await open();
    const unseen = await give(books, books.acme, '10');
    const approved = await give(books, books.acme, '20');
    const euro = await give(books, books.acme, '5', 'EUR');
    const [held, declined, paid] = [
      await give(books, books.acme, '30'),
      await give(books, books.globex, '40'),
      await give(books, books.globex, '50'),
    ];
    await decide(books, approved.id, 'approve');
    await decide(books, held.id, 'hold');
    await decide(books, declined.id, 'decline');
    await decide(books, paid.id, 'mark_paid');
    await tick(books, DECEMBER);

    expect(await invoicesOf(books)).toMatchObject([
      { number: 'INV-2026-0001', currency: 'EUR', total: 500n, rewards: [euro.number] },
      { number: 'INV-2026-0002', currency: 'USD', total: 3_000n, rewards: [unseen.number, approved.number] },
    ]);
    expect(await sheetOf(books, 'INV-2026-0002')).toMatchObject({
      ...usd(2, 3_000n),
      shares: [{ partner: { key: 'acme' }, ...usd(2, 3_000n) }],
      unreviewed: usd(1, 1_000n),
      held: usd(1, 3_000n),
      declined: usd(1, 4_000n),
      paidElsewhere: usd(1, 5_000n),
      carriedForward: [],
    });
    await expectBalance(books);
  });

  test('is what is Approved where the programme says so, as it says at the cut; the rest waits for the next', async () => {
    const books = await open();
    const unseen = await give(books, books.acme, '10');
    const approved = await give(books, books.acme, '20');
    await decide(books, approved.id, 'approve');
    expect(await placeOf(books, unseen.id)).toMatchObject({ kind: 'expected', month: '2026-11', needsApproval: false });
    await set(books, 'unreviewed', 'approved_only');
    expect(await placeOf(books, unseen.id)).toMatchObject({ kind: 'expected', month: '2026-11', needsApproval: true });
    expect(await placeOf(books, approved.id)).toMatchObject({ kind: 'expected', needsApproval: false });
    await tick(books, DECEMBER);
    expect(await onlyInvoice(books)).toMatchObject({ rewards: [approved.number], total: 2_000n });
    expect((await sheetOf(books, 'INV-2026-0001')).unreviewed).toEqual({ ...usd(0, 0n), named: [] });
    expect(await placeOf(books, unseen.id)).toMatchObject({ kind: 'expected', month: '2026-12', needsApproval: true });

    await decide(books, unseen.id, 'approve');
    await tick(books, JANUARY);
    expect(await invoicesOf(books)).toMatchObject([
      { month: '2026-11' },
      { month: '2026-12', rewards: [unseen.number] },
    ]);
    await expectBalance(books);
  });

  test('is, on the next one, what was released from hold meanwhile, even if the month made nothing else', async () => {
    const books = await open();
    const held = await give(books, books.acme, '10');
    await give(books, books.globex, '20');
    await decide(books, held.id, 'hold');
    await tick(books, DECEMBER);
    await decide(books, held.id, 'release');
    expect(await placeOf(books, held.id)).toMatchObject({ kind: 'expected', month: '2026-12' });
    await tick(books, JANUARY);
    expect(await invoicesOf(books)).toMatchObject([{}, { month: '2026-12', rewards: [held.number], total: 1_000n }]);
    await expectBalance(books);
  });
});

describe('a partner who is owed nothing or less', () => {
  test.each([
    ['nothing', 10_000n, 0n],
    ['less', 12_000n, -2_000n],
  ])('is carried forward: %s', async (_, taken, sum) => {
    const books = await open();
    const earned = await give(books, books.acme, '100');
    const clawback = await givenClawback(books, earned.id, taken);
    const other = await give(books, books.globex, '7');
    await tick(books, DECEMBER);
    expect(await onlyInvoice(books)).toMatchObject({ rewards: [other.number], total: 700n });
    expect((await sheetOf(books, 'INV-2026-0001')).carriedForward).toMatchObject([
      { partner: { key: 'acme' }, ...usd(2, sum) },
    ]);

    books.clock.set('2026-12-10T12:00:00Z');
    const more = await give(books, books.acme, '50');
    await tick(books, JANUARY);
    expect(await invoicesOf(books)).toMatchObject([
      {},
      { month: '2026-12', rewards: [earned.number, clawback.number, more.number], total: 5_000n + sum },
    ]);
    await expectBalance(books);
  });

  test('makes no invoice alone, and is owed again once a later month makes up for it', async () => {
    const books = await open();
    const earned = await give(books, books.acme, '100');
    await givenClawback(books, earned.id, 10_001n);
    expect(await tick(books, DECEMBER)).toMatchObject({ closed: [{ month: '2026-11', rewards: 0 }] });
    expect(await invoicesOf(books)).toEqual([]);
    expect(await periodsOf(books)).toMatchObject([{ month: '2026-11' }]);
    books.clock.set('2026-12-10T12:00:00Z');
    await give(books, books.acme, '0.02');
    await tick(books, JANUARY);
    expect(await onlyInvoice(books)).toMatchObject({ number: 'INV-2026-0001', month: '2026-12', total: 1n });
    await expectBalance(books);
  });

  test('is counted in each currency apart', async () => {
    const books = await open();
    const earned = await give(books, books.acme, '100');
    await givenClawback(books, earned.id, 20_000n);
    const euro = await give(books, books.acme, '1', 'EUR');
    await tick(books, DECEMBER);
    expect(await onlyInvoice(books)).toMatchObject({ currency: 'EUR', rewards: [euro.number], total: 100n });
    await expectBalance(books);
  });
});
