import type { InvoiceStatus } from '../domain/invoice.js';
import type { RewardStatus } from '../domain/reward.js';
import type { Reads } from './client.js';

interface InvoiceScope {
  readonly workspaceId: string;
  readonly invoiceId: string;
}

export interface InvoiceByNumber {
  readonly id: string;
  readonly number: string;
  readonly status: InvoiceStatus;
}

/** An invoice by its number, written in whatever case. */
export function findInvoiceByNumber(db: Reads, workspaceId: string, number: string): Promise<InvoiceByNumber | null> {
  return db.invoice.findFirst({
    where: { workspaceId, number: number.trim().toUpperCase() },
    select: { id: true, number: true, status: true },
  });
}

/** The numbers of the latest invoices, newest first. */
export async function findLatestNumbers(db: Reads, workspaceId: string, limit: number): Promise<string[]> {
  const rows = await db.invoice.findMany({
    where: { workspaceId },
    orderBy: [{ cutAt: 'desc' }, { number: 'desc' }],
    take: limit,
    select: { number: true },
  });
  return rows.map((row) => row.number);
}

export interface LineRow {
  readonly number: number;
  readonly partnerId: string;
  readonly partnerKey: string;
  readonly partnerName: string;
  readonly partnerGroup: string | null;
  readonly customer: string | null;
  readonly description: string;
  readonly statusWhenInvoiced: RewardStatus | null;
  readonly status: RewardStatus;
  readonly isUnreviewed: boolean;
  readonly createdAt: Date;
  readonly amountMinor: bigint;
}

const LINES_PER_PAGE = 5_000;

// A reward's events are found by the reward alone, whose workspace has been asked for: right after a cut Postgres knows
// nothing of the rows yet, and given the workspace too it may read all its events for each line.

/**
 * Every line that is on the invoice, by partner's name and reward's number, a page at a time from a cursor: of a hundred
 * thousand lines only a page is here at once. `db` must be inside a transaction.
 */
export async function* readLines(db: Reads, { workspaceId, invoiceId }: InvoiceScope): AsyncIterable<LineRow[]> {
  await db.$executeRaw`
    DECLARE invoice_file_lines NO SCROLL CURSOR FOR
    SELECT reward.number, line.partner_id AS "partnerId",
      min(line.partner_key) OVER partner AS "partnerKey", min(line.partner_name) OVER partner AS "partnerName",
      min(line.partner_group) OVER partner AS "partnerGroup",
      customer.name AS customer, reward.description, invoiced.to_status AS "statusWhenInvoiced", reward.status,
      COALESCE(paid.from_status, reward.status) = 'New' AS "isUnreviewed",
      reward.created_at AS "createdAt", line.amount_minor AS "amountMinor"
    FROM invoice_line line
      JOIN reward ON reward.workspace_id = line.workspace_id AND reward.id = line.reward_id
      LEFT JOIN customer ON customer.workspace_id = reward.workspace_id AND customer.id = reward.customer_id
      LEFT JOIN LATERAL (
        SELECT from_status FROM event WHERE event.reward_id = reward.id AND event.kind = 'paid_on_invoice' LIMIT 1
      ) paid ON true
      LEFT JOIN LATERAL (
        SELECT to_status FROM event WHERE event.reward_id = reward.id AND event.kind = 'invoiced'
        ORDER BY event.revision DESC LIMIT 1
      ) invoiced ON true
    WHERE line.workspace_id = ${workspaceId} AND line.invoice_id = ${invoiceId}::uuid AND line.removed_at IS NULL
    WINDOW partner AS (PARTITION BY line.partner_id)
    ORDER BY min(line.partner_name) OVER partner COLLATE "und-x-icu", min(line.partner_key) OVER partner, line.partner_id,
      reward.number`;
  for (;;) {
    const page = await db.$queryRawUnsafe<LineRow[]>(`FETCH FORWARD ${LINES_PER_PAGE} FROM invoice_file_lines`);
    if (page.length > 0) yield page;
    if (page.length < LINES_PER_PAGE) break;
  }
  await db.$executeRaw`CLOSE invoice_file_lines`;
}

export interface PayoutRow {
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly total: bigint;
}

/** What each partner on the invoice is to be paid, where that is more than zero, with their primary contact's e-mail. */
export function sumPayouts(db: Reads, { workspaceId, invoiceId }: InvoiceScope): Promise<PayoutRow[]> {
  return db.$queryRaw<PayoutRow[]>`
    WITH share AS (
      SELECT partner_id, min(partner_key) AS key, min(partner_name) AS name, sum(amount_minor)::bigint AS total
      FROM invoice_line
      WHERE workspace_id = ${workspaceId} AND invoice_id = ${invoiceId}::uuid AND removed_at IS NULL
      GROUP BY partner_id HAVING sum(amount_minor) > 0
    )
    SELECT share.key, share.name, share.total, contact.email
    FROM share LEFT JOIN contact
      ON contact.workspace_id = ${workspaceId} AND contact.partner_id = share.partner_id AND contact.is_primary
    ORDER BY share.name COLLATE "und-x-icu", share.key`;
}
