import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/domain/errors.js';
import { type EditOrder, editReward } from '../../src/services/edit-reward.js';
import { type Books, expectBalance, givenPartners, owedJobs, setUpShelf, tick } from '../support/books.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { booksOf, decide, eventsOf, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

const shelf = setUpShelf();

interface Desk {
  readonly books: Books;
  readonly acme: string;
  readonly globex: string;
  readonly id: string;
}

/** A reward of $5,000 by Ana whose changes Bo asked for. */
async function asked(before?: (desk: Desk) => Promise<void>): Promise<Desk> {
  const books = await shelf.open();
  await givenReviewPolicy(books, { secondApprovalFrom: 1000n });
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  const { id } = await givenReward(books, { partnerId: acme, amount: '5000' });
  const desk = { books, acme, globex, id };
  await before?.(desk);
  await decide(books, id, 'request_changes', { reason: 'Is it not half of it?' });
  return desk;
}

async function sendBack({ books, acme, id }: Desk, order: Partial<EditOrder> = {}): Promise<string> {
  const { revision } = await rewardNow(books, id);
  const amount = { minor: 500_000n, currency: 'USD' };
  const values = { partnerId: acme, description: 'Webinar in November', amount };
  try {
    const of = { workspaceId: books.workspaceId, rewardId: id, revision, by: ANA };
    return (await editReward(books.deps, { ...of, ...values, ...order })).kind;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const half = { amount: { minor: 250_000n, currency: 'USD' } };

describe('a reward that is sent back', () => {
  test('is New with what was changed, and its history says from what to what', async () => {
    const desk = await asked();
    expect(await owedJobs(desk.books)).toContain(`ask-creator ${desk.id}:2`);
    expect(await sendBack(desk, { ...half, partnerId: desk.globex, answer: 'It is.' })).toBe('sent_back');
    expect(await rewardNow(desk.books, desk.id)).toMatchObject({
      status: 'New',
      revision: 3,
      amountMinor: 250_000n,
      partnerId: desk.globex,
    });
    const [, , edited] = await eventsOf(desk.books, desk.id);
    expect(edited).toMatchObject({ kind: 'edited', actor: ANA, reason: 'It is.', facts: { askedBy: BO } });
    expect(edited?.facts.changes).toEqual({
      partner: { fromId: desk.acme, toId: desk.globex, from: 'acme', to: 'globex' },
      amount: { from: { minor: '500000', currency: 'USD' }, to: { minor: '250000', currency: 'USD' } },
    });
    expect(await owedJobs(desk.books)).toEqual(
      expect.arrayContaining([`tell-partner ${desk.id}:3`, `tell-former-partner ${desk.id}:3`]),
    );
    await expectBalance(desk.books);
  });

  test('may come back unchanged with an answer, or with another note, of which no partner hears', async () => {
    const desk = await asked();
    expect(await sendBack(desk, { answer: 'No, it is all of it.' })).toBe('sent_back');
    expect((await eventsOf(desk.books, desk.id)).at(-1)?.facts).toEqual({ askedBy: BO, approvalsNeeded: 2 });
    await decide(desk.books, desk.id, 'request_changes', { by: CY, reason: 'Say so in the note' });
    expect(await sendBack(desk, { internalNote: 'All of it' })).toBe('sent_back');
    expect((await owedJobs(desk.books)).filter((key) => /tell-(former-)?partner .*:[2-9]$/.test(key))).toEqual([]);
  });

  test('is not held twice: the same form delivered again is done already', async () => {
    const desk = await asked();
    const { revision } = await rewardNow(desk.books, desk.id);
    const both = await Promise.all([sendBack(desk, { ...half, revision }), sendBack(desk, { ...half, revision })]);
    expect(both).toEqual(['sent_back', 'sent_back']);
    expect((await booksOf(desk.books, desk.id)).kinds).toEqual(['created', 'changes_requested', 'edited']);
  });

  test('is not what a second window of the same person says: it is told that the first was sent', async () => {
    const desk = await asked();
    const { revision } = await rewardNow(desk.books, desk.id);
    expect(await sendBack(desk, { ...half, revision })).toBe('sent_back');
    const other = { minor: 205_000n, currency: 'USD' };
    expect(await sendBack(desk, { amount: other, revision })).toBe('reward_changed');
    expect(await sendBack(desk, { ...half, answer: 'It is.', revision })).toBe('reward_changed');
    expect(await rewardNow(desk.books, desk.id)).toMatchObject({ amountMinor: 250_000n, revision: revision + 1 });
  });

  test('is refused to whoever did not create it, and once somebody decided meanwhile', async () => {
    const desk = await asked();
    expect(await sendBack(desk, { by: BO })).toBe('not_yours_to_edit');
    const { revision } = await rewardNow(desk.books, desk.id);
    const [sent, released] = await Promise.all([
      sendBack(desk, { ...half, revision }),
      decide(desk.books, desk.id, 'release', { revision }).then(
        () => 'released',
        (error: unknown) => (error instanceof Refusal ? error.code : 'bug'),
      ),
    ]);
    expect([
      ['sent_back', 'reward_changed'],
      ['reward_changed', 'released'],
    ]).toContainEqual([sent, released]);
    expect(await sendBack(desk, half)).toBe('move_not_possible');
    await expectBalance(desk.books);
  });

  test('keeps the rules that creating it has: cap, currencies, partner, likely duplicate', async () => {
    const desk = await asked();
    expect(await sendBack(desk, { amount: { minor: 10_000_001n * 100n, currency: 'USD' } })).toBe('amount_over_cap');
    expect(await sendBack(desk, { amount: { minor: 1n, currency: 'GBP' } })).toBe('currency_unused');
    expect(await sendBack(desk, { partnerId: '00000000-0000-4000-8000-000000000000' })).toBe('partner_unknown');
    expect(await sendBack(desk, { customerId: '00000000-0000-4000-8000-000000000000' })).toBe('customer_unknown');
    const twin = await givenReward(desk.books, { partnerId: desk.globex, amount: '5000' });
    const { revision } = await rewardNow(desk.books, desk.id);
    const values = { partnerId: desk.globex, description: 'Webinar', amount: { minor: 500_000n, currency: 'USD' } };
    const order = { workspaceId: desk.books.workspaceId, rewardId: desk.id, revision, by: ANA, ...values };
    const asksAbout = await editReward(desk.books.deps, order);
    expect(asksAbout).toMatchObject({ kind: 'likely_duplicate', duplicate: { number: twin.number } });
    const confirmed = asksAbout.kind === 'likely_duplicate' ? asksAbout.confirm : '';
    expect(await editReward(desk.books.deps, { ...order, confirmed })).toEqual({ kind: 'sent_back' });
    expect((await rewardNow(desk.books, desk.id)).duplicateOfId).toBe(twin.id);
  });
});

test('a cap that was lowered meanwhile stands in the way of another amount, and of nothing else', async () => {
  const desk = await asked();
  const { workspaceId, db } = desk.books;
  await db.transaction((tx) => tx.programme.update({ where: { workspaceId }, data: { rewardCap: 1000n } }));
  expect(await sendBack(desk, { amount: { minor: 499_999n, currency: 'USD' } })).toBe('amount_over_cap');
  expect(await sendBack(desk, { description: 'Webinar on 14 November', partnerId: desk.globex })).toBe('sent_back');
});

describe('the approvals of a reward that is sent back', () => {
  const approvedOnce = (desk: Desk) => decide(desk.books, desk.id, 'approve', { by: CY });

  test('stand while its worth stands, and are counted anew when it does not', async () => {
    const same = await asked(approvedOnce);
    await sendBack(same, { description: 'Webinar on 14 November' });
    expect(await rewardNow(same.books, same.id)).toMatchObject({ firstApprovedBy: CY, approvalsNeeded: 2 });

    const other = await asked(approvedOnce);
    await sendBack(other, { partnerId: other.globex });
    expect(await rewardNow(other.books, other.id)).toMatchObject({ firstApprovedBy: null, approvalsNeeded: 2 });
    expect((await eventsOf(other.books, other.id)).at(-1)?.facts.approvalVoided).toBe(true);
  });

  test('are as many as the policy of its creation asks for its new worth', async () => {
    const less = await asked();
    await sendBack(less, { amount: { minor: 99_999n, currency: 'USD' } });
    expect((await rewardNow(less.books, less.id)).approvalsNeeded).toBe(1);

    const later = await asked(({ books }) => givenReviewPolicy(books, { secondApprovalFrom: 100_000n }));
    await sendBack(later, half);
    expect((await rewardNow(later.books, later.id)).approvalsNeeded).toBe(2);
  });

  test('are never fewer than today asks where its creation asked for none', async () => {
    const books = await shelf.open();
    const { acme } = await givenPartners(books, 'acme');
    const { id } = await givenReward(books, { partnerId: acme, amount: '10' });
    await givenReviewPolicy(books, { secondApprovalFrom: 1000n });
    await decide(books, id, 'request_changes', { reason: 'Ten only?' });
    await sendBack({ books, acme, globex: acme, id });
    expect((await rewardNow(books, id)).approvalsNeeded).toBe(2);
  });

  test('are not what the admin gave who then changed it, whatever it was; sent back as it was, it stands', async () => {
    const given = async () => {
      const desk = await asked(({ books, id }) => decide(books, id, 'approve', { by: DANA }));
      expect(await rewardNow(desk.books, desk.id)).toMatchObject({ firstApprovedBy: DANA });
      return desk;
    };
    const changed = await given();
    expect(await sendBack(changed, { by: DANA, description: 'Webinar in December' })).toBe('sent_back');
    expect(await rewardNow(changed.books, changed.id)).toMatchObject({ firstApprovedBy: null, approvalsNeeded: 2 });
    expect((await eventsOf(changed.books, changed.id)).at(-1)?.facts.approvalVoided).toBe(true);

    const unchanged = await given();
    expect(await sendBack(unchanged, { by: DANA, answer: 'It is all of it.' })).toBe('sent_back');
    expect(await rewardNow(unchanged.books, unchanged.id)).toMatchObject({ firstApprovedBy: DANA });
    await expect(decide(unchanged.books, unchanged.id, 'approve', { by: DANA })).rejects.toMatchObject({
      code: 'approved_before',
    });
    await decide(unchanged.books, unchanged.id, 'approve', { by: CY });
    expect(await rewardNow(unchanged.books, unchanged.id)).toMatchObject({ status: 'Approved' });
  });

  test('are not for the admin who changed it', async () => {
    const desk = await asked();
    expect(await sendBack(desk, { ...half, by: DANA })).toBe('sent_back');
    await expect(decide(desk.books, desk.id, 'approve', { by: DANA })).rejects.toMatchObject({
      code: 'own_reward',
      facts: { because: 'editor' },
    });
  });
});

test('asking for changes takes a line off the invoice in review, and the reward goes on the next', async () => {
  const books = await shelf.open();
  const { acme } = await givenPartners(books, 'acme');
  const { id } = await givenReward(books, { partnerId: acme, amount: '20' });
  await givenReward(books, { partnerId: acme, amount: '30' });
  await tick(books, '2026-12-01T00:30:00Z');
  await decide(books, id, 'request_changes', { reason: 'Twenty?' });
  expect(await rewardNow(books, id)).toMatchObject({ status: 'Hold', payment: 'not_invoiced' });
  await sendBack({ books, acme, globex: acme, id }, { amount: { minor: 4_000n, currency: 'USD' } });
  await tick(books, '2027-01-01T00:30:00Z');
  expect(await rewardNow(books, id)).toMatchObject({ status: 'New', payment: 'on_invoice', amountMinor: 4_000n });
  await expectBalance(books);
});
