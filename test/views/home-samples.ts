import { Refusal } from '../../src/domain/errors.js';
import type {
  CreatedRow,
  HomeEarnings,
  HomeInvoices,
  HomeQueue,
  OpenInvoice,
  Page,
  PartnerEarnings,
  QueueRow,
} from '../../src/domain/home-parts.js';
import type { Money } from '../../src/domain/money.js';
import { REWARD_STATUSES } from '../../src/domain/reward.js';
import type { SeveralResult } from '../../src/domain/several.js';
import type { HomeSheet } from '../../src/domain/shown-home.js';
import { ANA, at, BO, card, view } from './samples.js';

export const LINK = 'https://example.slack.com/archives/C1/p1';
export const usd = (minor: bigint): Money => ({ minor, currency: 'USD' });
export const eur = (minor: bigint): Money => ({ minor, currency: 'EUR' });

export function page<Row>(rows: readonly Row[], rest: Partial<Page<Row>> = {}): Page<Row> {
  return { rows, before: 0, ...rest };
}

export const own = { rewardId: card.id, view, programme: 'Acme Partner Programme' };

export const row: QueueRow = {
  id: card.id,
  revision: 1,
  number: 1042,
  status: 'New',
  link: LINK,
  partner: 'Acme Growth GmbH',
  partnerId: card.partner.id,
  amount: usd(125050n),
  description: 'Co-marketing webinar, 14 Nov: 212 sign-ups',
  customer: 'Initech',
  createdBy: ANA,
  createdAt: at('14T14:02'),
  decisions: ['approve', 'decline', 'hold'],
  approvableWithOthers: true,
  approvalsNeeded: 1,
};

export const queue: HomeQueue = {
  filter: {},
  waiting: { New: { rewards: 12, sums: [usd(430000n), eur(20000n)] }, Hold: { rewards: 1, sums: [usd(5000n)] } },
  needSecondApproval: 2,
  oldestAt: at('02T09:00'),
  page: page(
    [
      row,
      { ...row, number: 1043, own: 'creator', decisions: [], approvableWithOthers: false, customer: undefined },
      { ...row, number: 1044, own: 'contact', approvableWithOthers: false, link: undefined },
      {
        ...row,
        ...{ number: 1045, firstApprovedBy: BO, approvalsNeeded: 2 },
        ...{ decisions: ['decline', 'hold'], approvableWithOthers: false },
      },
      { ...row, number: 1046, approvalsNeeded: 2, duplicateOf: 1031 },
      { ...row, number: 1046, amount: usd(-5000n), corrects: 1031 },
      { ...row, number: 1047, status: 'Hold', decisions: ['approve', 'decline', 'release'] },
    ],
    { before: 8, previous: { from: undefined }, next: { from: 'New-1048' } },
  ),
};

export const created: CreatedRow = {
  number: 1042,
  link: LINK,
  status: 'New',
  amount: usd(125050n),
  partner: 'Acme Growth GmbH',
  createdAt: at('14T14:02'),
  place: card.invoice,
};

export const invoice: OpenInvoice = {
  number: 'INV-2026-0007',
  link: LINK,
  status: 'in_review',
  month: '2026-11',
  total: usd(4831000n),
  rewards: 61,
  inReviewUntil: '2026-12-07',
  expectedPaymentOn: '2026-12-13',
  isOverdue: false,
};

const none = { rewards: 0, total: usd(0n) };
export const quiet = Object.fromEntries(
  REWARD_STATUSES.map((status) => [status, none]),
) as HomeInvoices['months'][number]['months'][number]['byStatus'];
export const invoices: HomeInvoices = {
  invoices: [
    invoice,
    { ...invoice, number: 'INV-2026-0006', status: 'finalised' },
    { ...invoice, number: 'INV-2026-0005', status: 'paused' },
    { ...invoice, number: 'INV-2026-0004', status: 'failed', link: undefined },
  ],
  more: 2,
  months: [
    {
      currency: 'USD',
      months: [
        {
          month: '2026-10',
          byStatus: { ...quiet, Paid: { rewards: 3, total: usd(90000n) } },
          payouts: { invoices: 1, total: usd(90000n) },
        },
        {
          month: '2026-11',
          byStatus: { ...quiet, New: { rewards: 1, total: usd(125050n) } },
          payouts: { invoices: 0, total: usd(0n) },
        },
      ],
    },
    {
      currency: 'EUR',
      months: ['2026-10', '2026-11'].map((month) => ({
        month,
        byStatus: quiet,
        payouts: { invoices: 0, total: eur(0n) },
      })),
    },
  ],
  charts: [],
};

export const chart: HomeInvoices['charts'][number] = {
  fileId: 'F0MONTHS',
  currency: 'USD',
  altText: 'Rewards by month and status, and payouts, in USD. October 2026: Paid $900.00; paid out $900.00.',
  until: '2026-11-28',
};

export const acme: PartnerEarnings = {
  partnerId: card.partner.id,
  partner: 'Acme Growth GmbH',
  available: [usd(50000n), eur(1000n)],
  projected: [usd(125050n)],
  paid: [],
  rewards: 9,
  page: page(
    [
      { rewardId: card.id, view },
      { rewardId: card.id, view: { ...view, status: 'Approved' } },
      {
        rewardId: card.id,
        view: {
          ...view,
          status: 'Declined',
          expectedPaymentOn: undefined,
          declined: { reasonCode: 'order_cancelled', words: 'Refunded on the 13th' },
        },
      },
      { rewardId: card.id, view: { ...view, status: 'Paid', expectedPaymentOn: undefined, paidOn: '2026-12-12' } },
      { rewardId: card.id, view: { ...view, reward: 'R-1050', amount: usd(-5000n), corrects: 'R-1042' } },
    ],
    { next: { from: '1030' } },
  ),
};
const earnings: HomeEarnings = { partners: 1, page: page([acme]) };

export const nobody: HomeSheet = {
  programme: 'Acme Partner Programme',
  isSetUp: true,
  roles: new Set(),
  admins: ['U0DANA'],
};
export const everybody: HomeSheet = {
  ...nobody,
  roles: new Set(['admin']),
  queue,
  created: {
    rewards: 12,
    page: page([created, { ...created, status: 'Hold' }, { ...created, status: 'Paid', place: { kind: 'none' } }], {
      next: { from: '1030' },
    }),
  },
  approvalNotices: true,
  invoices,
  earnings,
};

export function rows(count: number, rest: Partial<QueueRow> = {}): QueueRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: card.id.replace(/..$/, String(index + 10)),
    revision: 2147483647,
    number: 1042 + index,
    status: 'New' as const,
    partner: 'Acme Growth GmbH',
    partnerId: card.partner.id,
    amount: usd(125050n),
    description: 'Webinar in November',
    createdBy: ANA,
    createdAt: at('14T14:02'),
    decisions: ['approve', 'decline', 'hold'] as const,
    approvableWithOthers: true,
    approvalsNeeded: 1,
    ...rest,
  }));
}

const outcomeOf = { number: 1042, partner: 'Acme Growth GmbH', amount: usd(125050n) };
export const results: SeveralResult[] = [
  { reward: outcomeOf, outcome: { kind: 'approved' } },
  {
    reward: { ...outcomeOf, number: 1043 },
    outcome: {
      kind: 'refused',
      refusal: new Refusal('reward_changed', {
        reward: 'R-1043',
        status: 'Declined',
        last: { kind: 'declined', actor: 'U0CY', at: at('14T14:20') },
      }),
    },
  },
  { reward: { ...outcomeOf, number: 1044 }, outcome: { kind: 'first_of_two' } },
  { reward: { ...outcomeOf, number: 1045 }, outcome: { kind: 'failed', error: new Error('no connection') } },
  { outcome: { kind: 'refused', refusal: new Refusal('reward_not_found', {}) } },
  { reward: { ...outcomeOf, number: 1046, amount: { minor: 100n, currency: 'EUR' } }, outcome: { kind: 'approved' } },
];
