import type { Reads, Tx } from './client.js';
import { OUT_OF_ATTEMPTS } from './workers.js';

/** A job that was tried as often as it may be. */
export interface FailedJob {
  readonly id: bigint;
  readonly name: string;
  readonly rewardId: string | null;
  readonly invoiceId: string | null;
  readonly partnerId: string | null;
  readonly rewardNumber: number | null;
  readonly invoice: string | null;
  readonly attempts: number;
  readonly failedAt: Date;
  readonly lastError: string | null;
}

/** A workspace's jobs that are out of attempts, with those that are nobody's in particular, the oldest first. */
export function findJobsOutOfAttempts(db: Reads, workspaceId: string): Promise<FailedJob[]> {
  return db.$queryRaw<FailedJob[]>`
    SELECT jobs.id, tasks.identifier AS name, jobs.payload->>'rewardId' AS "rewardId",
      jobs.payload->>'invoiceId' AS "invoiceId", jobs.payload->>'partnerId' AS "partnerId",
      reward.number AS "rewardNumber", invoice.number AS invoice,
      jobs.attempts::int AS attempts, jobs.updated_at AS "failedAt", jobs.last_error AS "lastError"
    FROM graphile_worker._private_jobs jobs
      JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
      LEFT JOIN reward
        ON reward.workspace_id = ${workspaceId} AND reward.id = (jobs.payload->>'rewardId')::uuid
      LEFT JOIN invoice
        ON invoice.workspace_id = ${workspaceId} AND invoice.id = (jobs.payload->>'invoiceId')::uuid
    WHERE ${OUT_OF_ATTEMPTS} AND COALESCE(jobs.payload->>'workspaceId', ${workspaceId}) = ${workspaceId}
    ORDER BY jobs.id`;
}

/** Makes jobs due now, as if they had never been tried. One that is running is left alone. */
export async function makeDueAgain(tx: Tx, jobIds: readonly bigint[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM graphile_worker.reschedule_jobs(${[...jobIds]}::bigint[], run_at => now(), attempts => 0)`;
}
