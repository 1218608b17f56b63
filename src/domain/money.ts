import * as knownCurrencies from 'dinero.js/bigint/currencies';

/** An amount in integer minor units of an ISO 4217 currency: USD 1,250.50 is `{ minor: 125050n, currency: 'USD' }`. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

// Ariary and ouguiya count in fifths, which the decimal notation of this product cannot write.
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.values(knownCurrencies)
    .filter((known) => known.base === 10n)
    .map((known) => [known.code, Number(known.exponent)]),
);

export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** How many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. Throws RangeError for what is no ISO 4217 code. */
export function decimalsOf(currency: string): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`${currency} is not a currency this product knows`);
  return exponent;
}

/** The exact decimal text of an amount, without grouping or symbol: `-1250.50`. */
export function toDecimal({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${minor < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** So many whole units: 25 USD is 2,500 minor ones. */
export function fromMajor(major: bigint, currency: string): Money {
  return { minor: major * 10n ** BigInt(decimalsOf(currency)), currency };
}

/** Adds amounts of one currency. Throws TypeError rather than add across currencies. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let minor = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new TypeError(`cannot add ${amount.currency} to ${currency}`);
    minor += amount.minor;
  }
  return { minor, currency };
}
