import { type Job, type JobName, type JobPayload, keyOf, type Priority, priorityNumber } from '../domain/jobs.js';
import type { Month } from '../domain/period.js';
import type { Tx } from './client.js';
import type { Cut } from './cut.js';
import { Prisma } from './generated/client.js';
import { waitingInWorkspace } from './lock-timeout.js';
import { isPayable } from './payable.js';
import type { Book } from './periods.js';
import { KEEPING_QUEUES, queueName } from './queues.js';

export interface EnqueueOptions {
  readonly inMs?: number | undefined;
  /** The same job waiting already keeps its time: `inMs` is for where none waits. */
  readonly keepsTime?: boolean;
  /** Defaults to single. A single job that waits already stays single. */
  readonly priority?: Priority | undefined;
}

/**
 * Adds a job within the transaction that owes it: rolled back, it never was. `inMs`: due so many milliseconds from now,
 * and the same job waiting already is moved to then. Without it that one keeps its time, since Slack or a broken channel
 * may have told it to wait; only a bulk job that becomes single is moved to now. One that is running runs once more
 * afterwards.
 */
export async function enqueue(
  tx: Tx,
  job: Job,
  { inMs, keepsTime, priority = 'single' }: EnqueueOptions = {},
): Promise<void> {
  // By the database's clock, which the queue reads too: this machine's may be minutes off.
  const runAt =
    inMs === undefined
      ? Prisma.sql`NULL::timestamptz`
      : Prisma.sql`clock_timestamp() + make_interval(secs => ${inMs / 1000}::float8)`;
  const wanted = priorityNumber(job, priority);
  const mode =
    inMs === undefined
      ? Prisma.sql`CASE WHEN waiting.priority > ${wanted}::int AND waiting.run_at <= now() THEN 'replace' ELSE 'preserve_run_at' END`
      : Prisma.sql`${keepsTime ? 'preserve_run_at' : 'replace'}::text`;
  await untilAdded(job, async () => {
    const added = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT job.id::text
      FROM (SELECT ${keyOf(job)} AS key, ${KEEPING_QUEUES}) wanted LEFT JOIN ${waitingAs(Prisma.sql`wanted.key`)},
      LATERAL graphile_worker.add_job(
        ${job.name}, ${JSON.stringify(job.payload)}::json, queue_name => ${queueName(job)},
        job_key => wanted.key, run_at => ${runAt}, priority => LEAST(${wanted}::int, waiting.priority),
        job_key_mode => ${mode}) job`;
    return added.some((row) => row.id !== null);
  });
}

/** Joins the job of this key that waits, if one does. */
function waitingAs(key: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`graphile_worker._private_jobs waiting ON waiting.key = ${key} AND waiting.locked_at IS NULL`;
}

/** Adds a bulk `show-reward-card` for each of these rewards. */
export async function enqueueCards(tx: Tx, workspaceId: string, rewardIds: readonly string[]): Promise<void> {
  const ids = Prisma.sql`SELECT DISTINCT unnest(${[...rewardIds]}::uuid[]) AS id`;
  await enqueueEach(tx, 'show-reward-card', { workspaceId, rewardId: '' }, 'rewardId', ids);
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

/** Adds `notify-late-payment` for every partner on the invoice whom no such message was tried with yet. */
export async function enqueueLateNotices(tx: Tx, workspaceId: string, invoiceId: string): Promise<void> {
  await enqueueEach(
    tx,
    'notify-late-payment',
    { workspaceId, invoiceId, partnerId: '' },
    'partnerId',
    Prisma.sql`
    SELECT DISTINCT line.partner_id AS id FROM invoice_line line
    WHERE line.workspace_id = ${workspaceId} AND line.invoice_id = ${invoiceId}::uuid AND line.removed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM message
        WHERE message.workspace_id = line.workspace_id
          AND message.key = 'late:' || line.invoice_id || ':' || line.partner_id)`,
  );
}

/** Adds `notify-creator-of-payment` for everybody who created a reward on the invoice, but the person who paid it. */
export async function enqueueCreatorPaymentNotices(
  tx: Tx,
  workspaceId: string,
  invoiceId: string,
  paidBy: string,
): Promise<void> {
  await enqueueEach(
    tx,
    'notify-creator-of-payment',
    { workspaceId, invoiceId, createdBy: '' },
    'createdBy',
    Prisma.sql`
    SELECT DISTINCT reward.created_by AS id FROM invoice_line line
    JOIN reward ON reward.workspace_id = line.workspace_id AND reward.id = line.reward_id
    WHERE line.workspace_id = ${workspaceId} AND line.invoice_id = ${invoiceId}::uuid AND line.removed_at IS NULL
      AND reward.created_by <> ${paidBy}`,
  );
}

/** Adds `tell-carried-forward` for every partner with rewards of a month that was cut which come to less than is paid out. */
export async function enqueueCarriedNotices(
  tx: Tx,
  cut: Pick<Cut, keyof Book | 'before' | 'statuses' | 'least'>,
  month: Month,
): Promise<void> {
  const { workspaceId, currency } = cut;
  await enqueueEach(
    tx,
    'tell-carried-forward',
    { workspaceId, currency, month, partnerId: '' },
    'partnerId',
    Prisma.sql`
    SELECT partner_id AS id FROM reward
    WHERE workspace_id = ${workspaceId} AND programme_id = ${cut.programmeId}::uuid AND currency = ${currency}
      AND payment = 'not_invoiced' AND ${isPayable(Prisma.raw('reward'), cut.statuses)} AND created_at < ${cut.before}
    GROUP BY partner_id HAVING sum(amount_minor) < ${cut.least}`,
  );
}

/** Adds `show-reward-card` for every reward that waits for an invoice, since what its card says of that has changed. */
export async function enqueueWaitingCards(
  tx: Tx,
  { workspaceId, programmeId }: { readonly workspaceId: string; readonly programmeId: string },
): Promise<void> {
  await enqueueEach(
    tx,
    'show-reward-card',
    { workspaceId, rewardId: '' },
    'rewardId',
    Prisma.sql`
    SELECT id FROM reward
    WHERE workspace_id = ${workspaceId} AND programme_id = ${programmeId}::uuid
      AND payment = 'not_invoiced' AND status IN ('New', 'Approved')`,
  );
}

/** Fields of a payload that name who reads the message. */
const RECIPIENT_IDS: readonly string[] = ['partnerId', 'createdBy'];

// Bulk jobs, which give way to the one card that somebody has just pressed. The varying id comes last in the payload, and
// so last in the key that keyOf makes of it. One call adds all: each call looks through the queue and wakes the workers.
async function enqueueEach<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  varying: string & keyof JobPayload<Name>,
  ids: Prisma.Sql,
): Promise<void> {
  const job = { name, payload } as Job;
  const queue = queueName(job, RECIPIENT_IDS.includes(varying) ? Prisma.sql`wanted.id` : undefined);
  await untilAdded(job, async () => {
    const added = await tx.$queryRaw<{ missing: bigint }[]>`
      WITH kept AS MATERIALIZED (SELECT ${KEEPING_QUEUES}), wanted AS (
        SELECT given.id, ${keyOf(job)} || given.id::text AS key FROM kept, (${ids}) given
      )
      SELECT (SELECT count(*) FROM wanted) - count(*) AS missing FROM graphile_worker.add_jobs((
        SELECT COALESCE(array_agg((
          ${name}, (${JSON.stringify(payload)}::jsonb || jsonb_build_object(${varying}::text, wanted.id))::json,
          ${queue}, NULL, NULL, wanted.key, LEAST(${priorityNumber(job, 'bulk')}::smallint, waiting.priority), NULL
        )::graphile_worker.job_spec), '{}')
        FROM wanted LEFT JOIN ${waitingAs(Prisma.sql`wanted.key`)}
      ), job_key_preserve_run_at => true)`;
    return added[0]?.missing === 0n;
  });
}

const TRIES = 3;

/**
 * Adding a job whose namesake a worker is taking at this very moment adds nothing and says so by returning nothing.
 * The next try sees that it was taken, and puts a new one behind it.
 */
async function untilAdded({ payload }: Pick<Job, 'payload'>, add: () => Promise<boolean>): Promise<void> {
  // Work on a whole invoice adds the same jobs, and holds them until it commits.
  const workspaceId = 'workspaceId' in payload ? payload.workspaceId : '';
  for (let attempt = 0; attempt < TRIES; attempt++) if (await waitingInWorkspace(workspaceId, add())) return;
  throw new Error('the queue would not take a job');
}
