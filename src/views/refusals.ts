import type { AmountProblem } from '../domain/amount.js';
import type { Refusal, RefusalCode, RefusalFacts } from '../domain/errors.js';
import type { Money } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { dateToken, formatDay, formatInstant, formatMoney, formatMonth, mention } from './formats.js';
import { sayAdminChange, sayChange, sayRunChange, saySettingChange, type Telling } from './last-changes.js';
import { type Speech, speakTo } from './speak.js';
import { escapeText, oneLine, shorten } from './text.js';

/** How a sentence is written where it is shown: mrkdwn mentions and shows local times, plain text can do neither. */
interface Voice extends Speech, Telling {
  readonly text: (text: string) => string;
  readonly money: (money: Money) => string;
  readonly month: (month: string) => string;
  readonly day: (day: string) => string;
}

function mrkdwn(reader: Reader | undefined): Voice {
  return {
    ...voiceOf(reader),
    way: 'who_did',
    by: ({ actor, at }) => ({ who: mention(actor, reader), when: dateToken(at, reader) }),
    text: escapeText,
  };
}

function plain(reader: Reader | undefined): Voice {
  return {
    ...voiceOf(reader),
    way: 'was_done',
    by: ({ actor, at }) => ({ who: mention(actor, reader), when: formatInstant(at, reader) }),
    text: (text) => text,
  };
}

const voiceOf = (reader: Reader | undefined) => ({
  ...speakTo(reader),
  money: (money: Money) => formatMoney(money, reader),
  month: (month: string) => formatMonth(month, reader),
  day: (day: string) => formatDay(day, reader),
});

const SENTENCES: { readonly [Code in RefusalCode]: (facts: RefusalFacts[Code], voice: Voice) => string } = {
  not_allowed: ({ needs, staleGroups }, { say, and }) =>
    inARow(
      say('refusal.not_allowed', { roles: and(needs.map((role) => say(`role_holders.${role}`))) }),
      say(staleGroups ? 'refusal.stale_groups' : 'refusal.ask_to_be_added'),
    ),
  not_yours_to_withdraw: ({ staleGroups }, { say }) =>
    inARow(say('refusal.not_yours_to_withdraw'), staleGroups ? say('refusal.stale_groups') : ''),
  not_yours_to_edit: ({ staleGroups }, { say }) =>
    inARow(say('refusal.not_yours_to_edit'), staleGroups ? say('refusal.stale_groups') : ''),
  own_reward: ({ because }, { say }) => say(`refusal.own_reward.${because}`),
  approved_before: (_, { say }) => say('refusal.approved_before'),
  partner_group_not_yours: ({ groups }, { say, and, text }) =>
    groups.length > 0
      ? say('refusal.partner_group_not_yours', { groups: text(shorten(oneLine(and(groups)), 45)) })
      : say('refusal.no_partner_group_yours'),
  reason_needed: (_, { say }) => say('refusal.reason_needed'),

  reward_not_found: (_, { say }) => say('refusal.reward_not_found'),
  reward_changed: ({ reward, status, last }, voice) =>
    inARow(
      sayChange(reward, last, voice),
      voice.say(status === 'Paid' ? 'refusal.stays_paid' : 'refusal.look_at_card'),
    ),
  already_so: ({ reward, last }, voice) =>
    inARow(sayChange(reward, last, voice), voice.say('refusal.nothing_left_to_do')),
  reward_paid: (facts, { say }) => say('refusal.reward_paid', facts),
  invoice_locked: (facts, { say }) => say('refusal.invoice_locked', facts),
  was_invoiced: (facts, { say }) => say('refusal.was_invoiced', facts),
  needs_second_approval: (_, { say }) => say('refusal.needs_second_approval'),
  move_not_possible: ({ reward, status }, { say }) =>
    say('refusal.move_not_possible', { reward, status: say(`reward_status.${status}`) }),

  not_to_be_clawed_back: ({ reward, status }, { say }) =>
    say('refusal.not_to_be_clawed_back', { reward, status: say(`reward_status.${status}`) }),
  clawback_of_clawback: (facts, { say }) => say('refusal.clawback_of_clawback', facts),
  clawback_too_much: ({ reward, left }, { say, money }) =>
    say('refusal.clawback_too_much', { reward, left: money(left) }),
  clawback_overtaken: ({ reward, left, clawback, taken, last }, voice) => {
    const { say, money } = voice;
    const facts = { reward, taken: money(taken) };
    return inARow(
      sayChange(clawback, last, voice),
      left.minor > 0n
        ? say('refusal.clawback_leaves', { ...facts, left: money(left) })
        : say('refusal.clawback_leaves_nothing', facts),
    );
  },

  question_not_found: (_, { say }) => say('refusal.question_not_found'),
  question_answered: ({ reward, last }, voice) =>
    inARow(sayChange(reward, last, voice), voice.say('refusal.look_at_thread')),
  too_many_questions: (facts, { say }) => say('refusal.too_many_questions', facts),

  partner_unknown: (_, { say }) => say('refusal.partner_unknown'),
  customer_unknown: (_, { say }) => say('refusal.customer_unknown'),
  contact_linked: ({ partner }, { say, text }) =>
    say('refusal.contact_linked', { partner: text(shorten(oneLine(partner), 50)) }),
  currency_unused: ({ currency, currencies }, { say, or, text }) =>
    say('refusal.currency_unused', { currency: text(currency), currencies: or(currencies) }),
  amount_over_cap: ({ cap }, { say, money }) => say('refusal.over_cap', { cap: money(cap) }),

  invoice_not_found: (_, { say }) => say('refusal.invoice_not_found'),
  invoice_changed: ({ invoice, last }, voice) =>
    inARow(sayChange(invoice, last, voice), voice.say('refusal.look_at_invoice')),
  invoice_not_finalised: ({ invoice, status }, { say }) =>
    say('refusal.invoice_not_finalised', { invoice, status: say(`invoice_status.${status}`) }),
  payment_day_not_possible: ({ given, cutOn, today }, { say, day }) =>
    given > today
      ? say('common.paid_day_to_come', { day: day(given) })
      : say('refusal.paid_before_cut', { day: day(given), cut: day(cutOn) }),
  invoice_move_not_possible: ({ invoice, status }, { say }) =>
    say('refusal.invoice_move_not_possible', { invoice, status: say(`invoice_status.${status}`) }),
  line_unknown: (facts, { say }) => say('refusal.line_unknown', facts),
  not_to_be_pulled: (facts, { say }) => say('refusal.not_to_be_pulled', facts),
  partner_stays_negative: ({ reward, partner, invoice, owed, minimum }, { say, text, money }) => {
    const facts = { reward, partner: text(shorten(oneLine(partner), 20)), invoice };
    const owing = owed && { ...facts, owed: money(owed) };
    if (!minimum) return owing ? say('refusal.stays_negative_owing', owing) : say('refusal.stays_negative', facts);
    const least = { minimum: money(minimum) };
    return owing
      ? say('refusal.stays_below_minimum_owing', { ...owing, ...least })
      : say('refusal.stays_below_minimum', { ...facts, ...least });
  },
  too_many_missed_periods: ({ since, most }, { say, month }) =>
    say('refusal.too_many_missed_periods', { since: month(since), most }),
  run_over_bound: ({ month: missed, total, rewards, bound }, { say, month, money }) =>
    say('refusal.run_over_bound', { month: month(missed), total: money(total), rewards, bound: money(bound) }),
  run_settled: ({ month, currency, last }, voice) =>
    inARow(sayRunChange({ month: voice.month(month), currency }, last, voice), voice.say('refusal.nothing_left_to_do')),
  run_not_stopped: ({ month: ready, currency }, { say, month }) =>
    say('refusal.run_not_stopped', { month: month(ready), currency }),

  interrupted: (_, { say }) => say('refusal.interrupted'),
  not_set_up: (_, { say }) => say('refusal.not_set_up'),
  held_by: ({ work }, { say }) => say(`refusal.held_by.${work}`),
  workspace_unknown: ({ known }, { say, text }) =>
    known.length > 0
      ? say('refusal.workspace_unknown', { known: text(known.join(', ')) })
      : say('refusal.no_workspace'),
  setting_unknown: ({ name, known }, { say, text }) =>
    say('refusal.setting_unknown', { setting: text(name), known: text(known.join(', ')) }),
  setting_invalid: ({ name }, { say }) => say(`setting_error.${name}`),
  currency_in_use: (facts, { say }) => say('refusal.currency_in_use', facts),
  setting_changed: ({ name, last }, voice) =>
    inARow(saySettingChange(voice.text(name), last, voice), voice.say('refusal.open_form_again')),
  nobody_left: ({ to }, { say }) => say(`refusal.nobody_left.${to}`),
  admin_claimed: ({ last }, voice) => inARow(sayAdminChange(last, voice), voice.say('refusal.ask_first_admin')),
  not_workspace_admin: (_, { say }) => say('refusal.not_workspace_admin'),
};

/** What a refused person reads, in mrkdwn. */
export function refusalSentence(refusal: Refusal, reader?: Reader): string {
  return sayRefusal(refusal, mrkdwn(reader));
}

/** The same where only plain text can stand: a form's errors. */
export function refusalPlain(refusal: Refusal, reader?: Reader): string {
  return sayRefusal(refusal, plain(reader));
}

/** What to type instead, for the error under an amount: plain text. */
export function amountSentence(problem: AmountProblem, reader?: Reader): string {
  const { say, or } = speakTo(reader);
  switch (problem.code) {
    case 'amount_unreadable':
      return say('amount.unreadable');
    case 'amount_needs_code':
      return say('amount.needs_code', { symbol: problem.symbol, currency: problem.currencies[0] ?? 'USD' });
    case 'amount_currency_unused':
      return say('refusal.currency_unused', { currency: problem.typed, currencies: or(problem.currencies) });
    case 'amount_two_currencies':
      return say('amount.two_currencies', { typed: problem.typed, chosen: problem.chosen });
    case 'amount_too_precise':
      return problem.decimals === 0
        ? say('amount.no_decimals', { currency: problem.currency })
        : say('amount.too_precise', { currency: problem.currency, decimals: problem.decimals });
    case 'amount_not_positive':
      return say('amount.not_positive');
    case 'amount_over_cap':
      return say('refusal.over_cap', { cap: formatMoney(problem.cap, reader) });
  }
}

export type SlackFailure = 'too_late' | 'too_busy' | 'no_answer';

/** Slack did not do its part in time: nothing is wrong with what was asked. */
export function slackSentence(failure: SlackFailure, reader?: Reader): string {
  return speakTo(reader).say(`slack_failure.${failure}`);
}

/** A bug: nobody's fault here. The reference leads to the log. */
export function bugSentence(reference: string, reader?: Reader): string {
  return speakTo(reader).say('refusal.bug', { reference });
}

function sayRefusal<Code extends RefusalCode>(refusal: Refusal<Code>, voice: Voice): string {
  return SENTENCES[refusal.code](refusal.facts, voice);
}

function inARow(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(' ');
}
