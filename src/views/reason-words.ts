import { DECLINE_REASONS, type DeclineReason, type WithdrawReason } from '../domain/reasons.js';
import type { PartnerTold, RewardCard, Unreachable } from '../domain/shown.js';
import { nameInLine } from './text.js';

/** Why a reward is declined, as the team chooses it and reads it. */
export const REASON_LABEL: Readonly<Record<DeclineReason | WithdrawReason, string>> = {
  order_cancelled: 'Order cancelled or refunded',
  not_eligible: 'Not eligible',
  duplicate: 'Already rewarded',
  wrong_amount: 'Wrong amount',
  wrong_partner: 'Wrong partner',
  terms_not_met: 'Terms not met',
  fraud: 'Suspected fraud',
  other: 'Other',
  withdrawn_by_creator: 'Withdrawn by its creator',
  withdrawn_by_admin: 'Withdrawn by an admin',
};

// What the partner reads accuses nobody and names nobody.
const PARTNER_REASON: Readonly<Record<DeclineReason | WithdrawReason, string | undefined>> = {
  order_cancelled: 'The order was cancelled or refunded.',
  not_eligible: 'This is not eligible for a reward.',
  duplicate: 'This was already rewarded.',
  wrong_amount: 'The amount was wrong.',
  wrong_partner: 'It was recorded for you by mistake.',
  terms_not_met: "The programme's terms were not met.",
  fraud: 'It did not pass our review.',
  other: undefined,
  withdrawn_by_creator: 'It was withdrawn by its creator.',
  withdrawn_by_admin: 'It was withdrawn.',
};

const UNREACHABLE_WORDS: Readonly<Record<Unreachable, string>> = {
  no_contact: 'it has no contact',
  no_slack_user: 'none of its contacts has a Slack user',
  deactivated: "the contact's Slack user is deactivated",
  not_shared: 'the contact shares no channel with the bot',
  refused: 'the contact does not accept messages from the bot',
};

const CONTACT_WORDS: Readonly<Record<Unreachable, string>> = {
  no_contact: 'no contact',
  no_slack_user: 'no Slack user yet',
  deactivated: 'their Slack user is deactivated',
  not_shared: 'they share no channel with the bot',
  refused: 'they do not accept messages from the bot',
};

/** The same of one contact that stands beside it. */
export function contactWords(why: Unreachable): string {
  return CONTACT_WORDS[why];
}

export function partnerReason(code: string | undefined): string | undefined {
  return isReason(code) ? PARTNER_REASON[code] : undefined;
}

export function unreachableWords(why: Unreachable): string {
  return UNREACHABLE_WORDS[why];
}

/** What the team has to know of the last message to the partner; undefined where it went as it should. */
export function toldWords(told: PartnerTold): string | undefined {
  switch (told.state) {
    case 'not_told':
      return `Partner not notified: ${unreachableWords(told.why)}`;
    case 'unknown':
      return 'Delivery to the partner unknown: Slack did not say whether the message arrived';
    case 'told':
    case 'waiting':
    // The decision itself says so.
    case 'held_back':
      return undefined;
  }
}

/** The same of the partner whose it was before an edit. */
export function formerWords({ partner, told }: NonNullable<RewardCard['former']>): string | undefined {
  const name = nameInLine(partner);
  switch (told.state) {
    case 'not_told':
      return `${name} was not told that it is not theirs any more: ${unreachableWords(told.why)}`;
    case 'unknown':
      return `${name} may not know that it is not theirs any more: Slack did not say whether the message arrived`;
    default:
      return undefined;
  }
}

/** Why the creator may not know what they are asked to change. */
export function notAskedWords(why: NonNullable<RewardCard['creatorNotAsked']>): string {
  return why === 'unknown'
    ? 'Its creator may not have been asked: Slack did not say whether the message arrived'
    : `Its creator could not be asked: ${contactWords(why)}`;
}

export function isDeclineReason(code: string | undefined): code is DeclineReason {
  return DECLINE_REASONS.some((reason) => reason === code);
}

function isReason(code: string | undefined): code is DeclineReason | WithdrawReason {
  return code !== undefined && Object.hasOwn(PARTNER_REASON, code);
}
