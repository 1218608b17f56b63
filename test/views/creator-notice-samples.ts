import type { BulkNotice, CreatorPaymentNotice, DecisionNotice, NoticeRow } from '../../src/domain/creator-notice.js';
import type { RewardCard } from '../../src/domain/shown.js';
import { eur, LINK, usd } from './home-samples.js';
import { at, BO, event } from './samples.js';

/** The last thing that happened to this reward, as its creator is told of it. */
export function decisionOn(card: RewardCard): DecisionNotice {
  return { card, event: card.history.at(-1) ?? event('approved', 'Approved'), link: LINK };
}

export function noticeRows(count: number, name = 'Acme Growth GmbH'): NoticeRow[] {
  return Array.from({ length: count }, (_, index) => ({
    number: 1042 + index,
    partner: name,
    amount: index === 1 ? eur(500n) : usd(125050n),
    link: index === 2 ? undefined : LINK,
  }));
}

export const bulk: BulkNotice = { by: BO, at: at('14T14:20'), approved: noticeRows(3), approvedOnce: noticeRows(1) };

export const creatorPayment: CreatorPaymentNotice = {
  invoice: 'INV-2026-0007',
  by: BO,
  at: at('14T14:20'),
  paidOn: '2026-11-14',
  reference: '4711',
  rewards: 3,
  total: usd(375150n),
  rows: noticeRows(3).map((row) => ({ ...row, amount: usd(125050n) })),
};
