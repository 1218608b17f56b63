import type { PartnerDetails } from '../../src/domain/partner-details.js';
import type { AnswerDelivery, AnswerNotice, AskSheet, ShownQuestion } from '../../src/domain/question.js';
import type { CarriedNotice, LateNotice, Statement } from '../../src/domain/shown-invoice.js';
import { ANA, at, BO, byEmail, card, LENA, partner, view } from './samples.js';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });

export const details: PartnerDetails = {
  ...partner,
  balance: [{ minor: -5000n, currency: 'EUR' }],
  contacts: [
    { slackUserId: LENA, email: 'lena@acme.example', reach: { reachable: true, slackUserId: LENA } },
    { email: 'office@acme.example', reach: { reachable: false, why: 'no_slack_user' } },
    { email: 'lena@acme.example', reach: byEmail },
  ],
  contactCount: 3,
  customers: [{ name: 'Initech', key: 'cus-889' }, { name: 'Hooli' }],
  customerCount: 14,
  rewards: [
    {
      number: 1042,
      status: 'New',
      amount: { minor: 125050n, currency: 'USD' },
      createdAt: at('14T14:02'),
      link: 'https://example.slack.com/archives/C1/p1',
    },
    { number: 1041, status: 'Paid', amount: { minor: -5000n, currency: 'USD' }, createdAt: at('13T14:02') },
  ],
  rewardCount: 2,
  mayReward: true,
};

export const askSheet: AskSheet = { rewardId: card.id, view, programme: 'Acme Partner Programme' };
export const notice: AnswerNotice = {
  reward: view.reward,
  programme: askSheet.programme,
  question: 'When is it paid?',
  answer: 'On 13 December.',
  sheet: askSheet,
};
export const question: ShownQuestion = {
  id: '0f4f1c9e-6f0c-4a58-9d3a-0d8b8c3f2a01',
  rewardNumber: 1042,
  partnerName: 'Acme Growth GmbH',
  rewardCreatedBy: ANA,
  askedBy: LENA,
  askedAt: at('15T09:00'),
  text: 'When is it paid?',
};
export const answered = (delivery: AnswerDelivery): ShownQuestion => ({
  ...question,
  answer: { by: BO, at: at('15T10:00'), text: 'On 13 December.', delivery },
});

export const clawback = {
  ...view,
  reward: 'R-1050',
  corrects: 'R-1042',
  amount: usd(-5_000n),
  description: 'The order was returned',
};
export const statement: Statement = {
  invoice: 'INV-2026-0007',
  month: '2026-11',
  paidOn: '2026-12-12',
  total: usd(120_050n),
  rewards: 2,
  lines: [view, clawback],
  programme: 'Acme Partner Programme',
};

export const carried: CarriedNotice = {
  month: '2026-11',
  next: '2026-12',
  rewards: 2,
  total: usd(2_000n),
  minimum: usd(2_500n),
  programme: 'Acme Partners',
};

export const late: LateNotice = {
  invoice: 'INV-2026-0007',
  month: '2026-10',
  rewards: 2,
  total: usd(120_050n),
  expectedPaymentOn: '2026-11-13',
  programme: 'Acme Partners',
};
