import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDate } from '../../sandbox/mrkdwn/format-date.js';
import { parseMrkdwn } from '../../sandbox/mrkdwn/parse-mrkdwn.js';
import type { Token } from '../../sandbox/mrkdwn/tokens.js';

const text = (words: string): Token => ({ kind: 'text', text: words });
const bold = (...content: Token[]): Token => ({ kind: 'bold', content });
const italic = (...content: Token[]): Token => ({ kind: 'italic', content });

describe('mrkdwn is read as Slack reads it', () => {
  test.each<[string, string, Token[]]>([
    [
      'emphasis',
      '*a* _b_ ~c~',
      [bold(text('a')), text(' '), italic(text('b')), text(' '), { kind: 'strike', content: [text('c')] }],
    ],
    ['emphasis in emphasis', '*a _b_*', [bold(text('a '), italic(text('b')))]],
    ['marks within words as they are', 'snake_case_name 2*3*4', [text('snake_case_name 2*3*4')]],
    ['marks without an end as they are', '*a _b', [text('*a _b')]],
    ['marks beside spaces as they are', '* a *', [text('* a *')]],
    ['a mark that ends on another line as it is', '*a\nb*', [text('*a'), text('\n'), text('b*')]],
    ['emphasis around a mention', '*by <@U1>*', [bold(text('by '), { kind: 'user', id: 'U1' })]],
    ['code, and nothing in it', '`*a* <@U1>`', [{ kind: 'code', text: '*a* <@U1>' }]],
    ['a code block', 'a\n```\n*b*\n```\nc', [text('a'), { kind: 'codeBlock', text: '*b*' }, text('c')]],
    ['a fence without its end', 'a ```b', [text('a ```b')]],
    [
      'a quote of two lines',
      '> a\n>*b*\nc',
      [{ kind: 'quote', content: [text('a'), text('\n'), bold(text('b'))] }, text('c')],
    ],
    [
      'a link',
      '<https://a.example/?x=1&amp;y=2|A &amp; B>',
      [{ kind: 'link', url: 'https://a.example/?x=1&y=2', label: 'A & B' }],
    ],
    [
      'a link without a label',
      '<mailto:a@b.example>',
      [{ kind: 'link', url: 'mailto:a@b.example', label: 'mailto:a@b.example' }],
    ],
    [
      'a bare address',
      'See https://a.example/b.',
      [text('See '), { kind: 'link', url: 'https://a.example/b', label: 'https://a.example/b' }, text('.')],
    ],
    [
      'mentions',
      '<@U1> <#C1|general> <!subteam^S1|@team> <!here>',
      [
        { kind: 'user', id: 'U1' },
        text(' '),
        { kind: 'channel', id: 'C1', label: 'general' },
        text(' '),
        { kind: 'userGroup', id: 'S1', label: '@team' },
        text(' '),
        { kind: 'broadcast', range: 'here' },
      ],
    ],
    [
      'a date',
      '<!date^60^{time}^https://a.example|then>',
      [{ kind: 'date', timestamp: 60, format: '{time}', url: 'https://a.example', fallback: 'then' }],
    ],
    ['a date that is none by its fallback', '<!date^soon^{time}|then>', [text('then')]],
    ['escapes last', '&lt;@U1&gt; &amp;lt;', [text('<@U1> &lt;')]],
    ['a link to a script as text', '<javascript:alert(1)|Pay>', [text('Pay')]],
    ['a bracket without its end', '<@U1 <@U2>', [text('<@U1 '), { kind: 'user', id: 'U2' }]],
  ])('%s', (_, given, tokens) => {
    expect(parseMrkdwn(given)).toEqual(tokens);
  });

  test('verbatim leaves bare addresses alone', () => {
    expect(parseMrkdwn('https://a.example', { verbatim: true })).toEqual([text('https://a.example')]);
  });

  test('no escaped text becomes a mention, a link or a date', () => {
    const escaped = fc.string({ unit: fc.constantFrom('<', '>', '&', '@', '!', '#', '|', 'U1', 'here', 'lt;', 'a') });
    fc.assert(
      fc.property(escaped, (typed) => {
        const safe = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const kinds = parseMrkdwn(safe, { verbatim: true }).map((token) => token.kind);
        expect(kinds.filter((kind) => kind !== 'text' && kind !== 'quote')).toEqual([]);
      }),
    );
  });

  test.each(['<', '*a ', '_', '`', '>', '```', '*_~', ' *a*', 'http://', 'h', '<a|', '&lt;', '*_a ', '> '])(
    'a hostile text of nothing but "%s" is read in no time',
    (piece) => {
      const start = performance.now();
      parseMrkdwn(piece.repeat(40_000 / piece.length));
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});

describe('a date token shows', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const at = (iso: string) => Date.parse(iso) / 1000;

  test.each([
    ['{date_num}', '2026-11-30'],
    ['{date_slash}', '11/30/2026'],
    ['{date}', 'November 30th, 2026'],
    ['{date_short} at {time}', 'Nov 30, 2026 at 11:05 PM'],
    ['{date_long}', 'Monday, November 30th, 2026'],
    ['{date_long_full}', 'Monday, November 30, 2026'],
    ['{time_secs}', '11:05:09 PM'],
    ['{ago}', 'in 8 days'],
    ['{constructor} {nonsense}', '{constructor} {nonsense}'],
  ])('%s', (format, shown) => {
    const words = formatDate(at('2026-11-30T22:05:09Z'), format, { now, timeZone: 'Europe/Berlin' });
    expect(words?.replaceAll('\u202f', ' ')).toBe(shown);
  });

  test('days near today by their names', () => {
    const named = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'].map((day) =>
      formatDate(at(`${day}T09:00:00Z`), '{date_short_pretty}', { now, timeZone: 'UTC' }),
    );
    expect(named).toEqual(['yesterday', 'today', 'tomorrow', 'Nov 24, 2026']);
  });

  test('nothing where no clock reaches', () => {
    expect(formatDate(999_999_999_999_9, '{date}', { now })).toBeUndefined();
  });
});
