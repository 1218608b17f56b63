import type { Reads } from './client.js';
import type { Book } from './periods.js';

export type Scope = Omit<Book, 'currency'>;
/** `New`: nobody reviewed it. */
type Waiting = 'New' | 'Hold';

export interface WaitingSum {
  readonly rewards: number;
  /** Minor units. */
  readonly total: bigint;
}

/** What of a currency was created before `before`, is on no invoice, and waits for somebody. */
export async function sumWaiting(db: Reads, book: Book, before: Date, status: Waiting): Promise<WaitingSum> {
  const [row] = await db.$queryRaw<WaitingSum[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(amount_minor), 0)::bigint AS total FROM reward
    WHERE workspace_id = ${book.workspaceId} AND programme_id = ${book.programmeId}::uuid AND currency = ${book.currency}
      AND payment = 'not_invoiced' AND status = ${status}::reward_status AND created_at < ${before}`;
  if (!row) throw new TypeError('an aggregate always has a row');
  return row;
}

export interface WaitingRow {
  readonly id: string;
  readonly number: number;
  readonly partnerName: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly createdAt: Date;
  /** Of the last time it was put on hold. */
  readonly owner: string | null;
  readonly reviewBy: string | null;
}

/** The oldest of these, in any currency. */
export function findWaiting(
  db: Reads,
  scope: Scope,
  before: Date,
  status: Waiting,
  limit: number,
): Promise<WaitingRow[]> {
  return db.$queryRaw<WaitingRow[]>`
    SELECT r.id, r.number, p.name AS "partnerName", r.amount_minor AS "amountMinor", r.currency, r.created_at AS "createdAt",
      held.data->>'owner' AS owner, held.data->>'reviewBy' AS "reviewBy"
    FROM (
      SELECT * FROM reward
      WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid
        AND payment = 'not_invoiced' AND status = ${status}::reward_status AND created_at < ${before}
      ORDER BY created_at, number LIMIT ${limit}
    ) r
    JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    LEFT JOIN LATERAL (
      SELECT data FROM event WHERE event.workspace_id = r.workspace_id AND event.reward_id = r.id AND event.kind = 'held'
        AND r.status = 'Hold'
      ORDER BY event.revision DESC LIMIT 1
    ) held ON true
    ORDER BY r.created_at, r.number`;
}
