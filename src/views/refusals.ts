import type { AmountProblem } from '../domain/amount.js';
import type { LastChange, Refusal, RefusalCode, RefusalFacts } from '../domain/errors.js';
import type { Own, Role } from '../domain/policy.js';
import type { Reader } from '../domain/reader.js';
import { countOf, dateToken, formatInstant, formatList, formatMoney, formatMonth, mention } from './formats.js';
import { gapSentence } from './setup-words.js';
import { speakTo } from './speak.js';
import { escapeText, oneLine, shorten } from './text.js';

/** How a sentence is written where it is shown: mrkdwn mentions and shows local times, plain text can do neither. */
interface Voice {
  /** "Bo approved R-1042 on …" or "R-1042 was approved on …". */
  readonly tell: (thing: string, last: LastChange) => string;
  readonly text: (text: string) => string;
  /** Who reads it, where that is one person. */
  readonly reader?: Reader | undefined;
}

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  manager: 'partnership managers',
  approver: 'approvers',
  finance: 'finance',
  admin: 'admins',
};

const STALE_GROUPS =
  'Your user group could not be checked for a day, so it counts for nothing now. Ask an admin to look.';

const OWN_SENTENCES: Readonly<Record<Own, string>> = {
  creator: 'You created this reward, so somebody else has to decide on it.',
  contact: 'You are a contact of this partner, so somebody else has to decide on this reward.',
  editor: 'You changed this reward, so somebody else has to decide on it.',
};

type Verb = readonly [past: string, participle: string, rest?: string];
const CHANGED: Verb = ['changed', 'changed'];
const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['created', ['created', 'created']],
  ['approved', ['approved', 'approved']],
  ['declined', ['declined', 'declined']],
  ['held', ['put', 'put', ' on hold']],
  ['released', ['released', 'released']],
  ['reopened', ['reopened', 'reopened']],
  ['marked_paid', ['marked', 'marked', ' as paid']],
  ['withdrawn', ['withdrew', 'withdrawn']],
  ['approved_first', ['approved', 'approved', ' as the first of two']],
  ['changes_requested', ['asked for changes to', 'put on hold for changes']],
  ['edited', ['sent', 'sent', ' back']],
  ['invoiced', ['put', 'put', ' on an invoice']],
  ['carried_forward', ['carried', 'carried', ' forward to the next invoice']],
  ['postponed', ['moved', 'moved', ' to the next invoice']],
  ['invoice_voided', ['took', 'taken', ' off its voided invoice']],
  ['paid_on_invoice', ['paid', 'paid', ' with its invoice']],
  ['cut', ['cut', 'cut']],
  ['month_closed', ['cut', 'cut']],
  ['run_allowed', ['let the bot cut', 'allowed to be cut']],
  ['finalised', ['finalised', 'finalised']],
  ['paused', ['paused', 'paused']],
  ['resumed', ['resumed', 'resumed']],
  ['failed', ['marked', 'marked', ' as failed']],
  ['retried', ['took', 'taken', ' up again']],
  ['paid', ['marked', 'marked', ' as paid']],
  ['voided', ['voided', 'voided']],
  ['installed', ['set', 'set', ' when the bot was started the first time']],
  ['admin_claimed', ['set', 'set']],
  ['answered', ['answered', 'answered']],
]);

const mrkdwn = (reader: Reader | undefined): Voice => ({
  tell: (thing, last) => {
    const [past, , rest = ''] = VERBS.get(last.kind) ?? CHANGED;
    return `${capitalise(mention(last.actor))} ${past} ${thing}${rest} on ${dateToken(last.at, reader)}`;
  },
  text: escapeText,
  reader,
});
const plain = (reader: Reader | undefined): Voice => ({
  tell: (thing, last) => {
    const [, participle, rest = ''] = VERBS.get(last.kind) ?? CHANGED;
    return `${thing} was ${participle}${rest} on ${formatInstant(last.at, reader)}`;
  },
  text: (text) => text,
  reader,
});

const SENTENCES: { readonly [Code in RefusalCode]: (facts: RefusalFacts[Code], voice: Voice) => string } = {
  not_allowed: ({ needs, staleGroups }) =>
    `Only ${formatList(
      needs.map((role) => ROLE_WORDS[role]),
      'and',
    )} can do this. ${staleGroups ? STALE_GROUPS : 'Ask an admin to add you.'}`,
  not_yours_to_withdraw: ({ staleGroups }) =>
    `Only its creator or an admin can withdraw it.${staleGroups ? ` ${STALE_GROUPS}` : ''}`,
  not_yours_to_edit: ({ staleGroups }) =>
    `Only its creator or an admin can change it.${staleGroups ? ` ${STALE_GROUPS}` : ''}`,
  own_reward: ({ because }) => OWN_SENTENCES[because],
  approved_before: () => 'You gave the first of its two approvals, so somebody else has to give the second.',
  partner_group_not_yours: ({ groups }, voice) =>
    groups.length > 0
      ? `You may reward partners of ${voice.text(shorten(oneLine(formatList(groups, 'and')), 60))}, and this one is not. Ask an admin to add its group.`
      : 'You may not reward this partner. Ask an admin.',
  reason_needed: () => 'Nobody else may decide on this reward. Say why you do.',

  reward_not_found: () => 'This reward cannot be found here. Ask an admin.',
  reward_changed: ({ reward, status, last }, voice) =>
    `${voice.tell(reward, last)}. ${status === 'Paid' ? 'It stays so: only a clawback can correct it.' : 'Look at the card again.'}`,
  already_so: ({ reward, last }, voice) => `${voice.tell(reward, last)}. There is nothing left to do.`,
  reward_paid: ({ reward }) => `${reward} is Paid and stays so. Only a clawback can correct it.`,
  invoice_locked: ({ reward, invoice }) =>
    `${reward} is on ${invoice}, which is finalised, and stays as it is. Only a clawback can correct it.`,
  was_invoiced: ({ reward }) => `${reward} was on an invoice, so it cannot be reopened. Create another reward.`,
  move_not_possible: ({ reward, status }) =>
    `${reward} is ${status}, which does not allow this. See what its card offers.`,

  not_to_be_clawed_back: ({ reward, status }) => `${reward} is ${status}. Only what is Paid can be taken back.`,
  clawback_of_clawback: ({ reward }) => `${reward} takes back another reward, and cannot be taken back itself.`,
  clawback_too_much: ({ reward, left }, { reader }) =>
    `At most ${formatMoney(left, reader)} of ${reward} can be taken back.`,
  clawback_overtaken: ({ reward, left, clawback, taken, last }, voice) =>
    `${voice.tell(clawback, last)}. It takes ${formatMoney(taken, voice.reader)} of ${reward} back; ${left.minor > 0n ? `at most ${formatMoney(left, voice.reader)} more can be` : 'nothing is left of it'}.`,

  question_not_found: () => 'This question cannot be found here. Ask an admin.',
  question_answered: ({ reward, last }, voice) =>
    `${voice.tell(`the question about ${reward}`, last)}. The thread shows the answer.`,
  too_many_questions: ({ reward, most }) =>
    `You have ${most} questions about ${reward} that nobody has answered yet. Wait for an answer.`,

  partner_unknown: () => 'This partner cannot be found. Choose one from the list.',
  customer_unknown: () => 'This customer cannot be found. Choose one from the list, or none.',
  contact_linked: ({ partner }, voice) =>
    `${voice.text(shorten(oneLine(partner), 50))} has a contact in Slack by now. The card offers to send the message again.`,
  currency_unused: ({ currency, currencies }, voice) =>
    `This programme does not pay in ${voice.text(currency)}. Use ${formatList(currencies, 'or')}.`,
  amount_over_cap: ({ cap }, { reader }) => overCap(cap, reader),

  invoice_not_found: () => 'This invoice cannot be found here. Ask an admin.',
  invoice_changed: ({ invoice, last }, voice) => `${voice.tell(invoice, last)}. Look at its message again.`,
  invoice_not_finalised: ({ invoice, status }, { reader }) =>
    `${invoice} is ${speakTo(reader).say(`invoice_status.${status}`)}. Only an invoice that is finalised, or whose payment failed, can be marked as paid.`,
  invoice_move_not_possible: ({ invoice, status }, { reader }) =>
    `${invoice} is ${speakTo(reader).say(`invoice_status.${status}`)}, which does not allow this. See what its message offers.`,
  line_unknown: ({ invoice }) => `This reward is not on ${invoice}. Choose one from the list.`,
  not_to_be_pulled: ({ reward, invoice }) => `${reward} cannot go on ${invoice}. Choose one from the list.`,
  partner_stays_negative: ({ reward, partner, invoice, owed, minimum }, voice) =>
    `With ${reward}${owed ? ` and the ${formatMoney(owed, voice.reader)} to take back` : ''}, ${voice.text(shorten(oneLine(partner), 50))} would still have ${minimum ? `less than the minimum of ${formatMoney(minimum, voice.reader)}` : 'zero or less'} on ${invoice}. It waits for the next.`,
  too_many_missed_periods: ({ since, most }, { reader }) =>
    `No month was closed since ${formatMonth(since, reader)}, and more than ${most} are not closed unasked. Ask an admin.`,
  run_over_bound: ({ month, total, rewards, bound }, { reader }) =>
    `${formatMonth(month, reader)} would come to ${formatMoney(total, reader)} on ${countOf(rewards, 'reward', reader)}, over the bound of ${formatMoney(bound, reader)}. Finance is asked in Slack.`,
  run_settled: ({ month, currency, last }, voice) =>
    `${voice.tell(`the ${formatMonth(month, voice.reader)} invoice in ${currency}`, last)}. There is nothing left to do.`,
  run_not_stopped: ({ month, currency }, { reader }) =>
    `The ${formatMonth(month, reader)} invoice in ${currency} does not wait for anybody's word.`,

  not_set_up: () => 'This workspace is not set up yet. An admin does that in the Home of Partner Rewards.',
  workspace_unknown: ({ known }, voice) =>
    known.length > 0
      ? `There is no such workspace. There are: ${voice.text(known.join(', '))}.`
      : 'There is no workspace yet. Start the bot once.',
  setting_unknown: ({ name, known }, voice) =>
    `There is no setting “${voice.text(name)}”. There are: ${voice.text(known.join(', '))}.`,
  setting_invalid: ({ name, expected }, voice) => `${voice.text(name)} must be ${voice.text(expected)}.`,
  currency_in_use: ({ currency, rewards }, { reader }) =>
    `${currency} stays: ${countOf(rewards, 'reward', reader)} in it may still be paid.`,
  setting_changed: ({ name, last }, voice) =>
    `${voice.tell(`the setting ${voice.text(name)}`, last)}. Open the form again.`,
  nobody_left: ({ to }) => gapSentence(to, 'That would leave'),
  admin_claimed: ({ last }, voice) => `${voice.tell('the first admin', last)}. Ask them to add you.`,
  not_workspace_admin: () =>
    'Only an admin or owner of this Slack workspace can set Partner Rewards up. Ask one of them.',
};

/** What a refused person reads, in mrkdwn. */
export function refusalSentence(refusal: Refusal, reader?: Reader): string {
  return say(refusal, mrkdwn(reader));
}

/** The same where only plain text can stand: a form's errors. */
export function refusalPlain(refusal: Refusal, reader?: Reader): string {
  return say(refusal, plain(reader));
}

/** What to type instead, for the error under an amount: plain text. */
export function amountSentence(problem: AmountProblem, reader?: Reader): string {
  switch (problem.code) {
    case 'amount_unreadable':
      return 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.';
    case 'amount_needs_code':
      return `Type the currency's code instead of “${problem.symbol}”: 50 ${problem.currencies[0] ?? 'USD'}.`;
    case 'amount_currency_unused':
      return `This programme does not pay in ${problem.typed}. Use ${formatList(problem.currencies, 'or')}.`;
    case 'amount_two_currencies':
      return `You typed ${problem.typed} and chose ${problem.chosen}. Make them the same.`;
    case 'amount_too_precise':
      return problem.decimals === 0
        ? `${problem.currency} has no decimals. Type a whole amount.`
        : `${problem.currency} has ${problem.decimals} decimals. Type no more.`;
    case 'amount_not_positive':
      return 'Type an amount above zero.';
    case 'amount_over_cap':
      return overCap(problem.cap, reader);
  }
}

/** Slack did not do its part in time: nothing is wrong with what was asked. */
export function slackSentence(failure: 'too_late' | 'too_busy' | 'no_answer'): string {
  return SLACK_SENTENCES[failure];
}

const SLACK_SENTENCES = {
  too_late: 'Slack gave the bot no time to open the form. Try again.',
  too_busy: 'Slack is taking no more requests for the moment. Try again in a minute.',
  no_answer: 'Slack did not answer the bot. Try again.',
} as const;

/** A bug: nobody's fault here. The reference leads to the log. */
export function bugSentence(reference: string): string {
  return `Something went wrong. Try again; if it happens again, give an admin this reference: ${reference}`;
}

function say<Code extends RefusalCode>(refusal: Refusal<Code>, voice: Voice): string {
  return SENTENCES[refusal.code](refusal.facts, voice);
}

function overCap(cap: Parameters<typeof formatMoney>[0], reader: Reader | undefined): string {
  return `One reward can be ${formatMoney(cap, reader)} at most. Ask an admin if it should be more.`;
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
