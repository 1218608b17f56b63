import type { UndecidedStatus } from '../domain/home-place.js';
import type { Money } from '../domain/money.js';
import type { Reads } from './client.js';
import type { Scope } from './digest.js';
import { Prisma } from './generated/client.js';
import { needsSecondApproval } from './payable.js';

/** Which of the rewards that wait for a decision. */
export interface UndecidedFilter {
  readonly ids?: readonly string[] | undefined;
  /** Only those with a live line on this invoice. */
  readonly invoiceId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly status?: UndecidedStatus | undefined;
  readonly createdBefore?: Date | undefined;
  readonly atLeast?: Money | undefined;
  /** Only what this person's eyes count for: not theirs by four eyes, and not approved by them already. */
  readonly notOf?: { readonly userId: string; readonly partnerIds: readonly string[] } | undefined;
}

/** Where a reward stands in the queue: New before Hold, the oldest first. */
export interface QueueCursor {
  readonly status: UndecidedStatus;
  readonly number: number;
}

export interface UndecidedSum {
  readonly status: UndecidedStatus;
  readonly currency: string;
  readonly rewards: number;
  /** Minor units. */
  readonly total: bigint;
  readonly oldestAt: Date;
  readonly needSecondApproval: number;
}

/** What waits for a decision, by status and currency. */
export function sumUndecided(db: Reads, scope: Scope, filter: UndecidedFilter): Promise<UndecidedSum[]> {
  return db.$queryRaw<UndecidedSum[]>`
    SELECT r.status, r.currency, count(*)::int AS rewards, sum(r.amount_minor)::bigint AS total, min(r.created_at) AS "oldestAt",
      count(*) FILTER (WHERE ${needsSecondApproval(Prisma.raw('r'))})::int AS "needSecondApproval"
    FROM reward r WHERE ${undecided(scope, filter)} GROUP BY r.status, r.currency ORDER BY r.status, r.currency`;
}

export interface UndecidedRow {
  readonly id: string;
  readonly revision: number;
  readonly number: number;
  readonly status: UndecidedStatus;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly customerName: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly fourEyes: boolean;
  readonly firstApprovedBy: string | null;
  readonly approvalsNeeded: number;
  readonly duplicateOf: number | null;
  /** Whoever changed it after it was created. */
  readonly editedBy: readonly string[];
  readonly corrects: number | null;
}

/** The first of them from `from` on, in the queue's order. */
export function findUndecided(
  db: Reads,
  scope: Scope,
  filter: UndecidedFilter,
  from: QueueCursor | undefined,
  limit: number,
): Promise<UndecidedRow[]> {
  const start = from ? Prisma.sql`AND (r.status, r.number) >= ${positionOf(from)}` : Prisma.empty;
  return db.$queryRaw<UndecidedRow[]>`${rowsOf(scope, filter)} ${start}
    ORDER BY r.status, r.number LIMIT ${limit}`;
}

/** The last of them before `from`, in the queue's order. */
export async function findUndecidedBefore(
  db: Reads,
  scope: Scope,
  filter: UndecidedFilter,
  from: QueueCursor,
  limit: number,
): Promise<UndecidedRow[]> {
  const rows = await db.$queryRaw<
    UndecidedRow[]
  >`${rowsOf(scope, filter)} AND (r.status, r.number) < ${positionOf(from)}
    ORDER BY r.status DESC, r.number DESC LIMIT ${limit}`;
  return rows.reverse();
}

export async function countUndecidedBefore(
  db: Reads,
  scope: Scope,
  filter: UndecidedFilter,
  from: QueueCursor,
): Promise<number> {
  const [row] = await db.$queryRaw<{ rewards: number }[]>`
    SELECT count(*)::int AS rewards FROM reward r
    WHERE ${undecided(scope, filter)} AND (r.status, r.number) < ${positionOf(from)}`;
  return row?.rewards ?? 0;
}

function rowsOf(scope: Scope, filter: UndecidedFilter): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r.revision, r.number, r.status, r.partner_id AS "partnerId", p.name AS "partnerName",
      r.amount_minor AS "amountMinor", r.currency, r.description, c.name AS "customerName", r.created_by AS "createdBy",
      r.created_at AS "createdAt", r.four_eyes AS "fourEyes", r.first_approved_by AS "firstApprovedBy",
      r.approvals_needed AS "approvalsNeeded", d.number AS "duplicateOf", k.number AS corrects,
      ${EDITORS} AS "editedBy"
    FROM reward r
    JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    LEFT JOIN customer c ON c.workspace_id = r.workspace_id AND c.id = r.customer_id
    LEFT JOIN reward d ON d.workspace_id = r.workspace_id AND d.id = r.duplicate_of_id
    LEFT JOIN reward k ON k.workspace_id = r.workspace_id AND k.id = r.corrects_reward_id
    WHERE ${undecided(scope, filter)}`;
}

/** On an invoice that is finalised, nothing is left to be decided. `reward`: what the query calls the table. */
export function isOpen(reward: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${reward}.payment = 'not_invoiced' OR EXISTS (
    SELECT 1 FROM invoice_line l JOIN invoice i ON i.workspace_id = l.workspace_id AND i.id = l.invoice_id
    WHERE l.workspace_id = ${reward}.workspace_id AND l.reward_id = ${reward}.id AND l.removed_at IS NULL
      AND i.status IN ('in_review', 'paused')))`;
}

function undecided({ workspaceId, programmeId }: Scope, filter: UndecidedFilter): Prisma.Sql {
  const { ids, invoiceId, partnerId, createdBy, status, createdBefore, atLeast, notOf } = filter;
  const conditions = [
    Prisma.sql`r.workspace_id = ${workspaceId} AND r.programme_id = ${programmeId}::uuid AND r.status IN ('New', 'Hold')`,
    isOpen(Prisma.raw('r')),
    ...(ids ? [Prisma.sql`r.id = ANY(${[...ids]}::uuid[])`] : []),
    ...(invoiceId ? [isLineOf(invoiceId)] : []),
    ...(partnerId ? [Prisma.sql`r.partner_id = ${partnerId}::uuid`] : []),
    ...(createdBy ? [Prisma.sql`r.created_by = ${createdBy}`] : []),
    ...(status ? [Prisma.sql`r.status = ${status}::reward_status`] : []),
    ...(createdBefore ? [Prisma.sql`r.created_at < ${createdBefore}`] : []),
    ...(atLeast ? [Prisma.sql`r.currency = ${atLeast.currency} AND r.amount_minor >= ${atLeast.minor}`] : []),
    ...(notOf ? [notOwnedBy(notOf)] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

function isLineOf(invoiceId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM invoice_line l WHERE l.workspace_id = r.workspace_id AND l.reward_id = r.id
    AND l.invoice_id = ${invoiceId}::uuid AND l.removed_at IS NULL)`;
}

const EDITORS = Prisma.sql`ARRAY(
  SELECT DISTINCT e.actor FROM event e WHERE e.workspace_id = r.workspace_id AND e.reward_id = r.id AND e.kind = 'edited'
    AND e.data ? 'changes')`;

/** What domain/four-eyes' `offerOf` calls `yes` of an approval, for as many as there are. */
function notOwnedBy({ userId, partnerIds }: NonNullable<UndecidedFilter['notOf']>): Prisma.Sql {
  return Prisma.sql`NOT (r.four_eyes AND (
      r.created_by = ${userId} OR r.partner_id = ANY(${[...partnerIds]}::uuid[]) OR ${userId} = ANY(${EDITORS})))
    AND r.first_approved_by IS DISTINCT FROM ${userId}`;
}

function positionOf({ status, number }: QueueCursor): Prisma.Sql {
  return Prisma.sql`(${status}::reward_status, ${number}::int)`;
}
