import { expect, test } from '@jest/globals';
import { leftToTakeBack } from '../../src/domain/clawback.js';
import { fromMajor } from '../../src/domain/money.js';
import { carriedBecause, leastPayout } from '../../src/domain/payout.js';

test.each([
  [25n, 'USD', 2_500n],
  [25n, 'JPY', 25n],
  [25n, 'KWD', 25_000n],
  [0n, 'USD', 1n],
])('the least payout of %s %s is %s minor units, and always above zero', (major, currency, least) => {
  expect(leastPayout(major, currency)).toBe(least);
  expect(fromMajor(major, currency).currency).toBe(currency);
});

test.each([
  [-1n, 'balance'],
  [0n, 'balance'],
  [1n, 'below_minimum'],
  [2_499n, 'below_minimum'],
  [2_500n, undefined],
] as const)('a sum of %s waits because of %s', (sum, because) => {
  expect(carriedBecause(sum, 2_500n)).toBe(because);
});

test('what is left to take back is what was paid less what clawbacks took', () => {
  const amount = { minor: 10_000n, currency: 'USD' };
  expect(leftToTakeBack(amount, [])).toEqual(amount);
  expect(leftToTakeBack(amount, [{ amountMinor: -4_000n }, { amountMinor: -6_000n }])).toEqual({
    ...amount,
    minor: 0n,
  });
});
