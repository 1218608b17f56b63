import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalsOf, isCurrency, sumMoney, toDecimal } from '../../src/domain/money.js';

const CURRENCIES = Intl.supportedValuesOf('currency').filter(isCurrency);
const currency = fc.constantFrom(...CURRENCIES);
const minor = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });

describe('money', () => {
  test('the currencies people are paid in are known', () => {
    expect(['USD', 'EUR', 'GBP', 'JPY', 'KWD', 'INR', 'BRL', 'CHF', 'NZD'].every(isCurrency)).toBe(true);
    expect(CURRENCIES.length).toBeGreaterThan(140);
  });

  test('what is no ISO 4217 code, or counts in fifths, is no currency', () => {
    for (const code of ['', 'usd', 'US', 'USDT', 'XYZ', 'MGA', 'MRU', 'toString', 'constructor']) {
      expect(isCurrency(code)).toBe(false);
      expect(() => decimalsOf(code)).toThrow(RangeError);
    }
  });

  test.each([
    ['JPY', 0],
    ['KRW', 0],
    ['CLP', 0],
    ['USD', 2],
    ['HUF', 2],
    ['KWD', 3],
    ['BHD', 3],
    ['IQD', 3],
  ])('%s has %i decimals, as ISO 4217 has it', (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals);
  });

  test.each([
    [125050n, 'USD', '1250.50'],
    [-125050n, 'USD', '-1250.50'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [0n, 'USD', '0.00'],
    [0n, 'JPY', '0'],
    [250n, 'JPY', '250'],
    [1n, 'KWD', '0.001'],
    [-1250n, 'KWD', '-1.250'],
    [9_007_199_254_740_993n, 'USD', '90071992547409.93'],
  ])('%s minor units of %s are written %s', (amount, code, text) => {
    expect(toDecimal({ minor: amount, currency: code })).toBe(text);
  });

  test('the decimal text is exact, however large the amount', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const text = toDecimal({ minor: amount, currency: code });
        const decimals = decimalsOf(code);
        expect(text).toMatch(decimals ? new RegExp(`^-?[0-9]+\\.[0-9]{${decimals}}$`) : /^-?[0-9]+$/);
        expect(text).not.toMatch(/^-?0[0-9]/);
        expect(BigInt(text.replace('.', ''))).toBe(amount);
      }),
    );
  });

  test('amounts of one currency are added exactly, and none makes zero', () => {
    fc.assert(
      fc.property(fc.array(minor), currency, (amounts, code) => {
        const sum = sumMoney(
          amounts.map((amount) => ({ minor: amount, currency: code })),
          code,
        );
        expect(sum).toEqual({ minor: amounts.reduce((total, amount) => total + amount, 0n), currency: code });
      }),
    );
  });

  test('amounts of two currencies are never added, wherever the stranger stands', () => {
    fc.assert(
      fc.property(fc.array(minor), minor, fc.nat(), currency, currency, (amounts, strange, position, code, other) => {
        fc.pre(code !== other);
        const all = amounts.map((amount) => ({ minor: amount, currency: code }));
        all.splice(position % (all.length + 1), 0, { minor: strange, currency: other });
        expect(() => sumMoney(all, code)).toThrow(TypeError);
      }),
    );
  });
});
