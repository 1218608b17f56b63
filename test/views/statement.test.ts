import { describe, expect, test } from '@jest/globals';
import type { Carried } from '../../src/domain/shown-invoice.js';
import { buildCarriedNotice } from '../../src/views/carried-notice.js';
import { buildLateNotice } from '../../src/views/late-notice.js';
import { buildStatement } from '../../src/views/statement.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { carried, clawback, late, statement } from './partner-samples.js';
import { HOSTILE, longest, view } from './samples.js';
import { transcribe } from './transcript.js';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });

describe("a partner's statement", () => {
  test('lists what was paid and taken back, and adds it up', () => expectShown(buildStatement(statement)));

  test('says what came from earlier months, and what goes on to the next, and why', () =>
    expectShown(
      buildStatement({
        ...statement,
        carriedIn: { rewards: 2, total: usd(2_000n), because: 'below_minimum', minimum: usd(2_500n) },
        carriedOut: { rewards: 1, total: usd(-12_000n), because: 'balance' },
      }),
    ));

  test.each<[string, Carried]>([
    ['a balance', { rewards: 1, total: usd(-100n), because: 'balance' }],
    ['too little', { rewards: 1, total: usd(100n), because: 'below_minimum', minimum: usd(2_500n) }],
    ['nothing in particular', { rewards: 1, total: usd(9_000n) }],
  ])('has a reason for what is carried forward: %s', (_, carried) => {
    const shown = transcribe(buildStatement({ ...statement, carriedIn: carried, carriedOut: carried }));
    expect(shown).not.toMatch(/undefined/);
    expect(shown.includes('less than the minimum of $25.00 is not paid on its own')).toBe(
      carried.because === 'below_minimum',
    );
  });

  test('of a thousand lines names the first, and its sums are exact', () => {
    const lines = Array.from({ length: 20 }, () => ({ ...view, amount: usd(101n) }));
    const shown = buildStatement({ ...statement, rewards: 1_000, total: usd(99_999n), lines });
    expectAccepted(shown);
    expect(transcribe(shown)).toContain('and 980 more · $979.79');
    expect(transcribe(shown)).toContain('Total · **$999.99**');
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s text', (_, text) => {
    const lines = Array.from({ length: 20 }, () => ({ ...clawback, description: text(1000), customer: text(200) }));
    const shown = buildStatement({ ...statement, rewards: 432, lines, programme: text(75) });
    expectAccepted(shown);
    expectHarmless(shown);
    expectShown(shown);
  });
});

describe('what a partner is told of a month that is carried forward', () => {
  test('says how much, why, and what becomes of it', () => expectShown(buildCarriedNotice(carried)));

  test('says so of a balance as well', () =>
    expectShown(buildCarriedNotice({ ...carried, total: usd(-6_000n), minimum: undefined })));

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ])('holds the %s names', (_, text) => {
    const shown = buildCarriedNotice({ ...carried, programme: text(200), partner: text(200) });
    expectAccepted(shown);
    expectHarmless(shown);
  });
});

describe('what a partner is told of a payment that is late', () => {
  test('says when it was expected, and that they will be told', () => expectShown(buildLateNotice(late)));

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ])('holds the %s names', (_, text) => {
    const shown = buildLateNotice({ ...late, programme: text(200), partner: text(200) });
    expectAccepted(shown);
    expectHarmless(shown);
  });
});
