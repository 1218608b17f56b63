import type { Reads } from './client.js';

/** A reward as a message to its creator names it. */
export interface NoticeRewardRow {
  readonly rewardId: string;
  readonly number: number;
  readonly partnerName: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface BulkDecisionRow extends NoticeRewardRow {
  readonly kind: string;
  readonly actor: string;
  readonly at: Date;
}

/** The bulk decisions on one creator's rewards, by reward number. Uses index event_of_bulk. */
export function findBulkDecisions(
  db: Reads,
  workspaceId: string,
  bulkId: string,
  createdBy: string,
): Promise<BulkDecisionRow[]> {
  return db.$queryRaw<BulkDecisionRow[]>`
    SELECT reward.id AS "rewardId", reward.number, partner.name AS "partnerName",
      reward.amount_minor AS "amountMinor", reward.currency, event.kind, event.actor, event.at
    FROM event
    JOIN reward ON reward.workspace_id = event.workspace_id AND reward.id = event.reward_id
    JOIN partner ON partner.workspace_id = reward.workspace_id AND partner.id = reward.partner_id
    WHERE event.workspace_id = ${workspaceId} AND event.data->>'bulkId' = ${bulkId} AND reward.created_by = ${createdBy}
    ORDER BY reward.number`;
}

interface OfCreator {
  readonly workspaceId: string;
  readonly invoiceId: string;
  readonly createdBy: string;
}

/** How many of an invoice's live lines are rewards of one creator, and what they come to in minor units. */
export async function sumCreatedOnInvoice(
  db: Reads,
  { workspaceId, invoiceId, createdBy }: OfCreator,
): Promise<{ readonly rewards: number; readonly total: bigint }> {
  const [sum] = await db.$queryRaw<{ rewards: number; total: bigint }[]>`
    SELECT count(*)::int AS rewards, COALESCE(sum(line.amount_minor), 0)::bigint AS total
    FROM invoice_line line
    JOIN reward ON reward.workspace_id = line.workspace_id AND reward.id = line.reward_id
    WHERE line.workspace_id = ${workspaceId} AND line.invoice_id = ${invoiceId}::uuid AND line.removed_at IS NULL
      AND reward.created_by = ${createdBy}`;
  return sum ?? { rewards: 0, total: 0n };
}

/** The first of them, in the order of their numbers. */
export function findCreatedOnInvoice(
  db: Reads,
  { workspaceId, invoiceId, createdBy }: OfCreator,
  limit: number,
): Promise<NoticeRewardRow[]> {
  return db.$queryRaw<NoticeRewardRow[]>`
    SELECT reward.id AS "rewardId", reward.number, line.partner_name AS "partnerName",
      line.amount_minor AS "amountMinor", reward.currency
    FROM invoice_line line
    JOIN reward ON reward.workspace_id = line.workspace_id AND reward.id = line.reward_id
    WHERE line.workspace_id = ${workspaceId} AND line.invoice_id = ${invoiceId}::uuid AND line.removed_at IS NULL
      AND reward.created_by = ${createdBy}
    ORDER BY reward.number LIMIT ${limit}`;
}
