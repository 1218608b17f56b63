import { describe, expect, test } from '@jest/globals';
import { REWARD_STATUSES } from '../../src/domain/reward.js';
import {
  buildBulkNotice,
  buildCreatorPaymentNotice,
  buildDecisionNotice,
} from '../../src/views/creator-decision-notice.js';
import { bulk, creatorPayment, decisionOn, noticeRows } from './creator-notice-samples.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { cards, HOSTILE, longest, withTexts } from './samples.js';

describe('what the creator of a reward is told of what somebody else decided', () => {
  test.each(REWARD_STATUSES.filter((status) => status !== 'New'))(
    'names reward, amount, partner, who and why: %s',
    (status) => expectShown(buildDecisionNotice(decisionOn(cards[status]))),
  );

  test('says no less where notifications read it aloud', () => {
    const { text } = buildDecisionNotice(decisionOn(cards.Declined));
    for (const part of ['R-1042 · Declined', '$1,250.50', 'Acme Growth GmbH', '<@U0BO>', 'Refunded on the 13th'])
      expect(text).toContain(part);
  });

  test('is one message of several approvals, with a sum for each currency', () => expectShown(buildBulkNotice(bulk)));

  test('is one message of an invoice, however many rewards it paid', () => {
    expectShown(buildCreatorPaymentNotice(creatorPayment));
    const { text } = buildCreatorPaymentNotice({ ...creatorPayment, rewards: 90, rows: noticeRows(20) });
    expect(text).toContain('and 70 more');
  });
});

test.each([
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const)('every message to a creator stands the %s text', (_, text) => {
  const rows = noticeRows(50, text(200));
  for (const shown of [
    buildDecisionNotice(decisionOn(withTexts(text))),
    buildBulkNotice({ ...bulk, approved: rows, approvedOnce: rows }),
    buildCreatorPaymentNotice({ ...creatorPayment, reference: text(100), rewards: 5000, rows }),
  ]) {
    expectAccepted(shown);
    expectHarmless(shown);
  }
});
