import type { Reads } from '../db/client.js';
import { sumDue } from '../db/cut.js';
import { type Book, findChain } from '../db/periods.js';
import { type ClosedMonth, findClosedMonth, findRunEvents, type RunEvent } from '../db/stopped-runs.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { fromMajor } from '../domain/money.js';
import { type Month, nextPeriod } from '../domain/period.js';
import type { StoppedRun } from '../domain/shown-invoice.js';
import { dueBy } from './cut-invoice.js';
import type { Deps } from './deps.js';

/** Each time that a month's run was stopped, as it stands now, with the id of the event: one message each. */
export function readStoppedRuns(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  currency: string,
  month: Month,
): Promise<(StoppedRun & { readonly eventId: bigint })[]> {
  return db.snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const book: Book = { workspaceId, programmeId: programme.id, currency };
    const events = await findRunEvents(reads, book, month);
    const closed = await findClosedMonth(reads, book, month);
    const due = await readDue(reads, programme, book, month);
    const bound = fromMajor(programme.invoiceBound, currency);
    return events.flatMap((event, at) => {
      if (event.kind !== 'run_stopped') return [];
      const allowed = events.slice(at).find(({ kind }) => kind === 'run_allowed');
      const outcome = outcomeOf(allowed, closed);
      // While it is to be decided on, what it would come to is what it comes to now.
      const isOpen = outcome.kind === 'stopped' && due;
      const total = { minor: isOpen ? due.total : event.total, currency };
      return [{ eventId: event.id, month, total, rewards: isOpen ? due.rewards : undefined, bound, outcome }];
    });
  });
}

/** What the month would hold now, if it is the next to be closed. */
async function readDue(db: Reads, programme: Programme, book: Book, month: Month) {
  const chain = await findChain(db, book);
  const period = chain && nextPeriod(chain, programme.timeZone);
  return period?.month === month ? sumDue(db, dueBy(programme, book, period)) : undefined;
}

function outcomeOf(allowed: RunEvent | undefined, closed: ClosedMonth | undefined): StoppedRun['outcome'] {
  if (allowed) return { kind: 'allowed', by: allowed.actor, at: allowed.at, invoice: closed?.invoice };
  return closed ? { kind: 'closed', invoice: closed.invoice } : { kind: 'stopped' };
}
