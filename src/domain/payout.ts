import { fromMajor } from './money.js';

/** The least that a partner's lines must come to, in minor units: the programme's minimum, and always above zero (SPEC 6). */
export function leastPayout(minimumMajor: bigint, currency: string): bigint {
  const { minor } = fromMajor(minimumMajor, currency);
  return minor > 0n ? minor : 1n;
}

/** Why a partner's sum waits for the next invoice. Undefined: it does not have to. */
export type CarriedBecause = 'balance' | 'below_minimum';

export function carriedBecause(sumMinor: bigint, least: bigint): CarriedBecause | undefined {
  if (sumMinor <= 0n) return 'balance';
  return sumMinor < least ? 'below_minimum' : undefined;
}
