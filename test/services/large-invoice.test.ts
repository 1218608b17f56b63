import { beforeAll, expect, test } from '@jest/globals';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import { type Books, onlyInvoice, set, setUpShelf, tick } from '../support/books.js';
import { act } from '../support/invoice-acts.js';
import { IS_LONG } from '../support/long.js';
import { givenRewardsInBulk } from '../support/many-rewards.js';

// What is set-based stays set-based: rewards never travel to Node, however many there are.

const MANY = IS_LONG ? 100_000 : 10_000;
const FEWER = MANY / 5;
const PARTNERS = 1_000;
const MEGABYTE = 1_048_576;
/** Rewards that came here would take several times as much. */
const MOST_HEAP_MB = IS_LONG ? 100 : 15;
const TIMEOUT = 300_000;

const shelf = setUpShelf();
let books: Books;
beforeAll(async () => {
  books = await open();
});

/** Nobody is asked about the sum. */
async function open(): Promise<Books> {
  const opened = await shelf.open();
  await set(opened, 'invoice-bound', '1000000000');
  return opened;
}

/** Says what it took, and that nothing of it was kept here. */
async function measure<Result>(what: string, rewards: number, work: () => Promise<Result>): Promise<Result> {
  const heap = watchHeap();
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const grown = heap.stop();
  process.stdout.write(
    `${what} ${rewards} rewards: ${seconds.toFixed(1)} s, ${Math.round(rewards / seconds)} a second, heap +${grown.toFixed(0)} MB at most\n`,
  );
  expect(grown).toBeLessThan(MOST_HEAP_MB);
  return result;
}

function watchHeap(): { stop(): number } {
  const before = process.memoryUsage().heapUsed;
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  };
  const watch = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(watch);
      look();
      return (most - before) / MEGABYTE;
    },
  };
}

/** What finance presses on the only invoice, whose lines nobody reads. */
async function press(on: Books, deed: InvoiceAct): Promise<void> {
  const invoice = await shelf.db.reads.invoice.findFirstOrThrow({ where: { workspaceId: on.workspaceId } });
  await act(on, deed, { invoiceId: invoice.id, revision: invoice.revision });
}

/** In how many transactions the lines were written, and how many there are. */
async function linesOf(invoiceId: string) {
  const [row] = await shelf.db.reads.$queryRaw<{ transactions: number; lines: number }[]>`
    SELECT count(DISTINCT xmin::text)::int AS transactions, count(*)::int AS lines
    FROM invoice_line WHERE workspace_id = ${books.workspaceId} AND invoice_id = ${invoiceId}::uuid`;
  return row;
}

test(
  `${MANY} rewards of a thousand partners are cut in one transaction, without coming here`,
  async () => {
    const startedAt = performance.now();
    await givenRewardsInBulk(shelf, books, { rewards: MANY, partners: PARTNERS });
    process.stdout.write(`made ${MANY} rewards: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);

    const report = await measure('cut', MANY, () => tick(books, '2026-12-01T00:30:00Z'));
    expect(report.closed).toMatchObject([{ rewards: MANY, invoice: 'INV-2026-0001' }]);
    const invoice = await shelf.db.reads.invoice.findFirstOrThrow({ where: { workspaceId: books.workspaceId } });
    expect([invoice.totalMinor, invoice.lineCount]).toEqual([(BigInt(MANY) * BigInt(MANY + 1)) / 2n, MANY]);
    expect(await linesOf(invoice.id)).toEqual({ transactions: 1, lines: MANY });
  },
  TIMEOUT,
);

test(
  `the invoice of ${MANY} is paid in one transaction, without coming here`,
  async () => {
    await press(books, 'finalise');
    await measure('paid', MANY, () => press(books, 'pay'));
    const paid = await shelf.db.reads.event.count({
      where: { workspaceId: books.workspaceId, kind: 'paid_on_invoice' },
    });
    const unpaid = await shelf.db.reads.reward.count({
      where: { workspaceId: books.workspaceId, NOT: { status: 'Paid', payment: 'paid_on_invoice' } },
    });
    expect([paid, unpaid]).toEqual([MANY, 0]);
  },
  TIMEOUT,
);

test(
  `an invoice of ${FEWER} is void, and its rewards are back, in one transaction`,
  async () => {
    const others = await open();
    await givenRewardsInBulk(shelf, others, { rewards: FEWER, partners: PARTNERS });
    await measure('cut', FEWER, () => tick(others, '2026-12-01T00:30:00Z'));
    await measure('void', FEWER, () => press(others, 'void'));
    expect(await onlyInvoice(others)).toMatchObject({ status: 'void', total: 0n, rewards: [] });
    const back = await shelf.db.reads.reward.count({
      where: { workspaceId: others.workspaceId, payment: 'not_invoiced', status: 'New' },
    });
    expect(back).toBe(FEWER);
  },
  TIMEOUT,
);
