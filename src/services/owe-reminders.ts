import { enqueue } from '../db/enqueue.js';
import { findRemindersPosted, findWaitingRewards, type WaitingReward } from '../db/reminders.js';
import { findProgrammes, type Programme } from '../db/workspaces.js';
import type { Job } from '../domain/jobs.js';
import {
  type Due,
  firstAfter,
  firstAfterReview,
  isWorkingTime,
  lastCall,
  latestDue,
  monthAtLastCall,
} from '../domain/reminders.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';

/** What one hour raises at most in one workspace, so that new cards do not wait behind old ones: the rest is an hour later. */
const MOST_AT_ONCE = 50;

/** Owes the reminders that are due by now, each once. Nothing is decided by them, and nothing by their absence (SPEC 4). */
export async function oweReminders({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  for (const programme of await findProgrammes(db.reads)) {
    if (programme.reminderHours === 0 || !isWorkingTime(now, programme.timeZone)) continue;
    const due = await findDue(db, programme, now);
    if (due.length === 0) continue;
    await db.transaction(async (tx) => {
      for (const job of due.slice(0, MOST_AT_ONCE)) await enqueue(tx, job);
    });
  }
}

async function findDue(db: Deps['db'], programme: Programme, now: Date): Promise<Job[]> {
  const { workspaceId } = programme;
  const month = monthAtLastCall(now, programme.timeZone);
  const posted = await findRemindersPosted(db.reads, workspaceId);
  const begins = month && lastCall(month, programme.timeZone);
  const remindedSince = new Set(
    [...posted.values()].filter(({ at }) => begins && at >= begins).map(({ rewardId }) => rewardId),
  );
  const jobs: Job[] = [];
  for (const reward of await findWaitingRewards(db.reads, { workspaceId })) {
    const due = dueOf(reward, programme, now);
    const { id: rewardId, revision } = reward;
    if (due && !posted.has(messageKeys.reminder(rewardId, revision, due.nth)))
      jobs.push({
        name: isCreatorsTurn(reward) ? 'remind-creator' : 'remind',
        payload: { workspaceId, rewardId, revision, nth: due.nth },
      });
    else if (month && isForCut(reward) && !remindedSince.has(rewardId))
      jobs.push({ name: 'remind-before-cut', payload: { workspaceId, rewardId, month } });
  }
  return jobs;
}

/** The reminder of a reward that waits which is due by now. On hold until a day, it is left in peace until that is over. */
export function dueOf(
  { status, at, facts: { reviewBy } }: Pick<WaitingReward, 'status' | 'at' | 'facts'>,
  { reminderHours: everyHours, timeZone }: Pick<Programme, 'reminderHours' | 'timeZone'>,
  now: Date,
): Due | undefined {
  const first = status === 'Hold' && reviewBy ? firstAfterReview(reviewBy, timeZone) : firstAfter(at, everyHours);
  return latestDue({ first, everyHours, timeZone }, now);
}

/** Nobody but whoever created it is waited for. */
function isCreatorsTurn({ status, kind, facts }: Pick<WaitingReward, 'status' | 'kind' | 'facts'>): boolean {
  return status === 'Hold' && kind === 'changes_requested' && !facts.reviewBy;
}

function isForCut({ status, payment }: WaitingReward): boolean {
  return status === 'New' && payment === 'not_invoiced';
}
