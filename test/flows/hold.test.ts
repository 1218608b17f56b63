import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardShowing,
  eventsOf,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
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

  async function hold() {
    const reward = await givenCard(team, { partnerId: acme });
    const form = await modalFor(team, BO, () => team.slack.as(BO).press(reward.card, 'Hold…'));
    expect(form.value('Who looks after it')).toBe('@bo');
    return { reward, form };
  }

  test('an approver holds a reward for somebody to look after, and the partner hears nothing', async () => {
    const { reward, form } = await hold();
    await form.fill({ Reason: 'Waiting for the order number', 'Review by': '2027-03-30' });
    await form.select('Who looks after it', 'Ana Silva');
    expect(await form.submit()).toEqual({ status: 'closed' });
    const card = await cardShowing(team, reward.number, 'Hold');
    expect(card.visibleText()).toMatch(
      /Put on hold by @bo, .+ · @ana looks after it · review by 30 March 2027\nWaiting for the order number/,
    );
    expect(card.visibleText()).toContain('Stays off invoices while on hold');
    expect(card.buttons()).toEqual(['Approve', 'Decline…', 'Release']);
    await eventually(() => threadOf(team, reward.number).length === 2);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(1);
    expect(messagesAbout(team, ANA, reward.number)).toHaveLength(2);

    await team.slack.as(CY).press(card, 'Release');
    const released = await cardShowing(team, reward.number, 'New');
    expect(released.buttons()).toEqual(['Approve', 'Decline…', 'Hold…']);
    expect(released.visibleText()).toMatch(/Released by @cy/);
    expect(released.visibleText()).not.toContain('Waiting for the order number');
    await eventually(() => threadOf(team, reward.number).length === 3);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(1);
    expect(await booksOf(team, reward.id)).toEqual({
      kinds: ['created', 'held', 'released'],
      row: { status: 'New', payment: 'not_invoiced', revision: 3 },
      replayed: { status: 'New', payment: 'not_invoiced', revision: 3 },
    });
    expect((await eventsOf(team, reward.id))[1]?.facts).toEqual({ owner: ANA, reviewBy: '2027-03-30' });
  });

  test('a held reward can be approved from where it is, and the partner is told once', async () => {
    const { reward, form } = await hold();
    await form.fill({ Reason: 'Waiting' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const card = await cardShowing(team, reward.number, 'Hold');
    await team.slack.as(CY).press(card, 'Approve');
    await cardShowing(team, reward.number, 'Approved');
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(2);
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created', 'held', 'approved']);
  });

  test('an approver who picks a day that is over, or gives no reason, is told under the field', async () => {
    const { reward, form } = await hold();
    await form.fill({ 'Review by': '2027-03-09' });
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { Reason: expect.any(String) } });
    await form.fill({ Reason: 'Waiting' });
    expect(await form.submit()).toEqual({ status: 'errors', errors: { 'Review by': 'Choose today or a later day.' } });
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created']);
    // It is the 11th in Tokyo, but still the 10th where the programme is.
    await form.fill({ 'Review by': '2027-03-10' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Hold');
  });
});
