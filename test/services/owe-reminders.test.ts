import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Db, Reads } from '../../src/db/client.js';
import { runClock } from '../../src/jobs/run-clock.js';
import { createLogger } from '../../src/logger.js';
import { messageKeys } from '../../src/services/message-keys.js';
import { noteMessage } from '../../src/services/message-ledger.js';
import { oweReminders } from '../../src/services/owe-reminders.js';
import {
  type Books,
  forgetOwedJobs,
  givenPartners,
  openShelf,
  owedJobs,
  periodsOf,
  type Shelf,
} from '../support/books.js';
import { givenRewardsInBulk } from '../support/many-rewards.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { decide, givenReward } from '../support/rewards.js';
import { ANA } from '../support/team.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

async function open(on = shelf) {
  const books = await on.open({ now: '2026-11-16T09:30:00Z' });
  await givenReviewPolicy(books, { reminderHours: 4 });
  const { acme } = await givenPartners(books, 'acme');
  return { ...books, acme };
}

/** The reminders owed at this instant. */
async function owedAt(books: Books, instant: string): Promise<string[]> {
  books.clock.set(instant);
  await oweReminders(books.deps);
  return (await owedJobs(books)).filter((job) => job.startsWith('remind'));
}

test('fifty creators whom no message is known to reach keep nobody else waiting', async () => {
  const books = await open();
  for (let count = 0; count < 50; count++) {
    const { id: rewardId } = await givenReward(books, { partnerId: books.acme });
    await decide(books, rewardId, 'request_changes', { reason: 'Is it not less?' });
    const key = messageKeys.reminder(rewardId, 2, 1);
    const how = count % 2 ? ({ state: 'failed', problem: 'deactivated' } as const) : ({ state: 'unknown' } as const);
    books.clock.set('2026-11-16T13:30:00Z');
    await noteMessage(books.deps, { workspaceId: books.workspaceId, key, rewardId, channel: ANA, ...how });
    // Whoever asked was told of the one.
    const asker = messageKeys.reminderOfChanges(rewardId, 2, 1);
    await noteMessage(books.deps, {
      workspaceId: books.workspaceId,
      key: asker,
      rewardId,
      channel: ANA,
      state: 'posted',
    });
    books.clock.set('2026-11-16T09:30:00Z');
  }
  const { id } = await givenReward(books, { partnerId: books.acme, at: new Date('2026-11-16T10:00:00Z') });
  expect(await owedAt(books, '2026-11-16T14:00:00Z')).toEqual([`remind ${id}:1:1`]);
});

test('another interval neither silences nor escalates a card that was raised once', async () => {
  const books = await open();
  const { id: rewardId } = await givenReward(books, { partnerId: books.acme });
  books.clock.set('2026-11-16T13:30:05Z');
  const key = messageKeys.reminder(rewardId, 1, 1);
  const first = { workspaceId: books.workspaceId, key, rewardId, channel: 'C0REVIEW', state: 'posted' } as const;
  await noteMessage(books.deps, first);
  await givenReviewPolicy(books, { reminderHours: 100 });
  expect(await owedAt(books, '2026-11-20T13:29:00Z')).toEqual([]);
  expect(await owedAt(books, '2026-11-20T13:30:00Z')).toEqual([`remind ${rewardId}:1:2`]);
  await forgetOwedJobs(books);
  await givenReviewPolicy(books, { reminderHours: 2 });
  expect(await owedAt(books, '2026-11-20T13:30:00Z')).toEqual([`remind ${rewardId}:1:2`]);
});

test("what breaks one programme's hour is seen, and stops neither the next step nor another programme", async () => {
  const [broken, sound] = [await open(), await open()];
  for (const books of [broken, sound])
    await givenReward(books, { partnerId: books.acme, at: new Date('2026-10-20T09:00:00Z') });
  const { workspaceId } = broken;
  const beNowhere = { where: { workspaceId }, data: { timeZone: 'Mars/Olympus' } };
  await shelf.db.transaction((tx) => tx.programme.update(beNowhere));
  sound.clock.set('2026-11-30T10:00:00Z');
  const context = {
    ...sound.deps,
    logger: createLogger('silent'),
    slackOf: () => {
      throw new Error('Slack has no part in it');
    },
    pace: Object.assign(async () => {}, { pause: () => {} }),
    stopping: new AbortController().signal,
  };
  await expect(runClock({}, context)).rejects.toThrow();
  expect(await owedJobs(sound)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^post-digest /), expect.stringMatching(/^remind /)]),
  );
  expect((await periodsOf(sound)).map(({ month }) => month)).toEqual(['2026-10']);
});

const UNDECIDED = 20_000;
const PAGE = 500;

/** The same database, and how many rows its statements brought here, the largest number first. */
function watchRows(db: Db): { readonly db: Db; readonly rows: () => number[] } {
  const counts: number[] = [];
  const watch = (reads: Reads): Reads =>
    new Proxy(reads, {
      get(target, name) {
        if (name !== '$queryRaw') return Reflect.get(target, name);
        return async (statement: TemplateStringsArray, ...values: unknown[]) => {
          const rows = await target.$queryRaw<unknown[]>(statement, ...values);
          counts.push(rows.length);
          return rows;
        };
      },
    });
  return {
    db: { ...db, reads: watch(db.reads), snapshot: (work, options) => db.snapshot((it) => work(watch(it)), options) },
    rows: () => counts.toSorted((a, b) => b - a),
  };
}

test('with twenty thousand undecided an hour reads as many as it raises, and none that was raised within the interval', async () => {
  // A database of its own, since the hour looks at every workspace there is.
  const own = await openShelf();
  const books = await open(own);
  await givenRewardsInBulk(own, books, { rewards: UNDECIDED, partners: 20 });
  const due = watchRows(books.db);
  const owed = await owedAt({ ...books, deps: { ...books.deps, db: due.db } }, '2026-11-16T14:00:00Z');
  expect(owed).toHaveLength(50);
  expect(due.rows()).toEqual([PAGE, 0]);

  await forgetOwedJobs(books);
  await remindOfAll(books, '2026-11-16T09:30:00Z');
  const { id } = await givenReward(books, { partnerId: books.acme, at: new Date('2026-11-16T09:00:00Z') });
  const raised = watchRows(books.db);
  expect(await owedAt({ ...books, deps: { ...books.deps, db: raised.db } }, '2026-11-16T13:00:00Z')).toEqual([
    `remind ${id}:1:1`,
  ]);
  expect(raised.rows()).toEqual([1, 0, 0]);

  // Their next reminders are not due yet: all have to be looked at, and never many at once.
  const later = watchRows(books.db);
  await decide(books, id, 'approve');
  await forgetOwedJobs(books);
  expect(await owedAt({ ...books, deps: { ...books.deps, db: later.db } }, '2026-11-16T14:00:00Z')).toEqual([]);
  expect(later.rows()[0]).toBe(PAGE);
  expect(later.rows()).toHaveLength((2 * UNDECIDED) / PAGE + 1);
  await own.close();
}, 120_000);

test('a reminder that was sent late is followed by the next an interval later at the soonest', async () => {
  const books = await open();
  const { id: rewardId } = await givenReward(books, { partnerId: books.acme });
  books.clock.set('2026-11-17T08:59:00Z');
  await noteMessage(books.deps, {
    workspaceId: books.workspaceId,
    key: messageKeys.reminder(rewardId, 1, 1),
    rewardId,
    channel: 'C0REVIEW',
    state: 'posted',
  });
  expect(await owedAt(books, '2026-11-17T12:00:00Z')).toEqual([]);
  expect(await owedAt(books, '2026-11-17T13:00:00Z')).toEqual([`remind ${rewardId}:1:2`]);
});

/** As if the first reminder of each had been sent. */
async function remindOfAll({ db, workspaceId }: Books, at: string): Promise<void> {
  await db.transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO message (workspace_id, key, reward_id, state, channel, changed_at)
      SELECT workspace_id, 'remind:' || id || ':1:1', id, 'posted', 'C0REVIEW', ${new Date(at)}
      FROM reward WHERE workspace_id = ${workspaceId}`,
  );
}
