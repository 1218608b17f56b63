import { DIRECT_QUEUES, type Job, queueOf, type Recipient } from '../domain/jobs.js';
import type { Tx } from './client.js';
import { Prisma } from './generated/client.js';

/** Adding jobs takes this lock shared, removing queues takes it alone: a job must not lose the queue it is added to. */
const QUEUES_LOCK = Prisma.raw('61003, 0');

/** To be evaluated before a job is added. */
export const KEEPING_QUEUES = Prisma.sql`pg_advisory_xact_lock_shared(${QUEUES_LOCK})`;

/**
 * The name of the queue that a job waits in, as SQL. `recipient` stands for the payload's partner or creator where jobs of
 * many are added by one statement.
 */
export function queueName(job: Job, recipient?: Prisma.Sql): Prisma.Sql {
  const queue = queueOf(job);
  if (!queue) return Prisma.sql`NULL::text`;
  return queue.recipient
    ? Prisma.sql`${queue.name} || ${recipientId(queue.recipient, job, recipient)}`
    : Prisma.sql`${queue.name}::text`;
}

// Where the reward or question is unknown there is no queue, and nobody to write to.
function recipientId(recipient: Recipient, { payload }: Job, id?: Prisma.Sql): Prisma.Sql {
  if (id) return Prisma.sql`${id}::text`;
  if ('createdBy' in payload) return Prisma.sql`${payload.createdBy}::text`;
  if ('partnerId' in payload) return Prisma.sql`${payload.partnerId}::text`;
  const workspaceId = 'workspaceId' in payload ? payload.workspaceId : '';
  const rewardId = 'rewardId' in payload ? payload.rewardId : null;
  switch (recipient) {
    case 'creator':
      return Prisma.sql`(SELECT created_by FROM reward WHERE workspace_id = ${workspaceId} AND id = ${rewardId}::uuid)`;
    case 'partner':
      return Prisma.sql`(SELECT partner_id::text FROM reward WHERE workspace_id = ${workspaceId} AND id = ${rewardId}::uuid)`;
    case 'former_partner': {
      const revision = 'revision' in payload ? payload.revision : 0;
      return Prisma.sql`(SELECT data->'changes'->'partner'->>'fromId' FROM event
        WHERE workspace_id = ${workspaceId} AND reward_id = ${rewardId}::uuid AND revision = ${revision})`;
    }
    case 'asker': {
      const questionId = 'questionId' in payload ? payload.questionId : null;
      return Prisma.sql`(SELECT partner_id::text FROM question
        WHERE workspace_id = ${workspaceId} AND id = ${questionId}::uuid)`;
    }
  }
}

/** Removes the queues of recipients for whom no job waits; looking for a job goes through all queues. */
export async function removeIdleQueues(tx: Tx): Promise<void> {
  const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${QUEUES_LOCK}) AS "isOurs"`;
  // Jobs are being added at this moment: another hour will do.
  if (!lock?.isOurs) return;
  await tx.$executeRaw`
    DELETE FROM graphile_worker._private_job_queues queue
    WHERE starts_with(queue.queue_name, ${DIRECT_QUEUES}) AND queue.locked_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs job WHERE job.job_queue_id = queue.id)`;
}
