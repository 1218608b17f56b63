import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardShowing,
  decide,
  eventsOf,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, CY, LENA, startTeam, type Team, TRANSPORTS } from '../support/team.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport });
    team.clock.set('2027-03-10T15:30:00Z');
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test('an approver marks a reward as paid elsewhere: the partner is told, and it stays so', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    const bo = team.slack.as(BO);
    const form = await modalFor(team, BO, () => bo.choose(card, 'Mark as paid…'));
    expect(form.value('Paid on')).toBe('2027-03-10');
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { 'How it was paid': expect.any(String) } });
    await form.fill({ 'How it was paid': 'Bank transfer 4711', 'Paid on': '2027-03-11' });
    // Paid is for good, so a day that has not come yet can only be a slip.
    expect(await form.submit()).toEqual({
      status: 'errors',
      errors: { 'Paid on': 'March 11, 2027 is still to come. Choose today or an earlier day.' },
    });
    expect(form.value('How it was paid')).toBe('Bank transfer 4711');
    await form.fill({ 'Paid on': '2027-03-08' });
    expect(await form.submit()).toEqual({ status: 'closed' });

    const paid = await cardShowing(team, number, 'Paid');
    expect(paid.visibleText()).toMatch(/✓ Marked as paid by @bo, .+ · paid on 8 March 2027\nBank transfer 4711/);
    expect(paid.visibleText().match(/4711/g)).toHaveLength(1);
    expect(paid.visibleText()).not.toMatch(/invoice/i);
    expect(paid.buttons()).toEqual([]);
    expect(paid.menu()).toEqual(['Claw back…', 'History']);
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    expect(messagesAbout(team, LENA, number)[1]).toMatch(/You were paid \$250\.00[\s\S]*Paid on March 8, 2027/);
    expect(messagesAbout(team, LENA, number)[1]).not.toContain('4711');
    await eventually(() => threadOf(team, number).length === 2);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect((await eventsOf(team, id))[1]?.facts).toEqual({ paidOn: '2027-03-08', reference: 'Bank transfer 4711' });
    expect(await booksOf(team, id)).toEqual({
      kinds: ['created', 'marked_paid'],
      row: { status: 'Paid', payment: 'paid_elsewhere', revision: 2 },
      replayed: { status: 'Paid', payment: 'paid_elsewhere', revision: 2 },
    });

    for (const button of card.buttons()) {
      const words = await whisperedTo(team, CY, () => team.slack.as(CY).pressStale(card, button));
      expect(words).toContain(`@bo marked R-${number} as paid on `);
      expect(words).toContain('only a clawback can correct it');
    }
    for (const decision of ['approve', 'decline', 'hold', 'release', 'reopen', 'mark_paid'] as const)
      await expect(decide(team, id, decision)).rejects.toMatchObject({ code: 'reward_paid' });
    await expect(decide(team, id, 'withdraw', { by: ANA })).rejects.toMatchObject({ code: 'reward_paid' });
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'marked_paid']);
  });
});
