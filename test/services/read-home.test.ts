import { beforeAll, expect, test } from '@jest/globals';
import type { HomeList } from '../../src/domain/home-place.js';
import { turnPage } from '../../src/domain/home-place.js';
import { readApprovable } from '../../src/services/approve-several.js';
import { changeHomePlace } from '../../src/services/home-place.js';
import { readHome } from '../../src/services/read-home.js';
import { type Books, setUpShelf } from '../support/books.js';
import { givenRewardsInBulk } from '../support/many-rewards.js';
import { decide } from '../support/rewards.js';
import { ANA, BO, CLEO, DANA, LENA, OMAR } from '../support/team.js';

const REWARDS = 3_000;

const shelf = setUpShelf();
let books: Books;
beforeAll(async () => {
  books = await shelf.open({ now: '2026-11-20T12:00:00Z' });
  await givenRewardsInBulk(shelf, books, { rewards: REWARDS, partners: 20 });
  await books.db.transaction(async (tx) => {
    const { workspaceId } = books;
    const partner = await tx.partner.findFirstOrThrow({ where: { workspaceId }, orderBy: { id: 'asc' } });
    await tx.contact.create({ data: { workspaceId, partnerId: partner.id, slackUserId: LENA } });
  });
}, 60_000);

const homeOf = (userId: string) => readHome(books.deps, books.workspaceId, userId);

/** Reads a list to its end by its own next, and answers the numbers as they came. */
async function turnThrough(userId: string, list: HomeList): Promise<{ numbers: number[]; pages: number }> {
  const numbers: number[] = [];
  for (let pages = 1; ; pages++) {
    const home = await homeOf(userId);
    const page = list === 'queue' ? home.queue?.page : home.created?.page;
    numbers.push(...(page?.rows ?? []).map(({ number }) => number));
    expect((page?.before ?? 0) + (page?.rows.length ?? 0)).toBe(numbers.length);
    const from = page?.next?.from;
    if (from === undefined) return { numbers, pages };
    await changeHomePlace(books.deps, { workspaceId: books.workspaceId, userId }, (place) =>
      turnPage(place, { list, from }),
    );
  }
}

test('the sums of thousands are exact, and each is read only by whom it is for', async () => {
  const total = (BigInt(REWARDS) * BigInt(REWARDS + 1)) / 2n;
  const { queue, created, invoices, earnings } = await homeOf(BO);
  expect(queue?.waiting).toEqual({
    New: { rewards: REWARDS, sums: [{ minor: total, currency: 'USD' }] },
    Hold: { rewards: 0, sums: [] },
  });
  expect(queue?.oldestAt).toEqual(new Date('2026-11-15T12:00:00Z'));
  expect([created, invoices, earnings]).toEqual([undefined, undefined, undefined]);
  const ana = await homeOf(ANA);
  expect([ana.created?.rewards, ana.queue, ana.invoices, ana.earnings]).toEqual([
    REWARDS,
    undefined,
    undefined,
    undefined,
  ]);
  const cleo = await homeOf(CLEO);
  expect(cleo.invoices?.months[0]?.months.at(-1)?.byStatus.New).toEqual({
    rewards: REWARDS,
    total: { minor: total, currency: 'USD' },
  });
  expect([cleo.queue, cleo.created, cleo.earnings]).toEqual([undefined, undefined, undefined]);
  const lena = await homeOf(LENA);
  const numbers = lena.earnings?.page.rows[0]?.rewards;
  expect(numbers).toBe(REWARDS / 20);
  expect([lena.queue, lena.created, lena.invoices]).toEqual([undefined, undefined, undefined]);
  const omar = await homeOf(OMAR);
  expect([omar.queue, omar.created, omar.invoices, omar.earnings]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a filter narrows rows and sums alike', async () => {
  const who = { workspaceId: books.workspaceId, userId: DANA };
  await changeHomePlace(books.deps, who, (place) => ({
    ...place,
    queue: { filter: { atLeast: { minor: String(REWARDS - 9), currency: 'USD' }, olderThanDays: 3, createdBy: ANA } },
  }));
  const { queue } = await homeOf(DANA);
  expect(queue?.waiting.New).toEqual({ rewards: 10, sums: [{ minor: BigInt(REWARDS * 10 - 45), currency: 'USD' }] });
  expect(queue?.page.rows.map(({ number }) => number)).toEqual(
    Array.from({ length: 8 }, (_, index) => 1000 + REWARDS - 9 + index),
  );
  await changeHomePlace(books.deps, who, (place) => ({ ...place, queue: { filter: { olderThanDays: 7 } } }));
  expect((await homeOf(DANA)).queue?.waiting.New.rewards).toBe(0);
});

test('read to its end, every reward is on one page and once; a page that is emptied gives way to the one before', async () => {
  // Only the newest hundred are left to be read, so that all pages are.
  await books.db.transaction(
    (tx) => tx.$executeRaw`
    UPDATE reward SET status = 'Declined' WHERE workspace_id = ${books.workspaceId} AND number <= ${1000 + REWARDS - 100}`,
  );
  const all = Array.from({ length: 100 }, (_, index) => 1000 + REWARDS - 99 + index);
  expect(await turnThrough(BO, 'queue')).toEqual({ numbers: all, pages: 13 });
  const mine = { workspaceId: books.workspaceId, userId: ANA };
  await changeHomePlace(books.deps, mine, (place) => ({ ...place, created: { status: 'New' } }));
  expect(await turnThrough(ANA, 'created')).toEqual({ numbers: [...all].reverse(), pages: 13 });

  // From the last page, whose rewards are decided one after the other, back to what there is.
  const shown = (await homeOf(BO)).queue?.page.rows ?? [];
  expect(shown).toHaveLength(4);
  for (const { id } of shown) await decide(books, id, 'approve', { by: BO });
  const page = (await homeOf(BO)).queue?.page;
  expect(page?.rows.map(({ number }) => number)).toEqual(all.slice(88, 96));
  expect(page?.next).toBeUndefined();
  expect(page?.before).toBe(88);

  const who = { workspaceId: books.workspaceId, userId: BO };
  const back = page?.previous?.from;
  await changeHomePlace(books.deps, who, (place) => turnPage(place, { list: 'queue', from: back }));
  expect((await homeOf(BO)).queue?.page.rows.map(({ number }) => number)).toEqual(all.slice(80, 88));
});

test('what somebody created, and the second approval where they gave the first, wait for others, if there are any', async () => {
  const { workspaceId, db } = books;
  const who = { workspaceId, userId: DANA };
  const [own, half] = [1000 + REWARDS - 50, 1000 + REWARDS - 49];
  await db.transaction(async (tx) => {
    await tx.reward.updateMany({ where: { workspaceId, number: own }, data: { createdBy: DANA } });
    await tx.reward.updateMany({
      where: { workspaceId, number: half },
      data: { approvalsNeeded: 2, firstApprovedBy: DANA },
    });
  });
  await changeHomePlace(books.deps, who, (place) => ({ ...place, queue: { filter: {}, from: `New-${own}` } }));
  const rowsNow = async () =>
    (await homeOf(DANA)).queue?.page.rows
      .slice(0, 2)
      .map(({ number, own: because, decisions, approvableWithOthers: several }) => ({
        ...{ number, because, decisions, several },
      }));
  expect(await rowsNow()).toEqual([
    { number: own, because: 'creator', decisions: [], several: false },
    { number: half, because: undefined, decisions: ['decline', 'hold'], several: false },
  ]);
  await db.transaction((tx) => tx.roleGrant.deleteMany({ where: { workspaceId, role: 'approver' } }));
  expect(await rowsNow()).toEqual([
    { number: own, because: 'creator', decisions: ['approve', 'decline', 'hold'], several: false },
    { number: half, because: undefined, decisions: ['approve', 'decline', 'hold'], several: false },
  ]);
  // What takes a reason of its own is not approved among several.
  const several = await readApprovable(books.deps, who, REWARDS);
  expect(several.rows.filter(({ number }) => number === own || number === half)).toEqual([]);
  expect(several.rows.length).toBeGreaterThan(50);
});

test('what was kept and cannot be read is forgotten', async () => {
  await books.db.transaction((tx) =>
    tx.person.update({
      where: { workspaceId_userId: { workspaceId: books.workspaceId, userId: DANA } },
      data: { home: { queue: { filter: { status: 'Lost' }, from: 7 }, created: 'nonsense' } },
    }),
  );
  expect((await homeOf(DANA)).queue?.page.before).toBe(0);
});
