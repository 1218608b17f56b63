import { eventFacts } from '../domain/history.js';
import type { Month } from '../domain/period.js';
import type { Reads } from './client.js';
import type { Book } from './periods.js';

/** One time that a month's run was stopped for its sum, or allowed in spite of it. */
export interface RunEvent {
  readonly id: bigint;
  readonly kind: 'run_stopped' | 'run_allowed';
  readonly actor: string;
  readonly at: Date;
  /** Minor units: what it came to then. */
  readonly total: bigint;
}

/** What happened to the run of a month, the oldest first. */
export async function findRunEvents(db: Reads, book: Book, month: Month): Promise<RunEvent[]> {
  const rows = await db.event.findMany({
    where: {
      workspaceId: book.workspaceId,
      programmeId: book.programmeId,
      rewardId: null,
      invoiceId: null,
      kind: { in: ['run_stopped', 'run_allowed'] },
      AND: [{ data: { path: ['currency'], equals: book.currency } }, { data: { path: ['month'], equals: month } }],
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, kind, actor, at, data }) => {
    const total = BigInt(eventFacts.parse(data).total ?? '0');
    return { id, kind: kind === 'run_allowed' ? 'run_allowed' : 'run_stopped', actor, at, total };
  });
}

export interface ClosedMonth {
  readonly eventId: bigint;
  readonly actor: string;
  readonly at: Date;
  readonly invoice?: string | undefined;
  /** The rules it was closed by: the minimum payout, in major units, and whether only what was Approved went on. */
  readonly minimum: bigint;
  readonly approvedOnly: boolean;
}

/** Who closed a month, when, and with which invoice. Undefined: it is not closed. */
export async function findClosedMonth(db: Reads, book: Book, month: Month): Promise<ClosedMonth | undefined> {
  const row = await db.event.findFirst({
    where: {
      workspaceId: book.workspaceId,
      programmeId: book.programmeId,
      rewardId: null,
      invoiceId: null,
      kind: 'month_closed',
      AND: [{ data: { path: ['currency'], equals: book.currency } }, { data: { path: ['month'], equals: month } }],
    },
  });
  if (!row) return undefined;
  const { invoice, minimum = '0', approvedOnly = false } = eventFacts.parse(row.data);
  return { eventId: row.id, actor: row.actor, at: row.at, invoice, minimum: BigInt(minimum), approvedOnly };
}
