import { describe, expect, test } from '@jest/globals';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { pullReward } from '../../src/services/pull-reward.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { searchLateRewards, searchLines } from '../../src/services/search-lines.js';
import { wordsOf } from '../support/answers.js';
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
import { givenPartner } from '../support/directory.js';
import { act, invoiceEvents } from '../support/invoice-acts.js';
import { booksOf, decide, eventsOf, type GivenReward, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CLEO, OMAR } from '../support/team.js';

const shelf = setUpShelf();

const DECEMBER = '2026-12-01T00:30:00Z';

/** Acme with $100 and a clawback of $60 of something paid; Globex with $40. In review. */
async function cut() {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const before = await givenReward(books, { partnerId: acme, amount: '60' });
  await decide(books, before.id, 'mark_paid', { reason: 'wire', facts: { paidOn: '2026-11-10', reference: 'wire' } });
  const earned = await givenReward(books, { partnerId: acme, amount: '100' });
  const clawback = await givenClawback(books, before.id, 6_000n);
  const other = await givenReward(books, { partnerId: globex, amount: '40' });
  await tick(books, DECEMBER);
  return { ...books, acme, globex, before, earned, clawback, other };
}

interface Over {
  readonly by?: string;
  readonly revision?: number;
  readonly reason?: string;
  readonly rewardRevision?: number;
}

async function remove(books: Books, rewardId: string, over: Over = {}): Promise<void> {
  const [invoice] = await invoicesOf(books);
  if (!invoice) throw new Error('no invoice');
  const order = { workspaceId: books.workspaceId, invoiceId: invoice.id, revision: invoice.revision, by: CLEO };
  await postponeReward(books.deps, { ...order, rewardId, ...over });
}

async function pull(books: Books, rewardId: string, over: Over = {}): Promise<void> {
  const [invoice] = await invoicesOf(books);
  if (!invoice) throw new Error('no invoice');
  const { revision: rewardRevision } = await rewardNow(books, rewardId);
  const order = { workspaceId: books.workspaceId, invoiceId: invoice.id, revision: invoice.revision, by: CLEO };
  await pullReward(books.deps, { ...order, rewardId, rewardRevision, ...over });
}

/** An Approved reward of $25 that came after the cut, unless told otherwise. */
async function late(books: Books, given: Partial<GivenReward> & Pick<GivenReward, 'partnerId'>) {
  const reward = await givenReward(books, { amount: '25', ...given });
  await decide(books, reward.id, 'approve');
  return reward;
}

describe('a line that is removed', () => {
  test('leaves its reward as it was, to go on the next invoice', async () => {
    const books = await cut();
    await decide(books, books.other.id, 'approve');
    await forgetOwedJobs(books);
    await remove(books, books.other.id, { reason: 'Disputed' });
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ status: 'in_review', total: 4_000n });
    expect(invoice.rewards).not.toContain(books.other.number);
    expect(await rewardNow(books, books.other.id)).toMatchObject({ status: 'Approved', payment: 'not_invoiced' });
    expect((await eventsOf(books, books.other.id)).at(-1)).toMatchObject({
      kind: 'postponed',
      actor: CLEO,
      reason: 'Disputed',
      facts: { leftInvoice: 'INV-2026-0001' },
    });
    expect((await invoiceEvents(books)).at(-1)).toMatchObject({
      kind: 'line_removed',
      actor: CLEO,
      reason: 'postponed',
      facts: { reward: `R-${books.other.number}`, words: 'Disputed' },
    });
    expect(await owedJobs(books)).toEqual([`show-invoice ${invoice.id}`, `show-reward-card ${books.other.id}`].sort());
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
    expect(sheet?.postponed).toMatchObject({ rewards: 1, total: { minor: 4_000n } });

    await tick(books, '2026-12-08T00:30:00Z');
    await tick(books, '2027-01-01T00:30:00Z');
    expect((await invoicesOf(books))[1]).toMatchObject({ rewards: [books.other.number], total: 4_000n });
    await expectBalance(books);
  });

  test('carries forward what is left of its partner if that is zero or less', async () => {
    const books = await cut();
    await remove(books, books.earned.id);
    expect(await onlyInvoice(books)).toMatchObject({ rewards: [books.other.number], total: 4_000n });
    expect((await booksOf(books, books.clawback.id)).kinds.at(-1)).toBe('carried_forward');
    expect((await invoiceEvents(books)).at(-1)?.facts.carriedForward).toEqual([`R-${books.clawback.number}`]);
    await tick(books, '2027-01-01T00:30:00Z');
    expect((await invoicesOf(books))[1]).toMatchObject({ total: 4_000n });
    await expectBalance(books);
  });

  test('as the last one leaves a void invoice', async () => {
    const books = await cut();
    await remove(books, books.other.id);
    await remove(books, books.earned.id, { reason: 'Nothing is right here' });
    expect(await onlyInvoice(books)).toMatchObject({ status: 'void', total: 0n });
    expect((await invoiceEvents(books)).at(-1)).toMatchObject({
      kind: 'voided',
      facts: { words: 'Nothing is right here' },
    });
    await expectBalance(books);
  });

  test('is refused to others, on what has changed, on what is not on it, and once lines are locked', async () => {
    const books = await cut();
    const { revision } = await onlyInvoice(books);
    for (const by of [ANA, BO, OMAR]) {
      expect(await wordsOf(remove(books, books.other.id, { by }))).toMatch(/^Only finance and admins can do this\./);
    }
    expect(await wordsOf(remove(books, books.before.id))).toBe(
      'This reward is not on INV-2026-0001. Choose one from the list.',
    );
    await decide(books, books.other.id, 'decline');
    expect(await wordsOf(remove(books, books.earned.id, { revision }))).toMatch(/^<@U0BO> changed INV-2026-0001 on /);
    await act(books, 'finalise');
    expect(await wordsOf(remove(books, books.earned.id))).toBe(
      'INV-2026-0001 is finalised, which does not allow this. See what its message offers.',
    );
    await expectBalance(books);
  });
});

describe('a reward that is pulled on', () => {
  test('comes on with its line and its events, whatever month it is from', async () => {
    const books = await cut();
    const reward = await late(books, { partnerId: books.globex });
    await forgetOwedJobs(books);
    await pull(books, reward.id);
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ total: 10_500n, status: 'in_review' });
    expect(invoice.rewards).toContain(reward.number);
    expect((await eventsOf(books, reward.id)).at(-1)).toMatchObject({
      kind: 'invoiced',
      actor: CLEO,
      facts: { invoice: 'INV-2026-0001', pulled: true },
    });
    expect((await invoiceEvents(books)).at(-1)).toMatchObject({
      kind: 'line_added',
      actor: CLEO,
      facts: { reward: `R-${reward.number}`, from: 'in_review', to: 'in_review' },
    });
    expect(await owedJobs(books)).toEqual([`show-invoice ${invoice.id}`, `show-reward-card ${reward.id}`].sort());
    await tick(books, '2027-01-01T00:30:00Z');
    expect(await invoicesOf(books)).toHaveLength(1);
    await expectBalance(books);
  });

  test('may be one that was removed, or that was held at the cut; then it can be removed again', async () => {
    const books = await cut();
    await decide(books, books.other.id, 'hold');
    await decide(books, books.other.id, 'approve');
    await act(books, 'pause');
    await pull(books, books.other.id);
    await remove(books, books.other.id);
    await pull(books, books.other.id);
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ status: 'paused', total: 8_000n });
    const sheet = await readInvoiceSheet(books.deps, books.workspaceId, invoice.id);
    expect(sheet?.postponed.rewards).toBe(0);
    await expectBalance(books);
  });

  test('must leave its partner above zero', async () => {
    const books = await cut();
    await remove(books, books.earned.id);
    await decide(books, books.clawback.id, 'approve');
    expect(await wordsOf(pull(books, books.clawback.id))).toBe(
      `With R-${books.clawback.number}, acme would still have zero or less on INV-2026-0001. It waits for the next.`,
    );
    await decide(books, books.earned.id, 'approve');
    await pull(books, books.earned.id);
    expect(await onlyInvoice(books)).toMatchObject({ total: 8_000n });
    await expectBalance(books);
  });

  test('takes along what its partner owes, so that no more is paid than a cut would have paid', async () => {
    const books = await cut();
    await remove(books, books.earned.id);
    const reward = await late(books, { partnerId: books.acme, amount: '150' });
    await forgetOwedJobs(books);
    await pull(books, reward.id);
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ total: 4_000n + 15_000n - 6_000n });
    expect(invoice.rewards).toEqual([books.clawback.number, books.other.number, reward.number].sort((a, b) => a - b));
    expect((await eventsOf(books, books.clawback.id)).at(-1)).toMatchObject({
      kind: 'invoiced',
      actor: CLEO,
      facts: { invoice: 'INV-2026-0001', pulled: true },
    });
    expect((await invoiceEvents(books)).at(-1)).toMatchObject({
      kind: 'line_added',
      facts: { reward: `R-${reward.number}`, takenAlong: [`R-${books.clawback.number}`] },
    });
    expect(await owedJobs(books)).toEqual(
      [`show-invoice ${invoice.id}`, `show-reward-card ${reward.id}`, `show-reward-card ${books.clawback.id}`].sort(),
    );
    await expectBalance(books);
  });

  test('waits where only what its partner owes keeps it off; what may not be invoiced is not counted', async () => {
    const books = await cut();
    await remove(books, books.earned.id);
    const reward = await late(books, { partnerId: books.acme, amount: '60' });
    const refused = `With R-${reward.number} and $60.00 to take back, acme would still have zero or less on INV-2026-0001. It waits for the next.`;
    expect(await wordsOf(pull(books, reward.id))).toBe(refused);
    await set(books, 'unreviewed', 'approved_only');
    await pull(books, reward.id);
    expect(await onlyInvoice(books)).toMatchObject({ total: 10_000n });
    await remove(books, reward.id);
    await set(books, 'unreviewed', 'new_and_approved');
    await decide(books, books.clawback.id, 'hold');
    await pull(books, reward.id);
    expect(await onlyInvoice(books)).toMatchObject({ total: 10_000n });
    await expectBalance(books);
  });

  test('is refused unless it is Approved, of the invoice’s currency and on no invoice, and unless both are as they were seen', async () => {
    const books = await cut();
    const refused = (number: number) => `R-${number} cannot go on INV-2026-0001. Choose one from the list.`;
    const unseen = await givenReward(books, { partnerId: books.globex, amount: '1' });
    const euro = await late(books, { partnerId: books.globex, currency: 'EUR' });
    for (const reward of [unseen, euro, books.before, books.earned]) {
      expect(await wordsOf(pull(books, reward.id))).toBe(refused(reward.number));
    }
    const reward = await late(books, { partnerId: books.globex });
    expect(await wordsOf(pull(books, reward.id, { rewardRevision: 1 }))).toMatch(
      new RegExp(`^<@U0BO> approved R-${reward.number} on `),
    );
    const { revision } = await onlyInvoice(books);
    await remove(books, books.other.id);
    expect(await wordsOf(pull(books, reward.id, { revision }))).toMatch(/^<@U0CLEO> changed INV-2026-0001 on /);
    for (const by of [ANA, BO, OMAR]) {
      expect(await wordsOf(pull(books, reward.id, { by }))).toMatch(/^Only finance and admins can do this\./);
    }
    await act(books, 'finalise');
    expect(await wordsOf(pull(books, reward.id))).toBe(
      'INV-2026-0001 is finalised, which does not allow this. See what its message offers.',
    );
    await expectBalance(books);
  });
});

describe('the search', () => {
  test('finds lines by number, partner and description, every word of it', async () => {
    const books = await shelf.open();
    const zoe = await givenPartner(books, { key: 'zoe-media', name: 'Zoë Média' });
    const acme = await givenPartner(books, { key: 'acme', name: 'Acme' });
    const first = await givenReward(books, { partnerId: zoe, description: 'Webinar in Berlin' });
    const second = await givenReward(books, { partnerId: acme, description: 'Newsletter for Zoë' });
    await tick(books, DECEMBER);
    const third = await givenReward(books, { partnerId: acme, description: 'Webinar too late' });
    const { id: invoiceId } = await onlyInvoice(books);
    const find = async (query: string) => {
      const found = await searchLines(books.deps, { workspaceId: books.workspaceId, invoiceId, by: CLEO, query });
      return found.map((line) => line.number);
    };
    expect(await find('')).toEqual([first.number, second.number]);
    expect(await find(`R-${second.number}`)).toEqual([second.number]);
    expect(await find(String(first.number))).toEqual([first.number]);
    expect(await find('zoe berlin')).toEqual([first.number]);
    expect(await find('WEBINAR')).toEqual([first.number]);
    expect(await find('webinar acme')).toEqual([]);
    expect(await find('100%')).toEqual([]);

    const findLate = async (query: string) => {
      const found = await searchLateRewards(books.deps, { workspaceId: books.workspaceId, invoiceId, by: CLEO, query });
      return found.map((line) => [line.number, line.revision]);
    };
    expect(await findLate('')).toEqual([]);
    await decide(books, third.id, 'approve');
    await decide(books, first.id, 'approve');
    expect(await findLate('')).toEqual([[third.number, 2]]);
    await remove(books, first.id);
    expect(await findLate('webinar')).toEqual([
      [third.number, 2],
      [first.number, 4],
    ]);
    expect(await find('')).toEqual([second.number]);
    const others = await shelf.open();
    expect(await searchLines(others.deps, { workspaceId: others.workspaceId, invoiceId, by: CLEO, query: '' })).toEqual(
      [],
    );
  });
});
