import { describe, expect, test } from '@jest/globals';
import { isPermalinkIn, permalinkOf } from '../../src/domain/evidence.js';
import { mentionedUsers, readableText } from '../../src/domain/message-text.js';

const names = new Map([['U0LENA', 'Lena Vogt']]);
const read = (text: string) => readableText(text, (id) => names.get(id));

describe('what a message says, as plain text', () => {
  test.each([
    ['Thanks <@U0LENA>, and <@U0NOBODY>, for the webinar', 'Thanks Lena Vogt, and, for the webinar'],
    ['<@U0NOBODY|ana> &amp; co: 2 &lt; 3', 'ana & co: 2 < 3'],
    ['&lt;!channel&gt; typed', '<!channel> typed'],
    [
      '<!channel> <!here> all of <!subteam^S0A|@partners> in <#C0A|general> and <#C0B>!',
      'all of @partners in #general and!',
    ],
    ['see <https://a.example/x?a=1&amp;b=2|the page>', 'see the page (https://a.example/x?a=1&b=2)'],
    [
      '<http://a.example|a.example> <mailto:l@a.example|l@a.example> <https://b.example>',
      'a.example l@a.example https://b.example',
    ],
    ['on <!date^1700000000^{date_short}|14 Nov 2023>', 'on 14 Nov 2023'],
    ['one  two\n\n  three \nfour', 'one two\n\nthree\nfour'],
    ['', ''],
    ['&lt;<@U0LENA>&gt;', '<Lena Vogt>'],
  ])('%j', (text, plain) => expect(read(text)).toBe(plain));

  test('is read in no time, however it is made', () => {
    const started = performance.now();
    read('<a'.repeat(20_000));
    read(`<@${'U'.repeat(40_000)}`);
    read(' '.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('names each mentioned user once, in order', () => {
    expect(mentionedUsers('<@U0BO> <@W0LENA|lena> <@U0BO> <#C0A> <!here> @U0ANA')).toEqual(['U0BO', 'W0LENA']);
  });
});

describe("a message's address", () => {
  const team = 'https://acme.slack.com/';
  test('is built as Slack builds it, and known again', () => {
    const link = permalinkOf(team, { channel: 'C0A', ts: '1700000000.123456' });
    expect(link).toBe('https://acme.slack.com/archives/C0A/p1700000000123456');
    const reply = permalinkOf(team, { channel: 'C0A', ts: '1700000001.123456', threadTs: '1700000000.123456' });
    expect(reply).toBe('https://acme.slack.com/archives/C0A/p1700000001123456?thread_ts=1700000000.123456&cid=C0A');
    for (const known of [link, reply]) expect(isPermalinkIn(team, known)).toBe(true);
  });

  test.each([
    'https://acme.slack.com.evil.example/archives/C0A/p1',
    'https://evil.example/https://acme.slack.com/archives/C0A/p1',
    'https://other.slack.com/archives/C0A/p1',
    'http://acme.slack.com/archives/C0A/p1',
    'https://acme.slack.com/archives/C0A/p1?redirect=https://evil.example',
    'https://acme.slack.com/archives/C0A/p1|Approved>',
    'https://acme.slack.com/archives/../p1',
    'https://acme.slack.com/archives/C0A/p1\n',
    'javascript:alert(1)',
    '',
  ])('is none: %j', (link) => expect(isPermalinkIn(team, link)).toBe(false));
});
