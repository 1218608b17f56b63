import type { HomeView, ModalView } from '@slack/types';
import type { Reader } from '../../src/domain/reader.js';
import { DECISIONS } from '../../src/domain/reward.js';
import type { ProgrammeRules } from '../../src/domain/shown.js';
import { buildAloneForm } from '../../src/views/alone-form.js';
import { buildAnswerForm } from '../../src/views/answer-form.js';
import { buildAskForm } from '../../src/views/ask-form.js';
import type { MessageContent } from '../../src/views/blocks.js';
import { buildChangeForm } from '../../src/views/change-form.js';
import { buildChangesForm } from '../../src/views/changes-form.js';
import { buildClawbackForm } from '../../src/views/clawback-form.js';
import { buildDeclineForm } from '../../src/views/decline-form.js';
import { buildHistory } from '../../src/views/history.js';
import { buildHoldForm } from '../../src/views/hold-form.js';
import { buildFilterForm } from '../../src/views/home/filter-form.js';
import { buildSeveralConfirm, buildSeveralForm } from '../../src/views/home/several-form.js';
import { buildSeveralResult } from '../../src/views/home/several-result.js';
import { buildInvoiceHistory } from '../../src/views/invoice-history.js';
import { buildInvoicePaidForm } from '../../src/views/invoice-paid-form.js';
import { buildInvoicePartners } from '../../src/views/invoice-partners.js';
import { buildInvoiceReasonForm } from '../../src/views/invoice-reason-form.js';
import { buildUnreviewed } from '../../src/views/invoice-unreviewed.js';
import { buildDone, buildLateProblem, buildLookBelow, buildStillWorking } from '../../src/views/late-answer.js';
import { buildLinkForm } from '../../src/views/link-form.js';
import { buildPaidForm } from '../../src/views/paid-form.js';
import { buildPartnerDetails, buildPartnerMatches } from '../../src/views/partner-details.js';
import { buildProblem } from '../../src/views/problem.js';
import { buildPullRewardForm } from '../../src/views/pull-reward-form.js';
import { buildRemoveLineForm } from '../../src/views/remove-line-form.js';
import { buildRewardForm, type RewardForm } from '../../src/views/reward-form.js';
import { buildSettingsForm } from '../../src/views/settings-form.js';
import { buildSettingsMenu, TOPICS } from '../../src/views/settings-topics.js';
import { buildWithdrawForm } from '../../src/views/withdraw-form.js';
import { events, eventsSeldom, invoiceEvents, invoiceEventsSeldom } from './event-samples.js';
import { eur, results, rows } from './home-samples.js';
import { askSheet, details, question } from './partner-samples.js';
import {
  ANA,
  at,
  BO,
  card,
  cards,
  customer,
  partner,
  reaches,
  recipients,
  shares,
  sheet,
  strangersCustomer,
} from './samples.js';
import { names, shownAs, VALUES } from './settings-samples.js';

/** Every view there is, by the name of its builder, in all the ways that it has words for, as this reader gets it. */
export type EveryView = Readonly<
  Record<string, (reader?: Reader) => readonly (MessageContent | ModalView | HomeView)[]>
>;

const today = '2026-11-14';
const rules: ProgrammeRules = { currencies: ['USD', 'EUR'], rewardCap: 100_000n };
const filled: RewardForm = {
  ...{ rules, partner, customer, amountText: '1,250.50', description: '2026/11', internalNote: '4711' },
  evidence: 'https://example.slack.com/archives/C1/p1',
};
const duplicate = { id: 'other', number: 1031, status: 'New', createdBy: ANA, createdAt: at('08T09:00') } as const;
const edit = { rewardId: card.id, revision: 3, number: 1042, askedBy: BO, question: '1,250?' };
const several = [
  ...rows(9),
  ...rows(1, { customer: 'Initech', firstApprovedBy: BO, approvalsNeeded: 2, duplicateOf: 1031 }),
  ...rows(1, { approvalsNeeded: 2, amount: eur(500n) }),
];
const refs = several.map(({ id, revision }) => ({ rewardId: id, revision }));
const changed = several.map((row, index) => (index === 0 ? { ...row, revision: 1 } : row)).slice(0, 5);
const approvals = { needed: 2, first: { by: BO, at: card.createdAt } };

export const everyForm: EveryView = {
  buildAloneForm: (reader) =>
    [card, { ...card, approvals }].flatMap((of) =>
      DECISIONS.map((decision) => buildAloneForm({ card: of, decision, actor: BO, reader })),
    ),
  buildAnswerForm: (reader) => [buildAnswerForm(question, reader)],
  buildAskForm: (reader) => [buildAskForm(askSheet, reader), buildAskForm({ ...askSheet, partner: 'Globex' }, reader)],
  buildChangeForm: (reader) =>
    [cards.Approved, cards.Declined, cards.Paid].flatMap((of) =>
      reaches.map((reach) => buildChangeForm({ card: of, reach, reader })),
    ),
  buildChangesForm: (reader) =>
    [undefined, 'deactivated' as const].map((why) => buildChangesForm({ card, creatorUnreachable: why, reader })),
  buildClawbackForm: (reader) => [buildClawbackForm({ card: cards.Paid, left: card.amount, reader })],
  buildDeclineForm: (reader) =>
    [true, false].flatMap((alone) => reaches.map((reach) => buildDeclineForm({ card, reach, alone, reader }))),
  buildFilterForm: (reader) => [
    buildFilterForm({ filter: {}, rules, reader }),
    buildFilterForm({
      filter: { createdBy: ANA, status: 'Hold', olderThanDays: 7, atLeast: { minor: '10050', currency: 'EUR' } },
      ...{ partner: card.partner, rules, reader },
    }),
  ],
  buildHistory: (reader) => [
    buildHistory({ ...cards.Paid, history: [...events, ...eventsSeldom] }, reader),
    buildHistory({ ...card, history: Array.from({ length: 20 }, () => events).flat() }, reader),
  ],
  buildHoldForm: (reader) => [true, false].map((alone) => buildHoldForm({ card, actor: BO, alone, reader })),
  buildInvoiceHistory: (reader) => [
    buildInvoiceHistory(sheet, [...invoiceEvents, ...invoiceEventsSeldom], reader),
    buildInvoiceHistory(sheet, Array.from({ length: 20 }, () => invoiceEvents).flat(), reader),
  ],
  buildInvoicePaidForm: (reader) =>
    [[], recipients].map((of) => buildInvoicePaidForm({ sheet, recipients: of, today, reader })),
  buildInvoicePartners: (reader) => {
    const all = shares(100, () => 'Globex').map((share) => ({ ...share, unreviewed: 2 }));
    return [0, 1, 2].map((page) => buildInvoicePartners({ ...sheet, shares: all }, page, reader));
  },
  buildInvoiceReasonForm: (reader) =>
    (['pause', 'fail', 'void'] as const).map((act) => buildInvoiceReasonForm(sheet, act, reader)),
  buildStillWorking: (reader) => [buildStillWorking('late-1', reader)],
  buildDone: (reader) => [buildDone(reader)],
  buildLateProblem: (reader) => [buildLateProblem(['4711'], reader)],
  buildLookBelow: (reader) => [buildLookBelow(reader)],
  buildLinkForm: (reader) => [buildLinkForm({ card, reader })],
  buildPaidForm: (reader) =>
    [true, false].flatMap((alone) => reaches.map((reach) => buildPaidForm({ card, reach, today, alone, reader }))),
  buildPartnerDetails: (reader) => {
    const nothing = { pending: [], paid: [], balance: [], contacts: [], customers: [], rewards: [] };
    const counts = { contactCount: 0, customerCount: 0, rewardCount: 0 };
    return [
      buildPartnerDetails(details, reader),
      buildPartnerDetails({ ...details, contactCount: 12, rewardCount: 90 }, reader),
      buildPartnerDetails({ ...details, ...nothing, ...counts, mayReward: false }, reader),
    ];
  },
  buildPartnerMatches: (reader) => ['4711', ''].map((typed) => buildPartnerMatches(typed, [partner], reader)),
  buildProblem: (reader) => [buildProblem('4711', reader)],
  buildPullRewardForm: (reader) => [buildPullRewardForm(sheet, reader)],
  buildRemoveLineForm: (reader) => [buildRemoveLineForm(sheet, reader)],
  buildRewardForm: (reader) =>
    [
      { rules },
      { ...filled, rules: { ...rules, currencies: ['USD'] } },
      { ...filled, customer: strangersCustomer, duplicate: { ...duplicate, confirm: '4711' } },
      { ...filled, edit, duplicate: { ...duplicate, confirm: '4711' } },
      { ...filled, edit },
      ...(['none', 'none_of_theirs', 'several'] as const).flatMap((why) => [
        { rules, unchosen: { why } },
        { rules, unchosen: { why, words: '4711' } },
      ]),
      { rules, partner: { ...partner, balance: [eur(-5n)] } },
      ...reaches.map((reach) => ({ rules, partner: { ...partner, pending: [], paid: [], reach } })),
    ].map((form) => buildRewardForm({ ...form, reader })),
  buildSettingsForm: (reader) => [
    ...TOPICS.map((topic) => buildSettingsForm(topic, shownAs(VALUES, ['Gold']), { groupNames: names, reader })),
    buildSettingsForm('managers', shownAs(VALUES, ['Gold']), { groupNames: names, scope: 'Silver', reader }),
  ],
  buildSettingsMenu: (reader) => [buildSettingsMenu(reader)],
  buildSeveralConfirm: (reader) => [
    buildSeveralConfirm(several, refs, recipients, reader),
    buildSeveralConfirm(changed, refs, [], reader),
    buildSeveralConfirm([], refs, [], reader),
  ],
  buildSeveralForm: (reader) => [buildSeveralForm(several, 3, reader), buildSeveralForm([], 0, reader)],
  buildSeveralResult: (reader) => [buildSeveralResult(results, reader)],
  buildUnreviewed: (reader) => [
    buildUnreviewed(sheet, { rows: several, more: 3 }, reader),
    buildUnreviewed(sheet, { rows: [], more: 0 }, reader),
  ],
  buildWithdrawForm: (reader) => reaches.map((reach) => buildWithdrawForm({ card, reach, reader })),
};
