import type { Tx } from '../db/client.js';
import { enqueue, enqueueCards } from '../db/enqueue.js';
import { appendInvoiceEvent, appendRewardEvent, getLastEvent } from '../db/events.js';
import { addLine, sumLinesOfPartner } from '../db/invoice-lines.js';
import { type Invoice, moveInvoice } from '../db/invoices.js';
import { findPartner } from '../db/partners.js';
import { lockRewardAndClawbacks, moveReward, type Reward } from '../db/rewards.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { fromMajor } from '../domain/money.js';
import { leastPayout } from '../domain/payout.js';
import { rewardNumber } from '../domain/reward.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { type InvoiceOrder, requireInvoice, requireOpenLines } from './require-invoice.js';

export interface PullOrder extends InvoiceOrder {
  readonly rewardId: string;
  /** Of the reward as it was offered. */
  readonly rewardRevision: number;
}

/**
 * Pulls a late Approved reward on an invoice in review: one that was created or released after the cut, or moved to the
 * next (SPEC 6). What its partner owes comes with it, as a cut would have put both on: every clawback that waits and may
 * be invoiced, whatever month it is from. Refuses with who did what and when if the invoice or the reward has changed
 * since it was looked at, with `not_to_be_pulled`, and with `partner_stays_negative` where all that together would still
 * come to less than is paid out.
 */
export async function pullReward({ db, clock }: Deps, order: PullOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId, rewardId, by: actor } = order;
    const invoice = await requireInvoice(tx, order, now);
    requireOpenLines(invoice);
    const programme = await getProgramme(tx, workspaceId);
    const payable = payableStatuses(programme.unreviewedPolicy);
    const { reward, clawbacks } = await lockRewardAndClawbacks(tx, workspaceId, rewardId, payable);
    if (!reward) throw new Refusal('reward_not_found', {});
    await requireLate(tx, invoice, reward, order.rewardRevision);
    await requirePayable(tx, programme, invoice, [reward, ...clawbacks]);

    for (const pulled of [reward, ...clawbacks]) await putOn(tx, invoice, pulled, { actor, at: now });
    const longer = await moveInvoice(tx, invoice, {});
    if (!longer) throw new Error(`invoice ${invoice.id} moved while its row was held`);
    const takenAlong = clawbacks.map(({ number }) => rewardNumber(number));
    await appendInvoiceEvent(tx, longer, invoice.status, {
      kind: 'line_added',
      actor,
      at: now,
      facts: { reward: rewardNumber(reward.number), ...(takenAlong.length > 0 ? { takenAlong } : {}) },
    });
    await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId: invoice.id } });
    await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
    await enqueueCards(
      tx,
      workspaceId,
      clawbacks.map(({ id }) => id),
    );
  });
}

async function putOn(
  tx: Tx,
  invoice: Invoice,
  reward: Reward,
  pulled: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const moved = await moveReward(tx, reward, { status: reward.status, payment: 'on_invoice' });
  if (!moved) throw new Error(`reward ${reward.id} moved while its row was held`);
  await addLine(tx, invoice, reward.id);
  const facts = { invoice: invoice.number, pulled: true };
  await appendRewardEvent(tx, moved, reward, { kind: 'invoiced', ...pulled, facts });
}

async function requireLate(tx: Tx, invoice: Invoice, reward: Reward, revision: number): Promise<void> {
  const { workspaceId, status, payment } = reward;
  const names = { reward: rewardNumber(reward.number), invoice: invoice.number };
  if (reward.revision !== revision) {
    const last = await getLastEvent(tx, workspaceId, { rewardId: reward.id });
    throw new Refusal('reward_changed', { reward: names.reward, status, last });
  }
  const belongs = reward.programmeId === invoice.programmeId && reward.currency === invoice.currency;
  if (!belongs || status !== 'Approved' || payment !== 'not_invoiced') throw new Refusal('not_to_be_pulled', names);
}

async function requirePayable(
  tx: Tx,
  { minimumPayout }: Programme,
  invoice: Invoice,
  [reward, ...clawbacks]: readonly [Reward, ...Reward[]],
): Promise<void> {
  const { workspaceId, partnerId, number } = reward;
  const owed = clawbacks.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const sum = (await sumLinesOfPartner(tx, invoice, partnerId)) + reward.amountMinor + owed;
  if (sum >= leastPayout(minimumPayout, invoice.currency)) return;
  const partner = await findPartner(tx, workspaceId, partnerId);
  throw new Refusal('partner_stays_negative', {
    ...{ reward: rewardNumber(number), invoice: invoice.number, partner: partner?.name ?? '' },
    owed: owed < 0n ? { minor: -owed, currency: invoice.currency } : undefined,
    minimum: minimumPayout > 0n ? fromMajor(minimumPayout, invoice.currency) : undefined,
  });
}
