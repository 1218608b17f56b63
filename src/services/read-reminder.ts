import type { Reads } from '../db/client.js';
import { findReminded, findWaitingReward } from '../db/reminders.js';
import { findReward, type Reward } from '../db/rewards.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { type Job, keyOf } from '../domain/jobs.js';
import { ESCALATES_FROM, isWorkingTime } from '../domain/reminders.js';
import type { Reminder } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { findReviewers } from './find-reviewers.js';
import { findAdmins } from './read-role-holders.js';
import { isCreatorReachable, monthOfLastCall, type Reminding, remindersOwed } from './reminders-owed.js';

export type ReminderJob = Extract<Job, { name: 'remind' | 'remind-creator' | 'remind-asker' | 'remind-before-cut' }>;

interface Found extends Reminding {
  readonly programme: Programme;
  readonly reward: Reward;
}

/**
 * What a reminder says. Undefined: it was decided meanwhile, or this one is not owed any more, or nobody is at work; the
 * clock asks again.
 */
export async function readReminder({ db, clock }: Deps, job: ReminderJob): Promise<Reminder | undefined> {
  const found = await findIfWaiting(db.reads, job.payload, clock.now());
  if (!found || !remindersOwed(found).some((owed) => keyOf(owed) === keyOf(job))) return undefined;
  switch (job.name) {
    case 'remind':
      return readOrdinary(db.reads, found, job.payload.nth);
    case 'remind-asker':
      return readOfChanges(db.reads, found);
    case 'remind-creator':
      return { since: found.waiting.at, isEscalated: false, for: [found.reward.createdBy] };
    case 'remind-before-cut':
      return callingThoseWhoDecide(db.reads, found);
  }
}

async function readOrdinary(db: Reads, found: Found, nth: number): Promise<Reminder> {
  const { waiting, programme, now } = found;
  const { facts, at: since } = waiting;
  const owner = waiting.status === 'Hold' ? facts.owner : undefined;
  const isEscalated = nth >= ESCALATES_FROM;
  if (!isEscalated && !owner) return { ...(await callingThoseWhoDecide(db, found)), reviewBy: facts.reviewBy };
  const escalation = isEscalated ? await findEscalation(db, programme, now) : [];
  // No other is sent that day: whoever can still decide has to hear of it by this one.
  const last = monthOfLastCall(found) ? await callingThoseWhoDecide(db, found) : undefined;
  return {
    since,
    reviewBy: facts.reviewBy,
    owner,
    isEscalated,
    for: [...new Set([...(owner ? [owner] : []), ...escalation])],
    canDecide: last?.for,
    isBeforeCut: last?.isBeforeCut,
  };
}

async function readOfChanges(db: Reads, found: Found): Promise<Reminder> {
  const { waiting, programme, reward, now } = found;
  const escalation = await findEscalation(db, programme, now);
  return {
    since: waiting.at,
    isEscalated: true,
    for: [...new Set([waiting.actor, ...escalation])],
    changesBy: { creator: reward.createdBy, isReachable: isCreatorReachable(found) },
  };
}

async function callingThoseWhoDecide(db: Reads, found: Found): Promise<Reminder> {
  const { waiting, reward, now } = found;
  const isBeforeCut = monthOfLastCall(found) !== undefined;
  return { since: waiting.at, isEscalated: false, for: await whoCanDecide(db, reward, now), isBeforeCut };
}

async function findIfWaiting(db: Reads, of: ReminderJob['payload'], now: Date): Promise<Found | undefined> {
  const { workspaceId, rewardId } = of;
  const programme = await getProgramme(db, workspaceId);
  if (programme.reminderHours === 0 || !isWorkingTime(now, programme.timeZone)) return undefined;
  const waiting = await findWaitingReward(db, workspaceId, rewardId);
  const reward = await findReward(db, workspaceId, rewardId);
  const sent = await findReminded(db, workspaceId, [rewardId]);
  return waiting && reward ? { programme, waiting, reward, sent, now } : undefined;
}

/** Whoever may approve it under four eyes; where that is nobody, the admins. */
async function whoCanDecide(db: Reads, reward: Reward, now: Date): Promise<string[]> {
  const userIds = await findReviewers(db, reward, 'approve', now);
  return userIds.length > 0 ? userIds : findAdmins(db, reward.workspaceId, now);
}

/** The people and user groups of the escalation setting; where it names none, the admins. */
export function findEscalation(
  db: Reads,
  { workspaceId, escalation }: { readonly workspaceId: string; readonly escalation: string[] },
  now: Date,
): Promise<string[]> {
  return escalation.length > 0 ? Promise.resolve(escalation) : findAdmins(db, workspaceId, now);
}
