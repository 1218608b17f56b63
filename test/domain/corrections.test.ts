import { describe, expect, test } from '@jest/globals';
import { correctionOf, factsBefore, isVisible, owedSince, wasTold } from '../../src/domain/corrections.js';
import type { RewardChanges } from '../../src/domain/history.js';

const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });
const amount = (from: number, to: number): RewardChanges => ({ amount: { from: usd(from), to: usd(to) } });
const partner = (from: string, to: string): RewardChanges => ({ partner: { fromId: from, toId: to, from, to } });
const event = (revision: number, changes?: RewardChanges) => ({ revision, facts: changes ? { changes } : {} });
const money = (minor: number) => ({ minor: BigInt(minor), currency: 'USD' });

describe('what a partner has to be told anew', () => {
  test('is nothing where nothing changed, or they were not told yet', () => {
    expect(correctionOf([event(1), event(2)], [1], money(300))).toBeUndefined();
    expect(correctionOf([event(1), event(2, amount(300, 250))], [], money(250))).toBeUndefined();
    expect(correctionOf([event(1), event(2, amount(300, 250))], [2], money(250))).toBeUndefined();
  });

  test('is what they were told last, however often it was changed since', () => {
    const history = [event(1), event(2, amount(300, 250)), event(3, amount(250, 200))];
    expect(correctionOf(history, [1], money(200))).toEqual({ was: money(300) });
    expect(correctionOf(history, [2, 1], money(200))).toEqual({ was: money(250) });
    expect(correctionOf([event(1), event(2, amount(300, 250)), event(3, amount(250, 300))], [1], money(300))).toEqual(
      {},
    );
    expect(correctionOf([event(1), event(2, { description: { from: 'a', to: 'b' } })], [1], money(300))).toEqual({});
  });

  test('is nothing of what another partner was told before', () => {
    const history = [event(1), event(2, { ...partner('acme', 'globex'), ...amount(300, 250) })];
    expect(correctionOf(history, [1], money(250))).toBeUndefined();
    expect(correctionOf([...history, event(3, amount(250, 100))], [1, 2], money(100))).toEqual({ was: money(250) });
    expect([owedSince(history), owedSince(history, 2)]).toEqual([2, 1]);
    expect([wasTold(history, [1], 2), wasTold(history, [], 2), wasTold([...history, event(3)], [1], 3)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is not what no partner sees', () => {
    const note: RewardChanges = { note: { from: null, to: 'See the mail' } };
    expect(isVisible(note)).toBe(false);
    expect(correctionOf([event(1), event(2, note)], [1], money(300))).toBeUndefined();
  });
});

test('what a reward was before an edit holds nothing that came with it or after', () => {
  const history = [
    event(1),
    event(2, { ...partner('acme', 'globex'), ...amount(300, 250), customer: { from: null, to: 'Umbrella' } }),
    event(3, { description: { from: 'Webinar', to: 'Webinar of Globex' } }),
  ];
  const now = { amount: money(250), description: 'Webinar of Globex', customer: 'Umbrella' };
  expect(factsBefore(history, 2, now)).toEqual({ amount: money(300), description: 'Webinar', customer: undefined });
  expect(factsBefore(history, 4, now)).toEqual(now);
});
