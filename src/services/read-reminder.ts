import type { Reads } from '../db/client.js';
import { findMessagesLike } from '../db/messages.js';
import { findWaitingRewards } from '../db/reminders.js';
import { findReward, type Reward } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import { ESCALATES_FROM, isWorkingTime, monthAtLastCall } from '../domain/reminders.js';
import type { Reminder } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { findReviewers } from './find-reviewers.js';
import { messageKeys } from './message-keys.js';
import { dueOf } from './owe-reminders.js';
import { findAdmins } from './read-role-holders.js';

interface ReminderOf {
  readonly workspaceId: string;
  readonly rewardId: string;
}

/**
 * What the nth reminder says, counted from the event of this revision. Undefined: it was decided meanwhile, or a later
 * one is due by now, or nobody is at work any more; the clock asks again.
 */
export async function readReminder(
  deps: Deps,
  { revision, nth, ...of }: ReminderOf & { readonly revision: number; readonly nth: number },
): Promise<Reminder | undefined> {
  const found = await findIfWaiting(deps, of);
  if (found?.waiting.revision !== revision) return undefined;
  const { programme, waiting, reward, now } = found;
  if (dueOf(waiting, programme, now)?.nth !== nth) return undefined;
  const owner = waiting.status === 'Hold' ? waiting.facts.owner : undefined;
  const { reviewBy } = waiting.facts;
  // After a long silence of the bot, the first that is heard of it goes to those who decide.
  const isEscalated = nth >= ESCALATES_FROM && (await wasReminded(deps.db.reads, of, revision));
  const others = isEscalated
    ? await findEscalation(deps.db.reads, programme, now)
    : owner
      ? []
      : await whoCanDecide(deps.db.reads, reward, now);
  return { since: waiting.at, reviewBy, owner, isEscalated, for: [...new Set([...(owner ? [owner] : []), ...others])] };
}

/** What the one reminder before a month's cut says. Undefined: it was decided meanwhile, or is not to be told now. */
export async function readReminderBeforeCut(
  deps: Deps,
  { month, ...of }: ReminderOf & { readonly month: string },
): Promise<Reminder | undefined> {
  const found = await findIfWaiting(deps, of);
  if (found?.waiting.status !== 'New' || found.waiting.payment !== 'not_invoiced') return undefined;
  const { programme, waiting, reward, now } = found;
  if (monthAtLastCall(now, programme.timeZone) !== month) return undefined;
  return { since: waiting.at, isEscalated: false, for: await whoCanDecide(deps.db.reads, reward, now) };
}

async function wasReminded(db: Reads, { workspaceId, rewardId }: ReminderOf, revision: number): Promise<boolean> {
  const reminders = await findMessagesLike(db, workspaceId, messageKeys.reminders(rewardId, revision));
  return reminders.some(({ state }) => state === 'posted');
}

async function findIfWaiting({ db, clock }: Deps, { workspaceId, rewardId }: ReminderOf) {
  const now = clock.now();
  const programme = await getProgramme(db.reads, workspaceId);
  if (programme.reminderHours === 0 || !isWorkingTime(now, programme.timeZone)) return undefined;
  const [waiting] = await findWaitingRewards(db.reads, { workspaceId, rewardId });
  const reward = await findReward(db.reads, workspaceId, rewardId);
  return waiting && reward ? { programme, waiting, reward, now } : undefined;
}

/** Whoever may approve it under four eyes; where that is nobody, the admins. */
async function whoCanDecide(db: Reads, reward: Reward, now: Date): Promise<string[]> {
  const userIds = await findReviewers(db, reward, 'approve', now);
  return userIds.length > 0 ? userIds : findAdmins(db, reward.workspaceId, now);
}

function findEscalation(
  db: Reads,
  { workspaceId, escalation }: { readonly workspaceId: string; readonly escalation: string[] },
  now: Date,
): Promise<string[]> {
  return escalation.length > 0 ? Promise.resolve(escalation) : findAdmins(db, workspaceId, now);
}
