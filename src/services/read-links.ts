import type { Reads } from '../db/client.js';
import { findMessage, findPostedMessages } from '../db/messages.js';
import { getWorkspace } from '../db/workspaces.js';
import { permalinkOf } from '../domain/evidence.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';

/** The link to a reward's card, once it is posted. */
export function readRewardLink(db: Reads, workspaceId: string, rewardId: string): Promise<string | undefined> {
  return readLink(db, workspaceId, messageKeys.card(rewardId));
}

/** The same for whoever holds no connection: a job. */
export function readLinkOfReward(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  rewardId: string,
): Promise<string | undefined> {
  return readRewardLink(db.reads, workspaceId, rewardId);
}

export function readInvoiceLink(db: Reads, workspaceId: string, invoiceId: string): Promise<string | undefined> {
  return readLink(db, workspaceId, messageKeys.invoice(invoiceId));
}

/** Links to the cards of several rewards, or the messages of several invoices, by id; those without one are not there. */
export async function readLinks(
  db: Reads,
  workspaceId: string,
  what: 'card' | 'invoice',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idOf = new Map(ids.map((id) => [messageKeys[what](id), id]));
  const messages = ids.length > 0 ? await findPostedMessages(db, workspaceId, [...idOf.keys()]) : [];
  if (messages.length === 0) return new Map();
  const { url } = await getWorkspace(db, workspaceId);
  return new Map(
    messages.map(({ key, channel, ts }) => [idOf.get(key) ?? '', permalinkOf(url, { channel, ts: ts ?? '' })]),
  );
}

async function readLink(db: Reads, workspaceId: string, key: string): Promise<string | undefined> {
  const message = await findMessage(db, workspaceId, key);
  if (message?.state !== 'posted' || !message.ts) return undefined;
  const { url } = await getWorkspace(db, workspaceId);
  return permalinkOf(url, { channel: message.channel, ts: message.ts });
}
