import { describe, expect, test } from '@jest/globals';
import type { LikelyDuplicate, ProgrammeRules } from '../../src/domain/shown.js';
import {
  buildRewardForm,
  draftOf,
  type RewardForm,
  readEdit,
  readFormMemory,
  readRewardForm,
} from '../../src/views/reward-form.js';
import { expectShown } from './expectations.js';
import { chosen, fill, keptIn, typed } from './forms.js';
import { ANA, at, BO, card, customer, HOSTILE, longest, partner, strangersCustomer } from './samples.js';

const rules: ProgrammeRules = { currencies: ['USD'], rewardCap: 100_000n };
const several: ProgrammeRules = { currencies: ['USD', 'EUR', 'JPY'], rewardCap: 100_000n };
const duplicate: LikelyDuplicate & { confirm: string } = {
  id: 'other',
  number: 1031,
  status: 'Approved',
  createdBy: ANA,
  createdAt: at('08T09:00'),
  link: 'https://example.slack.com/archives/C1/p1',
  confirm: 'other 125050 USD',
};
const filled: RewardForm = {
  rules,
  partner,
  customer,
  amountText: '1,250.50',
  description: 'Co-marketing webinar',
  internalNote: 'Agreed on the phone',
};

describe('the Manual Rewards form', () => {
  test('starts empty', () => expectShown(buildRewardForm({ rules })));

  test('shows what is known of the chosen partner', () => expectShown(buildRewardForm(filled)));

  test('names a partner whose sums its reader may not see, and says no more', () => {
    const { id, name, key } = partner;
    const form = buildRewardForm({ ...filled, partner: { id, name, key } });
    const text = JSON.stringify(form.blocks);
    expect(text).toContain(name);
    expect(text).not.toMatch(/pending|paid|reached/);
    expect(readFormMemory(form.private_metadata ?? '').partnerId).toBe(id);
  });

  test('has a currency to choose only where there are several', () =>
    expectShown(buildRewardForm({ rules: several, currency: 'EUR' })));

  test('warns of a customer of another partner', () =>
    expectShown(buildRewardForm({ ...filled, customer: strangersCustomer })));

  test('says on top what it could not do', () =>
    expectShown(buildRewardForm({ rules, unchosen: { why: 'several', words: 'acme' } })));

  test('asks once about a likely duplicate', () => expectShown(buildRewardForm({ ...filled, duplicate })));

  test('sends a reward back, with what was asked and what is answered', () => {
    const edit = { rewardId: card.id, revision: 3, number: 1042, askedBy: BO, question: 'Was it not 1,250?' };
    expectShown(buildRewardForm({ ...filled, edit }));
    const form = buildRewardForm({ ...filled, edit, duplicate });
    expect(form.submit?.text).toBe('Send back anyway');
    const ref = { rewardId: card.id, revision: 3 };
    expect(readEdit(fill(form, { answer: typed(' It was. ') }))).toEqual({
      ok: true,
      value: { ref, answer: 'It was.' },
    });
    expect(readEdit(fill(form))).toEqual({ ok: true, value: { ref } });
    expect(readEdit(fill(form, { answer: typed('x'.repeat(501)) }))).toMatchObject({ ok: false });
    for (const text of [longest, () => HOSTILE])
      expectShown(buildRewardForm({ ...filled, edit: { ...edit, question: text(500), askedBy: text(20) } }));
  });

  test('says why a partner cannot be told, and that nothing was paid', () =>
    expectShown(
      buildRewardForm({
        rules,
        partner: { ...partner, pending: [], paid: [], reach: { reachable: false, why: 'no_slack_user' } },
      }),
    ));

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s text everywhere', (_, text) =>
    expectShown(
      buildRewardForm({
        rules: several,
        partner: { ...partner, name: text(200), key: text(200), group: text(200) },
        customer: { ...strangersCustomer, name: text(200), key: text(200), partnerName: text(200) },
        amountText: text(1000),
        description: text(4000),
        internalNote: text(4000),
        unchosen: { why: 'several', words: text(1000) },
        duplicate,
      }),
    ),
  );

  test('gives back what it was built from', () => {
    expect(readRewardForm(fill(buildRewardForm(filled)), rules)).toEqual({
      ok: true,
      value: {
        partnerId: partner.id,
        customerId: customer.id,
        description: 'Co-marketing webinar',
        amount: { minor: 125050n, currency: 'USD' },
        internalNote: 'Agreed on the phone',
      },
    });
  });

  test('remembers which duplicate was accepted, and which partner is chosen', () => {
    const form = buildRewardForm({ ...filled, duplicate });
    expect(readRewardForm(fill(form), rules)).toMatchObject({ value: { confirmed: duplicate.confirm } });
    expect(readFormMemory(form.private_metadata ?? '')).toEqual({ partnerId: partner.id, confirm: duplicate.confirm });
    expect(readFormMemory('')).toEqual({});
  });

  test('puts every error under its field', () => {
    const form = fill(buildRewardForm({ rules }), {
      description: typed(' x '),
      amount: typed('12,50'),
      note: typed('n'.repeat(1001)),
    });
    expect(readRewardForm(form, rules)).toEqual({
      ok: false,
      errors: {
        partner: 'Choose a partner.',
        description: 'Say what it is for, in at least 3 characters.',
        amount: 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.',
        note: 'This has 1,001 characters; 1,000 is the most.',
      },
    });
  });

  test.each([
    [undefined, false],
    ['xy', false],
    ['\u200B\u200B\u200B', false],
    ['xyz', true],
    ['x'.repeat(1000), true],
    ['x'.repeat(1001), false],
    [`  ${'x'.repeat(1000)}  `, true],
  ])('takes a description of 3 to 1,000 characters', (description, ok) => {
    const form = fill(buildRewardForm(filled), { description: { value: description ?? null } });
    expect(readRewardForm(form, rules).ok).toBe(ok);
  });

  test('takes the chosen currency, and a typed code only if it is the same', () => {
    const form = buildRewardForm({ ...filled, rules: several });
    const put = (amount: string) => fill(form, { amount: typed(amount), currency: chosen('EUR') });
    expect(readRewardForm(put('50'), several)).toMatchObject({ value: { amount: { minor: 5000n, currency: 'EUR' } } });
    expect(readRewardForm(put('50 USD'), several)).toMatchObject({ ok: false, errors: { amount: expect.anything() } });
  });

  test('keeps what was typed when it is built again after a choice', () => {
    const first = buildRewardForm({ rules: several });
    const before = fill(first, {
      partner: chosen(partner.id),
      customer: chosen(customer.id),
      description: typed('Webinar'),
      amount: typed('12,50'),
      currency: chosen('JPY'),
      note: typed('Secret'),
    });
    const { partnerId, customerId, ...draft } = draftOf(before);
    expect({ partnerId, customerId }).toEqual({ partnerId: partner.id, customerId: customer.id });

    const again = buildRewardForm({ rules: several, partner, customer, ...draft, duplicate });
    expect(draftOf(fill(again))).toEqual(draftOf(before));
    // Slack itself keeps the state of what has the same ids.
    expect(keptIn(again, before)).toMatchObject(before.state.values);
  });

  test('stores no control characters and no overrides of the reading direction', () => {
    const form = fill(buildRewardForm(filled), { description: typed('a\u0000b\u202Ec\r\nd') });
    expect(readRewardForm(form, rules)).toMatchObject({ value: { description: 'abc\nd' } });
  });
});
