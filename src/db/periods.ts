import type { Chain, Month, Period } from '../domain/period.js';
import type { Reads, Tx } from './client.js';

export interface Book {
  readonly workspaceId: string;
  readonly programmeId: string;
  readonly currency: string;
}

/** The currencies a programme has ever rewarded in: each has its own chain of periods. */
export async function findCurrenciesInUse(db: Reads, scope: Omit<Book, 'currency'>): Promise<string[]> {
  // Steps from currency to currency along the index: DISTINCT would read every reward there is, every hour.
  const rows = await db.$queryRaw<{ currency: string }[]>`
    WITH RECURSIVE known AS (
      SELECT min(currency) AS currency FROM reward
      WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid
      UNION ALL
      SELECT (
        SELECT min(currency) FROM reward
        WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid AND currency > known.currency
      ) FROM known WHERE known.currency IS NOT NULL
    )
    SELECT currency FROM known WHERE currency IS NOT NULL`;
  return rows.map((row) => row.currency);
}

/** How far the books are closed. Undefined: no reward in this currency yet, so there is nothing to close. */
export async function findChain(db: Reads, { workspaceId, programmeId, currency }: Book): Promise<Chain | undefined> {
  const first = await db.reward.findFirst({
    where: { workspaceId, programmeId, currency },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  });
  if (!first) return undefined;
  return {
    firstRewardAt: first.createdAt,
    lastClosed: await findLastClosed(db, { workspaceId, programmeId, currency }),
  };
}

export async function findLastClosed(
  db: Reads,
  { workspaceId, programmeId, currency }: Book,
): Promise<Chain['lastClosed']> {
  const last = await db.period.findFirst({
    where: { workspaceId, programmeId, currency },
    orderBy: { startsAt: 'desc' },
    select: { month: true, endsAt: true },
  });
  return last ?? undefined;
}

/** The month that an invoice is of. */
export function getPeriod(db: Reads, workspaceId: string, periodId: string): Promise<{ readonly month: Month }> {
  return db.period.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: periodId } },
    select: { month: true },
  });
}

/** Closes a period. Undefined: it is closed already, by whoever was first. */
export async function closePeriod(
  tx: Tx,
  book: Book,
  period: Period,
  closedAt: Date,
): Promise<{ readonly id: string } | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO period (workspace_id, programme_id, currency, month, starts_at, ends_at, time_zone, closed_at)
    VALUES (${book.workspaceId}, ${book.programmeId}::uuid, ${book.currency}, ${period.month},
      ${period.startsAt}, ${period.endsAt}, ${period.timeZone}, ${closedAt})
    ON CONFLICT DO NOTHING RETURNING id`;
  return rows[0];
}
