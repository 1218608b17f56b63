import type { Reader } from '../domain/reader.js';
import { DECLINE_REASONS, type DeclineReason, type WithdrawReason } from '../domain/reasons.js';
import type { PartnerTold, RewardCard, Unreachable } from '../domain/shown.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

type Reason = DeclineReason | WithdrawReason;

const REASONS: readonly Reason[] = [...DECLINE_REASONS, 'withdrawn_by_creator', 'withdrawn_by_admin'];

/** Why a reward is declined, as the team chooses it and reads it. */
export function reasonLabel(reason: Reason, reader?: Reader): string {
  return speakTo(reader).say(`reason.${reason}`);
}

/** The same as the partner reads it: it accuses nobody and names nobody. */
export function partnerReason(code: string | undefined, reader?: Reader): string | undefined {
  const reason = REASONS.find((one) => one === code);
  return reason && reason !== 'other' ? speakTo(reader).say(`partner_reason.${reason}`) : undefined;
}

/** Why nobody at a partner can be told. */
export function unreachableWords(why: Unreachable, reader?: Reader): string {
  return speakTo(reader).say(`unreachable.${why}`);
}

/** The same of one contact that stands beside it. */
export function contactWords(why: Unreachable, reader?: Reader): string {
  return speakTo(reader).say(`unreachable_contact.${why}`);
}

/** What the team has to know of the last message to the partner; undefined where it went as it should. */
export function toldWords(told: PartnerTold, reader?: Reader): string | undefined {
  const { say } = speakTo(reader);
  switch (told.state) {
    case 'not_told':
      return say('told.partner_not', { why: unreachableWords(told.why, reader) });
    case 'unknown':
      return say('told.partner_unknown');
    case 'told':
    case 'waiting':
    // The decision itself says so.
    case 'held_back':
      return undefined;
  }
}

/** The same of the partner whose it was before an edit. */
export function formerWords({ partner, told }: NonNullable<RewardCard['former']>, reader?: Reader): string | undefined {
  const { say } = speakTo(reader);
  const name = nameInLine(partner);
  switch (told.state) {
    case 'not_told':
      return say('told.former_not', { partner: name, why: unreachableWords(told.why, reader) });
    case 'unknown':
      return say('told.former_unknown', { partner: name });
    default:
      return undefined;
  }
}

/** Why the creator may not know what they are asked to change. */
export function notAskedWords(why: NonNullable<RewardCard['creatorNotAsked']>, reader?: Reader): string {
  const { say } = speakTo(reader);
  return why === 'unknown' ? say('told.creator_unknown') : say('told.creator_not', { why: contactWords(why, reader) });
}

export function notRemindedWords(why: Unreachable, reader?: Reader): string {
  return speakTo(reader).say('reminder.creator_not_reminded', { why: contactWords(why, reader) });
}

export function isDeclineReason(code: string | undefined): code is DeclineReason {
  return DECLINE_REASONS.some((reason) => reason === code);
}
