import { describe, expect, test } from '@jest/globals';
import { DECISIONS, type Decision, REWARD_STATUSES, type RewardStatus } from '../../src/domain/reward.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { answerOf } from '../support/answers.js';
import { type Books, givenPartners, owedJobs, setUpShelf, tick } from '../support/books.js';
import { OFF_INVOICE } from '../support/reward-table.js';
import { booksOf, decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

const shelf = setUpShelf();

const THE_WAY_TO: Readonly<Record<RewardStatus, readonly Decision[]>> = {
  New: [],
  Approved: ['approve'],
  Hold: ['hold'],
  Declined: ['decline'],
  Paid: ['mark_paid'],
};

const TOLD: readonly Decision[] = ['approve', 'decline', 'mark_paid', 'withdraw'];

const who = (decision: Decision) => (decision === 'withdraw' ? ANA : BO);

async function givenIn(books: Books, partnerId: string, status: RewardStatus): Promise<string> {
  const { id } = await givenReward(books, { partnerId });
  for (const decision of THE_WAY_TO[status]) await decide(books, id, decision, { by: BO });
  return id;
}

describe('every decision from every status', () => {
  test.each(REWARD_STATUSES)('leads from %s where the table says, or is refused and writes nothing', async (status) => {
    const books = await shelf.open();
    const { acme: partnerId } = await givenPartners(books, 'acme');
    for (const decision of DECISIONS) {
      const id = await givenIn(books, partnerId, status);
      const before = await booksOf(books, id);
      const answer = await answerOf(decide(books, id, decision, { by: who(decision) }));
      const after = await booksOf(books, id);
      expect(after.replayed).toEqual(after.row);
      const expected = OFF_INVOICE[status][decision];
      if (answer !== 'done') {
        expect([decision, answer]).toEqual([decision, expected]);
        expect(after).toEqual(before);
      } else {
        expect([decision, after.row.status]).toEqual([decision, expected]);
        expect(after.kinds).toHaveLength(before.kinds.length + 1);
        expect(after.row.payment).toBe(expected === 'Paid' ? 'paid_elsewhere' : 'not_invoiced');
        const notice = `tell-partner ${id}:${after.row.revision}`;
        expect([decision, (await owedJobs(books)).includes(notice)]).toEqual([decision, TOLD.includes(decision)]);
      }
    }
  });

  test('is refused on a finalised invoice, whatever it is and whoever takes it', async () => {
    const books = await shelf.open();
    const { acme: partnerId } = await givenPartners(books, 'acme');
    const ids = [await givenIn(books, partnerId, 'New'), await givenIn(books, partnerId, 'Approved')];
    await tick(books, '2026-12-01T00:30:00Z');
    await tick(books, '2026-12-08T00:30:00Z');
    for (const id of ids) {
      const before = await booksOf(books, id);
      expect(before.row.payment).toBe('on_invoice');
      for (const decision of DECISIONS)
        for (const by of decision === 'withdraw' ? [ANA, DANA] : [BO, DANA])
          expect([decision, await answerOf(decide(books, id, decision, { by }))]).toEqual([decision, 'invoice_locked']);
      expect(await booksOf(books, id)).toEqual(before);
    }
  });
});

describe('decisions at once', () => {
  test('when twenty decisions on one revision meet, one stands and nineteen are told which', async () => {
    const books = await shelf.open();
    const { acme: partnerId } = await givenPartners(books, 'acme');
    const { id, revision } = await givenReward(books, { partnerId });
    const tries = (['approve', 'decline', 'hold', 'mark_paid'] as const).flatMap((decision) =>
      [BO, CY, DANA, BO, CY].map((by) => answerOf(decide(books, id, decision, { by, revision }))),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'reward_changed')).toHaveLength(19);
    const after = await booksOf(books, id);
    expect(after.kinds).toHaveLength(2);
    expect(after.replayed).toEqual(after.row);
    const notices = (await owedJobs(books)).filter((key) => key.startsWith(`tell-partner ${id}:2`));
    expect(notices).toHaveLength(after.row.status === 'Hold' ? 0 : 1);
  });

  test('a decision in another workspace finds no such reward', async () => {
    const [ours, theirs] = [await shelf.open(), await shelf.open()];
    const { acme: partnerId } = await givenPartners(ours, 'acme');
    const { id, revision } = await givenReward(ours, { partnerId });
    const foreign = { workspaceId: theirs.workspaceId, rewardId: id, revision, by: BO };
    expect(await answerOf(decideReward(theirs.deps, { ...foreign, decision: 'approve' }))).toBe('reward_not_found');
    expect((await rewardNow(ours, id)).status).toBe('New');
  });
});
