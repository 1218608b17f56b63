import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendProgrammeEvent } from '../db/events.js';
import type { Book } from '../db/periods.js';
import { lockProgramme } from '../db/settings.js';
import { findClosedMonth, findRunEvents, type RunEvent } from '../db/stopped-runs.js';
import type { Programme } from '../db/workspaces.js';
import { isRefusal, Refusal } from '../domain/errors.js';
import { fromMajor, type Money } from '../domain/money.js';
import type { Month, Period } from '../domain/period.js';
import type { Tick } from './cut-invoice.js';

// A run whose sum is implausible is not made before finance has said so (SPEC 6). What is remembered are events of the
// programme: that a month's run was stopped at a sum, and that it was allowed up to one.

/** What a month's invoice may come to: the programme's bound, or more if finance has allowed more for this month. */
export async function findMostAllowed(
  tx: Tx,
  programme: Programme,
  book: Book,
  period: Pick<Period, 'month'>,
): Promise<Money> {
  let { minor } = fromMajor(programme.invoiceBound, book.currency);
  for (const { kind, total } of await findRunEvents(tx, book, period.month))
    if (kind === 'run_allowed' && total > minor) minor = total;
  return { minor, currency: book.currency };
}

/** Refuses with `run_over_bound`. */
export function requireWithin(
  mostAllowed: Money,
  programme: Programme,
  { month }: Pick<Period, 'month'>,
  due: { readonly rewards: number; readonly total: bigint },
): void {
  if (due.total <= mostAllowed.minor) return;
  const { currency } = mostAllowed;
  const total = { minor: due.total, currency };
  const bound = fromMajor(programme.invoiceBound, currency);
  throw new Refusal('run_over_bound', { month, total, rewards: due.rewards, bound });
}

/** Whether a message in the finance channel asks about this month's run, and must be told how it went on. */
export async function wasStopped(tx: Tx, book: Book, month: Month): Promise<boolean> {
  return (await findRunEvents(tx, book, month)).length > 0;
}

export function oweStoppedRun(tx: Tx, { workspaceId, currency }: Book, month: Month): Promise<void> {
  return enqueue(tx, { name: 'show-stopped-run', payload: { workspaceId, currency, month } });
}

/** What the clock would not do is told in the finance channel: once, however often it comes back to it. */
export async function noteRefusal(tx: Tx, book: Book, refusal: Refusal, tick: Tick): Promise<void> {
  const { workspaceId, currency } = book;
  if (isRefusal(refusal, 'too_many_missed_periods')) {
    const { since } = refusal.facts;
    await enqueue(tx, { name: 'tell-missed-months', payload: { workspaceId, currency, since } });
  }
  if (!isRefusal(refusal, 'run_over_bound')) return;
  const { month, total } = refusal.facts;
  // Of two machines that were stopped at the same moment, the second sees what the first has written.
  await lockProgramme(tx, workspaceId);
  if (await findClosedMonth(tx, book, month)) return;
  if (hasToAsk(await findRunEvents(tx, book, month), total.minor)) {
    const facts = { ...tick.facts, currency, month, total: String(total.minor) };
    await appendProgrammeEvent(tx, book, { kind: 'run_stopped', actor: tick.actor, at: tick.now, facts });
  }
  await oweStoppedRun(tx, book, month);
}

/** Nobody was asked yet, or the last question was answered and the sum has grown beyond the answer. */
function hasToAsk(events: readonly RunEvent[], total: bigint): boolean {
  const last = events.at(-1);
  return !last || (last.kind === 'run_allowed' && last.total < total);
}
