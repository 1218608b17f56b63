import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../sandbox/block-kit/checks.js';
import { suggestionAnswer } from '../../sandbox/block-kit/composition.js';
import { customerOptions, partnerOptions } from '../../src/views/reward-options.js';
import { expectHarmless } from './expectations.js';
import { customer, HOSTILE, longest, partner, strangersCustomer } from './samples.js';

function problemsOf(answer: unknown): Problem[] {
  const found: Problem[] = [];
  suggestionAnswer(answer, '', found);
  return found;
}

describe('the options of a type-ahead', () => {
  test('name a partner with its key', () => {
    expect(partnerOptions([partner]).options).toEqual([
      { text: { type: 'plain_text', text: 'Acme Growth GmbH · acme-growth', emoji: false }, value: partner.id },
    ]);
  });

  test('keep the key of a partner in sight, however long the name is', () => {
    const [option] = partnerOptions([{ ...partner, name: 'Acme '.repeat(40) }]).options;
    expect(option?.text.text).toMatch(/^Acme .*… · acme-growth$/);
    expect(option?.text.text.length).toBeLessThanOrEqual(75);
  });

  test("put the partner's own customers first", () => {
    expect(customerOptions({ own: [customer], others: [strangersCustomer] })).toMatchObject({
      option_groups: [
        { label: { text: 'Customers of Acme Growth GmbH' }, options: [{ text: { text: 'Initech · cus-889' } }] },
        { label: { text: 'Other customers' }, options: [{ value: strangersCustomer.id }] },
      ],
    });
  });

  test('have no groups where the partner has no customers, and may be none', () => {
    expect(customerOptions({ own: [], others: [strangersCustomer] })).toHaveProperty('options.length', 1);
    expect(customerOptions({ own: [], others: [] })).toEqual({ options: [] });
    expect(partnerOptions([])).toEqual({ options: [] });
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stand the %s text, and more hits than Slack takes', (_, text) => {
    const partners = Array.from({ length: 150 }, () => ({ ...partner, name: text(200), key: text(200) }));
    const customers = partners.map(() => ({ ...customer, name: text(200), key: text(200), partnerName: text(200) }));
    for (const answer of [partnerOptions(partners), customerOptions({ own: customers, others: customers })]) {
      expect(problemsOf(answer)).toEqual([]);
      expectHarmless({ text: '', blocks: [], ...answer });
    }
  });
});
