import { describe, expect, test } from '@jest/globals';
import type { RewardEvent } from '../../src/domain/history.js';
import type { RewardEventKind, RewardStatus } from '../../src/domain/reward.js';
import { buildHistory } from '../../src/views/history.js';
import { buildThreadEntry } from '../../src/views/thread-entry.js';
import { changes, events } from './event-samples.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { card, cards, event, HOSTILE, longest, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

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
