import { setImmediate } from 'node:timers/promises';
import { withoutTimeout } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { findReminded, type Reminded, readRemindable } from '../db/reminders.js';
import { findProgrammes, type Programme } from '../db/workspaces.js';
import type { Job } from '../domain/jobs.js';
import { localDateOf } from '../domain/period.js';
import { isWorkingTime, lastCall, monthAtLastCall } from '../domain/reminders.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { remindersOwed } from './reminders-owed.js';

/** What one hour raises at most in one workspace, so that new cards do not wait behind old ones: the rest is an hour later. */
const MOST_AT_ONCE = 50;

/** Owes the reminders that are due by now, each once. Nothing is decided by them, and nothing by their absence (SPEC 4). */
export async function oweReminders({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  await eachOnItsOwn(await findProgrammes(db.reads), async (programme) => {
    if (programme.reminderHours === 0 || !isWorkingTime(now, programme.timeZone)) return;
    const due = await findDue(db, programme, now);
    if (due.length === 0) return;
    await db.transaction(async (tx) => {
      for (const job of due) await enqueue(tx, job);
    });
  });
}

/** The reminders due, as many as an hour raises; the process answers others between two pages. */
async function findDue(db: Deps['db'], programme: Programme, now: Date): Promise<Job[]> {
  const { workspaceId, timeZone, reminderHours: everyHours } = programme;
  const month = monthAtLastCall(now, timeZone);
  const query = {
    ...{ workspaceId, now, everyHours, timeZone, today: localDateOf(now, timeZone) },
    lastCall: month ? { month, since: lastCall(month, timeZone) } : undefined,
  };
  return withoutTimeout(db).snapshot(async (reads) => {
    const due: Job[] = [];
    for await (const page of readRemindable(reads, query)) {
      const ids = page.map(({ id }) => id);
      const sentOf = byReward(await findReminded(reads, workspaceId, ids));
      for (const waiting of page)
        due.push(...remindersOwed({ waiting, programme, sent: sentOf.get(waiting.id) ?? [], now }));
      if (due.length >= MOST_AT_ONCE) break;
      await setImmediate();
    }
    return due.slice(0, MOST_AT_ONCE);
  });
}

function byReward(sent: readonly Reminded[]): Map<string, Reminded[]> {
  const sentOf = new Map<string, Reminded[]>();
  for (const message of sent) sentOf.set(message.rewardId, [...(sentOf.get(message.rewardId) ?? []), message]);
  return sentOf;
}
