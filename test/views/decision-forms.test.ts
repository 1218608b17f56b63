import { describe, expect, test } from '@jest/globals';
import { DECISIONS } from '../../src/domain/reward.js';
import { buildAloneForm, readAloneForm } from '../../src/views/alone-form.js';
import { buildChangeForm, readChangeForm } from '../../src/views/change-form.js';
import { buildChangesForm, readChangesForm } from '../../src/views/changes-form.js';
import { buildDeclineForm, readDeclineForm } from '../../src/views/decline-form.js';
import { buildHoldForm, readHoldForm } from '../../src/views/hold-form.js';
import { buildLinkForm, readLinkForm } from '../../src/views/link-form.js';
import { buildPaidForm, readPaidForm } from '../../src/views/paid-form.js';
import type { FilledForm } from '../../src/views/reading.js';
import { buildWithdrawForm, readWithdrawForm } from '../../src/views/withdraw-form.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { chosen, fill, typed } from './forms.js';
import { BO, byEmail, card, cards, HOSTILE, LENA, longest, reach, reaches, withTexts } from './samples.js';

const today = '2026-11-14';
const ref = { rewardId: card.id, revision: card.revision };

describe('the form to decline', () => {
  const form = buildDeclineForm({ reach, card, alone: false });

  test('asks why, and what the partner is told', () => expectShown(form));

  test('gives the reason, the words and whether to be silent', () => {
    const put = fill(form, { reason: chosen('duplicate'), words: typed(' Twice. ') });
    expect(readDeclineForm(put)).toEqual({
      ok: true,
      value: { ref, reasonCode: 'duplicate', words: 'Twice.', silently: false },
    });
    const silent = fill(form, { reason: chosen('fraud'), silently: { selected_options: [{ value: 'silently' }] } });
    expect(readDeclineForm(silent)).toEqual({ ok: true, value: { ref, reasonCode: 'fraud', silently: true } });
  });

  test('wants a reason from the list, and words for any other', () => {
    expect(readDeclineForm(fill(form))).toEqual({ ok: false, errors: { reason: 'Choose a reason.' } });
    expect(readDeclineForm(fill(form, { reason: chosen('withdrawn_by_creator') }))).toMatchObject({ ok: false });
    expect(readDeclineForm(fill(form, { reason: chosen('other') }))).toEqual({
      ok: false,
      errors: { words: 'Say why, in your words.' },
    });
    const tooLong = fill(form, { reason: chosen('other'), words: typed('x'.repeat(1001)) });
    expect(readDeclineForm(tooLong)).toEqual({
      ok: false,
      errors: { words: 'This has 1,001 characters; 1,000 is the most.' },
    });
  });
});

describe('the form to hold', () => {
  const form = buildHoldForm({ card, actor: BO, alone: false });
  const reason = typed('Waiting for the order number');

  test('offers whoever holds it as the one who looks after it', () => expectShown(form));

  test('gives the reason, the owner and the day', () => {
    const put = fill(form, { reason, owner: { selected_user: LENA }, review_by: { selected_date: today } });
    expect(readHoldForm(put, today)).toEqual({
      ok: true,
      value: { ref, reason: 'Waiting for the order number', owner: LENA, reviewBy: today },
    });
    expect(readHoldForm(fill(form, { reason }), today)).toMatchObject({ ok: true, value: { owner: BO } });
  });

  test('wants a reason, an owner and no day that has passed', () => {
    const put = fill(form, { owner: { selected_user: null }, review_by: { selected_date: '2026-11-13' } });
    expect(readHoldForm(put, today)).toEqual({
      ok: false,
      errors: {
        reason: 'Say why it has to wait.',
        owner: 'Choose who looks after it.',
        review_by: 'Choose today or a later day.',
      },
    });
    expect(readHoldForm(fill(form, { reason: typed('x'.repeat(501)) }), today)).toMatchObject({ ok: false });
  });

  test('offers nobody where the bot acts', () =>
    expectAccepted(buildHoldForm({ card, actor: 'command line', alone: false })));
});

describe('the form to ask for changes', () => {
  const form = buildChangesForm({ card });

  test('asks what for', () => expectShown(form));

  test('gives the question', () => {
    const question = 'Was it not 1,250?';
    expect(readChangesForm(fill(form, { reason: typed(` ${question} `) }))).toEqual({
      ok: true,
      value: { ref, question },
    });
  });

  test.each(['', '  ', 'x'.repeat(501)])('wants one, and no more than can be shown', (question) => {
    expect(readChangesForm(fill(form, { reason: typed(question) }))).toMatchObject({ ok: false });
  });
});

describe('the form to mark as paid', () => {
  const form = buildPaidForm({ reach, card, today, alone: false });

  test('asks how and when', () => expectShown(form));

  test('gives how and when', () => {
    expect(readPaidForm(fill(form, { reference: typed('Bank transfer') }), today)).toEqual({
      ok: true,
      value: { ref, reference: 'Bank transfer', paidOn: today },
    });
  });

  test('wants both', () => {
    expect(readPaidForm(fill(form, { paid_on: { selected_date: null } }), today)).toEqual({
      ok: false,
      errors: { reference: 'Say how it was paid.', paid_on: 'Choose the day it was paid.' },
    });
    expect(readPaidForm(fill(form, { reference: typed('x'.repeat(301)) }), today)).toMatchObject({ ok: false });
  });

  test('takes no day that has not come yet where the programme is', () => {
    const tomorrow = fill(form, { reference: typed('Cash'), paid_on: { selected_date: '2026-11-15' } });
    expect(readPaidForm(tomorrow, today)).toEqual({
      ok: false,
      errors: { paid_on: '15 November 2026 is still to come. Choose today or an earlier day.' },
    });
    expect(readPaidForm(tomorrow, '2026-11-15')).toMatchObject({ ok: true });
  });
});

describe('the form to change a decision', () => {
  test('offers what can become of an Approved reward', () =>
    expectShown(buildChangeForm({ reach, card: cards.Approved })));

  test('offers to reopen a Declined reward', () => expectShown(buildChangeForm({ reach, card: cards.Declined })));

  test('says on its button what that does: reopening is done at once, anything else is asked about next', () => {
    expect(buildChangeForm({ reach, card: cards.Declined }).submit?.text).toBe('Reopen');
    expect(buildChangeForm({ reach, card: cards.Approved }).submit?.text).toBe('Continue');
  });

  test('says so where nothing can be changed any more', () =>
    expectShown(buildChangeForm({ reach, card: cards.Paid })));

  test('gives the decision and the reason', () => {
    const put = fill(buildChangeForm({ reach, card: cards.Declined }), { reason: typed('By mistake') });
    expect(readChangeForm(put)).toEqual({
      ok: true,
      value: { ref: { ...ref, revision: 2 }, decision: 'reopen', reason: 'By mistake' },
    });
    const hold = fill(buildChangeForm({ reach, card: cards.Approved }), { decision: chosen('hold') });
    expect(readChangeForm(hold)).toMatchObject({ ok: true, value: { decision: 'hold' } });
  });

  test('wants one of the decisions it offers', () => {
    const form = buildChangeForm({ reach, card: cards.Approved });
    const errors = { decision: 'Choose what should become of it.' };
    expect(readChangeForm(fill(form))).toEqual({ ok: false, errors });
    expect(readChangeForm(fill(form, { decision: chosen('mark_paid') }))).toEqual({ ok: false, errors });
  });
});

describe('the form to decide alone', () => {
  test('says why it asks', () => expectShown(buildAloneForm({ card, decision: 'approve', actor: BO })));

  test('says that the second of two approvals is asked for', () => {
    const approvals = { needed: 2, first: { by: BO, at: card.createdAt } };
    expectShown(buildAloneForm({ card: { ...card, approvals }, decision: 'approve', actor: BO }));
  });

  test.each(DECISIONS)('is there for every decision: %s', (decision) => {
    const form = buildAloneForm({ card, decision, actor: BO });
    expectAccepted(form);
    expect(readAloneForm(fill(form, { reason: typed('Bo has left') }))).toEqual({
      ok: true,
      value: { ref: { ...ref, decision }, reason: 'Bo has left' },
    });
  });

  test.each(['', 'no', 'x'.repeat(501)])('wants a reason of 3 to 500 characters', (reason) => {
    const put = fill(buildAloneForm({ card, decision: 'approve', actor: BO }), { reason: typed(reason) });
    expect(readAloneForm(put)).toEqual({ ok: false, errors: { reason: expect.any(String) } });
  });
});

describe('a form that decides for the one admin who is left', () => {
  const put = { reason: typed('Waiting'), reference: typed('Cash'), alone_reason: typed(' Bo has left ') };
  const forms = [
    {
      name: 'decline',
      form: buildDeclineForm({ reach, card, alone: true }),
      fields: { reason: chosen('duplicate') },
      read: readDeclineForm,
    },
    {
      name: 'hold',
      form: buildHoldForm({ card, actor: BO, alone: true }),
      fields: { reason: put.reason },
      read: (form: FilledForm) => readHoldForm(form, today),
    },
    {
      name: 'mark as paid',
      form: buildPaidForm({ reach, card, today, alone: true }),
      fields: { reference: put.reference },
      read: (form: FilledForm) => readPaidForm(form, today),
    },
  ];

  test.each(forms)('says so on top and asks why: $name', ({ form }) => expectShown(form));

  test.each(forms)('gives that reason beside its own: $name', ({ form, fields, read }) => {
    expect(read(fill(form, { ...fields, alone_reason: put.alone_reason }))).toMatchObject({
      ok: true,
      value: { aloneReason: 'Bo has left' },
    });
  });

  test.each(forms)('wants 3 to 500 characters of it: $name', ({ form, fields, read }) => {
    for (const reason of ['', 'no', 'x'.repeat(501)]) {
      expect(read(fill(form, { ...fields, alone_reason: typed(reason) }))).toEqual({
        ok: false,
        errors: { alone_reason: expect.any(String) },
      });
    }
  });
});

describe('the form to withdraw', () => {
  const form = buildWithdrawForm({ reach, card });

  test('says what it leads to, and asks nothing', () => expectShown(form));

  test('gives the reward as it was seen', () => expect(readWithdrawForm(fill(form))).toEqual(ref));
});

describe('the form to link a Slack user', () => {
  const form = buildLinkForm({ card });

  test('asks who is told', () => expectShown(form));

  test('gives the person', () => {
    expect(readLinkForm(fill(form, { slack_user: { selected_user: LENA } }))).toEqual({
      ok: true,
      value: { rewardId: card.id, slackUserId: LENA },
    });
  });

  test('wants a person', () => {
    expect(readLinkForm(fill(form))).toEqual({ ok: false, errors: { slack_user: 'Choose a person.' } });
  });
});

describe('a form of a decision that its partner may hear of', () => {
  const [, , noContact = reach] = reaches;
  const saying = (view: unknown) => JSON.stringify(view);

  test.each([
    ['withdraw', () => buildWithdrawForm({ card, reach: noContact })],
    ['decline', () => buildDeclineForm({ card, reach: noContact, alone: false })],
    ['mark as paid', () => buildPaidForm({ card, reach: noContact, today, alone: false })],
  ])('to %s says that a partner without a contact is not told, and why', (_, build) => {
    expectShown(build());
    expect(saying(build())).toContain('Acme Growth GmbH is not told: it has no contact.');
    expect(saying(build())).not.toContain('is told');
  });

  test('says on what it depends where only an e-mail is known', () => {
    expect(saying(buildWithdrawForm({ card, reach: byEmail }))).toContain(
      'Acme Growth GmbH is told if Slack has a user with their e-mail.',
    );
  });

  test('to change it offers to decline without a promise to tell', () => {
    const means = (of: typeof reach) => saying(buildChangeForm({ card: cards.Approved, reach: of }));
    expect(means(reach)).toContain('; the partner is told"');
    expect(means(noContact)).toContain('; the partner cannot be told"');
    expect(means(byEmail)).toContain('; the partner is told if found by e-mail"');
  });
});

test.each([
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const)('every form stands the %s text', (_, text) => {
  const facts = { card: withTexts(text), reach, today, actor: BO, decision: 'hold', alone: true } as const;
  const builders = [
    buildDeclineForm,
    buildHoldForm,
    buildPaidForm,
    buildWithdrawForm,
    buildChangeForm,
    buildAloneForm,
    buildLinkForm,
  ];
  for (const build of builders) {
    expectAccepted(build(facts));
    expectHarmless(build(facts));
  }
});
