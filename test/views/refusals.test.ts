import { describe, expect, test } from '@jest/globals';
import type { AmountProblem } from '../../src/domain/amount.js';
import { Refusal, type RefusalCode, type RefusalFacts } from '../../src/domain/errors.js';
import { amountSentence, bugSentence, refusalPlain, refusalSentence } from '../../src/views/refusals.js';
import { expectEscaped } from './expectations.js';
import { at, BO, HOSTILE } from './samples.js';

const last = { kind: 'approved', actor: BO, at: at('14T14:20') };
const cap = { minor: 10_000_000n, currency: 'USD' };

/** Facts for every code: one without a sentence, or without a sample here, does not compile. */
const samples: { readonly [Code in RefusalCode]: RefusalFacts[Code] } = {
  not_allowed: { needs: ['approver', 'admin'], staleGroups: false },
  not_yours_to_withdraw: { staleGroups: false },
  not_yours_to_edit: { staleGroups: false },
  own_reward: { because: 'creator' },
  partner_group_not_yours: { groups: ['Gold', 'Silver'] },
  approved_before: {},
  reason_needed: {},
  reward_not_found: {},
  reward_changed: { reward: 'R-1042', status: 'Approved', last },
  already_so: { reward: 'R-1042', status: 'Approved', last },
  reward_paid: { reward: 'R-1042' },
  invoice_locked: { reward: 'R-1042', invoice: 'INV-2026-0007' },
  was_invoiced: { reward: 'R-1042' },
  move_not_possible: { reward: 'R-1042', status: 'Declined' },
  not_to_be_clawed_back: { reward: 'R-1042', status: 'Approved' },
  clawback_of_clawback: { reward: 'R-1050' },
  clawback_too_much: { reward: 'R-1042', left: { minor: 12_500n, currency: 'USD' } },
  clawback_overtaken: {
    reward: 'R-1042',
    left: { minor: 5_000n, currency: 'USD' },
    clawback: 'R-1050',
    taken: { minor: 20_000n, currency: 'USD' },
    last: { ...last, kind: 'created' },
  },
  question_not_found: {},
  question_answered: { reward: 'R-1042', last: { ...last, kind: 'answered' } },
  too_many_questions: { reward: 'R-1042', most: 5 },
  partner_unknown: {},
  customer_unknown: {},
  contact_linked: { partner: 'Acme Growth GmbH' },
  currency_unused: { currency: 'EUR', currencies: ['USD', 'GBP', 'JPY'] },
  amount_over_cap: { cap },
  invoice_not_found: {},
  invoice_changed: {
    invoice: 'INV-2026-0007',
    status: 'finalised',
    last: { ...last, kind: 'finalised', actor: 'bot' },
  },
  invoice_not_finalised: { invoice: 'INV-2026-0007', status: 'in_review' },
  invoice_move_not_possible: { invoice: 'INV-2026-0007', status: 'paid' },
  line_unknown: { invoice: 'INV-2026-0007' },
  not_to_be_pulled: { reward: 'R-1042', invoice: 'INV-2026-0007' },
  partner_stays_negative: {
    ...{ reward: 'R-1042', partner: 'Acme Growth GmbH', invoice: 'INV-2026-0007' },
    owed: { minor: 10_000n, currency: 'USD' },
  },
  too_many_missed_periods: { since: '2024-10', most: 24 },
  run_over_bound: {
    month: '2026-11',
    total: { minor: 940_000_000n, currency: 'USD' },
    rewards: 812,
    bound: { minor: 100_000_000n, currency: 'USD' },
  },
  run_settled: { month: '2026-11', currency: 'USD', last: { ...last, kind: 'run_allowed' } },
  run_not_stopped: { month: '2026-11', currency: 'USD' },
  not_set_up: {},
  workspace_unknown: { known: ['T1', 'T2'] },
  setting_unknown: { name: 'colour', known: ['name', 'currencies'] },
  currency_in_use: { currency: 'EUR', rewards: 3 },
  setting_changed: { name: 'review-channel', last: { ...last, kind: 'setting_changed' } },
  nobody_left: { to: 'approve_others' },
  admin_claimed: { last: { ...last, kind: 'admin_claimed' } },
  not_workspace_admin: {},
  setting_invalid: { name: 'time-zone' },
};

const problems: readonly AmountProblem[] = [
  { code: 'amount_unreadable' },
  { code: 'amount_needs_code', symbol: '€', currencies: ['USD', 'EUR'] },
  { code: 'amount_currency_unused', typed: 'CHF', currencies: ['USD', 'EUR'] },
  { code: 'amount_two_currencies', typed: 'USD', chosen: 'EUR' },
  { code: 'amount_too_precise', currency: 'USD', decimals: 2 },
  { code: 'amount_too_precise', currency: 'JPY', decimals: 0 },
  { code: 'amount_not_positive' },
  { code: 'amount_over_cap', cap },
];

const refusals: readonly Refusal[] = Object.entries(samples).map(([code, facts]) => new Refusal(codeOf(code), facts));

describe('a refusal', () => {
  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))('has a sentence: %s', (_, refusal) => {
    expect(`${refusalSentence(refusal)}\n${refusalPlain(refusal)}`).toMatchSnapshot();
    expectEscaped(refusalSentence(refusal));
  });

  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))(
    'is short, whole and without markup where a form shows it: %s',
    (_, refusal) => {
      const sentence = refusalPlain(refusal);
      expect(sentence.length).toBeLessThanOrEqual(150);
      expect(sentence).toMatch(/^[A-Z“t].*\.$/);
      expect(sentence).not.toMatch(/<|undefined/);
    },
  );

  test('says who decided, what and when', () => {
    const refusal = new Refusal('reward_changed', samples.reward_changed);
    expect(refusalSentence(refusal)).toMatch(
      /^<@U0BO> approved R-1042 on <!date\^\d+\^.*>\. Look at the card again\.$/,
    );
    expect(refusalPlain(refusal)).toBe('R-1042 was approved on 14 Nov 2026, 14:20 UTC. Look at the card again.');
  });

  test.each([
    ['held', '<@U0BO> put R-1042 on hold on'],
    ['withdrawn', '<@U0BO> withdrew R-1042 on'],
    ['approved_first', '<@U0BO> approved R-1042 as the first of two on'],
    ['changes_requested', '<@U0BO> asked for changes to R-1042 on'],
    ['edited', '<@U0BO> sent R-1042 back on'],
    ['marked_paid', '<@U0BO> marked R-1042 as paid on'],
    ['something_new', '<@U0BO> changed R-1042 on'],
  ])('has a verb for what happened last: %s', (kind, sentence) => {
    const refusal = new Refusal('reward_changed', { ...samples.reward_changed, last: { ...last, kind } });
    expect(refusalSentence(refusal)).toContain(sentence);
  });

  test.each([
    [
      'setting_changed',
      'installed',
      '<@U0BO> set the setting review-channel when the bot was started the first time on',
    ],
    ['setting_changed', 'admin_claimed', '<@U0BO> set the setting review-channel on'],
    ['admin_claimed', 'installed', '<@U0BO> set the first admin when the bot was started the first time on'],
    ['admin_claimed', 'setting_changed', '<@U0BO> changed the first admin on'],
    ['run_settled', 'month_closed', '<@U0BO> cut the November 2026 invoice in USD on'],
  ] as const)('has one for settings, the first admin and a month, too: %s, %s', (code, kind, sentence) => {
    const refusal = new Refusal(code, { ...samples[code], last: { ...last, kind } });
    expect(refusalSentence(refusal)).toContain(sentence);
  });

  test('says that a user group could not be checked', () => {
    const refusal = new Refusal('not_allowed', { needs: ['manager', 'admin'], staleGroups: true });
    expect(refusalSentence(refusal)).toContain('could not be checked');
  });

  test('says whose a reward is to withdraw, and that a user group could not be checked', () => {
    const plain = (staleGroups: boolean) => refusalPlain(new Refusal('not_yours_to_withdraw', { staleGroups }));
    expect(plain(false)).toBe('Only its creator or an admin can withdraw it.');
    expect(plain(true)).toContain('could not be checked');
    expect(plain(true).length).toBeLessThanOrEqual(150);
  });

  test('says what nobody would be left for', () => {
    for (const to of ['administer', 'approve', 'approve_others'] as const)
      expect(refusalPlain(new Refusal('nobody_left', { to })).length).toBeLessThanOrEqual(150);
  });

  test('says whose partners somebody may reward, however many and long the groups are', () => {
    const groups = Array.from({ length: 30 }, () => HOSTILE);
    const refusal = new Refusal('partner_group_not_yours', { groups });
    expectEscaped(refusalSentence(refusal));
    expect(refusalPlain(refusal).length).toBeLessThanOrEqual(150);
    expect(refusalPlain(new Refusal('partner_group_not_yours', { groups: [] }))).toContain('may not reward');
  });

  test('says whose the reward is', () => {
    expect(refusalPlain(new Refusal('own_reward', { because: 'contact' }))).toContain('contact of this partner');
  });

  test("shows a person's text as text", () => {
    expectEscaped(refusalSentence(new Refusal('setting_unknown', { name: HOSTILE, known: [HOSTILE] })));
    expectEscaped(refusalSentence(new Refusal('currency_unused', { currency: HOSTILE, currencies: ['USD'] })));
    expectEscaped(
      refusalSentence(new Refusal('reward_changed', { ...samples.reward_changed, last: { ...last, actor: HOSTILE } })),
    );
  });
});

test.each(problems.map((problem) => [problem.code, problem] as const))(
  'an amount is refused with what to type: %s',
  (_, problem) => {
    expect(amountSentence(problem)).toMatchSnapshot();
    expect(amountSentence(problem).length).toBeLessThanOrEqual(150);
  },
);

test('a bug has a reference', () => {
  expect(bugSentence('7f3a')).toContain('7f3a');
});

function codeOf(name: string): RefusalCode {
  const code = (Object.keys(samples) as RefusalCode[]).find((known) => known === name);
  if (!code) throw new Error(`no such refusal: ${name}`);
  return code;
}
