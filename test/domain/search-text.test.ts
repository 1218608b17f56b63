import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldText, wordsOf } from '../../src/domain/search-text.js';

const finds = (query: string, text: string) => wordsOf(query).every((word) => foldText(text).includes(word));

describe('text as the type-ahead compares it', () => {
  test.each([
    ['Müller & Söhne', 'muller & sohne'],
    ['Mu\u0308ller', 'muller'],
    ['GROẞE Straße', 'grosse strasse'],
    ['Ørsted', 'orsted'],
    ['Łódź', 'lodz'],
    ['Æther Œuvre', 'aether oeuvre'],
    ['İSTANBUL ılık', 'istanbul ilik'],
    ['Þór Guðmundsson', 'thor gudmundsson'],
    ['Đặng', 'dang'],
    ['ﬁnance', 'finance'],
    ['Ａｃｍｅ', 'acme'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['  two \t\n spaces\u00a0here ', 'two spaces here'],
    ['', ''],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test.each([
    ['acme', 'Acme Growth GmbH'],
    ['growth acme', 'Acme Growth GmbH'],
    ['gro', 'Acme Growth GmbH'],
    ['owt', 'Acme Growth GmbH'],
    ['MULLER', 'Jörg Müller'],
    ['Müller', 'Jorg Muller'],
    ['lena@acme', 'lena@acme.example'],
    ['ΟΔΟΣ', 'Οδοσήμανση'],
    ['', 'anything'],
  ])('typing %j finds %j', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  test('every word typed must match', () => {
    expect(finds('acme gold', 'Acme Growth GmbH')).toBe(false);
  });

  test('the words are what stands between white space, and eight of them are enough', () => {
    expect(wordsOf('  Zoë   de\tWit ')).toEqual(['zoe', 'de', 'wit']);
    expect(wordsOf('   ')).toEqual([]);
    expect(wordsOf('1 2 3 4 5 6 7 8 9 10')).toHaveLength(8);
  });
});

describe('any text', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());
  // Scripts with case, accents and the letters that do not decompose.
  const letters = fc.array(fc.constantFrom(...'aZéÜßøŁđÆœıİþÐςΣσñçåκΆЖё '), { maxLength: 20 });
  const european = letters.map((parts) => parts.join(''));

  test('is found by each of its words', () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const word of value.split(/\s+/)) expect(finds(word, value)).toBe(true);
        expect(finds(value, value)).toBe(true);
      }),
    );
  });

  test('is found by any piece of a word, shouted or whispered, accents composed or not', () => {
    fc.assert(
      fc.property(european, fc.nat(), fc.nat(), (value, start, length) => {
        const words = value.split(' ').filter(Boolean);
        const word = [...(words[start % Math.max(words.length, 1)] ?? '')];
        const piece = word.slice(start % (word.length + 1), (start % (word.length + 1)) + length).join('');
        for (const typed of [piece, piece.toUpperCase(), piece.toLowerCase(), piece.normalize('NFD')]) {
          expect(finds(typed, value)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is folded once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(text, european), (value) => expect(foldText(foldText(value))).toBe(foldText(value))),
    );
  });
});
