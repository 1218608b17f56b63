import { createDb } from '../../src/db/client.js';
import { nextMonth } from '../../src/domain/period.js';
import type { Deps } from '../../src/services/deps.js';
import { type Books, givenPartners, type Shelf } from './books.js';
import { runStatement } from './database-statement.js';
import { type Fault, openFaultLine } from './fault-line.js';
import { givenReward } from './rewards.js';

/** Books in which one month follows another, each with an invoice of its own: as many as there are faults to be had. */
export interface MonthByMonth extends Books {
  /** The month that was filled last. */
  month(): string;
  monthBefore(): string;
  /** When the month that was filled last is over, and its clock is to run. */
  end(): Date;
  /** A reward of each partner in the next month, and an empty queue. */
  fill(): Promise<void>;
}

export async function openMonthByMonth(shelf: Shelf): Promise<MonthByMonth> {
  const books = await shelf.open();
  const partners = Object.values(await givenPartners(books, 'acme', 'globex'));
  let month = '2026-10';
  let monthBefore = '';
  return {
    ...books,
    month: () => month,
    monthBefore: () => monthBefore,
    end: () => new Date(`${nextMonth(month)}-01T00:30:00Z`),
    fill: async () => {
      monthBefore = month;
      month = nextMonth(month);
      books.clock.set(`${month}-15T12:00:00Z`);
      for (const partnerId of partners) await givenReward(books, { partnerId, amount: '12.34' });
      await forgetJobs(shelf.url);
    },
  };
}

/** As if everything that is owed had been seen to. */
export async function forgetJobs(url: string): Promise<void> {
  await runStatement(url, 'DELETE FROM graphile_worker._private_jobs');
}

/** Does it once over a way of its own that breaks there, and says which statements were sent. Whatever it throws is its own affair. */
export async function doWithFault(
  shelf: Shelf,
  books: Books,
  work: (deps: Deps) => Promise<unknown>,
  fault?: Fault,
): Promise<{ readonly statements: readonly string[]; readonly hasBroken: boolean }> {
  const line = await openFaultLine(shelf.url, fault);
  const db = createDb(line.url, { connections: 1 });
  try {
    await work({ ...books.deps, db }).catch((error: unknown) => {
      if (!line.hasBroken()) throw error;
    });
    return { statements: line.statements, hasBroken: line.hasBroken() };
  } finally {
    await db.close();
    await line.close();
  }
}

/** Every place at which something that sends these statements can break. */
export function faultsOf(statements: readonly string[]): Fault[] {
  return statements.flatMap((_, index) => [
    { statement: index + 1, side: 'before' as const },
    { statement: index + 1, side: 'after' as const },
  ]);
}

/** Those within a transaction that writes, from its BEGIN to its COMMIT. */
export function faultsOfWriting(statements: readonly string[]): Fault[] {
  const writing = new Set<number>();
  let begun = 0;
  for (const [index, text] of statements.entries()) {
    if (text.startsWith('BEGIN')) begun = index;
    if (!text.startsWith('COMMIT')) continue;
    const inside = statements.slice(begun, index + 1);
    if (inside.some((each) => /INSERT INTO|UPDATE .* SET/.test(each)))
      for (let at = begun; at <= index; at += 1) writing.add(at + 1);
  }
  return faultsOf(statements).filter(({ statement }) => writing.has(statement));
}
