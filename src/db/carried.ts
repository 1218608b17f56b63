import { type EventFacts, eventFacts } from '../domain/history.js';
import type { Month } from '../domain/period.js';
import type { RewardStatus } from '../domain/reward.js';
import type { Reads } from './client.js';
import { Prisma } from './generated/client.js';
import { isPayable } from './payable.js';
import type { Book } from './periods.js';
import type { ClosedMonth } from './stopped-runs.js';

/** A reward that is not paid with its own month, in minor units. */
export interface CarriedRow {
  readonly id: string;
  readonly amountMinor: bigint;
  /** The last thing that happened to it beside being approved, invoiced and paid, if anything did. */
  readonly kind: string | null;
  readonly facts: EventFacts;
}

/**
 * Of the reward `r`, the last thing that happened to it beside being approved, invoiced and paid. By the reward alone,
 * whose workspace was asked for: see db/invoice-files.
 */
export const LAST_BESIDE_PAYMENT = Prisma.sql`SELECT kind, data FROM event e WHERE e.reward_id = r.id
    AND e.kind NOT IN ('created', 'approved', 'approved_first', 'invoiced', 'paid_on_invoice')
  ORDER BY e.revision DESC LIMIT 1`;
const WITH_LAST = Prisma.sql`LEFT JOIN LATERAL (${LAST_BESIDE_PAYMENT}) last ON true`;

type RawRow = Omit<CarriedRow, 'facts'> & { readonly data: unknown };

/** A partner's lines on an invoice that were created before its period: carried forward to it. */
export async function findCarriedIn(
  db: Reads,
  invoice: { readonly workspaceId: string; readonly id: string; readonly periodStartsAt: Date },
  partnerId: string,
): Promise<CarriedRow[]> {
  const rows = await db.$queryRaw<RawRow[]>`
    SELECT r.id, l.amount_minor AS "amountMinor", last.kind, last.data
    FROM invoice_line l JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
      ${WITH_LAST}
    WHERE l.workspace_id = ${invoice.workspaceId} AND l.invoice_id = ${invoice.id}::uuid AND l.partner_id = ${partnerId}::uuid
      AND l.removed_at IS NULL AND r.created_at < ${invoice.periodStartsAt}`;
  return rows.map(readRow);
}

/** What a partner has that was payable before `before` and is on no invoice: it waits for the next. */
export async function findCarriedOut(
  db: Reads,
  book: Book & { readonly before: Date },
  partnerId: string,
  statuses: readonly RewardStatus[],
): Promise<CarriedRow[]> {
  const rows = await db.$queryRaw<RawRow[]>`
    SELECT r.id, r.amount_minor AS "amountMinor", last.kind, last.data
    FROM reward r
      ${WITH_LAST}
    WHERE r.workspace_id = ${book.workspaceId} AND r.programme_id = ${book.programmeId}::uuid AND r.currency = ${book.currency}
      AND r.partner_id = ${partnerId}::uuid AND r.payment = 'not_invoiced'
      AND ${isPayable(Prisma.raw('r'), statuses)} AND r.created_at < ${book.before}`;
  return rows.map(readRow);
}

/** What of a partner's was payable when a month closed, and stayed off all the same: as the history has it. */
export function findStayedOff(
  db: Reads,
  book: Book,
  closing: Pick<ClosedMonth, 'eventId'> & { readonly endsAt: Date },
  partnerId: string,
  statuses: readonly RewardStatus[],
): Promise<{ id: string; amountMinor: bigint }[]> {
  return db.$queryRaw`
    SELECT r.id, r.amount_minor AS "amountMinor" FROM reward r
      JOIN LATERAL (SELECT to_status, to_payment FROM event e WHERE e.reward_id = r.id AND e.id < ${closing.eventId}
        ORDER BY e.revision DESC LIMIT 1) was ON true
    WHERE r.workspace_id = ${book.workspaceId} AND r.programme_id = ${book.programmeId}::uuid AND r.currency = ${book.currency}
      AND r.partner_id = ${partnerId}::uuid AND r.created_at < ${closing.endsAt}
      AND was.to_payment = 'not_invoiced' AND was.to_status = ANY(${[...statuses]}::reward_status[])
      AND NOT (was.to_status = 'New' AND r.approvals_needed > 1)`;
}

/** A partner's rewards that were carried forward from one month to another and have not changed since. */
export async function findCarriedBetween(
  db: Reads,
  book: Book,
  { month, to }: { readonly month: Month; readonly to: Month },
  partnerId: string,
): Promise<Pick<CarriedRow, 'amountMinor' | 'facts'>[]> {
  const rows = await db.$queryRaw<Pick<RawRow, 'amountMinor' | 'data'>[]>`
    SELECT r.amount_minor AS "amountMinor", last.data FROM reward r ${WITH_LAST}
    WHERE r.workspace_id = ${book.workspaceId} AND r.programme_id = ${book.programmeId}::uuid AND r.currency = ${book.currency}
      AND r.partner_id = ${partnerId}::uuid AND r.payment = 'not_invoiced' AND r.status IN ('New', 'Approved')
      AND last.kind = 'carried_forward' AND last.data->>'month' = ${month} AND last.data->>'carriedTo' = ${to}`;
  return rows.map(({ data, amountMinor }) => ({ amountMinor, facts: eventFacts.parse(data) }));
}

function readRow({ data, ...row }: RawRow): CarriedRow {
  return { ...row, facts: eventFacts.parse(data ?? {}) };
}
