import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AmountProblem,
  type AmountRules,
  looksLikeAmount,
  namedCurrency,
  readAmount,
} from '../../src/domain/amount.js';
import { decimalsOf, isCurrency, toDecimal } from '../../src/domain/money.js';

const CURRENCIES = Intl.supportedValuesOf('currency').filter(isCurrency);
const CAP = 100_000n;
const only = (currency: string, capMajor = CAP): AmountRules => ({ currencies: [currency], capMajor });
const several: AmountRules = { currencies: ['USD', 'EUR', 'JPY'], capMajor: CAP };

function problemOf(typed: string, rules: AmountRules, chosen?: string): AmountProblem {
  const reading = readAmount(typed, rules, chosen);
  if (!('problem' in reading)) throw new Error(`${typed} was read as ${toDecimal(reading.money)}`);
  return reading.problem;
}

/** `1250.5` -> `1,250.5` */
function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const withCommas = whole.replace(/\B(?=([0-9]{3})+$)/g, ',');
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

describe('an amount that is accepted', () => {
  test.each([
    ['250', 25_000n],
    ['1,250.50', 125_050n],
    ['1,250.5', 125_050n],
    ['$50', 5_000n],
    ['50 USD', 5_000n],
    ['1250.50', 125_050n],
    ['1,250', 125_000n],
    ['100,000', 10_000_000n],
    ['0.01', 1n],
    ['0.5', 50n],
    ['$ 50', 5_000n],
    ['50USD', 5_000n],
    ['USD 50', 5_000n],
    ['usd50', 5_000n],
    ['$50 USD', 5_000n],
    ['  250  ', 25_000n],
    ['007', 700n],
  ])('%j is read where dollars are the one currency', (typed, minor) => {
    expect(readAmount(typed, only('USD'))).toEqual({ money: { minor, currency: 'USD' } });
  });

  test.each([
    ['JPY', '250', 250n],
    ['JPY', '¥1,250', 1_250n],
    ['KWD', '1.005', 1_005n],
    ['KWD', '1,250.5', 1_250_500n],
    ['EUR', '€1,250.50', 125_050n],
    ['GBP', '£50', 5_000n],
    ['BRL', 'R$50', 5_000n],
    ['CAD', 'CA$50', 5_000n],
    ['CAD', '$50', 5_000n],
    ['HUF', '50.25', 5_025n],
  ])('in %s, %j has the decimals of the currency', (currency, typed, minor) => {
    expect(readAmount(typed, only(currency))).toEqual({ money: { minor, currency } });
  });

  test.each([
    ['50', undefined, 'USD', 5_000n],
    ['50', 'EUR', 'EUR', 5_000n],
    ['50', 'JPY', 'JPY', 50n],
    ['50 EUR', undefined, 'EUR', 5_000n],
    ['50 jpy', undefined, 'JPY', 50n],
    ['EUR 50', 'EUR', 'EUR', 5_000n],
  ])('where there are several currencies, %j with %s chosen is in %s', (typed, chosen, currency, minor) => {
    expect(readAmount(typed, several, chosen)).toEqual({ money: { minor, currency } });
  });

  test('an amount as Intl writes it, no-break space and all, can be pasted back', () => {
    const written = new Intl.NumberFormat('en', { style: 'currency', currency: 'KWD' }).format(1250.5);
    expect(written).toContain('\u00a0');
    expect(readAmount(written, only('KWD'))).toEqual({ money: { minor: 1_250_500n, currency: 'KWD' } });
  });
});

describe('an amount that is refused', () => {
  test.each([
    '12,50',
    '1,25',
    '1.250,50',
    '.5',
    '50.',
    '1e3',
    '1 250',
    '',
    '   ',
    '٥٠',
    '５０',
    '1２',
    '１00',
    '1\u00a0250',
    '1\u202f250',
    "1'250",
    '1_250',
    '1,2500',
    '1250,500',
    ',250',
    '1,,250',
    '1,250,',
    '250,',
    '1.2.3',
    '1.250,000',
    '1.25,000',
    '0,250',
    '00,250',
    '0,000',
    '+50',
    '−50',
    '--5',
    '(50)',
    '50-',
    '5%',
    '~50',
    '#50',
    '\u200b50',
    '0x10',
    'Infinity',
    'NaN',
    'fifty',
    '50$',
    'USD 50 USD',
    '50 60',
    '250 for the webinar',
    '$',
    'USD',
    'kr 50 USD',
    '$$50',
  ])('%j cannot be read, and is not guessed at', (typed) => {
    expect(problemOf(typed, only('USD'))).toEqual({ code: 'amount_unreadable' });
    expect(problemOf(typed, several, 'USD')).toEqual({ code: 'amount_unreadable' });
  });

  test.each([
    ['USD', '1.005', 2],
    ['USD', '1.250', 2],
    ['USD', '0.001', 2],
    ['JPY', '250.0', 0],
    ['JPY', '1.5', 0],
    ['KWD', '1.0005', 3],
  ])('in %s, %j has more than the %i decimals there are', (currency, typed, decimals) => {
    expect(problemOf(typed, only(currency))).toEqual({ code: 'amount_too_precise', currency, decimals });
  });

  test.each(['-5', '$-5', '-5 USD', '0', '0.00', '-0', '$0', '-1,250.50'])('%j is no reward', (typed) => {
    expect(problemOf(typed, only('USD'))).toEqual({ code: 'amount_not_positive' });
  });

  test.each([
    ['50 EUR', 'EUR'],
    ['GBP 50', 'GBP'],
    ['50 xyz', 'XYZ'],
  ])('%j names a currency that the programme does not use', (typed, code) => {
    expect(problemOf(typed, only('USD'))).toEqual({
      code: 'amount_currency_unused',
      typed: code,
      currencies: ['USD'],
    });
  });

  test.each([
    ['$50', '$'],
    ['€50', '€'],
    ['¥50', '¥'],
  ])(
    'the symbol of %j is not trusted where there are several currencies, not even with one chosen',
    (typed, symbol) => {
      const expected = { code: 'amount_needs_code', symbol, currencies: several.currencies };
      expect(problemOf(typed, several)).toEqual(expected);
      expect(problemOf(typed, several, 'USD')).toEqual(expected);
    },
  );

  test.each([
    ['USD', '€50', '€'],
    ['USD', '€50 USD', '€'],
    ['USD', 'CA$50', 'CA$'],
    ['CAD', 'A$50', 'A$'],
    ['JPY', '$50', '$'],
  ])('in a programme of %s alone, the symbol of %j is another currency’s', (currency, typed, symbol) => {
    expect(problemOf(typed, only(currency))).toEqual({ code: 'amount_needs_code', symbol, currencies: [currency] });
  });

  test('a code that contradicts the currency chosen beside it is asked about', () => {
    expect(problemOf('50 EUR', several, 'USD')).toEqual({
      code: 'amount_two_currencies',
      typed: 'EUR',
      chosen: 'USD',
    });
  });

  test('a currency chosen in a form that the settings have left behind is not used', () => {
    const expected = { code: 'amount_currency_unused', typed: 'GBP', currencies: several.currencies };
    expect(problemOf('50', several, 'GBP')).toEqual(expected);
    expect(problemOf('50', several, 'nonsense').code).toBe('amount_currency_unused');
  });

  test.each(['USD', 'JPY', 'KWD'])('in %s, the cap itself passes and the least above it does not', (currency) => {
    const decimals = decimalsOf(currency);
    const cap = { minor: CAP * 10n ** BigInt(decimals), currency };
    expect(readAmount('100,000', only(currency))).toEqual({ money: cap });
    const above = toDecimal({ minor: cap.minor + 1n, currency });
    expect(problemOf(above, only(currency))).toEqual({ code: 'amount_over_cap', cap });
  });
});

describe('any amount', () => {
  const currency = fc.constantFrom(...CURRENCIES);
  const huge = 10n ** 30n;
  const money = fc.record({ minor: fc.bigInt({ min: 1n, max: huge }), currency });
  // Nearly amounts: the characters that amounts are made of, in any order.
  const nearly = fc.string({ unit: fc.constantFrom(...'0123456789,.-+$€ USDJPYeE\u00a0５٥') });
  const anyText = fc.oneof(nearly, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  test('is read back as it was written, in every currency, with groups or without, code before, after or nowhere', () => {
    fc.assert(
      fc.property(money, fc.boolean(), fc.constantFrom('none', 'before', 'after'), (amount, commas, code) => {
        const number = commas ? grouped(toDecimal(amount)) : toDecimal(amount);
        const typed = { none: number, before: `${amount.currency} ${number}`, after: `${number} ${amount.currency}` };
        expect(readAmount(typed[code], only(amount.currency, huge))).toEqual({ money: amount });
      }),
      { numRuns: 500 },
    );
  });

  test('is what a plain decimal reading says it is, or refused: never off by a factor', () => {
    fc.assert(
      fc.property(nearly, currency, (typed, code) => {
        const reading = readAmount(typed, only(code, huge));
        if ('problem' in reading) return;
        const number = typed.replace(/[^0-9.,]/g, '');
        // Commas may only have stood where groups of three stand.
        if (number.includes(',')) expect(grouped(number.replaceAll(',', ''))).toBe(number);
        const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.');
        const scaled = BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(code) - fraction.length);
        expect(reading.money.minor).toBe(scaled);
      }),
      { numRuns: 3_000 },
    );
  });

  test('with one comma and other than three digits after it is refused', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,6},[0-9]{0,6}$/), (typed) => {
        fc.pre(!/^[1-9][0-9]{0,2},[0-9]{3}$/.test(typed));
        expect(problemOf(typed, only('USD', huge)).code).toBe('amount_unreadable');
      }),
    );
  });

  test('never throws, and what is accepted is above zero, within the cap and in a currency of the programme', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.uniqueArray(currency, { minLength: 1, maxLength: 4 }),
        fc.option(fc.oneof(currency, anyText), { nil: undefined }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (typed, currencies, chosen, capMajor) => {
          const reading = readAmount(typed, { currencies, capMajor }, chosen);
          if ('problem' in reading) return;
          expect(currencies).toContain(reading.money.currency);
          expect(reading.money.minor).toBeGreaterThan(0n);
          expect(reading.money.minor).toBeLessThanOrEqual(capMajor * 10n ** BigInt(decimalsOf(reading.money.currency)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('of a megabyte is answered at once', () => {
    const before = performance.now();
    for (const text of ['9'.repeat(100_000), `1${',000'.repeat(100_000)}`, `1.${'0'.repeat(1_000_000)}`]) {
      expect('problem' in readAmount(text, only('USD'))).toBe(true);
      expect('problem' in readAmount(`${text} ${' '.repeat(100_000)}!`, only('USD'))).toBe(true);
    }
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe('a word of a slash line', () => {
  test.each(['250', '$50', '12,50', 'USD50', '50usd', '1.250,50', '-5', '50.', '€1,250.50', 'R$50', 'CA$50'])(
    '%j is meant as an amount',
    (word) => {
      expect(looksLikeAmount(word)).toBe(true);
    },
  );

  test.each(['acme', 'acme-growth', '4th', 'a1', '3M', '', '-', '$', 'USD', 'b2b-partners', '24/7'])(
    '%j is not',
    (word) => {
      expect(looksLikeAmount(word)).toBe(false);
    },
  );

  test('is taken for an amount whenever it can be read as one', () => {
    const word = fc.string({ unit: fc.constantFrom(...'0123456789,.-$USDusd') });
    fc.assert(
      fc.property(word, (typed) => {
        fc.pre('money' in readAmount(typed, only('USD')));
        expect(looksLikeAmount(typed)).toBe(true);
      }),
    );
  });
});

test.each([
  ['250 EUR', 'EUR'],
  ['eur250', 'EUR'],
  ['180,000 JPY', 'JPY'],
  ['999,999,999 USD', 'USD'],
  ['250', undefined],
  ['250 GBP', undefined],
  ['EUR', undefined],
])('%s names %s, whatever is wrong with the amount', (typed, code) => {
  expect(namedCurrency(typed, several.currencies)).toBe(code);
});
