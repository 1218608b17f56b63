import type { Reads, Tx } from './client.js';
import { Prisma } from './generated/client.js';
import { likePattern } from './partners.js';

interface InvoiceScope {
  readonly workspaceId: string;
  readonly id: string;
}

/** Puts a reward on an invoice, with its partner as it is now; the database totals the invoice again. */
export async function addLine(tx: Tx, invoice: InvoiceScope, rewardId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO invoice_line (workspace_id, invoice_id, reward_id, partner_id, partner_key, partner_name, partner_group, amount_minor)
    SELECT r.workspace_id, ${invoice.id}::uuid, r.id, p.id, p.partner_key, p.name, p."group", r.amount_minor
    FROM reward r JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    WHERE r.workspace_id = ${invoice.workspaceId} AND r.id = ${rewardId}::uuid`;
}

/** What a partner's lines on an invoice come to, in minor units. */
export async function sumLinesOfPartner(db: Reads, invoice: InvoiceScope, partnerId: string): Promise<bigint> {
  const { _sum } = await db.invoiceLine.aggregate({
    where: { workspaceId: invoice.workspaceId, invoiceId: invoice.id, partnerId, removedAt: null },
    _sum: { amountMinor: true },
  });
  return _sum.amountMinor ?? 0n;
}

/** The first rewards on an invoice that nobody approved, by number. */
export function findUnreviewedLines(
  db: Reads,
  invoice: InvoiceScope,
  limit: number,
): Promise<{ readonly id: string; readonly number: number }[]> {
  return db.$queryRaw`
    SELECT r.id, r.number FROM invoice_line l
      JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
    WHERE l.workspace_id = ${invoice.workspaceId} AND l.invoice_id = ${invoice.id}::uuid AND l.removed_at IS NULL
      AND r.status = 'New'
    ORDER BY r.number LIMIT ${limit}`;
}

export interface LineHit {
  readonly rewardId: string;
  readonly revision: number;
  readonly number: number;
  readonly partnerName: string;
  readonly amountMinor: bigint;
  readonly description: string;
}

interface LineQuery {
  /** The whole query, trimmed and in lower case. */
  readonly typed: string;
  /** Folded: each must be found in the reward's number, its partner or its description. */
  readonly words: readonly string[];
}

const HIT = Prisma.sql`r.id AS "rewardId", r.revision, r.number, p.name AS "partnerName",
  r.amount_minor AS "amountMinor", r.description`;

/** An invoice's lines in which every word is found (none: all), an exact number first. */
export function searchLines(db: Reads, invoice: InvoiceScope, query: LineQuery, limit: number): Promise<LineHit[]> {
  return db.$queryRaw<LineHit[]>`
    SELECT ${HIT} FROM invoice_line l
      JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
      JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    WHERE l.workspace_id = ${invoice.workspaceId} AND l.invoice_id = ${invoice.id}::uuid AND l.removed_at IS NULL
      ${matching(query)}
    ORDER BY ${exactFirst(query)}, r.number LIMIT ${limit}`;
}

/** Approved rewards of an invoice's programme and currency that are on no invoice, an exact number first, then the newest. */
export function searchLateRewards(
  db: Reads,
  invoice: Pick<InvoiceScope, 'workspaceId'> & { readonly programmeId: string; readonly currency: string },
  query: LineQuery,
  limit: number,
): Promise<LineHit[]> {
  return db.$queryRaw<LineHit[]>`
    SELECT ${HIT} FROM reward r JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    WHERE r.workspace_id = ${invoice.workspaceId} AND r.programme_id = ${invoice.programmeId}::uuid
      AND r.currency = ${invoice.currency} AND r.payment = 'not_invoiced' AND r.status = 'Approved'
      ${matching(query)}
    ORDER BY ${exactFirst(query)}, r.number DESC LIMIT ${limit}`;
}

function matching({ words }: LineQuery): Prisma.Sql {
  const found = words.map((word) => {
    const pattern = likePattern(word);
    // Cheapest first. Descriptions have no folded column: accents count in them, case does not.
    return Prisma.sql`AND ('r-' || r.number LIKE ${pattern} OR p.search_text LIKE ${pattern} OR lower(r.description) LIKE ${pattern})`;
  });
  return found.length > 0 ? Prisma.join(found, ' ') : Prisma.empty;
}

function exactFirst({ typed }: LineQuery): Prisma.Sql {
  return Prisma.sql`(${typed} IN (r.number::text, 'r-' || r.number)) DESC`;
}
