import type { RewardEvent } from '../domain/history.js';
import { canStillChange } from '../domain/invoice.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { Clawback, CorrectedReward, LikelyDuplicate, RewardCard } from '../domain/shown.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { eventLine, lastEdit, standingDecision } from './event-words.js';
import { formatMoney } from './formats.js';
import { gaveUpLine } from './job-words.js';
import { formerWords, notAskedWords, notRemindedWords, toldWords } from './reason-words.js';
import { evidenceLine, nameAndKey, placeLines } from './reward-words.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

const MOST_CLAWBACKS = 10;

/** The facts below the description, one a line. */
export function rewardFacts(card: RewardCard, reader?: Reader): Line[] {
  const { line } = speakTo(reader);
  const { customer } = card;
  return [
    customer ? line('reward_card.customer', { customer: nameAndKey(customer) }) : line('reward_card.no_customer'),
    ...(card.corrects ? [correctsLine(card.corrects, reader)] : []),
    ...(card.clawbacks.length > 0 ? [clawbackLine(card.clawbacks, reader)] : []),
    line('reward_card.created', { who: person(card.createdBy, reader), when: instant(card.createdAt, reader) }),
    ...(card.evidence ? [evidenceLine(card.evidence, reader)] : []),
    ...(card.approvals ? [approvalsLine(card.approvals, reader)] : []),
    ...editLines(card, reader),
    ...(card.status === 'Hold' ? [line('reward_card.stays_off')] : placeLines(card.invoice, reader)),
    ...lockedLines(card, reader),
  ];
}

/** Why an unreviewed reward can no longer be decided. */
function lockedLines({ status, invoice }: RewardCard, reader: Reader | undefined): Line[] {
  if (status !== 'New' || invoice.kind !== 'on' || canStillChange(invoice.status)) return [];
  const facts = {
    invoice: linked(invoice.number, invoice.link),
    status: speakTo(reader).say(`invoice_status.${invoice.status}`),
  };
  return [speakTo(reader).line('reward_card.locked_unreviewed', facts)];
}

/** `1 of 2 approvals: @bo, 14 Nov 14:20`, or how many are needed. */
function approvalsLine({ needed, first }: NonNullable<RewardCard['approvals']>, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  if (!first) return line('reward_card.needs_approvals', { needed });
  return line('reward_card.first_approval', { needed, who: person(first.by, reader), when: instant(first.at, reader) });
}

/** What was changed, where what stands below says something else. */
function editLines({ history }: RewardCard, reader: Reader | undefined): Line[] {
  const edit = lastEdit(history);
  return edit && edit !== standingDecision(history) ? [eventLine(edit, { when: true, reader })] : [];
}

function correctsLine({ number, amount, link }: CorrectedReward, reader: Reader | undefined): Line {
  return speakTo(reader).line('reward_card.takes_back', {
    reward: linked(rewardNumber(number), link),
    amount: formatMoney(amount, reader),
  });
}

/** Nothing of its own status: whether a clawback stands is for its own card to say. */
function clawbackLine(clawbacks: readonly Clawback[], reader: Reader | undefined): Line {
  const { line, andLine } = speakTo(reader);
  const shown = clawbacks
    .slice(0, MOST_CLAWBACKS)
    .map(({ number, amount, link }) => [linked(rewardNumber(number), link), words(` ${formatMoney(amount, reader)}`)]);
  const count = clawbacks.length - shown.length;
  const rewards = andLine(count > 0 ? [...shown, line('count.more', { count })] : shown);
  return line('reward_card.taken_back', { rewards });
}

/** Who made it what it is now, and when. */
export function decisionLine(decision: RewardEvent, reader?: Reader): Line {
  const settled = decision.to.status === 'Approved' || decision.to.status === 'Paid';
  return [...(settled ? [words('✓ ')] : []), ...eventLine(decision, { when: true, reader })];
}

/** What a reviewer should know before deciding. Says nothing of the other reward's status: a card names its own alone. */
export function warningLines(card: RewardCard, reader?: Reader): Line[] {
  const { line } = speakTo(reader);
  const told = toldWords(card.told, reader);
  const former = card.former && formerWords(card.former, reader);
  return [
    ...(card.approvals ? [line('reward_card.over_threshold')] : []),
    ...(card.duplicateOf ? [duplicateLine(card.duplicateOf, reader)] : []),
    ...customerLines(card, reader),
    ...(told ? [[words(told)]] : []),
    ...(former ? [[words(former)]] : []),
    ...(card.creatorNotAsked ? [[words(notAskedWords(card.creatorNotAsked, reader))]] : []),
    ...(card.creatorNotReminded ? [[words(notRemindedWords(card.creatorNotReminded, reader))]] : []),
    ...card.failedJobs.map((job) => gaveUpLine(job, reader)),
  ].map((warning) => [words('⚠ '), ...warning]);
}

function duplicateLine(other: LikelyDuplicate, reader: Reader | undefined): Line {
  return speakTo(reader).line('reward_card.looks_like', {
    reward: linked(rewardNumber(other.number), other.link),
    who: person(other.createdBy, reader),
    when: instant(other.createdAt, reader),
  });
}

/** Of another partner. */
function customerLines({ customer, partner }: RewardCard, reader: Reader | undefined): Line[] {
  if (!customer || customer.partnerId === partner.id) return [];
  const names = { customer: nameInLine(customer.name), partner: nameInLine(customer.partnerName) };
  return [speakTo(reader).line('reward_card.customer_of_another', names)];
}
