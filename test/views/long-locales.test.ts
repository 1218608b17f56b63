import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../sandbox/block-kit/checks.js';
import { suggestionAnswer } from '../../sandbox/block-kit/composition.js';
import type { HomeSheet } from '../../src/domain/shown-home.js';
import { formatMoney } from '../../src/views/formats.js';
import { buildMineAnswer, buildQueueAnswer } from '../../src/views/home/answers.js';
import { buildSeveralConfirm, buildSeveralForm } from '../../src/views/home/several-form.js';
import { buildHome } from '../../src/views/home.js';
import { buildInvoiceMessage } from '../../src/views/invoice-message.js';
import { lineOptions } from '../../src/views/line-options.js';
import { buildPartnerDetails } from '../../src/views/partner-details.js';
import { buildPartnerNotice } from '../../src/views/partner-notice.js';
import { buildRewardCard, decisionButtons } from '../../src/views/reward-card.js';
import { buildRewardSheet } from '../../src/views/reward-sheet.js';
import { buildStatement } from '../../src/views/statement.js';
import { SECOND_READER, teachSecondLanguage } from '../support/second-language.js';
import { expectAccepted } from './expectations.js';
import { acme, created, everybody, invoice, LINK, page, queue, row, rows } from './home-samples.js';
import { askSheet, details, statement } from './partner-samples.js';
import { card, cards, longest, recipients, shares, sheet, view, withTexts } from './samples.js';

teachSecondLanguage();
/** Whose numbers, days and months are the longest, or written the strangest. */
const LOCALES = [
  'de-CH',
  'fr-FR',
  'hu-HU',
  'vi-VN',
  'ar-EG',
  'he-IL',
  'fa-IR',
  'th-TH',
  'bn-BD',
  'my-MM',
  'es-LA',
  'pt-PT',
  'ja-JP',
];
const READERS = [...LOCALES.map((locale) => ({ locale, timeZone: 'America/Argentina/Buenos_Aires' })), SECOND_READER];
/** What the database can hold at most (a 64 bit integer), in the currency with the longest amounts. */
const MOST = 2n ** 63n - 1n;
const SUMS = ['USD', 'KWD', 'CLF'].map((currency) => ({ minor: -MOST, currency }));
const NUMBER = 2_147_483_647;
const name = longest(200);

describe.each(READERS)('to a reader of $locale with the longest amounts and names', (reader) => {
  test.each(SUMS)('a button says the whole amount aloud, in $currency', (amount) => {
    for (const shown of [cards.New, cards.Hold]) {
      const buttons = decisionButtons({ ...shown, number: NUMBER, amount, partner: { name } }, reader);
      expect(buttons).toHaveLength(3);
      for (const { accessibility_label: aloud = '' } of buttons) {
        expect(aloud.length).toBeLessThanOrEqual(75);
        expect(aloud).toContain(formatMoney(amount, reader));
        expect(aloud).toContain(`R-${NUMBER}`);
      }
    }
  });

  test.each(SUMS)('several are offered with their whole amounts, in $currency', (amount) => {
    const many = rows(12, { number: NUMBER, amount, partner: name, customer: name, description: name });
    const form = buildSeveralForm(many, 5_000, reader);
    expectAccepted(form);
    expectAccepted(
      buildSeveralConfirm(
        many,
        many.map(({ id, revision }) => ({ rewardId: id, revision })),
        recipients.map(({ reach }) => ({ partner: name, reach })),
        reader,
      ),
    );
    const lines = lineOptions(
      many.map((one) => ({ ...one, rewardId: one.id, partnerName: name })),
      reader,
    );
    const found: Problem[] = [];
    suggestionAnswer(lines, '', found);
    expect(found).toEqual([]);
    const options = form.blocks.flatMap((block) =>
      'element' in block && block.element.type === 'checkboxes' ? block.element.options : [],
    );
    expect(options).toHaveLength(12);
    for (const { text } of [...options, ...lines.options]) {
      expect(text.text).toContain(formatMoney(amount, reader));
      expect(text.text).toContain(`R-${NUMBER}`);
    }
  });

  test('Home, cards, lists and messages are within what Slack takes', () => {
    const [amount = invoice.total] = SUMS;
    const turning = { before: 1_000_000, previous: { from: 'Hold-1' }, next: { from: 'Hold-2' } };
    const of = { amount, partner: name, number: NUMBER };
    const queued = {
      ...row,
      ...of,
      customer: name,
      duplicateOf: NUMBER,
      approvalsNeeded: 2,
      description: longest(1000),
    };
    const sums = { rewards: 1_000_000, sums: SUMS };
    const earned = { rewardId: card.id, view: { ...view, amount, customer: name, description: longest(1000) } };
    const home: HomeSheet = {
      ...everybody,
      queue: {
        ...queue,
        waiting: { New: sums, Hold: sums },
        page: page(
          Array.from({ length: 8 }, () => queued),
          turning,
        ),
      },
      created: {
        rewards: 2_000_000,
        page: page(
          Array.from({ length: 8 }, () => ({ ...created, ...of })),
          turning,
        ),
      },
      invoices: {
        invoices: Array.from({ length: 10 }, () => ({ ...invoice, total: amount })),
        more: 90,
        months: [],
        charts: [],
      },
      earnings: {
        partners: 90,
        page: page(
          [{ ...acme, partner: name, available: SUMS, projected: SUMS, paid: SUMS, page: page([earned], turning) }],
          turning,
        ),
      },
    };
    const long = { ...withTexts(longest), amount };
    const carried = { rewards: 2_000_000, total: amount, because: 'below_minimum', minimum: amount } as const;
    const all = shares(100, () => name).map((share) => ({ ...share, total: amount }));
    for (const shown of [
      buildHome(home, reader),
      buildQueueAnswer(home.queue ?? queue, reader),
      buildMineAnswer(home, reader),
      buildRewardCard(long, reader),
      buildRewardSheet(long, LINK, reader),
      buildPartnerNotice({ ...askSheet, view: earned.view, partner: name }, reader),
      buildStatement(
        { ...statement, total: amount, lines: [earned.view], carriedIn: carried, carriedOut: carried },
        reader,
      ),
      buildPartnerDetails({ ...details, name, pending: SUMS, paid: SUMS, balance: SUMS }, reader),
      buildInvoiceMessage({ ...sheet, total: amount, shares: all, carriedForward: all, minimumPayout: amount }, reader),
    ])
      expectAccepted(shown);
  });
});
