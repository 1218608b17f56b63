import type { LocalDate, Month } from '../domain/period.js';
import type { RewardStatus } from '../domain/reward.js';
import { LAST_BESIDE_PAYMENT } from './carried.js';
import type { Reads } from './client.js';
import { Prisma } from './generated/client.js';

// What the contact of a partner is shown of its rewards. What is not told is not shown: what was declined silently, and a
// clawback before it is approved or on an invoice.

/** Minor units, of one partner in one currency. */
export interface EarningsSum {
  readonly partnerId: string;
  readonly currency: string;
  readonly rewards: number;
  /** Approved, or on an invoice that is not paid. */
  readonly available: bigint;
  /** New or on hold, and on no invoice. */
  readonly projected: bigint;
  readonly paid: bigint;
}

export function sumEarnings(db: Reads, workspaceId: string, partnerIds: readonly string[]): Promise<EarningsSum[]> {
  return db.$queryRaw<EarningsSum[]>`
    SELECT r.partner_id AS "partnerId", r.currency, count(*)::int AS rewards,
      COALESCE(sum(r.amount_minor) FILTER (WHERE r.status = 'Approved' OR r.payment = 'on_invoice'), 0)::bigint AS available,
      COALESCE(sum(r.amount_minor) FILTER (WHERE r.status IN ('New', 'Hold') AND r.payment = 'not_invoiced'), 0)::bigint AS projected,
      COALESCE(sum(r.amount_minor) FILTER (WHERE r.status = 'Paid'), 0)::bigint AS paid
    FROM reward r
    WHERE r.workspace_id = ${workspaceId} AND r.partner_id = ANY(${[...partnerIds]}::uuid[]) AND ${TOLD}
    GROUP BY r.partner_id, r.currency ORDER BY r.partner_id, r.currency`;
}

export interface EarningRow {
  readonly id: string;
  readonly partnerId: string;
  readonly number: number;
  readonly status: RewardStatus;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly customerName: string | null;
  readonly corrects: number | null;
  /** Of the invoice it is on. */
  readonly expectedPaymentOn: LocalDate | null;
  /** On no invoice, and carried forward: to which month's, and the minimum payout that it was for, in major units. */
  readonly carriedTo: Month | null;
  readonly minimum: string | null;
  readonly approvalsNeeded: number;
  /** Of the last thing that happened to it. */
  readonly reason: string | null;
  readonly reasonCode: string | null;
  readonly paidOn: LocalDate | null;
}

interface OfPartner {
  readonly workspaceId: string;
  readonly partnerId: string;
}

/** A partner's newest rewards, from this number on. */
export function findEarnings(db: Reads, of: OfPartner, from: number | undefined, limit: number): Promise<EarningRow[]> {
  const start = from === undefined ? Prisma.empty : Prisma.sql`AND r.number <= ${from}`;
  return db.$queryRaw<EarningRow[]>`${rowsOf(of)} ${start} ORDER BY r.number DESC LIMIT ${limit}`;
}

/** The oldest of those newer than this number, the newest first. */
export async function findEarningsBefore(db: Reads, of: OfPartner, from: number, limit: number): Promise<EarningRow[]> {
  const rows = await db.$queryRaw<EarningRow[]>`${rowsOf(of)} AND r.number > ${from} ORDER BY r.number LIMIT ${limit}`;
  return rows.reverse();
}

export async function countEarningsBefore(db: Reads, of: OfPartner, from: number): Promise<number> {
  const [row] = await db.$queryRaw<{ rewards: number }[]>`
    SELECT count(*)::int AS rewards FROM reward r
    WHERE r.workspace_id = ${of.workspaceId} AND r.partner_id = ${of.partnerId}::uuid AND ${TOLD} AND r.number > ${from}`;
  return row?.rewards ?? 0;
}

/** One reward of theirs by its number. Undefined: there is none that they were told of. */
export async function findEarningByNumber(
  db: Reads,
  workspaceId: string,
  partnerIds: readonly string[],
  number: number,
): Promise<EarningRow | undefined> {
  const rows = await db.$queryRaw<EarningRow[]>`${SELECTED}
    WHERE r.workspace_id = ${workspaceId} AND r.partner_id = ANY(${[...partnerIds]}::uuid[]) AND ${TOLD} AND r.number = ${number}`;
  return rows[0];
}

const TOLD = Prisma.sql`NOT (r.status = 'Declined' AND COALESCE((
  SELECT (d.data->>'silently')::boolean FROM event d
  WHERE d.workspace_id = r.workspace_id AND d.reward_id = r.id AND d.kind IN ('declined', 'withdrawn') ORDER BY d.revision DESC LIMIT 1), false))
  AND (r.corrects_reward_id IS NULL OR r.payment <> 'not_invoiced' OR EXISTS (
    SELECT 1 FROM event a WHERE a.workspace_id = r.workspace_id AND a.reward_id = r.id AND a.kind = 'approved'))`;

const SELECTED = Prisma.sql`
  SELECT r.id, r.partner_id AS "partnerId", r.number, r.status, r.amount_minor AS "amountMinor", r.currency, r.description, r.created_at AS "createdAt",
    r.approvals_needed AS "approvalsNeeded", c.name AS "customerName", k.number AS corrects, to_char(i.expected_payment_on, 'YYYY-MM-DD') AS "expectedPaymentOn",
    carried.data->>'carriedTo' AS "carriedTo", carried.data->>'minimum' AS minimum,
    last.reason, last.data->>'reasonCode' AS "reasonCode", last.data->>'paidOn' AS "paidOn"
  FROM reward r
  LEFT JOIN customer c ON c.workspace_id = r.workspace_id AND c.id = r.customer_id
  LEFT JOIN reward k ON k.workspace_id = r.workspace_id AND k.id = r.corrects_reward_id
  LEFT JOIN invoice_line l ON l.workspace_id = r.workspace_id AND l.reward_id = r.id AND l.removed_at IS NULL
  LEFT JOIN invoice i ON i.workspace_id = l.workspace_id AND i.id = l.invoice_id
  LEFT JOIN LATERAL (${LAST_BESIDE_PAYMENT}) carried ON r.payment = 'not_invoiced' AND carried.kind = 'carried_forward'
  LEFT JOIN event last ON last.workspace_id = r.workspace_id AND last.reward_id = r.id AND last.revision = r.revision`;

function rowsOf({ workspaceId, partnerId }: OfPartner): Prisma.Sql {
  return Prisma.sql`${SELECTED}
    WHERE r.workspace_id = ${workspaceId} AND r.partner_id = ${partnerId}::uuid AND ${TOLD}`;
}
