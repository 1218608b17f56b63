import type { RewardEvent } from '../domain/history.js';
import { rewardNumber } from '../domain/reward.js';
import type { LikelyDuplicate, RewardCard } from '../domain/shown.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { eventLine } from './event-words.js';
import { gaveUpLine } from './job-words.js';
import { toldWords } from './reason-words.js';
import { nameAndKey, placeLines } from './reward-words.js';
import { nameInLine } from './text.js';

/** The facts below the description, one a line. */
export function rewardFacts(card: RewardCard): Line[] {
  return [
    [words(card.customer ? `Customer: ${nameAndKey(card.customer)}` : 'No customer connected')],
    ...(card.corrects ? [[words(`Corrects ${rewardNumber(card.corrects.number)}`)]] : []),
    [words('Created by '), person(card.createdBy), words(', '), instant(card.createdAt)],
    ...(card.status === 'Hold' ? [[words('Stays off invoices while on hold')]] : placeLines(card.invoice)),
  ];
}

/** Who made it what it is now, and when. */
export function decisionLine(decision: RewardEvent): Line {
  const settled = decision.to.status === 'Approved' || decision.to.status === 'Paid';
  return [...(settled ? [words('✓ ')] : []), ...eventLine(decision, { when: true })];
}

/** What a reviewer should know before deciding. Says nothing of the other reward's status: a card names its own alone. */
export function warningLines(card: RewardCard): Line[] {
  const told = toldWords(card.told);
  return [
    ...(card.duplicateOf ? [duplicateLine(card.duplicateOf)] : []),
    ...(card.customer && card.customer.partnerId !== card.partner.id
      ? [[words(`${nameInLine(card.customer.name)} is a customer of ${nameInLine(card.customer.partnerName)}`)]]
      : []),
    ...(told ? [[words(told)]] : []),
    ...card.failedJobs.map(gaveUpLine),
  ].map((line) => [words('⚠ '), ...line]);
}

function duplicateLine(other: LikelyDuplicate): Line {
  return [
    words('Looks like '),
    linked(rewardNumber(other.number), other.link),
    words(', created by '),
    person(other.createdBy),
    words(', '),
    instant(other.createdAt),
  ];
}
