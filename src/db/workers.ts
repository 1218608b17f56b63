import type { Reads, Tx } from './client.js';

// Heartbeats are the database's time, which all processes share.

/** Says that these workers live. */
export async function beat(tx: Tx, workerIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO worker (id, seen_at) SELECT id, now() FROM unnest(${[...workerIds]}::text[]) id
    ON CONFLICT (id) DO UPDATE SET seen_at = now()`;
}

/**
 * Takes the jobs and queues back from workers that have been silent for so many milliseconds. Without it
 * graphile-worker leaves them locked for four hours after a process was killed.
 */
export async function releaseSilentWorkers(tx: Tx, silentMs: number): Promise<string[]> {
  const silent = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM worker WHERE seen_at < now() - make_interval(secs => ${silentMs / 1000}::float8) RETURNING id`;
  const ids = silent.map((worker) => worker.id);
  if (ids.length > 0) await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${ids}::text[])`;
  return ids;
}

export async function forgetWorkers(tx: Tx, workerIds: readonly string[]): Promise<void> {
  await tx.worker.deleteMany({ where: { id: { in: [...workerIds] } } });
}

/** Whether any worker was heard of in the last so many milliseconds. */
export async function isAnyWorkerAlive(db: Reads, withinMs: number): Promise<boolean> {
  const alive = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM worker WHERE seen_at >= now() - make_interval(secs => ${withinMs / 1000}::float8) LIMIT 1`;
  return alive.length > 0;
}

/** Names of the jobs about a reward or an invoice that have failed as often as they may. One without a key was replaced. */
export async function findFailedJobs(
  db: Reads,
  workspaceId: string,
  subject: { rewardId: string } | { invoiceId: string },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT tasks.identifier AS name
    FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
    WHERE jobs.attempts >= jobs.max_attempts AND jobs.locked_at IS NULL AND jobs.key IS NOT NULL
      AND jobs.payload::jsonb @> ${JSON.stringify({ workspaceId, ...subject })}::jsonb
    ORDER BY name`;
  return rows.map((row) => row.name);
}
