import { enqueue } from '../db/enqueue.js';
import type { Job } from '../domain/jobs.js';
import type { Deps } from './deps.js';

/** Owes a job that no change of state brings with it. */
export async function owe({ db }: Pick<Deps, 'db'>, job: Job, options: { readonly runAt?: Date } = {}): Promise<void> {
  await db.transaction((tx) => enqueue(tx, job, options));
}
