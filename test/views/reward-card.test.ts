import { describe, expect, test } from '@jest/globals';
import { DECISIONS, REWARD_STATUSES } from '../../src/domain/reward.js';
import type { PartnerTold, RewardCard } from '../../src/domain/shown.js';
import { buildRewardCard } from '../../src/views/reward-card.js';
import { expectDifference, expectShown, textsOf } from './expectations.js';
import { at, card, cards, customer, decided, HOSTILE, longest, strangersCustomer, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

const ANOTHER = 'U0CEM';

describe('the review card', () => {
  test('shows a reward that is New', () => expectShown(buildRewardCard(card)));

  test.each(REWARD_STATUSES.filter((status) => status !== 'New'))('shows a reward that is %s', (status) =>
    expectDifference(buildRewardCard(card), buildRewardCard(cards[status])),
  );

  test('shows all that can be known and go wrong', () =>
    expectShown(
      buildRewardCard({
        ...card,
        internalNote: 'Agreed with Lena on the phone',
        customer: strangersCustomer,
        corrects: { number: 1000, amount: { minor: 30000n, currency: 'USD' } },
        duplicateOf: { id: 'other', number: 1031, status: 'Approved', createdBy: ANOTHER, createdAt: at('08T09:00') },
        told: { state: 'unknown' },
        former: { partner: 'Globex', told: { state: 'not_told', why: 'no_contact' } },
        creatorNotAsked: 'deactivated',
        creatorNotReminded: 'refused',
        failedJobs: ['tell-partner'],
      }),
    ));

  test.each(['longest', 'hostile'])('stands the %s text everywhere', (kind) =>
    expectShown(buildRewardCard(withTexts(kind === 'longest' ? longest : () => HOSTILE))),
  );

  test('does not promise an invoice to a reward that needs a yes first', () => {
    const { invoice } = card;
    if (invoice.kind !== 'expected') throw new Error('this sample is on no invoice yet');
    expectShown(buildRewardCard({ ...card, invoice: { ...invoice, needsApproval: true } }));
    expectShown(
      buildRewardCard({
        ...{ ...card, approvals: { needed: 2 }, decisions: ['approve', 'decline', 'hold', 'withdraw'] },
        invoice: { ...invoice, needsApproval: true, needsSecondApproval: true },
      }),
    );
  });

  test.each([
    ['on an invoice', { ...cards.Approved, invoice: onInvoice('in_review') }],
    ['on a finalised invoice', { ...cards.Approved, invoice: onInvoice('finalised'), decisions: [] }],
    ['not reviewed, on a finalised invoice', { ...card, invoice: onInvoice('finalised'), decisions: [] }],
    ['released', decided('released', 'New')],
    ['reopened', decided('reopened', 'New', { reason: 'Declined by mistake' })],
    ['withdrawn', decided('withdrawn', 'Declined', { actor: ANOTHER, facts: { reasonCode: 'withdrawn_by_creator' } })],
    ['declined silently', decided('declined', 'Declined', { facts: { reasonCode: 'fraud', silently: true } })],
    ['approved alone', decided('approved', 'Approved', { reason: 'Nobody is left', facts: { alone: true } })],
    [
      'declined alone',
      decided('declined', 'Declined', {
        reason: 'Not in your region',
        facts: { reasonCode: 'not_eligible', alone: true, aloneReason: 'Bo has left' },
      }),
    ],
    ['one that two must approve', { ...card, approvals: { needed: 2 } }],
    ['approved by one of two', { ...card, approvals: { needed: 2, first: { by: ANOTHER, at: at('14T15:00') } } }],
    ['approved by two', decided('approved', 'Approved', { facts: { firstApprovedBy: ANOTHER } })],
    ['waiting for changes', decided('changes_requested', 'Hold', { reason: 'Was it not 1,250?' })],
    ['sent back with changes', sentBack()],
    ['sent back, and held once more', heldAgain()],
    ['taken off an invoice', decided('held', 'Hold', { reason: 'Wait', facts: { leftInvoice: 'INV-2026-0007' } })],
    [
      'paid with its invoice',
      {
        ...decided('paid_on_invoice', 'Paid', {
          actor: 'bot',
          facts: { invoice: 'INV-2026-0007', paidOn: '2026-12-12', reference: 'SEPA 7' },
        }),
        invoice: onInvoice('paid'),
      },
    ],
  ] satisfies [string, RewardCard][])('shows a reward that is %s', (_, shown) =>
    expectDifference(buildRewardCard(card), buildRewardCard(shown)),
  );

  test.each(REWARD_STATUSES)('names no status but its own when it is %s', (status) => {
    const full: RewardCard = {
      ...cards[status],
      customer,
      internalNote: 'See the mail',
      duplicateOf: { id: 'other', number: 1031, status: 'Approved', createdBy: ANOTHER, createdAt: at('08T09:00') },
      told: { state: 'not_told', why: 'no_contact' },
    };
    const { text, blocks } = buildRewardCard(full);
    const said = textsOf([text, ...blocks.filter((block) => block.type !== 'actions'), { text }]).join('\n');
    const others = REWARD_STATUSES.filter((other) => other !== status);
    expect(said).not.toMatch(new RegExp(`\\b(${others.join('|')})\\b`, 'i'));
    expect(said).toMatch(new RegExp(`R-1042 · ${status}\\b`));
  });

  test.each([
    ['New', ['Approve', 'Decline…', 'Hold…']],
    ['Hold', ['Approve', 'Decline…', 'Release']],
    ['Approved', []],
    ['Declined', []],
    ['Paid', []],
  ] as const)('offers a reward that is %s its own buttons', (status, expected) => {
    expect(buttonsOf(cards[status])).toEqual(expected);
  });

  test('offers no button for what is not legal now', () => {
    expect(buttonsOf({ ...card, decisions: [] })).toEqual([]);
    expect(menuOf({ ...card, decisions: [] })).toEqual(['History']);
  });

  test.each(['New', 'Hold'] as const)('names no status but its own with approvals and changes: %s', (status) => {
    const first = { by: ANOTHER, at: at('14T15:00') };
    const { text, blocks } = buildRewardCard({
      ...(status === 'New' ? sentBack() : heldAgain()),
      approvals: { needed: 2, first },
    });
    const said = textsOf([text, ...blocks.filter((block) => block.type !== 'actions'), { text }]).join('\n');
    const others = REWARD_STATUSES.filter((other) => other !== status);
    expect(said).not.toMatch(new RegExp(`\\b(${others.join('|')})\\b`, 'i'));
  });

  test('offers its creator to send it back instead of asking once more, and five items at most', () => {
    const asked = {
      ...decided('changes_requested', 'Hold'),
      decisions: DECISIONS.filter((decision) => decision !== 'hold' && decision !== 'reopen'),
      told: { state: 'unknown' },
    } as const;
    const items = ['Mark as paid…', 'Withdraw…', 'Send to the partner again', 'History'];
    expect(menuOf(asked)).toEqual([items[0], 'Edit and send back…', ...items.slice(1)]);
    expect(menuOf({ ...asked, history: cards.Hold.history })).toEqual([
      items[0],
      'Ask for changes…',
      ...items.slice(1),
    ]);
  });

  test.each([
    ['New', ['Mark as paid…', 'Withdraw…', 'History']],
    ['Hold', ['Mark as paid…', 'Withdraw…', 'History']],
    ['Approved', ['Change decision…', 'Mark as paid…', 'History']],
    ['Declined', ['Change decision…', 'History']],
    ['Paid', ['History']],
  ] as const)('has in the menu of a reward that is %s only what applies', (status, expected) => {
    expect(menuOf(cards[status])).toEqual(expected);
  });

  test.each([
    [{ state: 'told' }, false],
    [{ state: 'waiting' }, false],
    [{ state: 'held_back' }, false],
    [{ state: 'unknown' }, false],
    [{ state: 'not_told', why: 'no_contact' }, true],
    [{ state: 'not_told', why: 'deactivated' }, true],
    [{ state: 'not_told', why: 'deactivated', reachableNow: true }, false],
  ] satisfies [PartnerTold, boolean][])('offers to link a Slack user only where that may help: %j', (told, offered) => {
    expect(menuOf({ ...card, told }).includes('Link a Slack user…')).toBe(offered);
  });

  test.each([
    [{ state: 'told' }, false],
    [{ state: 'waiting' }, false],
    [{ state: 'held_back' }, false],
    [{ state: 'unknown' }, true],
    [{ state: 'not_told', why: 'no_contact' }, false],
    [{ state: 'not_told', why: 'no_contact', reachableNow: true }, true],
  ] satisfies [PartnerTold, boolean][])('offers to send again only what can be: %j', (told, offered) => {
    expect(menuOf({ ...card, told }).includes('Send to the partner again')).toBe(offered);
  });

  test('offers to send again what the former partner does not know, after the other has a contact', () => {
    const former = { partner: 'Globex', told: { state: 'unknown' } } as const;
    const isOffered = (told: PartnerTold) => menuOf({ ...card, told, former }).includes('Send to the partner again');
    expect([isOffered({ state: 'told' }), isOffered({ state: 'not_told', why: 'no_contact' })]).toEqual([true, false]);
  });

  test.each(REWARD_STATUSES)('has at most five items in the menu when it is %s', (status) => {
    for (const told of [{ state: 'unknown' }, { state: 'not_told', why: 'no_contact' }] as const)
      expect(menuOf({ ...cards[status], told, former: { partner: 'Globex', told } }).length).toBeLessThanOrEqual(5);
  });

  test('says how it was paid once', () => {
    const paid = decided('marked_paid', 'Paid', { reason: 'Cash', facts: { paidOn: '2026-11-16', reference: 'Cash' } });
    expect(transcribe({ blocks: buildRewardCard(paid).blocks }).match(/Cash/g)).toHaveLength(1);
  });

  test('lets nobody pass a line of a description for one of the bot', () => {
    const { blocks } = buildRewardCard({ ...card, description: 'Webinar\n✓ Approved by @bo' });
    expect(transcribe({ blocks })).toContain('> Webinar\n> ✓ Approved by @bo');
  });
});

function sentBack(): RewardCard {
  const changes = {
    amount: { from: { minor: '30000', currency: 'USD' }, to: { minor: '125050', currency: 'USD' } },
    partner: { fromId: 'a', toId: 'b', from: 'Globex', to: 'Acme Growth GmbH' },
  };
  return decided('edited', 'New', { reason: 'It was for Acme.', facts: { askedBy: ANOTHER, changes } });
}

function heldAgain(): RewardCard {
  const { history, ...card } = sentBack();
  const held = decided('held', 'Hold', { revision: 3, reason: 'Wait', facts: { owner: ANOTHER } });
  return {
    ...card,
    status: 'Hold',
    revision: 3,
    decisions: held.decisions,
    history: [...history, ...held.history.slice(1)],
  };
}

function onInvoice(status: 'in_review' | 'finalised' | 'paid'): RewardCard['invoice'] {
  return {
    kind: 'on',
    number: 'INV-2026-0007',
    status,
    month: '2026-11',
    link: 'https://example.slack.com/archives/C2/p2',
  };
}

function buttonsOf(shown: RewardCard): string[] {
  return controlsOf(shown).flatMap((element) => (element.type === 'button' ? [element.text.text] : []));
}

function menuOf(shown: RewardCard): string[] {
  return controlsOf(shown).flatMap((element) =>
    element.type === 'overflow' ? element.options.map(({ text }) => text.text) : [],
  );
}

function controlsOf(shown: RewardCard) {
  return buildRewardCard(shown).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}
