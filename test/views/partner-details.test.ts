import { describe, expect, test } from '@jest/globals';
import { UNREACHABLE } from '../../src/domain/shown.js';
import { buildPartnerDetails, buildPartnerMatches } from '../../src/views/partner-details.js';
import { guessNote, sayNoPartner } from '../../src/views/prefill-note.js';
import { expectShown } from './expectations.js';
import { details } from './partner-samples.js';
import { at, HOSTILE, LENA, longest, partner } from './samples.js';
import { transcribe } from './transcript.js';

const texts = [
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const;
const many = <Item>(item: Item): Item[] => Array.from({ length: 10 }, () => item);

describe("a partner's details", () => {
  test('say who it is, what it has, and who can be reached', () => expectShown(buildPartnerDetails(details)));

  test('are written as their reader writes', () =>
    expectShown(buildPartnerDetails(details, { locale: 'de-DE', timeZone: 'Europe/Berlin' })));

  test('of a partner with nothing yet, for somebody who may not create', () =>
    expectShown(
      buildPartnerDetails({
        ...details,
        pending: [],
        paid: [],
        balance: [],
        contacts: [],
        contactCount: 0,
        customers: [],
        customerCount: 0,
        rewards: [],
        rewardCount: 0,
        mayReward: false,
      }),
    ));

  test.each(UNREACHABLE)('say why a contact cannot be told: %s', (why) => {
    const shown = transcribe(
      buildPartnerDetails({ ...details, contacts: [{ slackUserId: LENA, reach: { reachable: false, why } }] }),
    );
    expect(shown).toMatch(/@W0LENA · cannot be told in Slack: .{5,}/);
  });

  test.each(texts)('stand the %s text', (_, text) =>
    expectShown(
      buildPartnerDetails({
        ...details,
        name: text(200),
        key: text(200),
        group: text(200),
        contacts: many({ email: text(254), reach: { reachable: false, why: 'not_shared' } as const }),
        contactCount: 400,
        customers: many({ name: text(200), key: text(200) }),
        customerCount: 12_000,
        rewards: many({
          number: 2147483647,
          status: 'Approved' as const,
          amount: { minor: -(10n ** 30n), currency: 'USD' },
          createdAt: at('14T14:02'),
          link: 'https://example.slack.com/archives/C1/p1',
        }),
        rewardCount: 100_000,
      }),
    ),
  );
});

describe('which of several partners is meant', () => {
  test('is asked', () =>
    expectShown(buildPartnerMatches('acme', [partner, { id: 'other', name: 'Acme Two', key: 'a2' }])));
  test('is asked where nothing was typed', () =>
    expect(transcribe(buildPartnerMatches('', [partner]))).toContain('Which partner?'));
  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(
      buildPartnerMatches(
        text(4000),
        Array.from({ length: 150 }, (_unused, index) => ({ id: `id-${index}`, name: text(200), key: text(200) })),
      ),
    ),
  );
  test.each(texts)('or that none is: %s', (_, text) => expectShown(sayNoPartner(text(4000))));
});

test('why a message chose no partner', () => {
  expect([guessNote('none'), guessNote('several')]).toMatchSnapshot();
});
