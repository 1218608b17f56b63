import type { Tx } from '../db/client.js';
import { enqueue, enqueueCards } from '../db/enqueue.js';
import { type FailedJob, findJobsOutOfAttempts, makeDueAgain } from '../db/failed-jobs.js';
import { findPartnersRewardIdsOnInvoice } from '../db/rewards.js';
import type { Deps } from './deps.js';

export type { FailedJob };

/** The jobs of a workspace that were tried as often as they may be, the oldest first. */
export function readFailedJobs({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<FailedJob[]> {
  return findJobsOutOfAttempts(db.reads, workspaceId);
}

/** Has them all tried again from now on, and takes the warnings back that they have caused. Returns what they are. */
export async function retryFailedJobs({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<FailedJob[]> {
  return db.transaction(async (tx) => {
    const jobs = await findJobsOutOfAttempts(tx, workspaceId);
    await makeDueAgain(
      tx,
      jobs.map((job) => job.id),
    );
    for (const job of jobs) await oweWhereItWarned(tx, workspaceId, job);
    return jobs;
  });
}

async function oweWhereItWarned(tx: Tx, workspaceId: string, job: FailedJob): Promise<void> {
  const { rewardId, invoiceId, partnerId } = job;
  const ofPayment =
    invoiceId && partnerId ? await findPartnersRewardIdsOnInvoice(tx, workspaceId, invoiceId, partnerId) : [];
  await enqueueCards(tx, workspaceId, rewardId ? [rewardId] : ofPayment);
  if (invoiceId) await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
}
