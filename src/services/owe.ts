import { addMilliseconds } from 'date-fns/addMilliseconds';
import { enqueue, enqueueCards } from '../db/enqueue.js';
import { findPartnersRewardIdsOnInvoice } from '../db/rewards.js';
import type { Job } from '../domain/jobs.js';
import type { Deps } from './deps.js';

/**
 * Owes a job that no change of state brings with it. `inMs`: due so many milliseconds from now, moved to then if it
 * waits already.
 */
export async function owe({ db }: Pick<Deps, 'db'>, job: Job, options: { readonly inMs?: number } = {}): Promise<void> {
  const { inMs } = options;
  // The queue holds run_at against the database's own now(), so this is the machine's time, whatever the clock that
  // decides what is due may say.
  const when = inMs === undefined ? {} : { runAt: addMilliseconds(new Date(), inMs) };
  await db.transaction((tx) => enqueue(tx, job, when));
}

// A partner may have many rewards on an invoice, and each card is a job of its own.
const CARDS_TIMEOUT_MS = 60_000;

/** Owes the cards of the rewards that a payment's message to a partner is about. */
export async function oweCardsOfPayment(
  { db }: Pick<Deps, 'db'>,
  payment: { readonly workspaceId: string; readonly invoiceId: string; readonly partnerId: string },
): Promise<void> {
  const { workspaceId, invoiceId, partnerId } = payment;
  await db.transaction(
    async (tx) =>
      enqueueCards(tx, workspaceId, await findPartnersRewardIdsOnInvoice(tx, workspaceId, invoiceId, partnerId)),
    { timeout: CARDS_TIMEOUT_MS },
  );
}
