import { removeIdleQueues } from '../db/queues.js';
import { beat, forgetWorkers, isAnyWorkerAlive, releaseSilentWorkers } from '../db/workers.js';
import type { Deps } from './deps.js';

type WithDb = Pick<Deps, 'db'>;

/** Says that these workers live. */
export async function keepAlive({ db }: WithDb, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length > 0) await db.transaction((tx) => beat(tx, workerIds));
}

/** Gives the jobs of workers that have been silent this long, in milliseconds, to whoever works. Returns their ids. */
export function releaseSilent({ db }: WithDb, silentMs: number): Promise<string[]> {
  return db.transaction((tx) => releaseSilentWorkers(tx, silentMs));
}

export async function signOff({ db }: WithDb, workerIds: readonly string[]): Promise<void> {
  await db.transaction((tx) => forgetWorkers(tx, workerIds));
}

/** Whether a bot is working the queue. */
export function isBotRunning({ db }: WithDb, withinMs = 30_000): Promise<boolean> {
  return isAnyWorkerAlive(db.reads, withinMs);
}

/** Forgets the queues of everybody to whom nothing is owed any more. */
export async function forgetIdleQueues({ db }: WithDb): Promise<void> {
  await db.transaction(removeIdleQueues);
}
