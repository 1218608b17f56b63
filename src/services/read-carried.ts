import { type CarriedRow, findStayedOff } from '../db/carried.js';
import type { Reads } from '../db/client.js';
import type { Book } from '../db/periods.js';
import { findClosedMonth } from '../db/stopped-runs.js';
import { fromMajor } from '../domain/money.js';
import { carriedBecause, leastPayout } from '../domain/payout.js';
import type { Carried } from '../domain/shown-invoice.js';
import { payableStatuses } from './cut-invoice.js';

type Why = Pick<Carried, 'because' | 'minimum'>;

/** The end of a month that was closed. */
export interface ClosedEnd {
  readonly month: string;
  readonly endsAt: Date;
}

/**
 * What a partner had when a month closed that came to too little to be paid: it stayed off, by the rules of that moment.
 * Undefined: nothing stayed off for what it came to.
 */
async function readStayedOff(
  db: Reads,
  book: Book,
  { month, endsAt }: ClosedEnd,
  partnerId: string,
): Promise<(Carried & { readonly ids: ReadonlySet<string> }) | undefined> {
  const closed = await findClosedMonth(db, book, month);
  if (!closed) return undefined;
  const statuses = payableStatuses(closed.approvedOnly ? 'approved_only' : 'new_and_approved');
  const rows = await findStayedOff(db, book, { ...closed, endsAt }, partnerId, statuses);
  const total = rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const { currency } = book;
  const because = rows.length > 0 ? carriedBecause(total, leastPayout(closed.minimum, currency)) : undefined;
  if (!because) return undefined;
  return {
    ids: new Set(rows.map(({ id }) => id)),
    rewards: rows.length,
    total: { minor: total, currency },
    because,
    minimum: because === 'below_minimum' ? fromMajor(closed.minimum, currency) : undefined,
  };
}

/**
 * What was not paid with its own month, with the reason if it is one and the same for all of it and the history has it:
 * an invoice that carried it forward, or the month that closed without it.
 */
export async function readCarried(
  db: Reads,
  book: Book,
  rows: readonly CarriedRow[],
  closed: ClosedEnd | undefined,
  partnerId: string,
): Promise<Carried | undefined> {
  if (rows.length === 0) return undefined;
  const { currency } = book;
  const total = { minor: rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n), currency };
  const stayedOff = closed && (await readStayedOff(db, book, closed, partnerId));
  const whys = rows.map(({ id, kind, facts }): Why => {
    if (kind === 'carried_forward' && facts.minimum)
      return { because: 'below_minimum', minimum: fromMajor(BigInt(facts.minimum), currency) };
    if (kind === 'carried_forward') return { because: 'balance' };
    return kind === null && stayedOff?.ids.has(id) ? stayedOff : {};
  });
  const [first = {}, ...others] = whys;
  const isOne = others.every(
    ({ because, minimum }) => because === first.because && minimum?.minor === first.minimum?.minor,
  );
  const why = isOne ? first : {};
  return { rewards: rows.length, total, because: why.because, minimum: why.minimum };
}
