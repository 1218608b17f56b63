import type { Reads, Tx } from './client.js';
import type { Message } from './generated/client.js';

export type { Message };

const MESSAGE_STATES = ['posting', 'posted', 'unknown', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export function findMessage(db: Reads, workspaceId: string, key: string): Promise<Message | null> {
  return db.message.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
}

/** Those of these messages that Slack has. */
export function findPostedMessages(db: Reads, workspaceId: string, keys: readonly string[]): Promise<Message[]> {
  return db.message.findMany({ where: { workspaceId, key: { in: [...keys] }, state: 'posted', ts: { not: null } } });
}

/** A subject's messages, the latest change first. */
export function findMessagesOf(
  db: Reads,
  workspaceId: string,
  subject: { readonly rewardId: string } | { readonly invoiceId: string },
): Promise<Message[]> {
  return db.message.findMany({ where: { workspaceId, ...subject }, orderBy: { changedAt: 'desc' } });
}

/** Of how many rewards a person may wait for while a form is closed. */
const MOST_CARDS = 100;

/**
 * The newest rewards of which a message to this partner failed, or may have: theirs, and those that an edit gave to
 * another partner.
 */
export async function findRewardsNotTold(db: Reads, workspaceId: string, partnerId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT reward.id, reward.number FROM reward
    WHERE reward.workspace_id = ${workspaceId} AND reward.partner_id = ${partnerId}::uuid AND (
      EXISTS (SELECT 1 FROM message
        WHERE message.workspace_id = reward.workspace_id AND message.reward_id = reward.id
          AND message.key LIKE 'partner:%' AND message.state IN ('failed', 'unknown'))
      OR EXISTS (SELECT 1 FROM invoice_line line
        JOIN message ON message.workspace_id = line.workspace_id
          AND message.key = 'payment:' || line.invoice_id || ':' || line.partner_id
        WHERE line.workspace_id = reward.workspace_id AND line.reward_id = reward.id AND line.removed_at IS NULL
          AND message.state IN ('failed', 'unknown')))
    UNION
    SELECT reward.id, reward.number FROM message
    JOIN event ON event.workspace_id = message.workspace_id AND event.reward_id = message.reward_id
      AND message.key = 'former:' || event.reward_id || ':' || event.revision
    JOIN reward ON reward.workspace_id = message.workspace_id AND reward.id = message.reward_id
    WHERE message.workspace_id = ${workspaceId} AND message.key LIKE 'former:%' AND message.state IN ('failed', 'unknown')
      AND event.data->'changes'->'partner'->>'fromId' = ${partnerId}
    ORDER BY number DESC LIMIT ${MOST_CARDS}`;
  return rows.map((row) => row.id);
}

export type MessageRecord = Pick<Message, 'workspaceId' | 'key' | 'channel'> & {
  readonly state: MessageState;
  readonly rewardId?: string | undefined;
  readonly invoiceId?: string | undefined;
  readonly recipient?: string | undefined;
  readonly ts?: string | undefined;
  readonly shown?: string | undefined;
  readonly problem?: string | undefined;
  readonly changedAt: Date;
};

/** Writes what is known of a message, whole. */
export async function saveMessage(tx: Tx, message: MessageRecord): Promise<void> {
  const row = {
    ...message,
    rewardId: message.rewardId ?? null,
    invoiceId: message.invoiceId ?? null,
    recipient: message.recipient ?? null,
    ts: message.ts ?? null,
    shown: message.shown ?? null,
    problem: message.problem ?? null,
  };
  const { workspaceId, key } = message;
  await tx.message.upsert({ where: { workspaceId_key: { workspaceId, key } }, create: row, update: row });
}

/** The messages whose key begins so. */
export function findMessagesLike(db: Reads, workspaceId: string, prefix: string): Promise<Message[]> {
  return db.message.findMany({ where: { workspaceId, key: { startsWith: prefix } }, orderBy: { changedAt: 'asc' } });
}

/** The messages of one kind to a partner that failed, by how their keys begin and end. */
export function findFailedMessages(
  db: Reads,
  workspaceId: string,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
): Promise<Message[]> {
  const key = { startsWith: prefix, endsWith: suffix };
  return db.message.findMany({ where: { workspaceId, key, state: 'failed' } });
}

/** The latest message in a channel whose key begins so. */
export function findLatestPosted(
  db: Reads,
  workspaceId: string,
  { prefix, channel }: { readonly prefix: string; readonly channel: string },
): Promise<Message | null> {
  const where = { workspaceId, channel, key: { startsWith: prefix }, state: 'posted' };
  return db.message.findFirst({ where, orderBy: { changedAt: 'desc' } });
}

/** The conversation with a person, if anything was ever posted to it. */
export async function findDirectChannel(
  db: Reads,
  workspaceId: string,
  recipient: string,
): Promise<string | undefined> {
  const message = await db.message.findFirst({
    where: { workspaceId, recipient, state: 'posted' },
    select: { channel: true },
  });
  return message?.channel;
}

/** Forgets a message, so that it is sent again. False: it is in none of these states any more, and stays. */
export async function forgetMessage(
  tx: Tx,
  workspaceId: string,
  key: string,
  states: readonly MessageState[] = MESSAGE_STATES,
): Promise<boolean> {
  const { count } = await tx.message.deleteMany({ where: { workspaceId, key, state: { in: [...states] } } });
  return count > 0;
}

/** Remembers that a channel refuses us. True the first time, until it is mended. */
export async function openTrouble(
  tx: Tx,
  trouble: { workspaceId: string; channel: string; problem: string; since: Date },
): Promise<boolean> {
  const { count } = await tx.channelTrouble.createMany({ data: trouble, skipDuplicates: true });
  return count > 0;
}

export async function closeTrouble(tx: Tx, workspaceId: string, channel: string): Promise<void> {
  await tx.channelTrouble.deleteMany({ where: { workspaceId, channel } });
}

export function findTrouble(db: Reads, workspaceId: string, channel: string) {
  return db.channelTrouble.findUnique({ where: { workspaceId_channel: { workspaceId, channel } } });
}
