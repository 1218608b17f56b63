import type { RewardCard } from '../../src/domain/shown.js';
import { UNREACHABLE } from '../../src/domain/shown.js';
import type { HomeSheet } from '../../src/domain/shown-home.js';
import { buildInvoiceAnswer, buildMineAnswer, buildQueueAnswer } from '../../src/views/home/answers.js';
import { buildHome, buildLoadingHome } from '../../src/views/home.js';
import { buildOwnReward, buildRewardSheet } from '../../src/views/reward-sheet.js';
import type { EveryView } from './every-form.js';
import {
  acme,
  chart,
  created,
  eur,
  everybody,
  invoices,
  LINK,
  nobody,
  own,
  page,
  queue,
  quiet,
  row,
  usd,
} from './home-samples.js';
import { ANA, at, BO, card, cards, decided, event, strangersCustomer } from './samples.js';
import { people, report, setups } from './settings-samples.js';

const NOBODY_NAMED = { admin: [], manager: [], approver: [], finance: [] };
const waitsNothing = { New: { rewards: 0, sums: [] }, Hold: { rewards: 0, sums: [] } };
const empty: HomeSheet = {
  ...everybody,
  queue: { filter: {}, waiting: waitsNothing, needSecondApproval: 0, page: page([]) },
  created: { rewards: 0, page: page([]) },
  invoices: {
    ...{ invoices: [], more: 0, charts: [{ ...chart, altText: '' }] },
    months: [
      { currency: 'USD', months: [{ month: '2026-10', byStatus: quiet, payouts: { invoices: 0, total: usd(0n) } }] },
    ],
  },
  earnings: { partners: 1, page: page([{ ...acme, rewards: 0, page: page([]) }]) },
};
const filtered: HomeSheet = {
  ...everybody,
  approvalNotices: false,
  queue: {
    filter: { partner: 'Globex', createdBy: ANA, status: 'Hold', olderThanDays: 7, atLeast: eur(10000n) },
    ...{ waiting: waitsNothing, needSecondApproval: 0, page: page([]) },
  },
  created: { status: 'Declined', rewards: 0, page: page([]) },
  earnings: {
    partners: 9,
    page: page([{ ...acme, available: [], projected: [], paid: [] }], {
      previous: { from: undefined },
      next: { from: '1' },
    }),
  },
};
const turned: HomeSheet = {
  ...everybody,
  queue: {
    ...queue,
    filter: { status: 'New' },
    page: page(
      [
        { ...row, own: 'creator', decisions: ['approve', 'decline', 'hold'] },
        { ...row, own: 'contact', decisions: [] },
        { ...row, own: 'editor', decisions: [] },
        { ...row, own: 'editor', decisions: ['approve', 'decline', 'hold'] },
      ],
      { previous: { from: undefined } },
    ),
  },
  created: {
    ...{ rewards: 12, status: 'New' },
    page: page(
      [
        { ...created, status: 'Declined', place: { kind: 'none' } },
        ...[false, true].map((needsSecondApproval) => ({
          ...created,
          place: {
            ...card.invoice,
            kind: 'expected',
            needsApproval: true,
            needsSecondApproval,
          } as RewardCard['invoice'],
        })),
        ...(['in_review', 'paid'] as const).map((status) => ({ ...created, place: onInvoice(status) })),
        { ...created, place: { ...onInvoice('finalised'), isOverdue: true } as RewardCard['invoice'] },
      ],
      { previous: { from: undefined } },
    ),
  },
  invoices: {
    ...invoices,
    invoices: invoices.invoices.map((of) => ({ ...of, isOverdue: true })),
    charts: [{ ...chart, altText: '' }],
  },
  earnings: {
    partners: 1,
    page: page([{ ...acme, paid: [usd(1n)], page: page(acme.page.rows, { previous: { from: undefined } }) }], {
      previous: { from: undefined },
    }),
  },
};

const sheets: readonly HomeSheet[] = [
  ...[nobody, { ...nobody, admins: [] }, everybody, { ...everybody, isSetUp: false }, empty, filtered, turned],
  { ...nobody, setup: { kind: 'admin', report: { ...report, people: { ...people, named: NOBODY_NAMED } } } },
  ...setups.map(([, setup]): HomeSheet => ({ ...nobody, setup })),
];

const everything: RewardCard = {
  ...card,
  internalNote: '4711',
  customer: strangersCustomer,
  corrects: { number: 1000, amount: usd(30000n) },
  duplicateOf: { id: 'other', number: 1031, status: 'New', createdBy: ANA, createdAt: at('08T09:00') },
  told: { state: 'unknown' },
  former: { partner: 'Globex', told: { state: 'unknown' } },
  creatorNotAsked: 'unknown',
  evidence: LINK,
  approvals: { needed: 2, first: { by: BO, at: at('14T15:00') } },
  clawbacks: Array.from({ length: 40 }, (_, index) => ({ number: 2000 + index, amount: usd(-1n), link: LINK })),
  failedJobs: [
    ...['show-reward-card', 'tell-thread', 'tell-creator', 'ask-creator', 'tell-former-partner', 'remind'],
    ...['notify-creator-of-decision', 'notify-creator-of-payment'],
    ...['tell-partner', 'tell-answer', 'show-questions', 'tell-partner-of-payment', 'show-invoice'],
    ...['send-invoice-files', 'notify-late-payment', 'remind-of-overdue', '4711'],
  ],
};
const rewards: readonly RewardCard[] = [
  ...[...Object.values(cards), everything],
  { ...card, decisions: ['approve', 'decline', 'hold', 'request_changes'] },
  {
    ...card,
    invoice: { kind: 'on', number: 'INV-2026-0007', status: 'finalised', month: '2026-11', link: LINK },
    decisions: [],
  },
  ...[false, true].map((needsSecondApproval) => ({
    ...card,
    approvals: { needed: 2 },
    invoice: { ...card.invoice, needsApproval: true, needsSecondApproval } as RewardCard['invoice'],
  })),
  { ...cards.Paid, leftToTakeBack: usd(5n) },
  decided('changes_requested', 'Hold', { reason: '4711' }),
  decided('edited', 'New', { facts: { askedBy: BO } }),
  ...UNREACHABLE.map((why): RewardCard => {
    const told = { state: 'not_told', why } as const;
    return { ...card, told, former: { partner: 'Globex', told }, creatorNotAsked: why };
  }),
  ...(['in_review', 'paused', 'finalised', 'paid', 'failed', 'void'] as const).map((status) => ({
    ...cards.Approved,
    invoice: onInvoice(status),
  })),
  {
    ...card,
    createdBy: 'bot',
    history: [event('created', 'New', { actor: 'command line' }), event('held', 'Hold', { actor: 'x' })],
  },
];

function onInvoice(status: 'in_review' | 'paused' | 'finalised' | 'paid' | 'failed' | 'void'): RewardCard['invoice'] {
  return { kind: 'on', number: 'INV-2026-0007', status, month: '2026-11', link: LINK };
}

/** Home in every role, what commands answer, and a reward that is looked up. */
export const everyHome: EveryView = {
  buildHome: (reader) => sheets.map((sheet) => buildHome(sheet, reader)),
  buildLoadingHome: (reader) => [buildLoadingHome(reader)],
  buildQueueAnswer: (reader) => [queue, filtered.queue ?? queue].map((of) => buildQueueAnswer(of, reader)),
  buildMineAnswer: (reader) => [everybody, empty, filtered, turned].map((of) => buildMineAnswer(of, reader)),
  buildInvoiceAnswer: (reader) => [invoices, empty.invoices ?? invoices].map((of) => buildInvoiceAnswer(of, reader)),
  buildOwnReward: (reader) => [buildOwnReward(own, reader)],
  buildRewardSheet: (reader) => [
    ...rewards.map((of) => buildRewardSheet(of, LINK, reader)),
    buildRewardSheet({ ...card, history: Array.from({ length: 50 }, () => event('held', 'Hold')) }, undefined, reader),
  ],
};
