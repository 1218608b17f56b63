import type { EventFacts } from '../domain/history.js';
import type { RewardStatus } from '../domain/reward.js';
import type { Reads, Tx } from './client.js';
import { Prisma } from './generated/client.js';
import { isPayable } from './payable.js';
import type { Book } from './periods.js';

// The cut is set-based: rewards become lines inside Postgres and never travel here, however many they are.

const REWARD = Prisma.raw('reward');

export interface Cut extends Book {
  readonly invoiceId: string;
  /** Rewards created before this instant go on. */
  readonly before: Date;
  readonly statuses: readonly RewardStatus[];
  /** The least a partner's rewards must come to, in minor units, above zero. */
  readonly least: bigint;
  readonly at: Date;
  readonly actor: string;
  /** Kept with every reward's event. */
  readonly facts: EventFacts;
  /** Kept besides with the events of rewards that stay off: the month they are carried forward from, and to. */
  readonly carried: EventFacts;
  /** The minimum payout in major units: kept where it is why a reward stays off. */
  readonly minimum: bigint;
}

/**
 * Puts every reward that is due on the invoice: one line and one event each. Rewards of a partner whose sum is zero or
 * less, or below the minimum payout, stay off with one event each: they are carried forward (SPEC 6). Returns how many
 * went on. The invoice's own row comes after them.
 */
export async function claimRewards(tx: Tx, cut: Cut): Promise<number> {
  const facts = { ...cut.facts, ...cut.carried };
  return tx.$executeRaw`
    WITH due AS (
      SELECT id, partner_id, amount_minor FROM reward
      WHERE workspace_id = ${cut.workspaceId} AND programme_id = ${cut.programmeId}::uuid AND currency = ${cut.currency}
        AND payment = 'not_invoiced' AND ${isPayable(REWARD, cut.statuses)} AND created_at < ${cut.before}
      ORDER BY id FOR NO KEY UPDATE
    ), payable AS (
      SELECT partner_id FROM due GROUP BY partner_id HAVING sum(amount_minor) >= ${cut.least}
    ), claimed AS (
      UPDATE reward SET payment = 'on_invoice', revision = revision + 1
      FROM due JOIN payable USING (partner_id) WHERE reward.id = due.id
      RETURNING reward.*
    ), short AS (
      SELECT partner_id, sum(amount_minor) > 0 AS is_small FROM due GROUP BY partner_id HAVING sum(amount_minor) < ${cut.least}
    ), carried AS (
      UPDATE reward SET revision = revision + 1
      FROM due JOIN short USING (partner_id) WHERE reward.id = due.id
      RETURNING reward.*, short.is_small
    ), history AS (
      INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at,
        from_status, from_payment, to_status, to_payment, data)
      SELECT workspace_id, programme_id, id, revision, 'invoiced', ${cut.actor}, ${cut.at}::timestamptz,
        status, 'not_invoiced', status, payment, ${JSON.stringify({ ...cut.facts, invoiceId: cut.invoiceId })}::jsonb
      FROM claimed
      UNION ALL
      SELECT workspace_id, programme_id, id, revision, 'carried_forward', ${cut.actor}, ${cut.at}::timestamptz, status, payment, status, payment,
        CASE WHEN is_small THEN ${JSON.stringify({ ...facts, minimum: String(cut.minimum) })}::jsonb
          ELSE ${JSON.stringify(facts)}::jsonb END
      FROM carried
    )
    INSERT INTO invoice_line (workspace_id, invoice_id, reward_id, partner_id, partner_key, partner_name, partner_group, amount_minor)
    SELECT claimed.workspace_id, ${cut.invoiceId}::uuid, claimed.id, partner.id, partner.partner_key, partner.name,
      partner."group", claimed.amount_minor
    FROM claimed JOIN partner ON partner.workspace_id = claimed.workspace_id AND partner.id = claimed.partner_id`;
}

export interface Due {
  readonly rewards: number;
  /** Minor units. */
  readonly total: bigint;
  readonly partners: number;
}

/** What a cut would put on the invoice as things stand, without touching it. */
export async function sumDue(db: Reads, cut: Pick<Cut, keyof Book | 'before' | 'statuses' | 'least'>): Promise<Due> {
  const [row] = await db.$queryRaw<Due[]>`
    SELECT COALESCE(sum(rewards), 0)::int AS rewards, COALESCE(sum(total), 0)::bigint AS total, count(*)::int AS partners
    FROM (
      SELECT sum(amount_minor) AS total, count(*) AS rewards FROM reward
      WHERE workspace_id = ${cut.workspaceId} AND programme_id = ${cut.programmeId}::uuid AND currency = ${cut.currency}
        AND payment = 'not_invoiced' AND ${isPayable(REWARD, cut.statuses)} AND created_at < ${cut.before}
      GROUP BY partner_id HAVING sum(amount_minor) >= ${cut.least}
    ) payable`;
  if (!row) throw new TypeError('an aggregate always has a row');
  return row;
}

/** What the lines that wait for their invoice come to. */
export async function sumClaimed(tx: Tx, workspaceId: string, invoiceId: string): Promise<bigint> {
  const { _sum } = await tx.invoiceLine.aggregate({ where: { workspaceId, invoiceId }, _sum: { amountMinor: true } });
  return _sum.amountMinor ?? 0n;
}

export interface NewInvoice extends Book {
  readonly id: string;
  readonly periodId: string;
  readonly number: string;
  readonly cutAt: Date;
  readonly reviewEndsAt: Date;
  readonly expectedPaymentOn: string;
}

/** Writes the invoice over the lines that wait for it, with their total and count. */
export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO invoice (id, workspace_id, programme_id, period_id, number, currency, cut_at, review_ends_at,
      expected_payment_on, total_minor, line_count)
    SELECT ${invoice.id}::uuid, ${invoice.workspaceId}, ${invoice.programmeId}::uuid, ${invoice.periodId}::uuid,
      ${invoice.number}, ${invoice.currency}, ${invoice.cutAt}, ${invoice.reviewEndsAt}, ${invoice.expectedPaymentOn}::date,
      sum(amount_minor), count(*)
    FROM invoice_line WHERE workspace_id = ${invoice.workspaceId} AND invoice_id = ${invoice.id}::uuid`;
}
