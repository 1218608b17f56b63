import type { InvoiceEvent, RewardEvent } from '../../src/domain/history.js';
import type { InvoiceEventKind } from '../../src/domain/invoice.js';
import type { PartnerView } from '../../src/domain/partner-view.js';
import type { RewardEventKind, RewardStatus } from '../../src/domain/reward.js';
import {
  type CustomerName,
  type NoticeRecipient,
  type PartnerSummary,
  type Reach,
  type RewardCard,
  UNREACHABLE,
} from '../../src/domain/shown.js';
import type { InvoiceSheet, PartnerShare } from '../../src/domain/shown-invoice.js';

export const ANA = 'U0ANA';
export const BO = 'U0BO';
export const LENA = 'W0LENA';
const ACME = '0b54a4f2-6a6f-4e8b-9a51-3f7d1c2b5a10';

/** Everything a hostile person may type, in one text. */
export const HOSTILE =
  '<!channel> <@U0VICTIM> <https://evil.example|Invoice> <!date^0^{date}|x> @here &lt;!here&gt; & *bold* _it_ ~no~ `tick` ' +
  ':tada: \u202Egpj.exe\u202C \u2066iso\u2069 \u200B\u0000\u0007𝕏👩‍👩‍👧‍👦 Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\n✓ Approved by @boss\r\n> quote';

/** A text of exactly so many characters, of those that take the most room: 4 bytes each, or 5 characters once escaped. */
export function longest(length: number): string {
  const text = '&𝕏<👩‍👩‍👧‍👦e\u0301'.repeat(length).slice(0, length - 1);
  return `${text.replace(/[\uD800-\uDBFF]$/, '>')}>`;
}

export function at(day: string): Date {
  return new Date(`2026-11-${day}:00Z`);
}

export const card: RewardCard = {
  id: '4b4f1c9e-6f0c-4a58-9d3a-0d8b8c3f2a01',
  revision: 1,
  number: 1042,
  status: 'New',
  payment: 'not_invoiced',
  partner: { id: ACME, name: 'Acme Growth GmbH', key: 'acme-growth', group: 'Gold' },
  amount: { minor: 125050n, currency: 'USD' },
  description: 'Co-marketing webinar, 14 Nov: 212 sign-ups',
  createdBy: ANA,
  createdAt: at('14T14:02'),
  invoice: {
    kind: 'expected',
    month: '2026-11',
    closesAt: at('30T23:00'),
    timeZone: 'Europe/Berlin',
    needsApproval: false,
  },
  told: { state: 'told' },
  decisions: ['approve', 'decline', 'hold', 'mark_paid', 'withdraw'],
  history: [event('created', 'New', { actor: ANA, at: at('14T14:02') })],
  failedJobs: [],
  clawbacks: [],
};

export const customer: CustomerName = {
  id: '7d1a2c3b-0000-4000-8000-000000000889',
  name: 'Initech',
  key: 'cus-889',
  partnerId: ACME,
  partnerName: 'Acme Growth GmbH',
};

export const strangersCustomer: CustomerName = { ...customer, partnerId: 'another', partnerName: 'Globex' };

export const partner: PartnerSummary = {
  ...card.partner,
  pending: [{ minor: 30000n, currency: 'USD' }],
  paid: [{ minor: 412000n, currency: 'USD' }],
  balance: [],
  reach: { reachable: true, slackUserId: LENA },
};

export const reach: Reach = partner.reach;
export const byEmail: Reach = { reachable: false, why: 'no_slack_user', byEmail: true };

/** Every way in which a message to a partner arrives, or does not. */
export const reaches: readonly Reach[] = [
  reach,
  byEmail,
  ...UNREACHABLE.map((why): Reach => ({ reachable: false, why })),
];

export const recipients: readonly NoticeRecipient[] = reaches.map((of, index) => ({
  partner: `Globex ${index + 1}`,
  reach: of,
}));

export function event(kind: RewardEventKind, status: RewardStatus, rest: Partial<RewardEvent> = {}): RewardEvent {
  return {
    revision: 2,
    kind,
    actor: BO,
    at: at('14T14:20'),
    to: { status, payment: 'not_invoiced' },
    facts: {},
    ...rest,
  };
}

/** The card after one decision. */
export function decided(kind: RewardEventKind, status: RewardStatus, rest: Partial<RewardEvent> = {}): RewardCard {
  const from: RewardEvent['from'] = {
    status: status === 'New' ? 'Hold' : 'New',
    payment: 'not_invoiced',
  };
  const decisions: Record<RewardStatus, RewardCard['decisions']> = {
    New: card.decisions,
    Approved: ['decline', 'hold', 'mark_paid'],
    Hold: ['approve', 'decline', 'release', 'mark_paid', 'withdraw'],
    Declined: ['reopen'],
    Paid: [],
  };
  return {
    ...card,
    revision: 2,
    status,
    invoice: status === 'Declined' || status === 'Paid' ? { kind: 'none' } : card.invoice,
    decisions: decisions[status],
    history: [...card.history, event(kind, status, { from, ...rest })],
  };
}

/** A card in each status, as its ordinary life leaves it there. */
export const cards: Readonly<Record<RewardStatus, RewardCard>> = {
  New: card,
  Approved: decided('approved', 'Approved'),
  Hold: decided('held', 'Hold', {
    reason: 'Waiting for the order number',
    facts: { owner: LENA, reviewBy: '2026-11-20' },
  }),
  Declined: decided('declined', 'Declined', {
    reason: 'Refunded on the 13th',
    facts: { reasonCode: 'order_cancelled' },
  }),
  Paid: decided('marked_paid', 'Paid', { facts: { paidOn: '2026-11-16', reference: 'Bank transfer 4711' } }),
};

/** The same card with somebody's text wherever somebody's text can be. */
export function withTexts(text: (most: number) => string, of: RewardCard = cards.Hold): RewardCard {
  return {
    ...of,
    partner: { id: ACME, name: text(200), key: text(200), group: text(200) },
    description: text(1000),
    internalNote: text(1000),
    customer: { ...customer, name: text(200), key: text(200), partnerId: 'another', partnerName: text(200) },
    createdBy: text(20),
    duplicateOf: {
      id: 'other',
      number: 1031,
      status: 'New',
      createdBy: ANA,
      createdAt: at('08T09:00'),
      link: 'https://example.slack.com/archives/C1/p1',
    },
    corrects: {
      number: 2147483647,
      amount: { minor: 10n ** 30n, currency: 'USD' },
      link: 'https://example.slack.com/archives/C1/p3',
    },
    number: 2147483647,
    amount: { minor: -(10n ** 30n), currency: 'USD' },
    told: { state: 'not_told', why: 'not_shared' },
    former: { partner: text(200), told: { state: 'unknown' } },
    creatorNotAsked: 'unknown',
    invoice: {
      kind: 'on',
      number: 'INV-2026-0007',
      status: 'in_review',
      month: '2026-11',
      link: 'https://example.slack.com/archives/C2/p2',
    },
    failedJobs: ['tell-partner', 'tell-thread', text(100)],
    history: of.history.map((entry) => ({
      ...entry,
      reason: text(1000),
      // Another text than the reason: the same is not shown twice.
      facts: { ...entry.facts, reference: `7${text(299)}`, alone: true, aloneReason: text(500) },
    })),
  };
}

export const view: PartnerView = {
  reward: 'R-1042',
  status: 'New',
  amount: card.amount,
  description: card.description,
  customer: 'Initech',
  expectedPaymentOn: '2026-12-13',
};

export function shares(
  count: number,
  name: (index: number) => string = (index) => `Partner ${index + 1}`,
): PartnerShare[] {
  return Array.from({ length: count }, (_, index) => ({
    partner: { id: `partner-${index}`, name: name(index), key: `key-${index + 1}`, group: 'Gold' },
    total: { minor: BigInt(520050 - index * 100), currency: 'USD' },
    rewards: (index % 3) + 1,
  }));
}

export function invoiceEvent(kind: InvoiceEventKind, rest: Partial<InvoiceEvent> = {}): InvoiceEvent {
  return { revision: 2, kind, actor: BO, at: at('14T14:20'), facts: {}, ...rest };
}

const none = { rewards: 0, total: { minor: 0n, currency: 'USD' } };

export const sheet: InvoiceSheet = {
  id: '9a0e8d3c-1111-4222-8333-444455556666',
  revision: 3,
  number: 'INV-2026-0007',
  status: 'in_review',
  month: '2026-11',
  timeZone: 'Europe/Berlin',
  total: { minor: 4831000n, currency: 'USD' },
  rewards: 61,
  reviewEndsAt: new Date('2026-12-07T23:00:00Z'),
  inReviewUntil: '2026-12-07',
  expectedPaymentOn: '2026-12-13',
  isOverdue: false,
  shares: shares(23),
  unreviewed: {
    rewards: 2,
    total: { minor: 90000n, currency: 'USD' },
    named: [{ number: 1042, link: 'https://example.slack.com/archives/C1/p1' }, { number: 1043 }],
  },
  needSecondApproval: { rewards: 1, total: { minor: 150000n, currency: 'USD' } },
  held: { rewards: 3, total: { minor: 215000n, currency: 'USD' } },
  declined: none,
  paidElsewhere: none,
  postponed: none,
  carriedForward: [
    { partner: { id: 'globex', name: 'Globex', key: 'globex' }, total: { minor: -5000n, currency: 'USD' }, rewards: 1 },
  ],
  failedJobs: [],
};
