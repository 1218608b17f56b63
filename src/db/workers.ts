import type { Reads, Tx } from './client.js';
import { Prisma } from './generated/client.js';

// One without a key was replaced by another like it.
export const OUT_OF_ATTEMPTS = Prisma.sql`
  jobs.attempts >= jobs.max_attempts AND jobs.key IS NOT NULL AND (jobs.locked_at IS NULL OR jobs.last_error IS NOT NULL)`;

// Heartbeats are the database's time, which all processes share.

/** Says that these worker pools live: graphile-worker locks jobs in the name of the pool. */
export async function beat(tx: Tx, workerIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO worker (id, seen_at) SELECT id, now() FROM unnest(${[...workerIds]}::text[]) id
    ON CONFLICT (id) DO UPDATE SET seen_at = now()`;
}

/**
 * Takes the jobs and queues back from workers that have been silent for so many milliseconds, or were killed before
 * they were first heard of. Without it graphile-worker leaves them locked for four hours after a process was killed.
 */
export async function releaseSilentWorkers(tx: Tx, silentMs: number): Promise<string[]> {
  const silent = await tx.$queryRaw<{ id: string }[]>`
    WITH silent AS (
      DELETE FROM worker WHERE seen_at < now() - make_interval(secs => ${silentMs / 1000}::float8) RETURNING id
    )
    SELECT id FROM silent UNION
    SELECT locked_by FROM graphile_worker._private_jobs jobs
    WHERE locked_at < now() - make_interval(secs => ${silentMs / 1000}::float8)
      AND NOT EXISTS (SELECT 1 FROM worker WHERE worker.id = jobs.locked_by)`;
  const ids = silent.map((worker) => worker.id);
  if (ids.length > 0) await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${ids}::text[])`;
  return ids;
}

/** For workers that have stopped: whatever they still hold is free. */
export async function forgetWorkers(tx: Tx, workerIds: readonly string[]): Promise<void> {
  await tx.worker.deleteMany({ where: { id: { in: [...workerIds] } } });
  await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${[...workerIds]}::text[])`;
}

/** Whether any worker was heard of in the last so many milliseconds. */
export async function isAnyWorkerAlive(db: Reads, withinMs: number): Promise<boolean> {
  const alive = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM worker WHERE seen_at >= now() - make_interval(secs => ${withinMs / 1000}::float8) LIMIT 1`;
  return alive.length > 0;
}

/** What a job is about: the ids of its payload, or some of them. */
export type JobSubject =
  | { readonly rewardId: string }
  | { readonly invoiceId: string; readonly partnerId?: string | undefined };

/**
 * Names of the jobs about one of these that have failed as often as they may. The queue writes the last failure down a
 * moment after the job has ended, so one that failed before and is at its last attempt counts.
 */
export async function findFailedJobs(
  db: Reads,
  workspaceId: string,
  subjects: readonly JobSubject[],
): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT tasks.identifier AS name
    FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
    WHERE ${OUT_OF_ATTEMPTS}
      AND jobs.payload::jsonb @> ANY(${subjects.map((subject) => JSON.stringify({ workspaceId, ...subject }))}::jsonb[])
    ORDER BY name`;
  return rows.map((row) => row.name);
}
