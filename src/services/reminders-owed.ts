import type { Reminded, WaitingReward } from '../db/reminders.js';
import type { Programme } from '../db/workspaces.js';
import type { Job } from '../domain/jobs.js';
import {
  ESCALATES_FROM,
  firstAfter,
  firstAfterReview,
  type LastSent,
  lastCall,
  monthAtLastCall,
  nextToSend,
} from '../domain/reminders.js';
import { messageKeys } from './message-keys.js';

/** A reward that waits, how its programme reminds, and what was sent of it that is not to be sent again, oldest first. */
export interface Reminding {
  readonly waiting: WaitingReward;
  readonly programme: Pick<Programme, 'workspaceId' | 'reminderHours' | 'timeZone'>;
  readonly sent: readonly Reminded[];
  readonly now: Date;
}

/** The reminders of one reward that are to be sent now. Asked again as each is sent, so that none is after its time. */
export function remindersOwed(reminding: Reminding): Job[] {
  const { waiting } = reminding;
  if (isCreatorsTurn(waiting)) return owedForChanges(reminding);
  const { id, revision } = waiting;
  const nth = nextOf(reminding, messageKeys.reminders(id, revision));
  if (nth) return [{ name: 'remind', payload: { ...ofReward(reminding), revision, nth } }];
  const month = monthOfLastCall(reminding);
  if (!month || wasCalled(reminding, month)) return [];
  return [{ name: 'remind-before-cut', payload: { ...ofReward(reminding), month } }];
}

/** The creator's turn in the end is everybody's: a reward on hold is on no invoice. */
function owedForChanges(reminding: Reminding): Job[] {
  const { id, revision } = reminding.waiting;
  const toCreator = messageKeys.reminders(id, revision);
  const nth = nextOf(reminding, toCreator);
  const heard = nth ?? lastOf(reminding, toCreator)?.nth ?? 0;
  const isRaised = heard >= ESCALATES_FROM || !isCreatorReachable(reminding);
  const nthRaised = isRaised ? nextOf(reminding, messageKeys.remindersOfChanges(id, revision)) : undefined;
  const of = { ...ofReward(reminding), revision };
  return [
    ...(nth ? [{ name: 'remind-creator' as const, payload: { ...of, nth } }] : []),
    ...(nthRaised ? [{ name: 'remind-asker' as const, payload: { ...of, nth: nthRaised } }] : []),
  ];
}

/** As far as the last message shows that they were sent about these changes. */
export function isCreatorReachable({ waiting: { id, revision }, sent }: Pick<Reminding, 'waiting' | 'sent'>): boolean {
  const asked = messageKeys.changes(id, revision);
  const reminded = messageKeys.reminders(id, revision);
  return !sent.findLast(({ key }) => key === asked || key.startsWith(reminded))?.failed;
}

/** The month about to be cut, whose invoice a reward that nobody decided goes on unless somebody does. */
export function monthOfLastCall({ waiting: { status, payment }, programme, now }: Omit<Reminding, 'sent'>) {
  const isForCut = status === 'New' && payment === 'not_invoiced';
  return isForCut ? monthAtLastCall(now, programme.timeZone) : undefined;
}

/** Whether those who can decide were called since the last call began, about the reward as it waits now. */
function wasCalled({ waiting: { id, revision }, programme, sent }: Reminding, month: string): boolean {
  const begins = lastCall(month, programme.timeZone);
  const reminded = messageKeys.reminders(id, revision);
  const called = messageKeys.reminderBeforeCut(id, month);
  return sent.some(({ key, at }) => key === called || (key.startsWith(reminded) && at >= begins));
}

function nextOf(reminding: Reminding, series: string): number | undefined {
  const { waiting, programme, now } = reminding;
  const { reminderHours: everyHours, timeZone } = programme;
  const { reviewBy } = waiting.facts;
  // On hold until a day, it is left in peace until that is over.
  const isHeldUntil = waiting.status === 'Hold' && reviewBy;
  const first = isHeldUntil ? firstAfterReview(reviewBy, timeZone) : firstAfter(waiting.at, everyHours);
  return nextToSend({ first, everyHours, timeZone }, lastOf(reminding, series), now);
}

function lastOf({ sent }: Reminding, series: string): LastSent | undefined {
  const last = sent.findLast(({ key }) => key.startsWith(series));
  return last && { nth: Number(last.key.slice(series.length)), at: last.at };
}

/** Whoever was asked for changes is waited for, and nobody else. */
function isCreatorsTurn({ status, kind, facts }: WaitingReward): boolean {
  return status === 'Hold' && kind === 'changes_requested' && !facts.reviewBy;
}

function ofReward({ programme: { workspaceId }, waiting: { id: rewardId } }: Reminding) {
  return { workspaceId, rewardId };
}
