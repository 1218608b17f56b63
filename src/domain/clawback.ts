import type { Money } from './money.js';

/** What can still be taken back of a reward: it, less what the clawbacks that stand take, which are below zero. */
export function leftToTakeBack(amount: Money, clawbacks: readonly { readonly amountMinor: bigint }[]): Money {
  return { ...amount, minor: clawbacks.reduce((left, { amountMinor }) => left + amountMinor, amount.minor) };
}
