import type { Reads } from './client.js';
import { Prisma } from './generated/client.js';
import { needsSecondApproval } from './payable.js';
import type { Book } from './periods.js';

export type Scope = Omit<Book, 'currency'>;
/** Why a reward waits: one approval is enough and nobody gave it, two are needed and not both are given, or it is on hold. */
export type WaitingFor = 'approval' | 'second_approval' | 'hold';

const ROW = Prisma.raw('reward');
const WAITS = {
  approval: Prisma.sql`(status = 'New' AND NOT ${needsSecondApproval(ROW)})`,
  second_approval: needsSecondApproval(ROW),
  hold: Prisma.sql`status = 'Hold'`,
} as const satisfies Record<WaitingFor, Prisma.Sql>;

export interface WaitingSum {
  readonly rewards: number;
  /** Minor units. */
  readonly total: bigint;
}

/** What of a currency was created before `before`, is on no invoice, and waits for somebody. */
export async function sumWaiting(db: Reads, book: Book, before: Date, waitsFor: WaitingFor): Promise<WaitingSum> {
  const [row] = await db.$queryRaw<WaitingSum[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(amount_minor), 0)::bigint AS total FROM reward
    WHERE workspace_id = ${book.workspaceId} AND programme_id = ${book.programmeId}::uuid AND currency = ${book.currency}
      AND payment = 'not_invoiced' AND ${WAITS[waitsFor]} AND created_at < ${before}`;
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
  readonly firstApprovedBy: string | null;
}

/** The oldest of these, in any currency. */
export function findWaiting(
  db: Reads,
  scope: Scope,
  before: Date,
  waitsFor: WaitingFor,
  limit: number,
): Promise<WaitingRow[]> {
  return db.$queryRaw<WaitingRow[]>`
    SELECT r.id, r.number, p.name AS "partnerName", r.amount_minor AS "amountMinor", r.currency, r.created_at AS "createdAt",
      r.first_approved_by AS "firstApprovedBy", held.data->>'owner' AS owner, held.data->>'reviewBy' AS "reviewBy"
    FROM (
      SELECT * FROM reward
      WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid
        AND payment = 'not_invoiced' AND ${WAITS[waitsFor]} AND created_at < ${before}
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
