import { UNLIMITED_MS } from '../db/client.js';
import { type EnqueueOptions, enqueue, enqueueCards } from '../db/enqueue.js';
import { findPartnersRewardIdsOnInvoice } from '../db/rewards.js';
import type { Job } from '../domain/jobs.js';
import type { Deps } from './deps.js';

/** Owes a job that no change of state brings with it. */
export async function owe({ db }: Pick<Deps, 'db'>, job: Job, options: EnqueueOptions = {}): Promise<void> {
  await db.transaction((tx) => enqueue(tx, job, options));
}

/** Owes the cards of the rewards that a payment's message to a partner is about. */
export async function oweCardsOfPayment(
  { db }: Pick<Deps, 'db'>,
  payment: { readonly workspaceId: string; readonly invoiceId: string; readonly partnerId: string },
): Promise<void> {
  const { workspaceId, invoiceId, partnerId } = payment;
  await db.transaction(
    async (tx) =>
      enqueueCards(tx, workspaceId, await findPartnersRewardIdsOnInvoice(tx, workspaceId, invoiceId, partnerId)),
    // A partner may have any number of rewards on an invoice.
    { timeout: UNLIMITED_MS },
  );
}
