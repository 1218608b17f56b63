import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/client.js';
import { takeNumber } from '../db/counters.js';
import { claimRewards, insertInvoice, sumClaimed, sumDue } from '../db/cut.js';
import { enqueue, enqueueCardsOfInvoice, enqueueCarriedNotices, enqueueWaitingCards } from '../db/enqueue.js';
import { appendInvoiceEvent, appendProgrammeEvent } from '../db/events.js';
import { type Book, closePeriod } from '../db/periods.js';
import { announceWork } from '../db/whole-invoices.js';
import type { Programme } from '../db/workspaces.js';
import type { EventFacts } from '../domain/history.js';
import { invoiceNumber, scheduleReview } from '../domain/invoice.js';
import { leastPayout } from '../domain/payout.js';
import { nextMonth, type Period } from '../domain/period.js';
import type { RewardStatus } from '../domain/reward.js';
import { findMostAllowed, oweStoppedRun, requireWithin, wasStopped } from './run-bound.js';

/** One run of the clock: the time it goes by, who let it run, and what its events say of that. */
export interface Tick {
  readonly now: Date;
  /** From when a review counts: never from an instant that has passed, for nobody could look at anything then. */
  readonly reviewFrom: Date;
  readonly actor: string;
  readonly facts: EventFacts;
}

/**
 * Statuses that go on an invoice under each policy (SPEC 6); null: nobody has chosen one. What needs two approvals goes
 * on with both only, under either: db/payable.
 */
export function payableStatuses(policy: Programme['unreviewedPolicy']): RewardStatus[] {
  return policy === 'approved_only' ? ['Approved'] : ['New', 'Approved'];
}

/** Which rewards go on the invoice of a period, as things stand (SPEC 6). */
export function dueBy(programme: Programme, book: Book, period: Pick<Period, 'endsAt'>) {
  return {
    ...book,
    before: period.endsAt,
    statuses: payableStatuses(programme.unreviewedPolicy),
    least: leastPayout(programme.minimumPayout, book.currency),
  };
}

/**
 * Closes a period and cuts its invoice. Refuses with `run_over_bound` what would come to more than the programme's bound
 * and than finance has allowed for this month: nothing of it may be kept then. The period's row is the lock that lets one process in: undefined means that
 * another closed it first. A period in which nothing is due is closed without an invoice.
 */
export async function cutInvoice(
  tx: Tx,
  programme: Programme,
  book: Book,
  period: Period,
  tick: Tick,
): Promise<{ invoice?: string; rewards: number } | undefined> {
  const row = await closePeriod(tx, book, period, tick.now);
  if (!row) return undefined;
  await announceWork(tx, book.workspaceId, 'cut');
  const invoiceId = randomUUID();
  const due = dueBy(programme, book, period);
  const mostAllowed = await findMostAllowed(tx, programme, book, period);
  requireWithin(mostAllowed, programme, period, await sumDue(tx, due));
  const claim = { ...due, invoiceId, at: tick.now, actor: tick.actor, facts: tick.facts };
  const carried = { month: period.month, carriedTo: nextMonth(period.month) };
  const rewards = await claimRewards(tx, { ...claim, carried, minimum: programme.minimumPayout });
  // Asked again of what went on: rewards may have become payable since they were added up.
  requireWithin(mostAllowed, programme, period, { rewards, total: await sumClaimed(tx, book.workspaceId, invoiceId) });
  if (await wasStopped(tx, book, period.month)) await oweStoppedRun(tx, book, period.month);
  // Whatever stayed off waits for another month now, and its card must say which.
  await enqueueWaitingCards(tx, book);
  await enqueueCarriedNotices(tx, due, period.month);
  const closed = { ...tick.facts, ...rulesOf(programme), month: period.month, currency: book.currency };
  const happened = { kind: 'month_closed', actor: tick.actor, at: tick.now } as const;
  if (rewards === 0) {
    await appendProgrammeEvent(tx, book, { ...happened, facts: closed });
    return { rewards };
  }

  const review = scheduleReview({ cutAt: tick.reviewFrom, periodEndsAt: period.endsAt }, programme);
  await enqueue(tx, { name: 'show-invoice', payload: { workspaceId: book.workspaceId, invoiceId } });
  await enqueueCardsOfInvoice(tx, book.workspaceId, invoiceId);
  // The counter's row is held to the end, and every other cut of this year waits for it: nothing that takes its time
  // comes after.
  const number = invoiceNumber(period.month, await takeNumber(tx, book, `invoice-${period.month.slice(0, 4)}`));
  await insertInvoice(tx, { ...book, ...review, id: invoiceId, periodId: row.id, number, cutAt: tick.now });
  await appendProgrammeEvent(tx, book, { ...happened, facts: { ...closed, invoice: number } });
  const invoice = { ...book, id: invoiceId, revision: 1, status: 'in_review' } as const;
  await appendInvoiceEvent(tx, invoice, undefined, { kind: 'cut', actor: tick.actor, at: tick.now, facts: tick.facts });
  return { invoice: number, rewards };
}

/** What is kept of the rules that a month was closed by: why something stayed off can be told later by them alone. */
function rulesOf({ minimumPayout, unreviewedPolicy }: Programme): EventFacts {
  return {
    ...(minimumPayout > 0n ? { minimum: String(minimumPayout) } : {}),
    ...(unreviewedPolicy === 'approved_only' ? { approvedOnly: true } : {}),
  };
}
