import { minutesToMilliseconds } from 'date-fns/minutesToMilliseconds';
import { subDays } from 'date-fns/subDays';
import type { Tx } from '../db/client.js';
import { type CustomerHit, findCustomer } from '../db/customers.js';
import { enqueue } from '../db/enqueue.js';
import { appendRewardEvent } from '../db/events.js';
import { findPartner, lockPartner } from '../db/partners.js';
import {
  findLikelyDuplicate,
  findRewardBySubmission,
  insertReward,
  type NewReward,
  type Reward,
} from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { getProgramme, getWorkspace, type Programme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { isPermalinkIn } from '../domain/evidence.js';
import { approvalsFor } from '../domain/four-eyes.js';
import type { EventFacts } from '../domain/history.js';
import { decimalsOf, type Money } from '../domain/money.js';
import { type Actor, mayCreate } from '../domain/policy.js';
import type { LikelyDuplicate } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { requireChannels } from './read-channels.js';
import { readRewardLink } from './read-links.js';
import { requireAllowed } from './require-allowed.js';

export interface RewardOrder {
  readonly workspaceId: string;
  readonly by: string;
  /** The root view's id: the same submission twice is one reward. */
  readonly submissionKey: string;
  readonly partnerId: string;
  readonly customerId?: string | undefined;
  readonly description: string;
  readonly amount: Money;
  readonly internalNote?: string | undefined;
  /** The permalink of the message it is for; what is no message of this team's is dropped. */
  readonly evidence?: string | undefined;
  /** What an earlier `likely_duplicate` answer asked to be sent back. */
  readonly confirmed?: string | undefined;
}

export type Created =
  | { readonly kind: 'created'; readonly rewardId: string; readonly number: number }
  | { readonly kind: 'likely_duplicate'; readonly duplicate: LikelyDuplicate; readonly confirm: string };

/** What a person is asked about once, when it looks like another reward. */
export type ConfirmedValues = Pick<RewardOrder, 'workspaceId' | 'partnerId' | 'customerId' | 'amount' | 'confirmed'>;

/** The creator hears of the reward without its card, if the card is not there after this many minutes (SPEC 3). */
export const CREATOR_WAITS_MINUTES = 1;

/**
 * Creates a reward, its first event and the messages it owes, in one transaction. The same submission again answers
 * with the reward it made. A likely duplicate is asked about once, and created when the answer comes back for the same
 * values. Refuses whoever may not create it for this partner, an unknown partner or customer, a currency or amount the programme excludes.
 */
export async function createReward({ db, clock }: Deps, order: RewardOrder): Promise<Created> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const before = await findRewardBySubmission(tx, order.workspaceId, order.submissionKey);
    if (before) return created(before);

    const programme = await getProgramme(tx, order.workspaceId);
    const actor = await loadActor(tx, order.workspaceId, order.by, now);
    requireAllowed(mayCreate(actor));
    requireChannels(programme);
    checkAmount(programme, order.amount);
    const partner = await lockPartner(tx, order.workspaceId, order.partnerId);
    if (!partner) throw new Refusal('partner_unknown', {});
    requireAllowed(mayCreate(actor, partner));
    // Looked up again under the lock: the same submission may have been waiting before us in this very line.
    const meanwhile = await findRewardBySubmission(tx, order.workspaceId, order.submissionKey);
    if (meanwhile) return created(meanwhile);
    if (order.customerId) await requireCustomer(tx, actor, order.workspaceId, order.customerId);

    const evidence = await readEvidence(tx, order);
    const reward = { ...newReward(programme, order, now), evidence };
    const asked = readConfirmation(order);
    if (!asked) {
      const duplicate = await findLikelyDuplicate(tx, reward, subDays(now, programme.duplicateDays));
      if (duplicate) return askAbout(tx, duplicate, order);
    }
    const row = await insertReward(tx, { ...reward, duplicateOfId: asked });
    await appendRewardEvent(tx, row, undefined, {
      kind: 'created',
      actor: order.by,
      at: now,
      facts: {
        ...factsOfNew(row),
        ...(asked ? { duplicateOf: asked } : {}),
        ...(evidence ? { evidence } : {}),
        // What is asked for when its worth is changed is the policy of this moment.
        ...(programme.secondApprovalFrom === null ? {} : { secondApprovalFrom: String(programme.secondApprovalFrom) }),
      },
    });
    const payload = { workspaceId: row.workspaceId, rewardId: row.id };
    await enqueue(tx, { name: 'show-reward-card', payload });
    await enqueue(tx, { name: 'tell-partner', payload: { ...payload, revision: row.revision } });
    await enqueue(tx, { name: 'tell-creator', payload }, { inMs: minutesToMilliseconds(CREATOR_WAITS_MINUTES) });
    return created(row);
  });
}

/** The columns that the books hold against the event: they change only with another one. */
export function factsOfNew({ description, fourEyes, approvalsNeeded }: Reward): EventFacts {
  return { description, fourEyes, approvalsNeeded };
}

/** Refuses a customer of a partner whom this person may not reward as it refuses one that is not there. */
export async function requireCustomer(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  customerId: string,
): Promise<CustomerHit> {
  const customer = await findCustomer(tx, workspaceId, customerId);
  const partner = customer && (await findPartner(tx, workspaceId, customer.partnerId));
  if (!partner || !mayCreate(actor, partner).allowed) throw new Refusal('customer_unknown', {});
  return customer;
}

function created(reward: Reward): Created {
  return { kind: 'created', rewardId: reward.id, number: reward.number };
}

function newReward(programme: Programme, order: RewardOrder, now: Date): NewReward {
  return {
    workspaceId: order.workspaceId,
    programmeId: programme.id,
    submissionKey: order.submissionKey,
    partnerId: order.partnerId,
    customerId: order.customerId,
    description: order.description,
    internalNote: order.internalNote,
    amountMinor: order.amount.minor,
    currency: order.amount.currency,
    createdBy: order.by,
    createdAt: now,
    fourEyes: programme.fourEyes,
    approvalsNeeded: approvalsFor(order.amount, programme.secondApprovalFrom),
  };
}

async function readEvidence(tx: Tx, { workspaceId, evidence }: RewardOrder): Promise<string | undefined> {
  return evidence && isPermalinkIn((await getWorkspace(tx, workspaceId)).url, evidence) ? evidence : undefined;
}

// The form was read by the rules of the moment it was opened; these are the rules of the moment it is written.
export function checkAmount({ currencies, rewardCap }: Programme, { minor, currency }: Money): void {
  if (!currencies.includes(currency)) throw new Refusal('currency_unused', { currency, currencies });
  const cap = rewardCap * 10n ** BigInt(decimalsOf(currency));
  if (minor > cap) throw new Refusal('amount_over_cap', { cap: { minor: cap, currency } });
}

export async function askAbout(
  tx: Tx,
  duplicate: Reward,
  order: ConfirmedValues,
): Promise<Extract<Created, { kind: 'likely_duplicate' }>> {
  return {
    kind: 'likely_duplicate',
    confirm: `${duplicate.id} ${valuesOf(order)}`,
    duplicate: {
      id: duplicate.id,
      number: duplicate.number,
      status: duplicate.status,
      createdBy: duplicate.createdBy,
      createdAt: duplicate.createdAt,
      link: await readRewardLink(tx, order.workspaceId, duplicate.id),
    },
  };
}

/** The duplicate that was asked about, if it was asked for exactly these values. */
export function readConfirmation(order: ConfirmedValues): string | undefined {
  const [duplicateId, ...values] = order.confirmed?.split(' ') ?? [];
  return values.join(' ') === valuesOf(order) ? duplicateId : undefined;
}

function valuesOf({ partnerId, customerId, amount }: ConfirmedValues): string {
  return [partnerId, customerId ?? '-', amount.minor, amount.currency].join(' ');
}
