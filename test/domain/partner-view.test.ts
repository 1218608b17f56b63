import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toPartnerView } from '../../src/domain/partner-view.js';
import { REWARD_STATUSES } from '../../src/domain/reward.js';

const ALLOWED = [
  'amount',
  'carried',
  'corrected',
  'corrects',
  'customer',
  'declined',
  'description',
  'expectedPaymentOn',
  'isLate',
  'mistaken',
  'onlyIfApproved',
  'paidOn',
  'reward',
  'status',
].sort();

const SECRET = 'SECRET';

/** A reward as a careless caller may pass it: with everything the bot knows. */
const stuffed = {
  number: 1042,
  amount: { minor: 125_050n, currency: 'USD', costCentre: SECRET },
  description: 'Co-marketing webinar',
  customer: 'Initech',
  expectedPaymentOn: '2026-12-13',
  carried: { to: '2026-12', minimum: { minor: 2_500n, currency: 'USD', costCentre: SECRET }, by: SECRET },
  onlyIfApproved: true,
  declined: { reasonCode: 'duplicate', words: 'Already paid', reviewer: SECRET },
  paidOn: '2026-12-12',
  corrected: { was: { minor: 1n, currency: 'USD', costCentre: SECRET }, by: SECRET },
  id: SECRET,
  internalNote: SECRET,
  createdBy: SECRET,
  decidedBy: SECRET,
  heldBecause: SECRET,
  history: [{ actor: SECRET, reason: SECRET }],
  partner: { name: SECRET },
  duplicateOf: SECRET,
  fourEyes: SECRET,
  payment: SECRET,
};

const textOf = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

describe('what a partner sees of a reward', () => {
  test.each(REWARD_STATUSES)('is the allow-list and nothing else when it is %s', (status) => {
    const view = toPartnerView({ ...stuffed, status });
    expect(Object.keys(view).sort()).toEqual(ALLOWED);
    expect(Object.keys(view.amount).sort()).toEqual(['currency', 'minor']);
    expect(view.corrected).toEqual({ was: { minor: 1n, currency: 'USD' } });
    if (view.declined) expect(Object.keys(view.declined).sort()).toEqual(['reasonCode', 'words']);
    expect(textOf(view)).not.toContain(SECRET);
  });

  test('stays the allow-list whatever else a reward carries', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.constantFrom(...REWARD_STATUSES), (extra, status) => {
        expect(Object.keys(toPartnerView({ ...extra, ...stuffed, status })).sort()).toEqual(ALLOWED);
      }),
    );
  });

  test('does not tell a reward on hold from a new one', () => {
    const held = toPartnerView({ ...stuffed, status: 'Hold' });
    expect(held).toEqual(toPartnerView({ ...stuffed, status: 'New' }));
    expect(textOf(held)).not.toContain('Hold');
  });

  test('names the reward by its number and says the exact amount', () => {
    expect(toPartnerView({ ...stuffed, corrected: undefined, status: 'Approved' })).toEqual({
      reward: 'R-1042',
      status: 'Approved',
      amount: { minor: 125_050n, currency: 'USD' },
      description: 'Co-marketing webinar',
      customer: 'Initech',
      expectedPaymentOn: '2026-12-13',
      carried: { to: '2026-12', minimum: { minor: 2_500n, currency: 'USD' } },
    });
  });

  test.each([
    ['New', '2026-12-13', undefined, undefined],
    ['Approved', '2026-12-13', undefined, undefined],
    ['Hold', '2026-12-13', undefined, undefined],
    ['Declined', undefined, { reasonCode: 'duplicate', words: 'Already paid' }, undefined],
    ['Paid', undefined, undefined, '2026-12-12'],
  ] as const)('when %s says only what is still true', (status, expectedPaymentOn, declined, paidOn) => {
    const view = toPartnerView({ ...stuffed, status });
    expect([view.expectedPaymentOn, view.declined, view.paidOn]).toEqual([expectedPaymentOn, declined, paidOn]);
  });
});
