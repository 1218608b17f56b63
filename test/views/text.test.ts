import { describe, expect, test } from '@jest/globals';
import {
  cleanText,
  countOf,
  dateToken,
  escapeText,
  formatDay,
  formatDayOfYear,
  formatMoney,
  formatMonth,
  formatSums,
  mention,
  nameInLine,
  oneLine,
  shorten,
} from '../../src/views/text.js';
import { at, longest } from './samples.js';

describe('money in words', () => {
  test.each([
    [125050n, 'USD', '$1,250.50'],
    [-5000n, 'USD', '−$50.00'],
    [0n, 'USD', '$0.00'],
    [1250n, 'JPY', '¥1,250'],
    [1250n, 'KWD', 'KWD\u00A01.250'],
    [900719925474099312345n, 'USD', '$9,007,199,254,740,993,123.45'],
    [1n, 'EUR', '€0.01'],
    [100n, 'HUF', 'HUF\u00A01.00'],
  ])('%s %s is %s, to the last digit', (minor, currency, expected) => {
    expect(formatMoney({ minor, currency })).toBe(expected);
  });

  test('stands beside other currencies and is never added to them', () => {
    const sums = [30000n, 2000n].map((minor, index) => ({ minor, currency: index === 0 ? 'USD' : 'EUR' }));
    expect(formatSums(sums)).toBe('$300.00 and €20.00');
  });
});

describe('time in words', () => {
  test('names months and days', () => {
    expect(formatMonth('2026-11')).toBe('November 2026');
    expect(formatDay('2026-12-13')).toBe('13 December 2026');
    expect(formatDayOfYear('2026-12-13')).toBe('13 December');
  });

  test("is the reader's own, and never today or yesterday", () => {
    expect(dateToken(at('14T14:02'))).toBe('<!date^1794664920^{date_short} at {time}|14 Nov 2026, 14:02 UTC>');
    expect(dateToken(at('14T14:02'))).not.toContain('pretty');
  });
});

describe('people in words', () => {
  test.each([
    ['U0BO', '<@U0BO>'],
    ['W0LENA', '<@W0LENA>'],
    ['bot', 'the bot'],
    ['command line', 'the command line'],
    ['!channel', 'somebody'],
    ['U0BO>', 'somebody'],
  ])('%s is %s', (actor, expected) => {
    expect(mention(actor)).toBe(expected);
  });
});

test('things are counted', () => {
  expect([0, 1, 1204].map((count) => countOf(count, 'reward'))).toEqual(['0 rewards', '1 reward', '1,204 rewards']);
});

test('escaped text holds nothing that Slack reads', () => {
  expect(escapeText('<!channel> & <https://a|b>')).toBe('&lt;!channel&gt; &amp; &lt;https://a|b&gt;');
});

describe('clean text', () => {
  test.each([
    ['a\u0000b\u0007\u001Bc', 'abc'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['\u202Egpj.exe\u202C', 'gpj.exe'],
    ['a\u200Bb\uFEFF', 'ab'],
    ['\u2068stray, \u2067half\u2069', 'stray, half'],
    ['one \u2068whole\u2069 isolate', 'one \u2068whole\u2069 isolate'],
    ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    ['عربي\u200F', 'عربي\u200F'],
    ['lone \uD83D end', 'lone \uFFFD end'],
    ['e\u0301', 'é'],
  ])('%j is %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test('does not turn a line around for a name that is written to the left', () => {
    expect(`${nameInLine('شركة النخلة')} $720.00`).toBe('\u2068شركة النخلة\u2069 $720.00');
    expect(nameInLine('a \u2068שלום\u2069 b')).toBe('\u2068a שלום b\u2069');
    expect(nameInLine('Acme')).toBe('Acme');
    expect(nameInLine('شركة النخلة', 5)).toHaveLength(7);
  });

  test('has no towers of marks', () => {
    expect(cleanText(`Z${'\u0303'.repeat(50)}`)).toHaveLength(5);
  });

  test('is one line where one is wanted', () => {
    expect(oneLine(' a\n\n b\tc ')).toBe('a b c');
  });
});

describe('shortened text', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['ab cd', 4, 'ab…'],
    ['a👩‍👩‍👧‍👦b', 6, 'a…'],
    ['ae\u0301e\u0301', 3, 'a…'],
    ['ab&amp;cd', 6, 'ab…'],
    ['ab&amp;cd', 8, 'ab&amp;…'],
    ['a & b & c', 6, 'a & b…'],
  ])('%j in %s is %j', (text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  test('is never too long, and never torn', () => {
    const text = escapeText(longest(300));
    for (let max = 1; max < 200; max += 1) {
      const short = shorten(text, max);
      expect(short.length).toBeLessThanOrEqual(max);
      expect(short).not.toMatch(/\p{Surrogate}|&(?!amp;|lt;|gt;)/u);
    }
  });
});
