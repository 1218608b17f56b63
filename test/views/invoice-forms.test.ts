import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../sandbox/block-kit/checks.js';
import { suggestionAnswer } from '../../sandbox/block-kit/composition.js';
import type { LineChoice } from '../../src/domain/shown-invoice.js';
import { buildInvoiceHistory } from '../../src/views/invoice-history.js';
import { buildInvoiceReasonForm, readInvoiceReasonForm } from '../../src/views/invoice-reason-form.js';
import { lineOptions } from '../../src/views/line-options.js';
import { buildPullRewardForm, readPullRewardForm } from '../../src/views/pull-reward-form.js';
import { readInvoiceMenuValue } from '../../src/views/references.js';
import { buildRemoveLineForm, readRemoveLineForm } from '../../src/views/remove-line-form.js';
import { invoiceEvents } from './event-samples.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { chosen, fill, typed } from './forms.js';
import { card, HOSTILE, invoiceEvent, longest, sheet } from './samples.js';

const ref = { invoiceId: sheet.id, revision: 3 };
const line: LineChoice = {
  rewardId: card.id,
  revision: 4,
  number: 1042,
  partnerName: 'Acme Growth GmbH',
  amount: { minor: 125050n, currency: 'USD' },
  description: 'Co-marketing webinar, 14 Nov: 212 sign-ups',
};

describe('the form that asks why', () => {
  test.each(['pause', 'fail', 'void'] as const)('says what it means to %s', (act) =>
    expectShown(buildInvoiceReasonForm(sheet, act)),
  );

  test.each(['pause', 'fail', 'void'] as const)('gives the reason of a %s, which cannot be left out', (act) => {
    const form = buildInvoiceReasonForm(sheet, act);
    const value = { ref, act, reason: 'The bank refused' };
    expect(readInvoiceReasonForm(fill(form, { reason: typed(' The bank refused ') }))).toEqual({ ok: true, value });
    expect(readInvoiceReasonForm(fill(form, { reason: typed('  ') }))).toEqual({
      ok: false,
      errors: { reason: 'Say why.' },
    });
    expect(readInvoiceReasonForm(fill(form, { reason: typed('x'.repeat(1001)) }))).toMatchObject({ ok: false });
  });
});

describe('the form to remove a line', () => {
  const form = buildRemoveLineForm(sheet);
  const choice = chosen(`${card.id}:4`);
  test('asks which, and why if one likes', () => expectShown(form));

  test('gives the reward and the reason', () => {
    const reward = { rewardId: card.id, revision: 4 };
    expect(readRemoveLineForm(fill(form, { invoice_line: choice, reason: typed('Disputed') }))).toEqual({
      ok: true,
      value: { ref, reward, reason: 'Disputed' },
    });
    expect(readRemoveLineForm(fill(form, { invoice_line: choice }))).toEqual({ ok: true, value: { ref, reward } });
  });

  test('wants a reward, and no novel', () => {
    expect(readRemoveLineForm(fill(form, { reason: typed('x'.repeat(1001)) }))).toEqual({
      ok: false,
      errors: { invoice_line: 'Choose a reward.', reason: expect.any(String) },
    });
  });
});

describe('the form to pull a reward on', () => {
  const form = buildPullRewardForm(sheet);
  test('asks which', () => expectShown(form));

  test('gives the reward', () => {
    expect(readPullRewardForm(fill(form, { late_reward: chosen(`${card.id}:4`) }))).toEqual({
      ok: true,
      value: { ref, reward: { rewardId: card.id, revision: 4 } },
    });
    expect(readPullRewardForm(fill(form))).toEqual({ ok: false, errors: { late_reward: 'Choose a reward.' } });
  });
});

test('a line is offered by its number, its amount, its partner and what it is for', () => {
  expect(lineOptions([line])).toMatchSnapshot();
});

test.each([
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const)('a hundred lines with the %s texts are offered within the limits', (_, text) => {
  const hostile = { ...line, number: 2147483647, partnerName: text(200), description: text(1000) };
  const amount = { minor: 10n ** 15n, currency: 'USD' };
  const offered = lineOptions(Array.from({ length: 150 }, () => ({ ...hostile, amount })));
  const found: Problem[] = [];
  suggestionAnswer(offered, '', found);
  expect(found).toEqual([]);
  expect(offered.options).toHaveLength(100);
  expectHarmless({ type: 'modal', title: { type: 'plain_text', text: 'x', emoji: false }, blocks: [], ...offered });
});

describe('the history of an invoice', () => {
  test('tells everything that can happen to one', () => expectShown(buildInvoiceHistory(sheet, invoiceEvents)));

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s reasons, and more events than a modal holds', (_, text) => {
    const event = invoiceEvent('paused', { reason: text(1000), facts: { reference: text(300) } });
    const shown = buildInvoiceHistory(
      sheet,
      Array.from({ length: 300 }, () => event),
    );
    expectAccepted(shown);
    expectHarmless(shown);
    expect(JSON.stringify(shown)).toContain('earlier events not shown');
  });
});

test('an item of the menu carries the invoice and its revision', () => {
  expect(readInvoiceMenuValue(`void:${sheet.id}:3`)).toEqual({ item: 'void', ...ref });
  expect(() => readInvoiceMenuValue(`withdraw:${sheet.id}:3`)).toThrow();
  expect(() => readInvoiceMenuValue(undefined)).toThrow();
});
