import type { Money } from './money.js';
import { isLate } from './overdue.js';
import type { LocalDate, Month } from './period.js';
import { type RewardStatus, rewardNumber } from './reward.js';

/**
 * All that a partner may ever see of a reward: an allow-list. Whatever is told to a partner is built from this type and
 * nothing else, so that a reviewer, a note or another partner cannot slip through (SPEC 5).
 */
export interface PartnerView {
  readonly reward: string;
  /** A reward on hold is being reviewed, as far as its partner is concerned. */
  readonly status: Exclude<RewardStatus, 'Hold'>;
  readonly amount: Money;
  readonly description: string;
  readonly customer?: string | undefined;
  /** The paid reward of theirs that this one, a clawback, takes back. */
  readonly corrects?: string | undefined;
  /** While the reward may still be paid. */
  readonly expectedPaymentOn?: LocalDate | undefined;
  /** That day has passed. */
  readonly isLate?: true | undefined;
  /** It was not paid with its own month, and waits for the invoice of this one; `minimum`: what their sum was below. */
  readonly carried?: { readonly to: Month; readonly minimum?: Money | undefined } | undefined;
  /** It is expected then only if it is approved before its month ends. */
  readonly onlyIfApproved?: true | undefined;
  /** Once declined: why, as the partner may read it. */
  readonly declined?: { readonly reasonCode?: string | undefined; readonly words?: string | undefined } | undefined;
  readonly paidOn?: LocalDate | undefined;
  /** It is not what they were told before; `was`: the amount they were told, where that is another. */
  readonly corrected?: { readonly was?: Money | undefined } | undefined;
  /** It was recorded for them by mistake, and is not theirs. */
  readonly mistaken?: true | undefined;
}

/** Picks what a partner may see. Takes more than it keeps; add a field to PartnerView only with SPEC 5 in hand. */
export function toPartnerView(reward: {
  readonly number: number;
  readonly status: RewardStatus;
  readonly amount: Money;
  readonly description: string;
  readonly customer?: string | undefined;
  readonly corrects?: number | undefined;
  readonly expectedPaymentOn?: LocalDate | undefined;
  /** The day it is for the programme, by which the payment of an invoice is late. */
  readonly today?: LocalDate | undefined;
  readonly carried?: PartnerView['carried'];
  readonly onlyIfApproved?: boolean | undefined;
  readonly declined?: PartnerView['declined'];
  readonly paidOn?: LocalDate | undefined;
  readonly corrected?: PartnerView['corrected'];
  readonly isMistaken?: boolean | undefined;
}): PartnerView {
  const status = reward.status === 'Hold' ? 'New' : reward.status;
  const open = status === 'New' || status === 'Approved';
  const expectedPaymentOn = open ? reward.expectedPaymentOn : undefined;
  return {
    reward: rewardNumber(reward.number),
    status,
    amount: moneyOf(reward.amount),
    description: reward.description,
    customer: reward.customer,
    corrects: reward.corrects === undefined ? undefined : rewardNumber(reward.corrects),
    expectedPaymentOn,
    isLate: expectedPaymentOn && reward.today && isLate(expectedPaymentOn, reward.today) ? true : undefined,
    carried:
      open && reward.carried
        ? { to: reward.carried.to, minimum: reward.carried.minimum && moneyOf(reward.carried.minimum) }
        : undefined,
    onlyIfApproved: status === 'New' && reward.onlyIfApproved ? true : undefined,
    declined:
      status === 'Declined' && reward.declined
        ? { reasonCode: reward.declined.reasonCode, words: reward.declined.words }
        : undefined,
    paidOn: status === 'Paid' ? reward.paidOn : undefined,
    corrected: reward.corrected && { was: reward.corrected.was && moneyOf(reward.corrected.was) },
    mistaken: reward.isMistaken ? true : undefined,
  };
}

function moneyOf({ minor, currency }: Money): Money {
  return { minor, currency };
}
