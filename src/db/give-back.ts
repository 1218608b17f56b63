import type { EventFacts } from '../domain/history.js';
import type { RewardEventKind } from '../domain/reward.js';
import type { Tx } from './client.js';
import { Prisma } from './generated/client.js';

// Rewards go back from an invoice set-based: however many they are, it is a statement for them and one for their lines.
// The invoice's row is held by the caller.

interface Source {
  readonly workspaceId: string;
  readonly id: string;
  readonly number: string;
}

interface GivingBack {
  readonly at: Date;
  readonly actor: string;
  readonly kind: RewardEventKind;
  readonly reason?: string;
  readonly facts?: EventFacts;
}

/**
 * Takes every line off an invoice that is void by now and gives its rewards back, as they were, each with its event;
 * none of them travels here. Returns how many went back.
 */
export async function giveRewardsBack(
  tx: Tx,
  invoice: Source,
  given: { readonly at: Date; readonly actor: string; readonly reason: string },
): Promise<number> {
  const lines = linesOf(invoice);
  const [back] = await tx.$queryRaw<{ rewards: number }[]>`
    ${givingBack(invoice, lines, { ...given, kind: 'invoice_voided' })} SELECT count(*)::int AS rewards FROM given`;
  await removeLines(tx, lines, given.at, 'voided');
  return back?.rewards ?? 0;
}

export interface CarriedReward {
  readonly rewardId: string;
  readonly number: number;
}

/** Takes what a partner has left off an invoice in review, each reward with its event, for the next one. By id. */
export async function carryForward(
  tx: Tx,
  invoice: Source,
  partnerId: string,
  carried: { readonly at: Date; readonly facts: EventFacts },
): Promise<CarriedReward[]> {
  const lines = linesOf(invoice, partnerId);
  const rewards = await tx.$queryRaw<CarriedReward[]>`
    ${givingBack(invoice, lines, { ...carried, actor: 'bot', kind: 'carried_forward' })}
    SELECT id AS "rewardId", number FROM given ORDER BY id`;
  const removed = await removeLines(tx, lines, carried.at, 'carried_forward');
  if (removed !== rewards.length)
    throw new Error(`${invoice.number} loses ${removed} lines, ${rewards.length} rewards could be carried forward`);
  return rewards;
}

/** The live lines, of one partner if one is named. */
function linesOf(invoice: Source, partnerId?: string): Prisma.Sql {
  const ofPartner = partnerId ? Prisma.sql`AND line.partner_id = ${partnerId}::uuid` : Prisma.empty;
  return Prisma.sql`line.workspace_id = ${invoice.workspaceId} AND line.invoice_id = ${invoice.id}::uuid
    AND line.removed_at IS NULL ${ofPartner}`;
}

/** Begins a statement that gives rewards back; they are `given` in what follows. */
function givingBack(invoice: Source, lines: Prisma.Sql, { at, actor, kind, reason, facts }: GivingBack): Prisma.Sql {
  const data = JSON.stringify({ leftInvoice: invoice.number, ...facts });
  return Prisma.sql`
    WITH due AS (
      SELECT reward.id FROM reward
      JOIN invoice_line line ON line.workspace_id = reward.workspace_id AND line.reward_id = reward.id
      WHERE ${lines} AND reward.payment = 'on_invoice'
      ORDER BY reward.id FOR NO KEY UPDATE OF reward
    ), given AS (
      UPDATE reward SET payment = 'not_invoiced', revision = revision + 1
      FROM due WHERE reward.id = due.id
      RETURNING reward.*
    ), history AS (
      INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at,
        from_status, from_payment, to_status, to_payment, reason, data)
      SELECT workspace_id, programme_id, id, revision, ${kind}, ${actor}, ${at},
        status, 'on_invoice', status, payment, ${reason ?? null}, ${data}::jsonb
      FROM given
    )`;
}

/** Returns how many there were; the database totals the invoice again. */
function removeLines(tx: Tx, lines: Prisma.Sql, at: Date, reason: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE invoice_line line SET removed_at = ${at}, removed_reason = ${reason} WHERE ${lines}`;
}
