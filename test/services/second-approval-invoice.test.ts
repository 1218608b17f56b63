import { describe, expect, test } from '@jest/globals';
import { checkBooks } from '../../src/services/check-books.js';
import { clawBack } from '../../src/services/claw-back.js';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { pullReward } from '../../src/services/pull-reward.js';
import { readCarriedNotice } from '../../src/services/read-carried-notice.js';
import { readDigest } from '../../src/services/read-digest.js';
import { readHome } from '../../src/services/read-home.js';
import { readInvoiceSheet } from '../../src/services/read-invoice-sheet.js';
import { readPartnerSummary } from '../../src/services/read-partner-summary.js';
import { readRewardCard } from '../../src/services/read-reward-card.js';
import { runClock } from '../../src/services/run-clock.js';
import { answerOf } from '../support/answers.js';
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
import { givenReviewPolicy } from '../support/review-policy.js';
import { decide, type GivenReward, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CLEO, CY } from '../support/team.js';

// A reward of $1,000 or more needs two approvals here.

const shelf = setUpShelf();

const CUT = '2026-12-01T00:30:00Z';

async function open(): Promise<{ books: Books; acme: string; globex: string }> {
  const books = await shelf.open();
  await givenReviewPolicy(books, { secondApprovalFrom: 1000n });
  return { books, ...(await givenPartners(books, 'acme', 'globex')) };
}

/** A reward with none, one or both of the two approvals that it needs. */
async function givenLarge(books: Books, partnerId: string, approvals: 0 | 1 | 2, given: Partial<GivenReward> = {}) {
  const reward = await givenReward(books, { partnerId, amount: '1000', ...given });
  for (const by of [BO, CY].slice(0, approvals)) await decide(books, reward.id, 'approve', { by });
  return reward;
}

const usd = (rewards: number, minor: bigint) => ({ rewards, total: { minor, currency: 'USD' } });

describe('a reward that needs two approvals', () => {
  test.each([0, 1] as const)(
    'stays off the invoice with %s of them, whoever waits, and goes on the next with both',
    async (given) => {
      const { books, acme } = await open();
      const large = await givenLarge(books, acme, given);
      const both = await givenLarge(books, acme, 2, { amount: '1500' });
      const small = await givenReward(books, { partnerId: acme });
      await tick(books, CUT);
      expect(await onlyInvoice(books)).toMatchObject({ rewards: [both.number, small.number], total: 175_000n });
      await tick(books, '2026-12-08T00:30:00Z');
      expect(await onlyInvoice(books)).toMatchObject({ status: 'finalised', total: 175_000n });
      expect(await rewardNow(books, large.id)).toMatchObject({ status: 'New', payment: 'not_invoiced' });

      for (const by of given === 0 ? [BO, CY] : [CY]) await decide(books, large.id, 'approve', { by });
      await tick(books, '2027-01-01T00:30:00Z');
      expect((await invoicesOf(books))[1]).toMatchObject({ rewards: [large.number], total: 100_000n });
      await expectBalance(books);
    },
  );

  test('stays off where it comes back from hold with one, and under either policy', async () => {
    const { books, acme } = await open();
    const { id } = await givenLarge(books, acme, 1);
    for (const decision of ['hold', 'release'] as const) await decide(books, id, decision);
    for (const policy of ['approved_only', 'new_and_approved']) {
      await set(books, 'unreviewed', policy);
      const report = await runClock(
        { ...books.deps, clock: { now: () => new Date(CUT) } },
        { workspaceId: books.workspaceId, actor: 'bot', dryRun: true },
      );
      expect(report.closed).toMatchObject([{ month: '2026-11', rewards: 0 }]);
    }
    await tick(books, CUT);
    expect(await invoicesOf(books)).toEqual([]);
    expect(await rewardNow(books, id)).toMatchObject({ status: 'New', payment: 'not_invoiced', firstApprovedBy: BO });
  });

  test.each(['New', 'Hold'] as const)(
    'cannot be marked as paid while it is %s, with none and with one',
    async (status) => {
      const { books, acme } = await open();
      for (const given of [0, 1] as const) {
        const { id } = await givenLarge(books, acme, given);
        if (status === 'Hold') await decide(books, id, 'hold');
        for (const by of [BO, CY])
          expect(await answerOf(decide(books, id, 'mark_paid', { by }))).toBe('needs_second_approval');
        expect(await rewardNow(books, id)).toMatchObject({ status, payment: 'not_invoiced' });
      }
      const { id } = await givenLarge(books, acme, 2);
      await decide(books, id, 'mark_paid', { facts: { paidOn: '2026-11-12' } });
      expect(await rewardNow(books, id)).toMatchObject({ status: 'Paid', payment: 'paid_elsewhere' });
    },
  );

  test('is not pulled on with one, and is with both, which its invoice says', async () => {
    const { books, acme } = await open();
    await givenReward(books, { partnerId: acme });
    const large = await givenLarge(books, acme, 1);
    await tick(books, CUT);
    const invoice = await onlyInvoice(books);
    const pull = async () =>
      pullReward(books.deps, {
        ...{ workspaceId: books.workspaceId, invoiceId: invoice.id, revision: invoice.revision, by: CLEO },
        ...{ rewardId: large.id, rewardRevision: (await rewardNow(books, large.id)).revision },
      });
    expect(await answerOf(pull())).toBe('not_to_be_pulled');
    const waiting = async () => (await readInvoiceSheet(books, books.workspaceId, invoice.id))?.needSecondApproval;
    expect(await waiting()).toEqual(usd(1, 100_000n));
    await forgetOwedJobs(books);
    await decide(books, large.id, 'approve', { by: CY });
    expect(await owedJobs(books)).toContain(`show-invoice ${invoice.id}`);
    expect(await waiting()).toEqual(usd(0, 0n));
    await pull();
    expect((await onlyInvoice(books)).total).toBe(125_000n);
    await expectBalance(books);
  });

  test('a clawback with one approval takes nothing back yet: neither at the cut, nor where a reward is pulled on', async () => {
    const { books, acme } = await open();
    const reward = await givenLarge(books, acme, 2, { amount: '3000' });
    await decide(books, reward.id, 'mark_paid', { facts: { paidOn: '2026-11-12' } });
    const { workspaceId } = books;
    const amount = { minor: 200_000n, currency: 'USD' };
    const order = { workspaceId, rewardId: reward.id, by: ANA, submissionKey: 'V1', amount, reason: 'Returned' };
    const { rewardId: clawback } = await clawBack(books.deps, order);
    await decide(books, clawback, 'approve');
    const line = await givenReward(books, { partnerId: acme, amount: '300' });
    await tick(books, CUT);
    const invoice = await onlyInvoice(books);
    expect(invoice).toMatchObject({ rewards: [line.number], total: 30_000n });
    expect((await readPartnerSummary(books, workspaceId, acme))?.balance).toEqual([]);

    const late = await givenReward(books, { partnerId: acme, amount: '400' });
    await decide(books, late.id, 'approve');
    const { revision } = await rewardNow(books, late.id);
    const to = { workspaceId, invoiceId: invoice.id, revision: invoice.revision, by: CLEO };
    await pullReward(books.deps, { ...to, rewardId: late.id, rewardRevision: revision });
    expect((await onlyInvoice(books)).rewards).toEqual([line.number, late.number]);
    await expectBalance(books);
  });

  test('counts for nothing in the minimum that a partner has to come to, nor in what they are told of it', async () => {
    const { books, acme, globex } = await open();
    await set(books, 'minimum-payout', '500');
    await givenLarge(books, acme, 1);
    await givenReward(books, { partnerId: acme, amount: '100' });
    await givenLarge(books, globex, 2);
    await tick(books, CUT);
    const { id, rewards } = await onlyInvoice(books);
    expect(rewards).toHaveLength(1);
    const carried = (await readInvoiceSheet(books, books.workspaceId, id))?.carriedForward;
    expect(carried).toMatchObject([{ partner: { key: 'acme' }, ...usd(1, 10_000n) }]);
    const { workspaceId } = books;
    const notice = { workspaceId, currency: 'USD', month: '2026-11', partnerId: acme };
    expect(await owedJobs(books)).toContain(`tell-carried-forward USD:2026-11:${acme}`);
    expect((await readCarriedNotice(books, notice))?.notice).toMatchObject(usd(1, 10_000n));
  });

  test('makes up for no clawback: its partner has less than nothing, and no invoice', async () => {
    const { books, acme } = await open();
    const large = await givenLarge(books, acme, 1);
    const clawback = await givenClawback(books, large.id, 20_000n);
    await decide(books, clawback.id, 'approve');
    await tick(books, CUT);
    expect(await invoicesOf(books)).toEqual([]);
    await expectBalance(books);
  });

  test('is listed as waiting on the card, in the digest and in Home', async () => {
    const { books, acme } = await open();
    const { workspaceId } = books;
    const [one, none, both] = [
      await givenLarge(books, acme, 1),
      await givenLarge(books, acme, 0),
      await givenLarge(books, acme, 2),
    ];
    await givenReward(books, { partnerId: acme });
    const place = async (id: string) => (await readRewardCard(books, workspaceId, id))?.invoice;
    for (const { id } of [one, none])
      expect(await place(id)).toMatchObject({ kind: 'expected', needsApproval: true, needsSecondApproval: true });
    expect(await place(both.id)).toMatchObject({ kind: 'expected', needsApproval: false, needsSecondApproval: false });

    const digest = await readDigest(books, workspaceId, '2026-11');
    expect(digest?.books).toMatchObject([
      { due: usd(2, 125_000n), unreviewed: usd(1, 25_000n), needSecondApproval: usd(2, 200_000n) },
    ]);
    expect(digest?.needSecondApproval.items).toMatchObject([
      { number: one.number, firstApprovedBy: BO },
      { number: none.number, firstApprovedBy: undefined },
    ]);
    expect(digest?.unreviewed.count).toBe(1);
    expect((await readHome(books.deps, workspaceId, CY)).queue).toMatchObject({ needSecondApproval: 2 });
    const created = (await readHome(books.deps, workspaceId, ANA)).created?.page.rows.find(
      ({ number }) => number === one.number,
    );
    expect(created?.place).toMatchObject({ needsSecondApproval: true });
  });

  test('a line of one approved by both that is moved to the next month goes on that one', async () => {
    const { books, acme } = await open();
    const large = await givenLarge(books, acme, 2);
    await givenReward(books, { partnerId: acme });
    await tick(books, CUT);
    const { id: invoiceId, revision } = await onlyInvoice(books);
    const order = { workspaceId: books.workspaceId, invoiceId, revision, by: CLEO, rewardId: large.id };
    await postponeReward(books.deps, order);
    await tick(books, '2027-01-01T00:30:00Z');
    expect((await invoicesOf(books))[1]?.rewards).toEqual([large.number]);
  });
});

describe('at the same moment', () => {
  test('when two approve while the month is cut, the reward is on the invoice with both approvals or waits for the next', async () => {
    for (let round = 0; round < 6; round++) {
      const { books, acme } = await open();
      const large = await givenLarge(books, acme, round % 2 === 0 ? 1 : 0);
      await givenReward(books, { partnerId: acme });
      const { revision } = await rewardNow(books, large.id);
      books.clock.set(CUT);
      const press = (by: string) => answerOf(decide(books, large.id, 'approve', { by, revision }));
      const machine = { ...books.deps, db: shelf.machine() };
      const [first, second] = await Promise.all([
        press(CY),
        press(round % 2 === 0 ? BO : CY),
        runClock(machine, { workspaceId: books.workspaceId, actor: 'bot' }),
      ]);
      expect([first, second]).toContain('done');
      const { status, payment } = await rewardNow(books, large.id);
      if (payment === 'on_invoice') expect(status).toBe('Approved');
      await expectBalance(books);
      if (status !== 'Approved') await decide(books, large.id, 'approve', { by: BO });
      await tick(books, '2027-01-01T00:30:00Z');
      expect((await invoicesOf(books)).flatMap(({ rewards }) => rewards)).toContain(large.number);
      await expectBalance(books);
    }
  });

  test('when one marks it as paid as another gives the second approval, it is approved, and never paid with one', async () => {
    for (let round = 0; round < 5; round++) {
      const { books, acme } = await open();
      const { id } = await givenLarge(books, acme, 1);
      const { revision } = await rewardNow(books, id);
      const pay = () => answerOf(decide(books, id, 'mark_paid', { by: BO, revision, facts: { paidOn: '2026-11-10' } }));
      const [paid, approved] = await Promise.all([pay(), answerOf(decide(books, id, 'approve', { by: CY, revision }))]);
      expect(approved).toBe('done');
      expect(['needs_second_approval', 'reward_changed']).toContain(paid);
      expect(await rewardNow(books, id)).toMatchObject({ status: 'Approved', payment: 'not_invoiced' });
      await expectBalance(books);
    }
  });
});

test('the books name a reward that is on an invoice, or Approved, with one approval of two', async () => {
  const { books, acme } = await open();
  const before = await givenReward(books, { partnerId: acme, amount: '900' });
  await tick(books, CUT);
  const alone = await givenReward(books, { partnerId: acme, amount: '900' });
  await decide(books, alone.id, 'approve');
  // As they were left by a version without this rule.
  await books.db.transaction((tx) =>
    tx.reward.updateMany({ where: { id: { in: [before.id, alone.id] } }, data: { approvalsNeeded: 2 } }),
  );
  const { findings } = await checkBooks(books.db.reads, books.workspaceId);
  expect(findings.filter(({ what }) => what === 'reward_approvals')).toEqual([
    { what: 'reward_approvals', subject: `R-${before.number}`, expected: 'two approvals', found: 'New on an invoice' },
    { what: 'reward_approvals', subject: `R-${alone.number}`, expected: 'two approvals', found: 'Approved by one' },
  ]);
});
