import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/domain/errors.js';
import { DECISIONS, type Decision, REWARD_STATUSES, type RewardStatus } from '../../src/domain/reward.js';
import { decideReward } from '../../src/services/decide-reward.js';
import { type Books, givenPartners, openShelf, owedJobs, type Shelf, tick } from '../support/books.js';
import { booksOf, decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const THE_WAY_TO: Readonly<Record<RewardStatus, readonly Decision[]>> = {
  New: [],
  Approved: ['approve'],
  Hold: ['hold'],
  Declined: ['decline'],
  Paid: ['mark_paid'],
};

// SPEC 4, row by row: where it leads, or the refusal.
const TABLE: Readonly<Record<RewardStatus, Readonly<Record<Decision, RewardStatus | Refusal['code']>>>> = {
  New: {
    approve: 'Approved',
    decline: 'Declined',
    hold: 'Hold',
    release: 'already_so',
    reopen: 'already_so',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Approved: {
    approve: 'already_so',
    decline: 'Declined',
    hold: 'Hold',
    release: 'move_not_possible',
    reopen: 'move_not_possible',
    mark_paid: 'Paid',
    withdraw: 'move_not_possible',
    request_changes: 'move_not_possible',
  },
  Hold: {
    approve: 'Approved',
    decline: 'Declined',
    hold: 'already_so',
    release: 'New',
    reopen: 'move_not_possible',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Declined: {
    approve: 'move_not_possible',
    decline: 'already_so',
    hold: 'move_not_possible',
    release: 'move_not_possible',
    reopen: 'New',
    mark_paid: 'move_not_possible',
    withdraw: 'already_so',
    request_changes: 'move_not_possible',
  },
  Paid: {
    approve: 'reward_paid',
    decline: 'reward_paid',
    hold: 'reward_paid',
    release: 'reward_paid',
    reopen: 'reward_paid',
    mark_paid: 'reward_paid',
    withdraw: 'reward_paid',
    request_changes: 'reward_paid',
  },
};
const TOLD: readonly Decision[] = ['approve', 'decline', 'mark_paid', 'withdraw'];

const who = (decision: Decision) => (decision === 'withdraw' ? ANA : BO);

async function givenIn(books: Books, partnerId: string, status: RewardStatus): Promise<string> {
  const { id } = await givenReward(books, { partnerId });
  for (const decision of THE_WAY_TO[status]) await decide(books, id, decision, { by: BO });
  return id;
}

async function outcomeOf(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('every decision from every status', () => {
  test.each(REWARD_STATUSES)('leads from %s where the table says, or is refused and writes nothing', async (status) => {
    const books = await shelf.open();
    const [partnerId = ''] = await givenPartners(books, 'acme');
    for (const decision of DECISIONS) {
      const id = await givenIn(books, partnerId, status);
      const before = await booksOf(books, id);
      const refused = await outcomeOf(decide(books, id, decision, { by: who(decision) }));
      const after = await booksOf(books, id);
      expect(after.replayed).toEqual(after.row);
      const expected = TABLE[status][decision];
      if (refused) {
        expect([decision, refused]).toEqual([decision, expected]);
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
    const [partnerId = ''] = await givenPartners(books, 'acme');
    const ids = [await givenIn(books, partnerId, 'New'), await givenIn(books, partnerId, 'Approved')];
    await tick(books, '2026-12-01T00:30:00Z');
    await tick(books, '2026-12-08T00:30:00Z');
    for (const id of ids) {
      const before = await booksOf(books, id);
      expect(before.row.payment).toBe('on_invoice');
      for (const decision of DECISIONS)
        for (const by of decision === 'withdraw' ? [ANA, DANA] : [BO, DANA])
          expect([decision, await outcomeOf(decide(books, id, decision, { by }))]).toEqual([
            decision,
            'invoice_locked',
          ]);
      expect(await booksOf(books, id)).toEqual(before);
    }
  });
});

describe('decisions at once', () => {
  test('when twenty decisions on one revision meet, one stands and nineteen are told which', async () => {
    const books = await shelf.open();
    const [partnerId = ''] = await givenPartners(books, 'acme');
    const { id, revision } = await givenReward(books, { partnerId });
    const tries = (['approve', 'decline', 'hold', 'mark_paid'] as const).flatMap((decision) =>
      [BO, CY, DANA, BO, CY].map((by) => outcomeOf(decide(books, id, decision, { by, revision }))),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'reward_changed')).toHaveLength(19);
    const after = await booksOf(books, id);
    expect(after.kinds).toHaveLength(2);
    expect(after.replayed).toEqual(after.row);
    const notices = (await owedJobs(books)).filter((key) => key.startsWith(`tell-partner ${id}:2`));
    expect(notices).toHaveLength(after.row.status === 'Hold' ? 0 : 1);
  });

  test('a decision in another workspace finds no such reward', async () => {
    const [ours, theirs] = [await shelf.open(), await shelf.open()];
    const [partnerId = ''] = await givenPartners(ours, 'acme');
    const { id, revision } = await givenReward(ours, { partnerId });
    const foreign = { workspaceId: theirs.workspaceId, rewardId: id, revision, by: BO };
    expect(await outcomeOf(decideReward(theirs.deps, { ...foreign, decision: 'approve' }))).toBe('reward_not_found');
    expect((await rewardNow(ours, id)).status).toBe('New');
  });
});
