import type { AmountProblem } from '../../src/domain/amount.js';
import { Refusal, type RefusalCode, type RefusalFacts } from '../../src/domain/errors.js';
import { INVOICE_STATUSES } from '../../src/domain/invoice.js';
import { REWARD_STATUSES } from '../../src/domain/reward.js';
import { type SettingName, settings } from '../../src/domain/settings.js';
import { at, BO } from './samples.js';

export const last = { kind: 'approved', actor: BO, at: at('14T14:20') };
const cap = { minor: 10_000_000n, currency: 'USD' };

/** Facts for every code: one without a sentence, or without a sample here, does not compile. */
export const samples: { readonly [Code in RefusalCode]: RefusalFacts[Code] } = {
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
  needs_second_approval: {},
  payment_day_not_possible: { given: '2026-11-30', cutOn: '2026-12-01', today: '2026-12-09' },
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
  interrupted: {},
  not_set_up: {},
  held_by: { work: 'cut' },
  workspace_unknown: { known: ['T1', 'T2'] },
  setting_unknown: { name: 'colour', known: ['name', 'currencies'] },
  currency_in_use: { currency: 'EUR', rewards: 3 },
  setting_changed: { name: 'review-channel', last: { ...last, kind: 'setting_changed' } },
  nobody_left: { to: 'approve_others' },
  admin_claimed: { last: { ...last, kind: 'admin_claimed' } },
  not_workspace_admin: {},
  setting_invalid: { name: 'time-zone' },
};

export const problems: readonly AmountProblem[] = [
  { code: 'amount_unreadable' },
  { code: 'amount_needs_code', symbol: '€', currencies: ['USD', 'EUR'] },
  { code: 'amount_currency_unused', typed: 'CHF', currencies: ['USD', 'EUR'] },
  { code: 'amount_two_currencies', typed: 'USD', chosen: 'EUR' },
  { code: 'amount_too_precise', currency: 'USD', decimals: 2 },
  { code: 'amount_too_precise', currency: 'JPY', decimals: 0 },
  { code: 'amount_not_positive' },
  { code: 'amount_over_cap', cap },
];

export const refusals: readonly Refusal[] = Object.entries(samples).map(
  ([code, facts]) => new Refusal(codeOf(code), facts),
);

function codeOf(name: string): RefusalCode {
  const code = (Object.keys(samples) as RefusalCode[]).find((known) => known === name);
  if (!code) throw new Error(`no such refusal: ${name}`);
  return code;
}

const lastKinds = [
  ...['created', 'approved', 'declined', 'held', 'released', 'reopened', 'marked_paid', 'withdrawn', 'approved_first'],
  ...['changes_requested', 'edited', 'invoiced', 'carried_forward', 'postponed', 'invoice_voided', 'paid_on_invoice'],
  ...['cut', 'finalised', 'paused', 'resumed', 'failed', 'retried', 'paid', 'voided', 'answered', 'something_new'],
];
const owed = samples.partner_stays_negative.owed;

/** Each refusal in all the ways that it has words for. */
export const everyRefusal: readonly Refusal[] = [
  ...refusals,
  ...lastKinds.map((kind) => new Refusal('reward_changed', { ...samples.reward_changed, last: { ...last, kind } })),
  ...REWARD_STATUSES.map((status) => new Refusal('reward_changed', { ...samples.reward_changed, status })),
  ...REWARD_STATUSES.flatMap((status) => [
    new Refusal('move_not_possible', { reward: 'R-1042', status }),
    new Refusal('not_to_be_clawed_back', { reward: 'R-1042', status }),
  ]),
  ...INVOICE_STATUSES.flatMap((status) => [
    new Refusal('invoice_not_finalised', { ...samples.invoice_not_finalised, status }),
    new Refusal('invoice_move_not_possible', { ...samples.invoice_move_not_possible, status }),
  ]),
  ...(['installed', 'admin_claimed', 'setting_changed'] as const).flatMap((kind) => [
    new Refusal('setting_changed', { ...samples.setting_changed, last: { ...last, kind } }),
    new Refusal('admin_claimed', { last: { ...last, kind } }),
  ]),
  new Refusal('run_settled', { ...samples.run_settled, last: { ...last, kind: 'month_closed' } }),
  new Refusal('not_allowed', { needs: ['manager', 'finance', 'admin'], staleGroups: true }),
  new Refusal('not_yours_to_withdraw', { staleGroups: true }),
  ...(['contact', 'editor'] as const).map((because) => new Refusal('own_reward', { because })),
  new Refusal('partner_group_not_yours', { groups: [] }),
  new Refusal('workspace_unknown', { known: [] }),
  new Refusal('clawback_overtaken', { ...samples.clawback_overtaken, left: { minor: 0n, currency: 'USD' } }),
  ...(['administer', 'approve'] as const).map((to) => new Refusal('nobody_left', { to })),
  ...(['invoice', 'others'] as const).map((work) => new Refusal('held_by', { work })),
  ...[{ owed: undefined }, { minimum: owed }, { owed: undefined, minimum: owed }].map(
    (rest) => new Refusal('partner_stays_negative', { ...samples.partner_stays_negative, ...rest }),
  ),
  ...(Object.keys(settings) as SettingName[]).map((name) => new Refusal('setting_invalid', { name })),
];
