import { enqueue } from '../db/enqueue.js';
import { findReminded, findWaitingRewards, type Reminded } from '../db/reminders.js';
import { findProgrammes, type Programme } from '../db/workspaces.js';
import type { Job } from '../domain/jobs.js';
import { isWorkingTime } from '../domain/reminders.js';
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
      for (const job of due.slice(0, MOST_AT_ONCE)) await enqueue(tx, job);
    });
  });
}

async function findDue(db: Deps['db'], programme: Programme, now: Date): Promise<Job[]> {
  const { workspaceId } = programme;
  const sentOf = new Map<string, Reminded[]>();
  for (const sent of await findReminded(db.reads, { workspaceId }))
    sentOf.set(sent.rewardId, [...(sentOf.get(sent.rewardId) ?? []), sent]);
  const rewards = await findWaitingRewards(db.reads, { workspaceId });
  return rewards.flatMap((waiting) => remindersOwed({ waiting, programme, sent: sentOf.get(waiting.id) ?? [], now }));
}
