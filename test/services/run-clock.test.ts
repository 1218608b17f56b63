import { describe, expect, test } from '@jest/globals';
import { createDb } from '../../src/db/client.js';
import { runClock } from '../../src/services/run-clock.js';
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
import { runStatement } from '../support/database-statement.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';

const shelf = setUpShelf();

const HOUR = 3_600_000;

async function rewardAt(books: Books, partnerId: string, instant: string | Date, amount = '10'): Promise<number> {
  books.clock.set(instant);
  return (await givenReward(books, { partnerId, amount, at: new Date(instant) })).number;
}

describe('a month ends at midnight where the programme is', () => {
  // The first instant of the next month, read from the zones' own rules.
  test.each([
    ['UTC', '2026-11', '2026-12-01T00:00:00.000Z'],
    ['Pacific/Auckland', '2026-11', '2026-11-30T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-11', '2026-12-01T08:00:00.000Z'],
    // Clocks went forward within the month, or back.
    ['America/Los_Angeles', '2026-03', '2026-04-01T07:00:00.000Z'],
    ['America/Los_Angeles', '2026-02', '2026-03-01T08:00:00.000Z'],
    ['Pacific/Auckland', '2026-09', '2026-09-30T11:00:00.000Z'],
    ['Pacific/Auckland', '2026-04', '2026-04-30T12:00:00.000Z'],
    // They go back within hours of the end.
    ['America/Los_Angeles', '2026-10', '2026-11-01T07:00:00.000Z'],
    // They skip the very midnight.
    ['America/Asuncion', '2023-09', '2023-10-01T04:00:00.000Z'],
    // A leap year, and a zone of quarters of an hour.
    ['UTC', '2028-02', '2028-03-01T00:00:00.000Z'],
    ['Pacific/Auckland', '2028-02', '2028-02-29T11:00:00.000Z'],
    ['America/Los_Angeles', '2028-02', '2028-03-01T08:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12', '2026-12-31T18:15:00.000Z'],
    // As far east and west of UTC as people live.
    ['Pacific/Kiritimati', '2026-11', '2026-11-30T10:00:00.000Z'],
    ['Pacific/Niue', '2026-11', '2026-12-01T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2028-02', '2028-02-29T10:00:00.000Z'],
    ['Pacific/Niue', '2028-02', '2028-03-01T11:00:00.000Z'],
    ['Europe/Berlin', '2026-03', '2026-03-31T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10', '2026-10-31T23:00:00.000Z'],
  ])(
    'in %s, %s: what is created a millisecond before goes on, what is created then does not',
    async (timeZone, month, end) => {
      const endsAt = new Date(end);
      const books = await shelf.open({ timeZone, now: new Date(endsAt.getTime() - 20 * 24 * HOUR).toISOString() });
      const { acme } = await givenPartners(books, 'acme');
      const last = await rewardAt(books, acme, new Date(endsAt.getTime() - 1));
      await rewardAt(books, acme, endsAt);

      expect(await tick(books, new Date(endsAt.getTime() - 1))).toMatchObject({
        closed: [],
        finalised: [],
        refused: [],
      });
      expect(await tick(books, endsAt)).toMatchObject({ closed: [{ month, rewards: 1 }] });
      expect(await onlyInvoice(books)).toMatchObject({ month, rewards: [last] });
      expect(await periodsOf(books)).toMatchObject([{ month, endsAt, timeZone }]);
      await expectBalance(books);
    },
  );

  test('programmes in the east and in the west are closed by one clock, each in its own time', async () => {
    const zones = ['Pacific/Auckland', 'UTC', 'America/Los_Angeles'];
    const all: Books[] = [];
    for (const timeZone of zones) {
      const books = await shelf.open({ timeZone });
      const { acme: partner } = await givenPartners(books, 'acme');
      await rewardAt(books, partner, '2026-11-15T12:00:00Z');
      all.push(books);
    }
    const closedAt = async (instant: string) => {
      const { closed } = await runClock({ db: shelf.db, clock: { now: () => new Date(instant) } }, { actor: 'bot' });
      const ours = all.map((books) => books.workspaceId);
      return closed
        .filter((month) => ours.includes(month.workspaceId))
        .map((month) => zones[ours.indexOf(month.workspaceId)]);
    };
    expect(await closedAt('2026-11-30T10:59:59.999Z')).toEqual([]);
    expect(await closedAt('2026-11-30T11:00:00Z')).toEqual(['Pacific/Auckland']);
    expect(await closedAt('2026-12-01T00:00:00Z')).toEqual(['UTC']);
    expect(await closedAt('2026-12-01T07:59:59.999Z')).toEqual([]);
    expect(await closedAt('2026-12-01T08:00:00Z')).toEqual(['America/Los_Angeles']);
  });

  test('on one machine the same moment is December in Kiritimati and November in Niue, and a day is 29 February in one', async () => {
    const east = await shelf.open({ timeZone: 'Pacific/Kiritimati' });
    const west = await shelf.open({ timeZone: 'Pacific/Niue' });
    const clock = { now: () => new Date(now) };
    let now = '2026-11-30T10:30:00Z';
    const numbers: number[] = [];
    for (const books of [east, west]) {
      const { acme } = await givenPartners(books, 'acme');
      numbers.push(await rewardAt(books, acme, now), await rewardAt(books, acme, '2028-02-29T10:30:00Z'));
    }
    const run = async (instant: string) => {
      now = instant;
      const { closed } = await runClock({ db: shelf.db, clock }, { actor: 'bot' });
      const ofBoth = closed.filter(({ workspaceId }) => [east.workspaceId, west.workspaceId].includes(workspaceId));
      return ofBoth.filter(({ invoice }) => invoice).map(({ workspaceId, month }) => [workspaceId, month]);
    };
    expect(await run('2026-12-01T11:00:00Z')).toEqual([[west.workspaceId, '2026-11']]);
    expect(await run('2026-12-31T10:00:00Z')).toEqual([[east.workspaceId, '2026-12']]);
    // In Kiritimati it is 1 March by then, in Niue still 28 February.
    expect(await run('2028-03-31T09:59:59Z')).toEqual([[west.workspaceId, '2028-02']]);
    expect(await run('2028-03-31T10:00:00Z')).toEqual([[east.workspaceId, '2028-03']]);
    for (const [books, own] of [
      [east, numbers.slice(0, 2)],
      [west, numbers.slice(2)],
    ] as const) {
      expect((await invoicesOf(books)).flatMap(({ rewards }) => rewards)).toEqual(own);
      await expectBalance(books);
    }
  });

  test('a released hold goes on the next invoice there is, whatever month it is from', async () => {
    const books = await shelf.open({ timeZone: 'Europe/Berlin', now: '2026-08-10T12:00:00Z' });
    const { acme } = await givenPartners(books, 'acme');
    books.clock.set('2026-08-10T12:00:00Z');
    const held = await givenReward(books, { partnerId: acme, amount: '10' });
    await decide(books, held.id, 'hold');
    await tick(books, '2026-12-01T12:00:00Z');
    expect(await invoicesOf(books)).toEqual([]);
    await decide(books, held.id, 'release');
    await tick(books, '2027-01-01T12:00:00Z');
    expect(await onlyInvoice(books)).toMatchObject({ month: '2026-12', rewards: [held.number] });
    await expectBalance(books);
  });

  test.each([
    ['Pacific/Auckland', 'America/Los_Angeles'],
    ['America/Los_Angeles', 'Pacific/Auckland'],
    ['UTC', 'Asia/Kathmandu'],
    ['Pacific/Kiritimati', 'Pacific/Niue'],
    ['Pacific/Niue', 'Pacific/Kiritimati'],
  ])('moving from %s to %s between months neither drops nor doubles a reward', async (from, to) => {
    const books = await shelf.open({ timeZone: from, now: '2026-10-01T12:00:00Z' });
    const { acme } = await givenPartners(books, 'acme');
    const ends = ['2026-10-31T12:00:00Z', '2026-11-30T12:00:00Z', '2026-12-31T12:00:00Z'];
    const numbers: number[] = [];
    // Every six hours for a day and a half on both sides of each end, wherever midnight is.
    for (const end of ends) {
      for (let hours = -36; hours <= 36; hours += 6) {
        numbers.push(await rewardAt(books, acme, new Date(Date.parse(end) + hours * HOUR)));
      }
    }
    await tick(books, '2026-11-02T12:00:00Z');
    await set(books, 'time-zone', to);
    await tick(books, '2026-12-02T12:00:00Z');
    await set(books, 'time-zone', from);
    await tick(books, '2027-01-02T12:00:00Z');
    await tick(books, '2027-02-02T12:00:00Z');

    const invoices = await invoicesOf(books);
    expect(invoices.flatMap((invoice) => invoice.rewards)).toEqual(numbers);
    const periods = await periodsOf(books);
    expect(periods.map((period) => period.month)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
    expect(periods.map((period) => period.timeZone)).toEqual([from, to, from, from]);
    expect(periods.slice(1).map((period) => period.startsAt)).toEqual(
      periods.slice(0, -1).map((period) => period.endsAt),
    );
    await expectBalance(books);
  });
});

describe('a database server that keeps another time', () => {
  // Noon of one is not noon of the other, and in New York 1 November 2026 has an hour between 1 and 2 twice.
  test.each(['America/New_York', 'Asia/Kathmandu'])('%s loses no hour', async (serverZone) => {
    const name = new URL(shelf.url).pathname.slice(1);
    await runStatement(shelf.url, `ALTER DATABASE ${name} SET timezone = '${serverZone}'`);
    const db = createDb(shelf.url);
    try {
      const opened = await shelf.open({ timeZone: 'America/Los_Angeles', now: '2026-11-01T05:00:00Z' });
      const books: Books = { ...opened, db, deps: { db, clock: opened.clock } };
      const { acme } = await givenPartners(books, 'acme');
      const instants = [
        '2026-11-01T05:30:00Z',
        '2026-11-01T06:30:00Z',
        '2026-11-01T06:59:59.999Z',
        '2026-11-01T07:00:00Z',
      ];
      const ids: string[] = [];
      for (const instant of instants)
        ids.push((await givenReward(books, { partnerId: acme, at: new Date(instant) })).id);
      const stored = await Promise.all(ids.map((id) => rewardNow(books, id)));
      expect(stored.map((reward) => reward.createdAt.toISOString())).toEqual(
        instants.map((instant) => new Date(instant).toISOString()),
      );
      const [byServer] = await runStatement<{ epoch: string }>(
        shelf.url,
        `SELECT extract(epoch FROM created_at)::bigint::text AS epoch FROM reward WHERE id = '${ids[1]}'`,
      );
      expect(Number(byServer?.epoch) * 1000).toBe(Date.parse('2026-11-01T06:30:00Z'));

      await tick(books, '2026-11-01T07:00:00Z');
      expect((await onlyInvoice(books)).rewards).toHaveLength(3);
      await expectBalance(books);
    } finally {
      await db.close();
      await runStatement(shelf.url, `ALTER DATABASE ${name} RESET timezone`);
    }
  });
});
