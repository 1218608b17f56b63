import type { RichTextElement } from '@slack/types';
import type { RewardEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { Clawback, CorrectedReward, LikelyDuplicate, RewardCard } from '../domain/shown.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { eventLine, lastEdit, standingDecision } from './event-words.js';
import { formatMoney } from './formats.js';
import { gaveUpLine } from './job-words.js';
import { formerWords, notAskedWords, toldWords } from './reason-words.js';
import { evidenceLine, nameAndKey, placeLines } from './reward-words.js';
import { nameInLine } from './text.js';

const MOST_CLAWBACKS = 10;

/** The facts below the description, one a line. */
export function rewardFacts(card: RewardCard, reader?: Reader): Line[] {
  return [
    [words(card.customer ? `Customer: ${nameAndKey(card.customer)}` : 'No customer connected')],
    ...(card.corrects ? [correctsLine(card.corrects, reader)] : []),
    ...(card.clawbacks.length > 0 ? [clawbackLine(card.clawbacks, reader)] : []),
    [words('Created by '), person(card.createdBy), words(', '), instant(card.createdAt, reader)],
    ...(card.evidence ? [evidenceLine(card.evidence, reader)] : []),
    ...(card.approvals ? [approvalsLine(card.approvals, reader)] : []),
    ...editLines(card, reader),
    ...(card.status === 'Hold' ? [[words('Stays off invoices while on hold')]] : placeLines(card.invoice, reader)),
  ];
}

/** `1 of 2 approvals: @bo, 14 Nov 14:20`, or how many are needed. */
function approvalsLine({ needed, first }: NonNullable<RewardCard['approvals']>, reader: Reader | undefined): Line {
  if (!first) return [words(`Needs ${needed} approvals`)];
  return [words(`1 of ${needed} approvals: `), person(first.by), words(', '), instant(first.at, reader)];
}

/** What was changed, where what stands below says something else. */
function editLines({ history }: RewardCard, reader: Reader | undefined): Line[] {
  const edit = lastEdit(history);
  return edit && edit !== standingDecision(history) ? [eventLine(edit, { when: true, reader })] : [];
}

function correctsLine({ number, amount, link }: CorrectedReward, reader: Reader | undefined): Line {
  return [
    words('Takes back '),
    linked(rewardNumber(number), link),
    words(`, which was ${formatMoney(amount, reader)}`),
  ];
}

/** Nothing of its own status: whether a clawback stands is for its own card to say. */
function clawbackLine(clawbacks: readonly Clawback[], reader: Reader | undefined): Line {
  const shown = clawbacks
    .slice(0, MOST_CLAWBACKS)
    .flatMap(({ number, amount, link }, index): RichTextElement[] => [
      words(index === 0 ? 'Taken back: ' : ', '),
      linked(rewardNumber(number), link),
      words(` ${formatMoney(amount, reader)}`),
    ]);
  const more = clawbacks.length - Math.min(clawbacks.length, MOST_CLAWBACKS);
  return more > 0 ? [...shown, words(` and ${more} more`)] : shown;
}

/** Who made it what it is now, and when. */
export function decisionLine(decision: RewardEvent, reader?: Reader): Line {
  const settled = decision.to.status === 'Approved' || decision.to.status === 'Paid';
  return [...(settled ? [words('✓ ')] : []), ...eventLine(decision, { when: true, reader })];
}

/** What a reviewer should know before deciding. Says nothing of the other reward's status: a card names its own alone. */
export function warningLines(card: RewardCard, reader?: Reader): Line[] {
  const told = toldWords(card.told);
  const former = card.former && formerWords(card.former);
  return [
    ...(card.approvals ? [[words('Over the threshold: two different people must approve it')]] : []),
    ...(card.duplicateOf ? [duplicateLine(card.duplicateOf, reader)] : []),
    ...(card.customer && card.customer.partnerId !== card.partner.id
      ? [[words(`${nameInLine(card.customer.name)} is a customer of ${nameInLine(card.customer.partnerName)}`)]]
      : []),
    ...(told ? [[words(told)]] : []),
    ...(former ? [[words(former)]] : []),
    ...(card.creatorNotAsked ? [[words(notAskedWords(card.creatorNotAsked))]] : []),
    ...card.failedJobs.map(gaveUpLine),
  ].map((line) => [words('⚠ '), ...line]);
}

function duplicateLine(other: LikelyDuplicate, reader: Reader | undefined): Line {
  return [
    words('Looks like '),
    linked(rewardNumber(other.number), other.link),
    words(', created by '),
    person(other.createdBy),
    words(', '),
    instant(other.createdAt, reader),
  ];
}
