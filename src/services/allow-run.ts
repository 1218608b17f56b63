import { enqueue } from '../db/enqueue.js';
import { appendProgrammeEvent } from '../db/events.js';
import type { Book } from '../db/periods.js';
import { loadActor } from '../db/roles.js';
import { lockProgramme } from '../db/settings.js';
import { findClosedMonth, findRunEvents } from '../db/stopped-runs.js';
import { Refusal } from '../domain/errors.js';
import type { Money } from '../domain/money.js';
import type { Month } from '../domain/period.js';
import { mayHandleInvoices } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';
import { oweStoppedRun } from './run-bound.js';

export interface AllowOrder {
  readonly workspaceId: string;
  readonly month: Month;
  /** What the invoice would come to, as it was seen: more than that is asked about again. */
  readonly total: Money;
  readonly by: string;
}

/**
 * Lets a run go on that was stopped for its sum, up to the sum that was seen, and has the clock run at once. Refuses who
 * may not handle invoices, with who was first if it was allowed or cut meanwhile, and what was never stopped.
 */
export async function allowRun({ db, clock }: Deps, order: AllowOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId, month, total, by } = order;
    const { currency } = total;
    // Whoever else says so at this moment, and the clock that asks, hold this row too.
    const programme = await lockProgramme(tx, workspaceId);
    const book: Book = { workspaceId, programmeId: programme.id, currency };
    requireAllowed(mayHandleInvoices(await loadActor(tx, workspaceId, by, now)));
    const closed = await findClosedMonth(tx, book, month);
    if (closed) throw new Refusal('run_settled', { month, currency, last: { kind: 'month_closed', ...closed } });
    const events = await findRunEvents(tx, book, month);
    if (events.length === 0) throw new Refusal('run_not_stopped', { month, currency });
    const enough = events.findLast(({ kind, total: allowed }) => kind === 'run_allowed' && allowed >= total.minor);
    if (enough) throw new Refusal('run_settled', { month, currency, last: enough });
    const facts = { currency, month, total: String(total.minor) };
    await appendProgrammeEvent(tx, book, { kind: 'run_allowed', actor: by, at: now, facts });
    await oweStoppedRun(tx, book, month);
    await enqueue(tx, { name: 'run-clock', payload: {} });
  });
}
