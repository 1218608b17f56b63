import { type Job, type JobName, type JobPayload, keyOf, queueOf } from '../domain/jobs.js';
import type { Month } from '../domain/period.js';
import type { Tx } from './client.js';
import type { Cut } from './cut.js';
import { Prisma } from './generated/client.js';
import type { Book } from './periods.js';

const KEEP_WAITING = 'preserve_run_at';

export interface EnqueueOptions {
  readonly inMs?: number | undefined;
}

/**
 * Adds a job within the transaction that owes it: rolled back, it never was. `inMs`: due so many milliseconds from now,
 * and the same job waiting already is moved to then. Without it that one keeps its time, since Slack or a broken channel
 * may have told it to wait. One that is running runs once more afterwards.
 */
export async function enqueue(tx: Tx, job: Job, { inMs }: EnqueueOptions = {}): Promise<void> {
  // By the database's clock, which the queue reads too: this machine's may be minutes off.
  const runAt =
    inMs === undefined
      ? Prisma.sql`NULL::timestamptz`
      : Prisma.sql`clock_timestamp() + make_interval(secs => ${inMs / 1000}::float8)`;
  await untilAdded(async () => {
    const added = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT id::text FROM graphile_worker.add_job(
        ${job.name}, ${JSON.stringify(job.payload)}::json,
        queue_name => ${queueOf(job) ?? null}, job_key => ${keyOf(job)}, run_at => ${runAt},
        job_key_mode => ${inMs === undefined ? KEEP_WAITING : 'replace'})`;
    return added.some((row) => row.id !== null);
  });
}

/** Adds `show-reward-card` for each of these rewards, as `enqueue` would one by one. */
export async function enqueueCards(tx: Tx, workspaceId: string, rewardIds: readonly string[]): Promise<void> {
  const ids = Prisma.sql`SELECT unnest(${[...rewardIds]}::uuid[]) AS id`;
  await enqueueEach(tx, 'show-reward-card', { workspaceId, rewardId: '' }, 'rewardId', ids, AS_ONE_BY_ONE);
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

/** Adds `tell-carried-forward` for every partner who has something in a month that was cut, and less than is paid out. */
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
      AND payment = 'not_invoiced' AND status = ANY(${[...cut.statuses]}::reward_status[]) AND created_at < ${cut.before}
    GROUP BY partner_id HAVING sum(amount_minor) > 0 AND sum(amount_minor) < ${cut.least}`,
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

/** When jobs that are added together are done. A higher priority is later. */
interface Turn {
  readonly priority: number;
  /** What waits already keeps its time. */
  readonly keepsTime: boolean;
}

// Whole invoices of cards take their turn after the one card that somebody has just pressed.
const AFTER_SINGLE_JOBS: Turn = { priority: 10, keepsTime: false };
const AS_ONE_BY_ONE: Turn = { priority: 0, keepsTime: true };

// The varying id comes last in the payload, and so last in the key that keyOf makes of it. One call for all of them: one
// call each would look through all that went before, and wake the workers as often.
async function enqueueEach<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  varying: string & keyof JobPayload<Name>,
  ids: Prisma.Sql,
  turn = AFTER_SINGLE_JOBS,
): Promise<void> {
  const job = { name, payload } as Job;
  await untilAdded(async () => {
    const added = await tx.$queryRaw<{ missing: bigint }[]>`
      WITH wanted AS (${ids})
      SELECT (SELECT count(*) FROM wanted) - count(*) AS missing FROM graphile_worker.add_jobs((
        SELECT COALESCE(array_agg((
          ${name}, (${JSON.stringify(payload)}::jsonb || jsonb_build_object(${varying}::text, wanted.id))::json,
          ${queueOf(job) ?? null}, NULL, NULL, ${keyOf(job)} || wanted.id::text, ${turn.priority}::smallint, NULL
        )::graphile_worker.job_spec), '{}')
        FROM wanted
      ), job_key_preserve_run_at => ${turn.keepsTime})`;
    return added[0]?.missing === 0n;
  });
}

const TRIES = 3;

/**
 * Adding a job whose namesake a worker is taking at this very moment adds nothing and says so by returning nothing.
 * The next try sees that it was taken, and puts a new one behind it.
 */
async function untilAdded(add: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) if (await add()) return;
  throw new Error('the queue would not take a job');
}
