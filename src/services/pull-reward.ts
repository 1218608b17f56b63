import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendInvoiceEvent, appendRewardEvent, getLastEvent } from '../db/events.js';
import { addLine, sumLinesOfPartner } from '../db/invoice-lines.js';
import { type Invoice, moveInvoice } from '../db/invoices.js';
import { findPartner } from '../db/partners.js';
import { lockReward, moveReward, type Reward, sumWaitingClawbacks } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { fromMajor } from '../domain/money.js';
import { leastPayout } from '../domain/payout.js';
import { rewardNumber } from '../domain/reward.js';
import type { Deps } from './deps.js';
import { type InvoiceOrder, requireInvoice, requireOpenLines } from './require-invoice.js';

export interface PullOrder extends InvoiceOrder {
  readonly rewardId: string;
  /** Of the reward as it was offered. */
  readonly rewardRevision: number;
}

/**
 * Pulls a late Approved reward on an invoice in review: one that was created or released after the cut, or moved to the
 * next (SPEC 6). Refuses with who did what and when if the invoice or the reward has changed since it was looked at, with
 * `not_to_be_pulled`, and with `partner_stays_negative` where the partner's lines and waiting clawbacks together would
 * still come to less than is paid out.
 */
export async function pullReward({ db, clock }: Deps, order: PullOrder): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { workspaceId, rewardId, by: actor } = order;
    const invoice = await requireInvoice(tx, order, now);
    requireOpenLines(invoice);
    const reward = await lockReward(tx, workspaceId, rewardId);
    if (!reward) throw new Refusal('reward_not_found', {});
    await requirePullable(tx, invoice, reward, order.rewardRevision);

    const moved = await moveReward(tx, reward, { status: reward.status, payment: 'on_invoice' });
    if (!moved) throw new Error(`reward ${rewardId} moved while its row was held`);
    await addLine(tx, invoice, rewardId);
    await appendRewardEvent(tx, moved, reward, {
      kind: 'invoiced',
      actor,
      at: now,
      facts: { invoice: invoice.number, pulled: true },
    });
    const longer = await moveInvoice(tx, invoice, {});
    if (!longer) throw new Error(`invoice ${invoice.id} moved while its row was held`);
    await appendInvoiceEvent(tx, longer, invoice.status, {
      kind: 'line_added',
      actor,
      at: now,
      facts: { reward: rewardNumber(reward.number) },
    });
    await enqueue(tx, { name: 'show-invoice', payload: { workspaceId, invoiceId: invoice.id } });
    await enqueue(tx, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
  });
}

async function requirePullable(tx: Tx, invoice: Invoice, reward: Reward, revision: number): Promise<void> {
  const { workspaceId, status, payment } = reward;
  const names = { reward: rewardNumber(reward.number), invoice: invoice.number };
  if (reward.revision !== revision) {
    const last = await getLastEvent(tx, workspaceId, { rewardId: reward.id });
    throw new Refusal('reward_changed', { reward: names.reward, status, last });
  }
  const belongs = reward.programmeId === invoice.programmeId && reward.currency === invoice.currency;
  if (!belongs || status !== 'Approved' || payment !== 'not_invoiced') throw new Refusal('not_to_be_pulled', names);
  // What the partner owes counts, whether or not it is on this invoice: the cut would have counted it too.
  const owed = await sumWaitingClawbacks(tx, reward);
  const sum = (await sumLinesOfPartner(tx, invoice, reward.partnerId)) + reward.amountMinor + owed;
  const { minimumPayout } = await getProgramme(tx, workspaceId);
  if (sum >= leastPayout(minimumPayout, invoice.currency)) return;
  const partner = await findPartner(tx, workspaceId, reward.partnerId);
  throw new Refusal('partner_stays_negative', {
    ...names,
    partner: partner?.name ?? '',
    minimum: minimumPayout > 0n ? fromMajor(minimumPayout, invoice.currency) : undefined,
  });
}
