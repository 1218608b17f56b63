import { describe, expect, test } from '@jest/globals';
import {
  dateToken,
  formatDay,
  formatDayOfYear,
  formatInstant,
  formatMoney,
  formatMonth,
  formatSums,
  mention,
} from '../../src/views/formats.js';
import { speakTo } from '../../src/views/speak.js';
import { cleanText, escapeText, nameInLine, oneLine, shorten } from '../../src/views/text.js';
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
  expect([0, 1, 1204].map((count) => speakTo().say('count.rewards', { count }))).toEqual([
    '0 rewards',
    '1 reward',
    '1,204 rewards',
  ]);
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

describe('as one person reads it', () => {
  const reader = (locale: string) => ({ locale, timeZone: 'Europe/Berlin' });
  const spaced = (text: string) => text.replace(/\s/g, ' ');

  test.each([
    ['en-US', '−$1,250.50', 'December 13, 2026', 'December 13', 'November 2026', '1,204 rewards'],
    ['de-DE', '−1.250,50 $', '13. Dezember 2026', '13. Dezember', 'November 2026', '1.204 rewards'],
    ['fr-FR', '−1 250,50 $US', '13 décembre 2026', '13 décembre', 'novembre 2026', '1 204 rewards'],
    ['ja-JP', '−$1,250.50', '2026年12月13日', '12月13日', '2026年11月', '1,204 rewards'],
    ['es-LA', '−USD 1,250.50', '13 de diciembre de 2026', '13 de diciembre', 'noviembre de 2026', '1,204 rewards'],
    ['no such thing 😀', '−$1,250.50', 'December 13, 2026', 'December 13', 'November 2026', '1,204 rewards'],
  ])('%s', (locale, ...expected) => {
    const by = reader(locale);
    const written = [
      formatMoney({ minor: -125050n, currency: 'USD' }, by),
      formatDay('2026-12-13', by),
      formatDayOfYear('2026-12-13', by),
      formatMonth('2026-11', by),
      speakTo(by).say('count.rewards', { count: 1204 }),
    ];
    expect(written.map(spaced)).toEqual(expected);
  });

  test.each(['ar', 'ar-EG', 'he-IL', 'fa-IR', 'ur', 'hi-IN', 'th-TH', 'my', 'de-DE'])(
    'with Latin digits, exactly, and nothing that turns an English line around: %s',
    (locale) => {
      const by = reader(locale);
      const amount = formatMoney({ minor: 900719925474099301n, currency: 'AED' }, by);
      expect(amount.replace(/[^0-9]/g, '')).toBe('900719925474099301');
      for (const text of [amount, formatDay('2026-12-13', by), formatInstant(new Date(0), by)]) {
        expect(text).not.toMatch(/[\u200E\u200F\u061C]/);
        // Letters written to the left stand in an isolate of their own.
        expect(text.replace(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(/[\p{Script=Arabic}\p{Script=Hebrew}]/u);
        expect(text).not.toMatch(/[\p{Nd}](?<![0-9])/u);
      }
    },
  );

  test("an instant is in the reader's zone, or in UTC where Slack's zone is not known here", () => {
    const at = new Date('2026-11-14T14:02:00Z');
    expect(formatInstant(at, reader('de-DE'))).toContain('15:02');
    expect(formatInstant(at, { locale: 'de-DE', timeZone: 'Mars/Olympus' })).toBe('14. Nov. 2026, 14:02 UTC');
  });

  test('a day keeps its hyphens: only a number has a minus sign', () => {
    expect(formatDay('2026-12-07', reader('eo'))).toBe('2026-Decembro-7');
    expect(formatMoney({ minor: -700n, currency: 'USD' }, reader('eo'))).toMatch(/^−7/);
    expect(formatInstant(new Date('2026-11-14T14:02:00Z'), { locale: 'en-US', timeZone: 'Asia/Riyadh' })).not.toContain(
      '−',
    );
  });
});
