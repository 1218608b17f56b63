import type { Reads } from './client.js';

/** So many rewards and what they come to, in minor units. */
interface CountAndSum {
  readonly rewards: number;
  readonly total: bigint;
}

export interface StatementSums {
  /** All lines of the partner on the invoice. */
  readonly lines: CountAndSum;
  /** Of these, what was created before the invoice's period: carried forward to it. */
  readonly carriedIn: CountAndSum;
}

/** What a partner's lines on an invoice come to. */
export async function sumStatement(
  db: Reads,
  invoice: { readonly workspaceId: string; readonly id: string; readonly periodStartsAt: Date },
  partnerId: string,
): Promise<StatementSums> {
  const [row] = await db.$queryRaw<{ rewards: number; total: bigint; earlier: number; earlierTotal: bigint }[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(l.amount_minor), 0)::bigint AS total,
      count(*) FILTER (WHERE r.created_at < ${invoice.periodStartsAt})::int AS earlier,
      COALESCE(sum(l.amount_minor) FILTER (WHERE r.created_at < ${invoice.periodStartsAt}), 0)::bigint AS "earlierTotal"
    FROM invoice_line l JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
    WHERE l.workspace_id = ${invoice.workspaceId} AND l.invoice_id = ${invoice.id}::uuid AND l.partner_id = ${partnerId}::uuid
      AND l.removed_at IS NULL`;
  if (!row) throw new TypeError('an aggregate always has a row');
  const { rewards, total, earlier, earlierTotal } = row;
  return { lines: { rewards, total }, carriedIn: { rewards: earlier, total: earlierTotal } };
}

/** What a partner has that was payable before `before` and is on no invoice: it waits for the next. */
export async function sumCarriedOut(
  db: Reads,
  book: {
    readonly workspaceId: string;
    readonly programmeId: string;
    readonly currency: string;
    readonly before: Date;
  },
  partnerId: string,
  statuses: readonly string[],
): Promise<CountAndSum> {
  const [row] = await db.$queryRaw<CountAndSum[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(amount_minor), 0)::bigint AS total FROM reward
    WHERE workspace_id = ${book.workspaceId} AND programme_id = ${book.programmeId}::uuid AND currency = ${book.currency}
      AND partner_id = ${partnerId}::uuid AND payment = 'not_invoiced'
      AND status = ANY(${[...statuses]}::reward_status[]) AND created_at < ${book.before}`;
  if (!row) throw new TypeError('an aggregate always has a row');
  return row;
}
