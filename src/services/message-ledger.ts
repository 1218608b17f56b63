import { enqueue } from '../db/enqueue.js';
import {
  closeTrouble,
  findDirectChannel,
  findMessage,
  findMessagesLike,
  findMessagesOf,
  findTrouble,
  forgetMessage,
  type Message,
  type MessageRecord,
  openTrouble,
  saveMessage,
} from '../db/messages.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';

// What the bot has said and still owes, kept so that a crash between Slack's answer and ours repeats nothing blindly.

export type MessageNote = Omit<MessageRecord, 'changedAt'>;

export function readMessage({ db }: Pick<Deps, 'db'>, workspaceId: string, key: string): Promise<Message | null> {
  return findMessage(db.reads, workspaceId, key);
}

/** Whether an event of a reward was told before in any thread: of its card, or of one that was lost. */
export async function wasToldInThread(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  rewardId: string,
  revision: number,
): Promise<boolean> {
  const messages = await findMessagesOf(db.reads, workspaceId, { rewardId });
  return messages.some(({ key, state }) => state === 'posted' && messageKeys.isThread(key, rewardId, revision));
}

/** The conversation with a person, if the bot ever reached them. */
export function findDirectConversation(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  userId: string,
): Promise<string | undefined> {
  return findDirectChannel(db.reads, workspaceId, userId);
}

/** Writes down what is known of a message: that it is being posted, was posted, may have been, or cannot be. */
export async function noteMessage({ db, clock }: Deps, note: MessageNote): Promise<void> {
  await db.transaction((tx) => saveMessage(tx, { ...note, changedAt: clock.now() }));
}

/** A channel refuses the bot: remembered, and the admins are owed one message until it is mended. */
export async function noteTrouble(
  { db, clock }: Deps,
  workspaceId: string,
  channel: string,
  problem: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const isNew = await openTrouble(tx, { workspaceId, channel, problem, since: clock.now() });
    if (isNew) await enqueue(tx, { name: 'tell-admins', payload: { workspaceId, channel } });
  });
}

/** The messages whose key begins so, and how they stand. */
export function readMessagesLike({ db }: Pick<Deps, 'db'>, workspaceId: string, prefix: string): Promise<Message[]> {
  return findMessagesLike(db.reads, workspaceId, prefix);
}

/** Lets a message be what it is: the next of its key is another one. */
export async function letGo({ db }: Pick<Deps, 'db'>, workspaceId: string, key: string): Promise<void> {
  await db.transaction((tx) => forgetMessage(tx, workspaceId, key));
}

export async function noteMended({ db }: Pick<Deps, 'db'>, workspaceId: string, channel: string): Promise<void> {
  if (!(await findTrouble(db.reads, workspaceId, channel))) return;
  await db.transaction((tx) => closeTrouble(tx, workspaceId, channel));
}

export function readTrouble({ db }: Pick<Deps, 'db'>, workspaceId: string, channel: string) {
  return findTrouble(db.reads, workspaceId, channel);
}
