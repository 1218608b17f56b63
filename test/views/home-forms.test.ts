import { describe, expect, test } from '@jest/globals';
import type { QueueRow } from '../../src/domain/home-parts.js';
import type { SeveralResult } from '../../src/domain/several.js';
import { buildFilterForm, readFilterForm } from '../../src/views/home/filter-form.js';
import {
  buildSeveralConfirm,
  buildSeveralForm,
  readSeveralConfirm,
  readSeveralForm,
} from '../../src/views/home/several-form.js';
import { buildSeveralResult } from '../../src/views/home/several-result.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { results, rows, usd } from './home-samples.js';
import { ANA, BO, card, HOSTILE, longest, recipients } from './samples.js';

const rules = { currencies: ['USD', 'EUR'], rewardCap: 100_000n };

function filled(values: Record<string, object>) {
  const state = Object.entries(values).map(([id, value]) => [id, { [id]: value }] as const);
  return { private_metadata: '', state: { values: Object.fromEntries(state) } };
}

describe('the filter of the queue', () => {
  test('asks for nothing that must be given', () => expectShown(buildFilterForm({ filter: {}, rules })));

  test('shows what is asked for, and gives it back', () => {
    const filter = {
      partnerId: card.partner.id,
      createdBy: ANA,
      status: 'Hold',
      olderThanDays: 7,
      atLeast: { minor: '10050', currency: 'EUR' },
    } as const;
    expectShown(buildFilterForm({ filter, partner: card.partner, rules }));
    const form = filled({
      partner: { selected_option: { value: card.partner.id } },
      created_by: { selected_user: ANA },
      status: { selected_option: { value: 'Hold' } },
      age: { selected_option: { value: '7' } },
      at_least: { value: '100.50' },
      currency: { selected_option: { value: 'EUR' } },
    });
    expect(readFilterForm(form, rules)).toEqual({ ok: true, value: filter });
  });

  test('left empty asks for nothing; an amount that cannot be read is said', () => {
    expect(readFilterForm(filled({}), rules)).toEqual({ ok: true, value: {} });
    expect(readFilterForm(filled({ at_least: { value: '12,50' } }), rules)).toEqual({
      ok: false,
      errors: { at_least: expect.stringMatching(/^Type it like/) },
    });
  });
});

describe('approving several', () => {
  test('offers each with its facts, none chosen', () => {
    expectShown(
      buildSeveralForm(
        [...rows(11), ...rows(1, { customer: 'Initech', firstApprovedBy: BO, approvalsNeeded: 2, duplicateOf: 1031 })],
        3,
      ),
    );
    expectShown(buildSeveralForm([], 0));
  });

  test('shows the sum of what was chosen, by currency, before it is done', () => {
    const chosen = [...rows(2), ...rows(1, { amount: { minor: 500n, currency: 'EUR' } })];
    const refs = rows(4).map(({ id, revision }) => ({ rewardId: id, revision }));
    const confirm = buildSeveralConfirm(chosen, refs, recipients);
    expectShown(confirm);
    expect(readSeveralConfirm({ private_metadata: confirm.private_metadata ?? '' })).toEqual(refs);
  });

  test('leaves out of the sum what is another than was chosen, and says so', () => {
    const [same, changed] = rows(2);
    const refs = [same, changed].map((row) => ({ rewardId: row?.id ?? '', revision: row?.revision ?? 0 }));
    const now = rows(2).map((row) =>
      row.id === changed?.id ? { ...row, revision: row.revision + 2, amount: { minor: 1n, currency: 'EUR' } } : row,
    );
    const confirm = JSON.stringify(buildSeveralConfirm(now, refs, []));
    expect(confirm).toContain('1 reward of your choice was changed meanwhile and will be left as it is.');
    expect(confirm).toContain('Approve 1');
    expect(confirm).not.toContain('€');
  });

  test('reads what was chosen from every group, and wants at least one', () => {
    const [first, last] = rows(2);
    const box = (row: QueueRow | undefined) => ({ selected_options: [{ value: `${row?.id}:3` }] });
    expect(
      readSeveralForm(filled({ several_0: box(first), several_1: { selected_options: [] }, several_4: box(last) })),
    ).toEqual({
      ok: true,
      value: [
        { rewardId: first?.id, revision: 3 },
        { rewardId: last?.id, revision: 3 },
      ],
    });
    expect(readSeveralForm(filled({ several_0: { selected_options: [] } }))).toEqual({
      ok: false,
      errors: { several_0: 'Choose at least one.' },
    });
  });

  test('says what became of each', () => {
    expectShown(buildSeveralResult(results));
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s text, fifty times', (_, text) => {
    const many = rows(50, {
      partner: text(200),
      customer: text(200),
      description: text(1000),
      amount: usd(10n ** 30n),
    });
    const refs = many.map(({ id, revision }) => ({ rewardId: id, revision }));
    const told = many.map((row, index): SeveralResult => {
      const [approved, refused] = results;
      return {
        reward: { ...row, amount: row.amount },
        outcome: (index % 2 ? approved : refused)?.outcome ?? { kind: 'approved' },
      };
    });
    const filter = buildFilterForm({
      filter: { partnerId: card.partner.id },
      partner: { ...card.partner, name: text(200), key: text(200) },
      rules,
    });
    for (const shown of [
      filter,
      buildSeveralForm(many, 5000),
      buildSeveralConfirm(many, refs, longestRecipients(text)),
      buildSeveralResult(told),
    ]) {
      expectAccepted(shown);
      expectHarmless(shown);
    }
  });
});

/** So many partners of each kind that not all can be named. */
function longestRecipients(text: (most: number) => string) {
  return Array.from({ length: 20 }, () => recipients)
    .flat()
    .map(({ reach }) => ({ partner: text(200), reach }));
}
