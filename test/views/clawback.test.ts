import { describe, expect, test } from '@jest/globals';
import { buildClawbackForm, readClawbackForm, readClawbackRef } from '../../src/views/clawback-form.js';
import { buildCreatorNote } from '../../src/views/creator-note.js';
import { buildRewardCard } from '../../src/views/reward-card.js';
import { buildRewardForm } from '../../src/views/reward-form.js';
import { expectShown } from './expectations.js';
import { fill, typed } from './forms.js';
import { card, cards, HOSTILE, longest, partner, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const LINK = 'https://example.slack.com/archives/C1/p1';

describe('the form to claw back', () => {
  const form = buildClawbackForm({ card: cards.Paid, left: usd(125_050n) });

  test('offers all that is left to take back', () => expectShown(form));

  test('gives the amount, the reason and the note', () => {
    const put = fill(form, {
      amount: typed('$50'),
      reason: typed(' The order was returned '),
      note: typed('Ticket 7'),
    });
    expect(readClawbackRef(put)).toEqual({ rewardId: cards.Paid.id, revision: 2 });
    expect(readClawbackForm(put, 'USD')).toEqual({
      ok: true,
      value: { amount: usd(5_000n), reason: 'The order was returned', internalNote: 'Ticket 7' },
    });
  });

  test('untouched takes back everything, once there is a reason', () => {
    expect(readClawbackForm(fill(form), 'USD')).toEqual({
      ok: false,
      errors: { reason: 'Say why, in at least 3 characters.' },
    });
    expect(readClawbackForm(fill(form, { reason: typed('Returned') }), 'USD')).toMatchObject({
      value: { amount: usd(125_050n) },
    });
  });

  test.each([
    ['-50', 'Type an amount above zero.'],
    ['0', 'Type an amount above zero.'],
    ['12,50', 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.'],
    ['50 EUR', 'This programme does not pay in EUR. Use USD.'],
    ['0.001', 'USD has 2 decimals. Type no more.'],
    ['', 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.'],
  ])('reads amounts as the form of a reward does: %s', (amount, error) => {
    const put = fill(form, { amount: typed(amount), reason: typed('Returned') });
    expect(readClawbackForm(put, 'USD')).toEqual({ ok: false, errors: { amount: error } });
  });

  test.each([
    ['JPY', 1_250n, '1250'],
    ['KWD', 1_250n, '1.250'],
  ])('shows and reads back what is left in %s', (currency, minor, words) => {
    const other = buildClawbackForm({ card: cards.Paid, left: { minor, currency } });
    expect(fill(other).state.values.amount?.amount?.value).toBe(words);
    expect(readClawbackForm(fill(other, { reason: typed('Returned') }), currency)).toMatchObject({
      value: { amount: { minor, currency } },
    });
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s text', (_, text) =>
    expectShown(buildClawbackForm({ card: withTexts(text, cards.Paid), left: usd(10n ** 30n) })),
  );
});

describe('a card', () => {
  test('of a clawback says what it takes back', () =>
    expectShown(
      buildRewardCard({
        ...card,
        number: 1050,
        amount: usd(-5_000n),
        description: 'The order was returned',
        corrects: { number: 1042, amount: usd(125_050n), link: LINK },
      }),
    ));

  test('of a paid reward lists what took it back, and offers to take the rest', () => {
    const clawbacks = [
      { number: 1050, amount: usd(-5_000n), link: LINK },
      { number: 1051, amount: usd(-50n) },
    ];
    expectShown(buildRewardCard({ ...cards.Paid, clawbacks, leftToTakeBack: usd(120_000n) }));
  });

  test('of a reward that was taken back whole offers no more', () => {
    const shown = (left: bigint) => transcribe(buildRewardCard({ ...cards.Paid, leftToTakeBack: usd(left) }));
    expect(shown(1n)).toContain('Claw back…');
    expect(shown(0n)).not.toContain('Claw back…');
    expect(transcribe(buildRewardCard(cards.Approved))).not.toContain('Claw back…');
  });

  test('counts the clawbacks it does not name', () => {
    const clawbacks = Array.from({ length: 40 }, (_, index) => ({
      number: 2_000 + index,
      amount: usd(-1n),
      link: LINK,
    }));
    const shown = buildRewardCard({ ...withTexts(longest, cards.Paid), corrects: undefined, clawbacks });
    expectShown(shown);
    expect(transcribe(shown)).toContain('and 30 more');
  });
});

test('its creator is told what it takes back', () =>
  expectShown(
    buildCreatorNote({ card: { ...card, amount: usd(-5_000n), corrects: { number: 1042, amount: usd(9n) } } }),
  ));

test('the form of a reward says what a partner has to make up for first', () =>
  expectShown(
    buildRewardForm({
      rules: { currencies: ['USD'], rewardCap: 100_000n },
      partner: { ...partner, pending: [], balance: [usd(-12_000n)] },
    }),
  ));
