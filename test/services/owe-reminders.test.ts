import { expect, test } from '@jest/globals';
import { runClock } from '../../src/jobs/run-clock.js';
import { createLogger } from '../../src/logger.js';
import { messageKeys } from '../../src/services/message-keys.js';
import { noteMessage } from '../../src/services/message-ledger.js';
import { oweReminders } from '../../src/services/owe-reminders.js';
import { type Books, forgetOwedJobs, givenPartners, owedJobs, periodsOf, setUpShelf } from '../support/books.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { decide, givenReward } from '../support/rewards.js';
import { ANA } from '../support/team.js';

const shelf = setUpShelf();

async function open() {
  const books = await shelf.open({ now: '2026-11-16T09:30:00Z' });
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
  };
  await expect(runClock({}, context)).rejects.toThrow();
  expect(await owedJobs(sound)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^post-digest /), expect.stringMatching(/^remind /)]),
  );
  expect((await periodsOf(sound)).map(({ month }) => month)).toEqual(['2026-10']);
});
