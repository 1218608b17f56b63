import type { RewardEvent } from './history.js';
import type { Money } from './money.js';

/** What can still be taken back of a reward: it, less what the clawbacks that stand take, which are below zero. */
export function leftToTakeBack(amount: Money, clawbacks: readonly { readonly amountMinor: bigint }[]): Money {
  return { ...amount, minor: clawbacks.reduce((left, { amountMinor }) => left + amountMinor, amount.minor) };
}

/** Whether a clawback is one that its partner is told of: it was approved, or settled without (SPEC 5). */
export function isClawbackTold(history: readonly Pick<RewardEvent, 'kind'>[]): boolean {
  return history.some(({ kind }) => kind === 'approved' || kind === 'marked_paid' || kind === 'paid_on_invoice');
}
