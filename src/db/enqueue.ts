import { type Job, type JobName, type JobPayload, keyOf, queueOf } from '../domain/jobs.js';
import type { Tx } from './client.js';
import { Prisma } from './generated/client.js';

/**
 * Adds a job within the transaction that owes it: rolled back, it never was. The same job waiting already is moved to
 * the new time; one that is running runs once more afterwards.
 */
export async function enqueue(tx: Tx, job: Job, options: { readonly runAt?: Date } = {}): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.name}, ${JSON.stringify(job.payload)}::json,
      queue_name => ${queueOf(job) ?? null}, job_key => ${keyOf(job)}, run_at => ${options.runAt ?? null}::timestamptz)`;
}

/** Adds `show-reward-card` for every reward with a live line on the invoice, without bringing them here. */
export async function enqueueCardsOfInvoice(tx: Tx, workspaceId: string, invoiceId: string): Promise<void> {
  await enqueueEach(
    tx,
    'show-reward-card',
    { workspaceId, rewardId: '' },
    'rewardId',
    Prisma.sql`
    SELECT reward_id AS id FROM invoice_line
    WHERE workspace_id = ${workspaceId} AND invoice_id = ${invoiceId}::uuid AND removed_at IS NULL`,
  );
}

/** Adds `tell-partner-of-payment` for every partner on the invoice. */
export async function enqueuePaymentNotices(tx: Tx, workspaceId: string, invoiceId: string): Promise<void> {
  await enqueueEach(
    tx,
    'tell-partner-of-payment',
    { workspaceId, invoiceId, partnerId: '' },
    'partnerId',
    Prisma.sql`
    SELECT DISTINCT partner_id AS id FROM invoice_line
    WHERE workspace_id = ${workspaceId} AND invoice_id = ${invoiceId}::uuid AND removed_at IS NULL`,
  );
}

// The varying id comes last in the payload, and so last in the key that keyOf makes of it.
async function enqueueEach<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  varying: string & keyof JobPayload<Name>,
  ids: Prisma.Sql,
): Promise<void> {
  const job = { name, payload } as Job;
  await tx.$executeRaw`
    SELECT count(graphile_worker.add_job(
      ${name}, (${JSON.stringify(payload)}::jsonb || jsonb_build_object(${varying}::text, varying.id))::json,
      queue_name => ${queueOf(job) ?? null}, job_key => ${keyOf(job)} || varying.id::text))
    FROM (${ids}) varying`;
}
