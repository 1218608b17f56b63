import type { InvoiceStatus } from '../domain/invoice.js';
import type { LocalDate } from '../domain/period.js';
import type { RewardStatus } from '../domain/reward.js';
import type { Reads, Tx } from './client.js';
import { type Invoice, Prisma } from './generated/client.js';
import { waitingInWorkspace } from './lock-timeout.js';
import { isPayable, needsSecondApproval } from './payable.js';

export type { Invoice };

const withPeriod = { period: true } satisfies Prisma.InvoiceInclude;
export type InvoiceWithPeriod = Prisma.InvoiceGetPayload<{ include: typeof withPeriod }>;

export function findInvoice(db: Reads, workspaceId: string, invoiceId: string): Promise<InvoiceWithPeriod | null> {
  return db.invoice.findUnique({ where: { workspaceId_id: { workspaceId, id: invoiceId } }, include: withPeriod });
}

/** Holds the invoice's row until commit and returns it as it is now. Always before any reward's row, never after. */
export async function lockInvoice(tx: Tx, workspaceId: string, invoiceId: string): Promise<Invoice | null> {
  await waitingInWorkspace(
    workspaceId,
    tx.$queryRaw`SELECT 1 FROM invoice WHERE workspace_id = ${workspaceId} AND id = ${invoiceId}::uuid FOR NO KEY UPDATE`,
  );
  return tx.invoice.findUnique({ where: { workspaceId_id: { workspaceId, id: invoiceId } } });
}

/** The invoice that a reward's live line is on. */
export async function findInvoiceOfReward(
  db: Reads,
  workspaceId: string,
  rewardId: string,
): Promise<string | undefined> {
  const line = await db.invoiceLine.findFirst({
    where: { workspaceId, rewardId, removedAt: null },
    select: { invoiceId: true },
  });
  return line?.invoiceId;
}

export async function wasEverInvoiced(db: Reads, workspaceId: string, rewardId: string): Promise<boolean> {
  return (await db.invoiceLine.count({ where: { workspaceId, rewardId } })) > 0;
}

/** Takes a reward's line off; the database totals the invoice again. */
export async function removeLine(
  tx: Tx,
  line: { readonly workspaceId: string; readonly invoiceId: string; readonly rewardId: string },
  removed: { readonly at: Date; readonly reason: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invoice_line SET removed_at = ${removed.at}, removed_reason = ${removed.reason}
    WHERE workspace_id = ${line.workspaceId} AND invoice_id = ${line.invoiceId}::uuid
      AND reward_id = ${line.rewardId}::uuid AND removed_at IS NULL`;
}

/** The guarded write of an invoice: moves it only from the revision it was read at. Undefined: somebody was first. */
export async function moveInvoice(
  tx: Tx,
  at: { readonly workspaceId: string; readonly id: string; readonly revision: number },
  to: {
    readonly status?: InvoiceStatus;
    readonly paidOn?: LocalDate;
    readonly paymentReference?: string;
    readonly reviewEndsAt?: Date;
    readonly expectedPaymentOn?: LocalDate;
  },
): Promise<Invoice | undefined> {
  const moved = await tx.invoice.updateManyAndReturn({
    where: { workspaceId: at.workspaceId, id: at.id, revision: at.revision },
    data: {
      revision: { increment: 1 },
      ...(to.status ? { status: to.status } : {}),
      ...(to.paidOn ? { paidOn: new Date(`${to.paidOn}T00:00:00Z`) } : {}),
      ...(to.paymentReference ? { paymentReference: to.paymentReference } : {}),
      ...(to.reviewEndsAt ? { reviewEndsAt: to.reviewEndsAt } : {}),
      ...(to.expectedPaymentOn ? { expectedPaymentOn: new Date(`${to.expectedPaymentOn}T00:00:00Z`) } : {}),
    },
  });
  return moved[0];
}

/** Invoices whose review is over. */
export function findInvoicesToFinalise(db: Reads, workspaceId: string, now: Date): Promise<InvoiceWithPeriod[]> {
  return db.invoice.findMany({
    where: { workspaceId, status: 'in_review', reviewEndsAt: { lte: now } },
    include: withPeriod,
    orderBy: [{ reviewEndsAt: 'asc' }, { number: 'asc' }],
  });
}

/** Sets every reward on the invoice Paid, with its event. The invoice's row is held by the caller. */
export function payRewards(
  tx: Tx,
  invoice: { readonly workspaceId: string; readonly id: string; readonly number: string },
  paid: { readonly at: Date; readonly actor: string; readonly paidOn: LocalDate; readonly reference: string },
): Promise<number> {
  const facts = JSON.stringify({ invoice: invoice.number, paidOn: paid.paidOn, reference: paid.reference });
  return tx.$executeRaw`
    WITH due AS (
      SELECT reward.id, reward.status FROM reward
      JOIN invoice_line line ON line.workspace_id = reward.workspace_id AND line.reward_id = reward.id
      WHERE line.workspace_id = ${invoice.workspaceId} AND line.invoice_id = ${invoice.id}::uuid AND line.removed_at IS NULL
        AND reward.payment = 'on_invoice'
      ORDER BY reward.id FOR NO KEY UPDATE OF reward
    ), settled AS (
      UPDATE reward SET status = 'Paid', payment = 'paid_on_invoice', first_approved_by = NULL, revision = revision + 1
      FROM due WHERE reward.id = due.id
      RETURNING reward.*, due.status AS was
    )
    INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at,
      from_status, from_payment, to_status, to_payment, data)
    SELECT workspace_id, programme_id, id, revision, 'paid_on_invoice', ${paid.actor}, ${paid.at},
      was, 'on_invoice', status, payment, ${facts}::jsonb
    FROM settled`;
}

export interface ShareRow {
  readonly partnerId: string;
  readonly name: string;
  readonly key: string;
  readonly group: string | null;
  readonly total: bigint;
  readonly rewards: number;
}

/** A partner's share of an invoice, and what of it nobody approved, also once it is paid. */
export interface InvoiceShareRow extends ShareRow {
  readonly unreviewed: number;
  readonly unreviewedTotal: bigint;
}

/** An invoice by partner, largest first. */
export function sumByPartner(db: Reads, workspaceId: string, invoiceId: string): Promise<InvoiceShareRow[]> {
  return db.$queryRaw<InvoiceShareRow[]>`
    WITH line AS (
      SELECT l.*, COALESCE(paid.from_status, reward.status) = 'New' AS unseen
      FROM invoice_line l JOIN reward ON reward.workspace_id = l.workspace_id AND reward.id = l.reward_id
        -- By the reward alone, whose workspace was asked for: see db/invoice-files.
        LEFT JOIN event paid ON paid.reward_id = reward.id AND paid.kind = 'paid_on_invoice'
      WHERE l.workspace_id = ${workspaceId} AND l.invoice_id = ${invoiceId}::uuid AND l.removed_at IS NULL
    )
    SELECT partner_id AS "partnerId", min(partner_name) AS name, min(partner_key) AS key, min(partner_group) AS "group",
      sum(amount_minor)::bigint AS total, count(*)::int AS rewards, count(*) FILTER (WHERE unseen)::int AS unreviewed,
      COALESCE(sum(amount_minor) FILTER (WHERE unseen), 0)::bigint AS "unreviewedTotal"
    FROM line GROUP BY partner_id ORDER BY total DESC, name, key`;
}

export interface CountAndSum {
  readonly rewards: number;
  readonly total: bigint;
}

/** What was moved from an invoice to the next by hand: neither back on it nor decided on since. */
export async function sumPostponed(db: Reads, workspaceId: string, invoiceId: string): Promise<CountAndSum> {
  return onlyRow(
    await db.$queryRaw<CountAndSum[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(amount_minor), 0)::bigint AS total FROM reward
    WHERE workspace_id = ${workspaceId} AND status NOT IN ('Declined', 'Hold') AND payment <> 'paid_elsewhere'
      AND id IN (
        SELECT reward_id FROM invoice_line WHERE workspace_id = ${workspaceId} AND invoice_id = ${invoiceId}::uuid
        GROUP BY reward_id HAVING bool_and(removed_at IS NOT NULL)
          AND (array_agg(removed_reason ORDER BY removed_at DESC))[1] = 'postponed'
      )`,
  );
}

/** What the month made and the invoice leaves out, by the way it was left: declined or paid elsewhere within it, held or waiting
 * for its second approval at all. */
export async function sumLeftOut(
  db: Reads,
  period: {
    readonly workspaceId: string;
    readonly programmeId: string;
    readonly currency: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  },
  why: 'Hold' | 'Declined' | 'paid_elsewhere' | 'needs_second_approval',
): Promise<CountAndSum> {
  const condition = {
    Hold: Prisma.sql`status = 'Hold' AND created_at < ${period.endsAt}`,
    needs_second_approval: Prisma.sql`${needsSecondApproval(Prisma.raw('reward'))} AND payment = 'not_invoiced'
      AND created_at < ${period.endsAt}`,
    Declined: Prisma.sql`status = 'Declined' AND created_at >= ${period.startsAt} AND created_at < ${period.endsAt}`,
    paid_elsewhere: Prisma.sql`payment = 'paid_elsewhere' AND created_at >= ${period.startsAt} AND created_at < ${period.endsAt}`,
  }[why];
  return onlyRow(
    await db.$queryRaw<CountAndSum[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(amount_minor), 0)::bigint AS total FROM reward
    WHERE workspace_id = ${period.workspaceId} AND programme_id = ${period.programmeId}::uuid
      AND currency = ${period.currency} AND ${condition}`,
  );
}

/** Partners whose payable rewards created before `before` come to less than `least`, and so wait for the next invoice. */
export function findCarriedForward(
  db: Reads,
  book: {
    readonly workspaceId: string;
    readonly programmeId: string;
    readonly currency: string;
    readonly before: Date;
  },
  statuses: readonly RewardStatus[],
  least: bigint,
  /** What finance itself moved off this invoice is another matter, and so is what came back to a partner who is on it. */
  invoiceId?: string,
): Promise<ShareRow[]> {
  const notMoved = invoiceId
    ? Prisma.sql`AND NOT EXISTS (
        SELECT 1 FROM invoice_line l WHERE l.workspace_id = r.workspace_id AND l.reward_id = r.id
          AND l.invoice_id = ${invoiceId}::uuid AND l.removed_reason = 'postponed')
      AND NOT EXISTS (
        SELECT 1 FROM invoice_line l WHERE l.workspace_id = r.workspace_id AND l.partner_id = r.partner_id
          AND l.invoice_id = ${invoiceId}::uuid AND l.removed_at IS NULL)`
    : Prisma.empty;
  return db.$queryRaw<ShareRow[]>`
    SELECT p.id AS "partnerId", p.name, p.partner_key AS key, p."group", sum(r.amount_minor)::bigint AS total, count(*)::int AS rewards
    FROM reward r JOIN partner p ON p.workspace_id = r.workspace_id AND p.id = r.partner_id
    WHERE r.workspace_id = ${book.workspaceId} AND r.programme_id = ${book.programmeId}::uuid AND r.currency = ${book.currency}
      AND r.payment = 'not_invoiced' AND ${isPayable(Prisma.raw('r'), statuses)} AND r.created_at < ${book.before} ${notMoved}
    GROUP BY p.id, p.name, p.partner_key, p."group" HAVING sum(r.amount_minor) < ${least} ORDER BY p.name, p.partner_key`;
}

function onlyRow<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new TypeError('an aggregate always has a row');
  return row;
}
