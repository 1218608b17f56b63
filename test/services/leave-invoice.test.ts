import { describe, expect, test } from '@jest/globals';
import { createDb } from '../../src/db/client.js';
import { getLastEvent } from '../../src/db/events.js';
import type { Decision } from '../../src/domain/reward.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { readRewardCard } from '../../src/services/read-reward-card.js';
import { refusalSentence } from '../../src/views/refusals.js';
import { refusalOf } from '../support/answers.js';
import {
  type Books,
  expectBalance,
  forgetOwedJobs,
  givenClawback,
  givenPartners,
  invoicesOf,
  onlyInvoice,
  owedJobs,
  set,
  setUpShelf,
  tick,
} from '../support/books.js';
import { openFaultLine } from '../support/fault-line.js';
import { givenRewardsInBulk } from '../support/many-rewards.js';
import { booksOf, decide, eventsOf, type GivenRewardRef, givenReward, rewardNow } from '../support/rewards.js';
import { ANA } from '../support/team.js';

const shelf = setUpShelf();

interface Stage extends Books {
  readonly acme: string;
  readonly first: GivenRewardRef;
  readonly second: GivenRewardRef;
  readonly other: GivenRewardRef;
}

const DECEMBER = '2026-12-01T00:30:00Z';
const JANUARY = '2027-01-01T00:30:00Z';

/** An invoice in review: two rewards of Acme, $10 and $20, and one of Globex, $40. */
async function inReview(): Promise<Stage> {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const first = await givenReward(books, { partnerId: acme, amount: '10' });
  const second = await givenReward(books, { partnerId: acme, amount: '20' });
  const other = await givenReward(books, { partnerId: globex, amount: '40' });
  await tick(books, DECEMBER);
  await forgetOwedJobs(books);
  return { ...books, acme, first, second, other };
}

/** The transactions that wrote these rows last. */
async function writersOf({ workspaceId }: Books, rewardId: string): Promise<string[]> {
  const rows = await shelf.db.reads.$queryRaw<{ writer: string }[]>`
    SELECT xmin::text AS writer FROM reward WHERE id = ${rewardId}::uuid
    UNION SELECT xmin::text FROM invoice_line WHERE reward_id = ${rewardId}::uuid
    UNION SELECT xmin::text FROM invoice WHERE workspace_id = ${workspaceId}
    UNION (SELECT xmin::text FROM event WHERE reward_id = ${rewardId}::uuid ORDER BY revision DESC LIMIT 1)
    UNION (SELECT xmin::text FROM event WHERE workspace_id = ${workspaceId} AND invoice_id IS NOT NULL ORDER BY revision DESC LIMIT 1)`;
  return rows.map((row) => row.writer);
}

describe('a reward on an invoice in review', () => {
  test.each<[Decision, string, string]>([
    ['decline', 'Declined', 'not_invoiced'],
    ['hold', 'Hold', 'not_invoiced'],
    ['mark_paid', 'Paid', 'paid_elsewhere'],
    ['withdraw', 'Declined', 'not_invoiced'],
  ])(
    'leaves it when somebody decides to %s: the line, the total and both histories in one transaction',
    async (decision, status, payment) => {
      const books = await inReview();
      const { first, second, other } = books;
      expect(await onlyInvoice(books)).toMatchObject({ total: 7_000n, revision: 1 });
      await decide(books, first.id, decision, { by: decision === 'withdraw' ? ANA : 'U0BO' });

      const invoice = await onlyInvoice(books);
      expect(invoice).toMatchObject({
        status: 'in_review',
        total: 6_000n,
        revision: 2,
        rewards: [second.number, other.number],
      });
      expect(await booksOf(books, first.id)).toMatchObject({ row: { status, payment }, replayed: { status, payment } });
      expect((await eventsOf(books, first.id)).at(-1)?.facts.leftInvoice).toBe('INV-2026-0001');
      expect(await writersOf(books, first.id)).toHaveLength(1);
      expect(await owedJobs(books)).toEqual(
        expect.arrayContaining([`show-invoice ${invoice.id}`, `show-reward-card ${first.id}`]),
      );
      const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
      expect(sheet?.shares.map(({ partner, total }) => [partner.key, total.minor])).toEqual([
        ['globex', 4_000n],
        ['acme', 2_000n],
      ]);
      const about = { invoiceId: invoice.id };
      expect(await getLastEvent(books.db.reads, books.workspaceId, about)).toMatchObject({ kind: 'line_removed' });
      await expectBalance(books);
    },
  );

  test('stays on it when it is approved, and is no longer counted as not reviewed', async () => {
    const books = await inReview();
    await decide(books, books.first.id, 'approve');
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ total: 7_000n, rewards: expect.arrayContaining([books.first.number]) });
    expect(await booksOf(books, books.first.id)).toMatchObject({ row: { status: 'Approved', payment: 'on_invoice' } });
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
    expect(sheet?.unreviewed).toMatchObject({ rewards: 2, total: { minor: 6_000n, currency: 'USD' } });
    expect(sheet?.unreviewed.named).toHaveLength(2);
    expect(await owedJobs(books)).toEqual(
      expect.arrayContaining([`show-invoice ${invoice.id}`, `show-reward-card ${books.first.id}`]),
    );
    await expectBalance(books);
  });

  test('once declined is not reopened, since it was invoiced, and never goes on again', async () => {
    const books = await inReview();
    await decide(books, books.first.id, 'decline');
    expect(await refusalOf(decide(books, books.first.id, 'reopen'))).toMatchObject({ code: 'was_invoiced' });
    await tick(books, JANUARY);
    expect(await onlyInvoice(books)).toMatchObject({ rewards: [books.second.number, books.other.number] });
    await expectBalance(books);
  });

  test('once marked as paid goes on no other', async () => {
    const books = await inReview();
    await decide(books, books.first.id, 'mark_paid');
    await tick(books, JANUARY);
    expect(await onlyInvoice(books)).toMatchObject({ month: '2026-11', status: 'finalised', total: 6_000n });
    await expectBalance(books);
  });
});

test.each<Decision>(['decline', 'hold', 'mark_paid', 'approve'])(
  'on a finalised invoice, %s is refused in words and changes nothing',
  async (decision) => {
    const books = await inReview();
    await tick(books, '2026-12-08T00:00:00Z');
    const [before, row] = [await onlyInvoice(books), await rewardNow(books, books.first.id)];
    expect(before).toMatchObject({ status: 'finalised' });
    const refusal = await refusalOf(decide(books, books.first.id, decision));
    expect(refusalSentence(refusal)).toBe(
      `R-${books.first.number} is on INV-2026-0001, which is finalised, and stays as it is. Only a clawback can correct it.`,
    );
    expect([await onlyInvoice(books), await rewardNow(books, books.first.id)]).toEqual([before, row]);
    const card = await readRewardCard(books.deps, books.workspaceId, books.first.id);
    expect(card?.decisions).toEqual([]);
    await expectBalance(books);
  },
);

describe('what is left of a partner', () => {
  async function withClawback(minor: bigint) {
    const books = await shelf.open();
    const { acme, globex } = await givenPartners(books, 'acme', 'globex');
    const earned = await givenReward(books, { partnerId: acme, amount: '100' });
    const more = await givenReward(books, { partnerId: acme, amount: '30' });
    const clawback = await givenClawback(books, more.id, minor);
    const other = await givenReward(books, { partnerId: globex, amount: '40' });
    await tick(books, DECEMBER);
    await forgetOwedJobs(books);
    return { ...books, earned, more, clawback, other };
  }

  test.each([
    ['zero', 3_000n],
    ['less than zero', 3_001n],
  ])('is carried forward when a decision brings it to %s, and told on its cards', async (_, minor) => {
    const books = await withClawback(minor);
    const { earned, more, clawback, other } = books;
    expect(await onlyInvoice(books)).toMatchObject({ total: 17_000n - minor });
    await decide(books, earned.id, 'decline');
    expect(await onlyInvoice(books)).toMatchObject({ status: 'in_review', total: 4_000n, rewards: [other.number] });
    for (const { id } of [more, clawback]) {
      expect(await booksOf(books, id)).toMatchObject({
        kinds: ['created', 'invoiced', 'carried_forward'],
        row: { status: 'New', payment: 'not_invoiced' },
      });
      expect(await owedJobs(books)).toContain(`show-reward-card ${id}`);
      const card = await readRewardCard(books.deps, books.workspaceId, id);
      expect(card?.invoice).toMatchObject({ kind: 'expected', month: '2026-12' });
    }
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, (await onlyInvoice(books)).id);
    expect(sheet?.carriedForward).toMatchObject([
      { partner: { key: 'acme' }, rewards: 2, total: { minor: 3_000n - minor } },
    ]);
    await expectBalance(books);
  });

  test('stays on when it is a single cent', async () => {
    const books = await withClawback(2_999n);
    await decide(books, books.earned.id, 'decline');
    expect(await onlyInvoice(books)).toMatchObject({ total: 4_001n });
    await expectBalance(books);
  });

  test('grows when a clawback is declined', async () => {
    const books = await withClawback(3_000n);
    await decide(books, books.clawback.id, 'decline');
    expect(await onlyInvoice(books)).toMatchObject({ total: 17_000n });
    await expectBalance(books);
  });

  test('of the only partner, carried forward, leaves a void invoice behind; the next has it all again', async () => {
    const books = await shelf.open();
    const { acme } = await givenPartners(books, 'acme');
    const earned = await givenReward(books, { partnerId: acme, amount: '100' });
    const clawback = await givenClawback(books, earned.id, 4_000n);
    await tick(books, DECEMBER);
    await decide(books, earned.id, 'hold');
    expect(await onlyInvoice(books)).toMatchObject({ status: 'void', total: 0n, rewards: [] });
    await decide(books, earned.id, 'release');
    await tick(books, JANUARY);
    expect(await invoicesOf(books)).toMatchObject([
      { number: 'INV-2026-0001', status: 'void', total: 0n },
      { number: 'INV-2026-0002', month: '2026-12', total: 6_000n, rewards: [earned.number, clawback.number] },
    ]);
    await expectBalance(books);
  });
});

/** How many statements a decline sends that leaves a partner with so many rewards a little below the minimum payout. */
async function statementsOfCarrying(rewards: number, minimum: string): Promise<number> {
  const books = await shelf.open();
  await set(books, 'minimum-payout', minimum);
  await givenRewardsInBulk(shelf, books, { rewards, partners: 1 });
  await tick(books, DECEMBER);
  await forgetOwedJobs(books);
  const largest = await shelf.db.reads.reward.findFirstOrThrow({
    where: { workspaceId: books.workspaceId },
    orderBy: { amountMinor: 'desc' },
  });
  const line = await openFaultLine(shelf.url);
  const watched = createDb(line.url);
  try {
    await decide({ ...books, deps: { ...books.deps, db: watched } }, largest.id, 'decline');
  } finally {
    await watched.close();
    await line.close();
  }
  expect(await onlyInvoice(books)).toMatchObject({ status: 'void', total: 0n, rewards: [] });
  const cards = (await owedJobs(books)).filter((job) => job.startsWith('show-reward-card'));
  expect(cards).toHaveLength(rewards);
  await expectBalance(books);
  return line.statements.length;
}

test('two thousand rewards are carried forward with as many statements as two hundred', async () => {
  const few = await statementsOfCarrying(200, '200');
  expect(await statementsOfCarrying(2_000, '20000')).toBe(few);
}, 60_000);

test('an invoice that loses its last line is void and stays so; its reward, released, goes on the next', async () => {
  const books = await inReview();
  for (const { id } of [books.first, books.second, books.other]) await decide(books, id, 'hold');
  const invoice = await onlyInvoice(books);
  expect(invoice).toMatchObject({ status: 'void', total: 0n, rewards: [], revision: 4 });
  expect(await owedJobs(books)).toContain(`show-invoice ${invoice.id}`);
  await decide(books, books.other.id, 'release');
  expect(await tick(books, '2026-12-08T00:00:00Z')).toEqual({ closed: [], finalised: [], refused: [] });
  await tick(books, JANUARY);
  expect(await invoicesOf(books)).toMatchObject([
    { number: 'INV-2026-0001', status: 'void', total: 0n },
    { number: 'INV-2026-0002', month: '2026-12', total: 4_000n, rewards: [books.other.number] },
  ]);
  await expectBalance(books);
});
