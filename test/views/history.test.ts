import { describe, expect, test } from '@jest/globals';
import type { RewardChanges, RewardEvent } from '../../src/domain/history.js';
import type { RewardEventKind, RewardStatus } from '../../src/domain/reward.js';
import { buildHistory } from '../../src/views/history.js';
import { buildThreadEntry } from '../../src/views/thread-entry.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { ANA, BO, card, cards, event, HOSTILE, LENA, longest, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

const changes: RewardChanges = {
  partner: { fromId: 'a', toId: 'b', from: 'Acme', to: 'Globex' },
  amount: { from: { minor: '30000', currency: 'USD' }, to: { minor: '25000', currency: 'EUR' } },
  customer: { from: 'Initech', to: null },
  description: { from: 'Webinar', to: 'Webinar in November' },
  note: { from: null, to: 'See the mail' },
};

/** One event of every kind, each with all that it can carry. */
const events: readonly RewardEvent[] = [
  event('created', 'New', { actor: ANA }),
  event('held', 'Hold', {
    reason: 'Waiting for the order number',
    facts: { owner: LENA, reviewBy: '2026-11-20', leftInvoice: 'INV-2026-0007' },
  }),
  event('released', 'New', { actor: 'command line' }),
  event('approved', 'Approved', { reason: 'Nobody else is left', facts: { alone: true } }),
  event('held', 'Hold', { reason: 'Waiting for the order', facts: { alone: true, aloneReason: 'Bo has left' } }),
  event('declined', 'Declined', { reason: 'Refunded', facts: { reasonCode: 'order_cancelled' } }),
  event('declined', 'Declined', { facts: { reasonCode: 'fraud', silently: true } }),
  event('reopened', 'New', { reason: 'By mistake' }),
  event('withdrawn', 'Declined', { actor: ANA, facts: { reasonCode: 'withdrawn_by_creator' } }),
  event('withdrawn', 'Declined', { facts: { reasonCode: 'withdrawn_by_admin' } }),
  event('invoiced', 'Approved', { actor: 'bot', facts: { invoice: 'INV-2026-0007', asOf: '2026-12-01T00:00:00Z' } }),
  event('carried_forward', 'Approved', { actor: 'bot', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('approved_first', 'New'),
  event('approved_first', 'New', { reason: 'Nobody else is left', facts: { alone: true } }),
  event('approved', 'Approved', { facts: { firstApprovedBy: ANA } }),
  event('approved', 'Approved', { reason: 'Cy has left', facts: { firstApprovedBy: BO, alone: true } }),
  event('changes_requested', 'Hold', { reason: 'Was it not 1,250?', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('edited', 'New', { actor: ANA, reason: 'It was.', facts: { askedBy: BO, changes, approvalVoided: true } }),
  event('edited', 'New', { actor: ANA, reason: 'As agreed.', facts: { askedBy: BO } }),
  event('postponed', 'Approved', { reason: 'Disputed', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('invoice_voided', 'Approved', { reason: 'Wrong month', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('invoiced', 'Approved', { facts: { invoice: 'INV-2026-0008', pulled: true } }),
  event('marked_paid', 'Paid', { facts: { paidOn: '2026-11-16', reference: 'Bank transfer 4711' } }),
  event('paid_on_invoice', 'Paid', {
    facts: { invoice: 'INV-2026-0007', paidOn: '2026-12-12', reference: 'SEPA 7' },
  }),
];

describe('the thread of a card', () => {
  test.each(events.map((entry) => [entry.kind, entry] as const))('tells that it was %s', (_, entry) =>
    expectShown(buildThreadEntry(card, entry)),
  );

  test('says on which invoice an approval puts it', () =>
    expectShown(buildThreadEntry(cards.Approved, event('approved', 'Approved'))));

  test('names no invoice where another approval is needed by now', () => {
    const { invoice } = card;
    if (invoice.kind !== 'expected') throw new Error('this sample is on no invoice yet');
    const again = { ...card, invoice: { ...invoice, needsApproval: true } };
    expect(transcribe(buildThreadEntry(again, event('approved', 'Approved')))).not.toContain('invoice');
  });

  test('stands the longest and the hostile reason', () => {
    for (const text of [longest, () => HOSTILE]) {
      const hostile = withTexts(text);
      for (const entry of events) expectHarmlessEntry(hostile, { ...entry, reason: text(1000) });
      const names = { from: text(200), to: text(200) };
      const renamed = { ...changes, partner: { fromId: 'a', toId: 'b', ...names }, customer: names };
      expectHarmlessEntry(hostile, event('edited', 'New', { reason: text(500), facts: { changes: renamed } }));
    }
  });
});

describe('the history of a reward', () => {
  test('tells everything, oldest first', () => expectShown(buildHistory({ ...cards.Paid, history: events })));

  test('folds the oldest away where there is more than Slack shows', () => {
    const shown = buildHistory({ ...card, history: many(250, 'approved', 'Approved') });
    expectAccepted(shown);
    expect(shown.blocks).toHaveLength(100);
    expect(transcribe(shown)).toContain('~ 152 earlier events not shown');
  });

  test('folds away what would make it too big', () => {
    const shown = buildHistory({
      ...card,
      history: many(98, 'held', 'Hold').map((entry) => ({ ...entry, reason: '字'.repeat(1000) })),
    });
    expectAccepted(shown);
    expect(transcribe(shown)).toMatch(/~ \d+ earlier events not shown/);
  });

  test('stands the longest and the hostile text', () => {
    for (const text of [longest, () => HOSTILE]) {
      const shown = buildHistory({
        ...withTexts(text),
        history: many(120, 'declined', 'Declined').map((entry) => ({ ...entry, reason: text(1000) })),
      });
      expectAccepted(shown);
      expectHarmless(shown);
    }
  });
});

function expectHarmlessEntry(of: typeof card, entry: RewardEvent): void {
  const shown = buildThreadEntry(of, entry);
  expectAccepted(shown);
  expectHarmless(shown);
}

function many(count: number, kind: RewardEventKind, status: RewardStatus): RewardEvent[] {
  return Array.from({ length: count }, (_, index) => event(kind, status, { revision: index + 1 }));
}
