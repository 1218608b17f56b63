import { describe, expect, test } from '@jest/globals';
import type { PartnerView } from '../../src/domain/partner-view.js';
import { DECLINE_REASONS } from '../../src/domain/reasons.js';
import { type Reminder, type RewardCard, UNREACHABLE } from '../../src/domain/shown.js';
import { buildChannelTrouble } from '../../src/views/admin-note.js';
import { buildChangesDone, buildChangesNote } from '../../src/views/changes-note.js';
import { buildCreatorNote } from '../../src/views/creator-note.js';
import { buildDone, buildLateProblem, buildLookBelow, buildStillWorking } from '../../src/views/late-answer.js';
import { buildPartnerNotice } from '../../src/views/partner-notice.js';
import { buildProblem } from '../../src/views/problem.js';
import { buildReminder } from '../../src/views/reminder.js';
import { buildUsage } from '../../src/views/usage.js';
import { expectAccepted, expectDifference, expectHarmless, expectShown } from './expectations.js';
import { ANA, at, BO, card, cards, event, HOSTILE, LENA, longest, view, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

const programme = 'Acme Partner Programme';
const noticeOf = (shown: PartnerView, of: string) =>
  buildPartnerNotice({ rewardId: card.id, view: shown, programme: of });
const texts = [
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const;

describe('the message to the partner', () => {
  test('says what they earned, for what, and when it is expected', () => expectShown(noticeOf(view, programme)));

  test('says that it is approved', () =>
    expectDifference(noticeOf(view, programme), noticeOf({ ...view, status: 'Approved' }, programme)));

  test('says that it was declined, and why', () =>
    expectDifference(
      noticeOf(view, programme),
      noticeOf(
        {
          ...view,
          status: 'Declined',
          expectedPaymentOn: undefined,
          declined: { reasonCode: 'order_cancelled', words: 'Refunded on the 13th' },
        },
        programme,
      ),
    ));

  test('says that it is paid', () =>
    expectDifference(
      noticeOf(view, programme),
      noticeOf(
        { ...view, status: 'Paid', customer: undefined, expectedPaymentOn: undefined, paidOn: '2026-12-12' },
        programme,
      ),
    ));

  test.each([
    ['what it was before', { ...view, corrected: { was: { minor: 30000n, currency: 'USD' } } }],
    ['that something else about it changed', { ...view, corrected: {} }],
    [
      'what it was before, once it is approved',
      { ...view, status: 'Approved', corrected: { was: { minor: 30000n, currency: 'USD' } } },
    ],
    ['that it was never theirs', { ...view, status: 'Declined', expectedPaymentOn: undefined, mistaken: true }],
  ] satisfies [string, PartnerView][])('corrects itself and says %s', (_, corrected) =>
    expectDifference(noticeOf(view, programme), noticeOf(corrected, programme)),
  );

  test.each(['New', 'Approved', 'Declined', 'Paid'] as const)(
    'says of nobody that they earned less than nothing: %s',
    (status) => {
      const shown = transcribe(noticeOf({ ...view, status, amount: { minor: -5000n, currency: 'USD' } }, programme));
      expect(shown).toContain('correction of −$50.00');
      expect(shown).not.toMatch(/earned|You were paid/);
    },
  );

  test.each(['New', 'Approved', 'Declined', 'Paid'] as const)(
    'says which reward is taken back, and why: %s',
    (status) =>
      expectDifference(
        noticeOf(view, programme),
        noticeOf(
          {
            ...view,
            reward: 'R-1050',
            status,
            amount: { minor: -5000n, currency: 'USD' },
            description: 'The order was returned',
            corrects: 'R-1042',
            expectedPaymentOn: status === 'New' || status === 'Approved' ? '2026-12-13' : undefined,
            paidOn: status === 'Paid' ? '2026-12-12' : undefined,
            declined: status === 'Declined' ? { reasonCode: 'not_eligible', words: 'Kept after all' } : undefined,
          },
          programme,
        ),
      ),
  );

  test.each([...DECLINE_REASONS, 'withdrawn_by_creator', 'withdrawn_by_admin', 'unheard_of', undefined])(
    'accuses nobody: declined for %s',
    (reasonCode) => {
      const shown = transcribe(noticeOf({ ...view, status: 'Declined', declined: { reasonCode } }, programme));
      expect(shown).not.toMatch(/fraud|undefined|unheard_of|admin/i);
    },
  );

  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(
      noticeOf(
        {
          ...view,
          status: 'Declined',
          description: text(1000),
          customer: text(200),
          declined: { reasonCode: 'other', words: text(1000) },
        },
        text(75),
      ),
    ),
  );
});

describe('the message to the creator', () => {
  test('leads to the card', () =>
    expectShown(buildCreatorNote({ card, link: 'https://example.slack.com/archives/C1/p1' })));

  test('says why there is no card yet, and that the partner was not told', () =>
    expectShown(
      buildCreatorNote({
        card: { ...card, told: { state: 'not_told', why: 'no_contact' } },
        trouble: 'not_in_channel',
      }),
    ));

  test.each(UNREACHABLE)('says why nobody could be told: %s', (why) => {
    const shown = transcribe(buildCreatorNote({ card: { ...card, told: { state: 'not_told', why } } }));
    expect(shown).toMatch(/Partner not notified: .{10,}/);
  });

  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(buildCreatorNote({ card: withTexts(text), trouble: text(300) })),
  );
});

describe('the question to the creator', () => {
  const asked = { card, askedBy: BO, question: 'Was it not 1,250?', revision: 2 };

  test('says who asks for what, and lets them send it back', () =>
    expectShown(buildChangesNote({ ...asked, link: 'https://example.slack.com/archives/C1/p1' })));

  test('reminds of it, and once it is answered says so without a button', () => {
    expectShown(buildChangesNote({ ...asked, since: at('15T10:00') }));
    const changes = {
      amount: { from: { minor: '125050', currency: 'USD' }, to: { minor: '125000', currency: 'USD' } },
    };
    expectShown(buildChangesDone({ ...asked, next: event('edited', 'New', { facts: { changes } }) }));
    expectShown(buildChangesDone({ ...asked, next: event('edited', 'New') }));
    expectShown(buildChangesDone({ ...asked, next: event('declined', 'Declined') }));
  });

  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(buildChangesNote({ ...asked, card: withTexts(text), question: text(500) })),
  );
});

describe('a reminder', () => {
  const since = at('14T14:20');
  const first = { by: BO, at: at('15T09:00') };

  test.each([
    ['that nobody decided', card, { since, isEscalated: false, for: [BO, ANA] }],
    ['that a second approval is waited for', { ...card, approvals: { needed: 2, first } }, one()],
    ['what becomes of it when the invoice is cut', card, { ...one(), isBeforeCut: true }],
    [
      'others and those who can decide what becomes of it then',
      card,
      { since, isEscalated: true, for: ['S0LEADS'], canDecide: [BO, ANA], isBeforeCut: true },
    ],
    [
      'that its day is over',
      cards.Hold,
      { since, reviewBy: '2026-11-20', owner: LENA, isEscalated: false, for: [LENA] },
    ],
    ['it to whoever looks after one on hold without a day', { ...card, status: 'Hold' }, { ...one(), owner: BO }],
    ['that others have to see to it', card, { since, isEscalated: true, for: ['S0LEADS', ANA] }],
    ['that changes are not made', cards.Hold, ofChanges(true)],
    ['that whoever is to make changes cannot be reached', cards.Hold, ofChanges(false)],
    ['it to nobody where there is nobody', card, { since, isEscalated: true, for: [] }],
  ] satisfies [string, RewardCard, Reminder][])('says %s', (_, of, reminder) =>
    expectShown(buildReminder(of, reminder)),
  );

  test('names ten and counts the others, and calls nobody by a name that is none', () => {
    const many = Array.from({ length: 25 }, (_, index) => `U0MANY${String.fromCharCode(65 + index)}`);
    const shown = buildReminder(card, { since, isEscalated: false, for: [...many, HOSTILE] });
    expectShown(shown);
    expect(buildReminder(card, { since, isEscalated: true, for: [HOSTILE] }).blocks).toHaveLength(1);
    expectHarmless(buildReminder(card, { since, isEscalated: true, for: [HOSTILE, '!channel'] }));
  });

  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(buildReminder(withTexts(text), { ...one(), owner: BO, reviewBy: '2026-11-20' })),
  );

  function one(): Reminder {
    return { since, isEscalated: false, for: [BO] };
  }

  function ofChanges(isReachable: boolean): Reminder {
    return { since, isEscalated: true, for: [BO, 'S0LEADS'], changesBy: { creator: ANA, isReachable } };
  }
});

describe('the usage of /reward', () => {
  test('names what there is', () => expectShown(buildUsage()));

  test('says what it did not understand', () => expectShown(buildUsage('sale acme')));

  test.each(texts)('stands the %s text', (_, text) => expectShown(buildUsage(text(4000))));
});

test('a problem is said over the form it is about', () => expectShown(buildProblem('R-1042 is Paid and stays so.')));

describe('a form that takes longer than Slack waits', () => {
  test('is answered with what is going on', () => expectShown(buildStillWorking('late-1')));

  test('and then with its end', () => expectShown(buildDone()));

  test('or with a look at the form, which asks something', () => expectShown(buildLookBelow()));

  test('or with what was wrong, whatever people typed', () =>
    expectShown(buildLateProblem(['Choose a day.', HOSTILE])));
});

describe('the message to an admin', () => {
  test.each(['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action', 'fatal_error'])(
    'says how to mend %s',
    (problem) => expectShown(buildChannelTrouble({ channel: 'C0REVIEW', problem, reviewOrFinance: 'review' })),
  );

  test.each(texts)('stands the %s text', (_, text) => {
    const shown = buildChannelTrouble({ channel: text(20), problem: text(200), reviewOrFinance: 'finance' });
    expectAccepted(shown);
    expectHarmless(shown);
  });
});
