import { describe, expect, test } from '@jest/globals';
import { BOOK_RULES } from '../../src/domain/books.js';
import type { Digest, StoppedRun } from '../../src/domain/shown-invoice.js';
import { buildBooksMended, buildBooksTrouble } from '../../src/views/books-note.js';
import { buildDigest } from '../../src/views/digest.js';
import { buildOverdueReminder } from '../../src/views/overdue-reminder.js';
import { buildMissedMonths, buildStoppedRun, readAllowButton } from '../../src/views/stopped-run.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { at, BO, HOSTILE, LENA, longest, shares } from './samples.js';
import { transcribe } from './transcript.js';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const LINK = 'https://example.slack.com/archives/C1/p1';
const texts = [
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const;

describe('the digest', () => {
  const item = {
    number: 1042,
    partnerName: 'Acme Growth GmbH',
    amount: usd(25_000n),
    createdAt: at('14T14:02'),
    link: LINK,
  };
  const held = { ...item, number: 1031, owner: LENA, reviewBy: '2026-11-20' };
  const digest: Digest = {
    month: '2026-11',
    cutAt: at('30T23:00'),
    timeZone: 'Europe/Berlin',
    unreviewedGoOn: true,
    books: [
      {
        due: { rewards: 61, partners: 23, total: usd(4_831_000n) },
        unreviewed: { rewards: 2, total: usd(90_000n) },
        needSecondApproval: { rewards: 2, total: usd(300_000n) },
        held: { rewards: 1, total: usd(25_000n) },
        carriedForward: shares(2),
        minimumPayout: usd(2_500n),
      },
      {
        due: { rewards: 1, partners: 1, total: eur(700n) },
        unreviewed: { rewards: 0, total: eur(0n) },
        needSecondApproval: { rewards: 0, total: eur(0n) },
        held: { rewards: 0, total: eur(0n) },
        carriedForward: [],
      },
    ],
    unreviewed: { count: 2, items: [item, { ...item, number: 1043, link: undefined }] },
    needSecondApproval: {
      count: 2,
      items: [
        { ...item, number: 1044, firstApprovedBy: BO },
        { ...item, number: 1045 },
      ],
    },
    held: { count: 1, items: [held] },
    overdue: [],
  };
  const overdue = {
    number: 'INV-2026-0006',
    month: '2026-10',
    total: usd(14_000n),
    expectedPaymentOn: '2026-11-13',
    link: LINK,
  };

  test('says what will be on it, what nobody reviewed and what is held, each currency apart', () =>
    expectShown(buildDigest(digest)));

  test('says of what nobody reviewed what becomes of it', () => {
    expect(transcribe(buildDigest(digest))).toContain('goes on, marked so');
    expect(transcribe(buildDigest({ ...digest, unreviewedGoOn: false }))).toContain('stays off');
  });

  test('names the invoices that are overdue, and counts the rest', () => {
    const shown = buildDigest({ ...digest, overdue: [overdue, ...Array.from({ length: 6 }, () => overdue)] });
    expectAccepted(shown);
    expectShown(shown);
    expect(transcribe(shown)).toContain('and 2 more');
  });

  test('names twenty and counts the rest', () => {
    const items = Array.from({ length: 20 }, () => item);
    const shown = buildDigest({ ...digest, unreviewed: { count: 712, items }, held: { count: 21, items } });
    expectAccepted(shown);
    expect(transcribe(shown)).toContain('and 692 more');
    expect(transcribe(shown)).toContain('and 1 more');
  });

  test.each(texts)('stands the %s names', (_, text) => {
    const items = Array.from({ length: 20 }, () => ({ ...held, partnerName: text(200) }));
    const books = digest.books.map((book) => ({ ...book, carriedForward: shares(300, () => text(200)) }));
    const list = { count: 9_999, items };
    const shown = buildDigest({ ...digest, books, unreviewed: list, held: list });
    expectAccepted(shown);
    expectHarmless(shown);
  });
});

describe('a reminder of an overdue invoice', () => {
  const reminder = {
    ...{ number: 'INV-2026-0006', month: '2026-10', total: usd(14_000n), expectedPaymentOn: '2026-11-13' },
    ...{ finance: [LENA, 'S0LEADS'], escalation: [] },
  };

  test('calls finance', () => expectShown(buildOverdueReminder(reminder)));

  test('later on calls those it escalates to as well', () =>
    expectShown(buildOverdueReminder({ ...reminder, escalation: [BO] })));

  test('calls nobody by what is no person', () => {
    const shown = buildOverdueReminder({ ...reminder, finance: [HOSTILE, '!channel'], escalation: [HOSTILE] });
    expectAccepted(shown);
    expectHarmless(shown);
  });
});

describe('a run that was stopped for its sum', () => {
  const run: StoppedRun = {
    month: '2026-10',
    total: usd(940_000_000n),
    rewards: 812,
    bound: usd(100_000_000n),
    outcome: { kind: 'stopped' },
  };

  test('asks finance, with the sum in the button', () => {
    const shown = buildStoppedRun(run);
    expectShown(shown);
    expect(transcribe(shown)).toContain('USD:2026-10:940000000');
    expect(readAllowButton('USD:2026-10:940000000')).toEqual({ month: '2026-10', total: usd(940_000_000n) });
    for (const value of ['USD:2026-10', 'USD:2026-10:-1', 'usd:2026-10:1', '', undefined])
      expect(() => readAllowButton(value)).toThrow();
  });

  test.each<[string, StoppedRun['outcome']]>([
    ['allowed', { kind: 'allowed', by: BO, at: at('14T14:20') }],
    ['allowed and cut', { kind: 'allowed', by: BO, at: at('14T14:20'), invoice: 'INV-2026-0007' }],
    ['cut since the bound was raised', { kind: 'closed', invoice: 'INV-2026-0007' }],
    ['closed without an invoice', { kind: 'closed' }],
  ])('says what became of it, and asks no more: %s', (_, outcome) => {
    const shown = buildStoppedRun({ ...run, rewards: undefined, outcome });
    expectShown(shown);
    expect(transcribe(shown)).not.toContain('anyway');
  });

  test('stands the largest sums', () =>
    expectAccepted(buildStoppedRun({ ...run, total: usd(10n ** 30n), bound: usd(10n ** 14n), rewards: 2 ** 31 })));
});

test('too many missed months are told with the way to close them', () =>
  expectShown(buildMissedMonths({ since: '2023-09', currency: 'USD' })));

describe('books that do not balance', () => {
  const finding = {
    what: 'invoice_total',
    subject: 'INV-2026-0002',
    expected: '125.50 USD',
    found: '0.01 USD',
  } as const;

  test('are told with what is wrong and how to see all of it', () => expectShown(buildBooksTrouble([finding])));

  test('name ten and count the rest', () => {
    const shown = buildBooksTrouble(Array.from({ length: 1_234 }, () => finding));
    expectAccepted(shown);
    expect(transcribe(shown)).toContain('1,234 findings');
    expect(transcribe(shown)).toContain('and 1,224 more');
  });

  test.each(texts)('stand the %s text, whatever rule is broken', (_, text) => {
    const shown = buildBooksTrouble(
      BOOK_RULES.map((what) => ({ what, subject: text(500), expected: text(500), found: text(500) })),
    );
    expectAccepted(shown);
    expectHarmless(shown);
  });

  test.each([true, false])('say so when that is over: %s', (balance) => expectShown(buildBooksMended(balance)));
});
