import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { owe } from '../../src/services/owe.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  eventsOf,
  givenCard,
  messagesAbout,
  modalFor,
  rewardNow,
  untilQuiet,
} from '../support/rewards.js';
import { BO, CY, LENA, startTeam, type Team } from '../support/team.js';

const WHAT = 'What should become of it?';

describe('an approver changes a decision', () => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam();
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  async function change(number: number) {
    const card = await eventually(() => cardOf(team, number));
    const form = await modalFor(team, CY, () => team.slack.as(CY).choose(card, 'Change decision…'));
    expect(form.title).toBe('Change decision');
    return form;
  }

  test('from Approved to Declined: the partner is told both, in order, with the reason', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    await team.slack.as(BO).press(card, 'Approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    const form = await change(number);
    expect(await form.submit()).toMatchObject({ status: 'errors' });
    await form.select(WHAT, 'Decline it');
    expect(await form.submit()).toEqual({ status: 'updated' });
    expect(form.title).toBe('Decline reward');
    await form.select('Reason', 'Already rewarded');
    expect(await form.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, number, 'Declined');
    await eventually(() => messagesAbout(team, LENA, number).length === 3);
    expect(messagesAbout(team, LENA, number)[2]).toContain('This was already rewarded.');
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(3);
    const books = await booksOf(team, id);
    expect(books.kinds).toEqual(['created', 'approved', 'declined']);
    expect(books.replayed).toEqual(books.row);
  });

  test('from Approved to Hold: silently, and it can be approved again', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    const form = await change(number);
    await form.select(WHAT, 'Hold it');
    expect(await form.submit()).toEqual({ status: 'updated' });
    expect(form.title).toBe('Hold reward');
    await form.fill({ Reason: 'The order was questioned' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const held = await cardShowing(team, number, 'Hold');
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    await team.slack.as(BO).press(held, 'Approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => messagesAbout(team, LENA, number).length === 3);
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved', 'held', 'approved']);
  });

  test('from Declined back to New, and everything is to be decided again', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'decline', { facts: { reasonCode: 'not_eligible' } });
    await cardShowing(team, number, 'Declined');
    const form = await change(number);
    expect(form.value(WHAT)).toBe('Reopen it');
    expect(form.submitLabel).toBe('Reopen');
    await form.fill({ Reason: 'Declined by mistake' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const card = await cardShowing(team, number, 'New');
    expect(card.visibleText()).toMatch(/Reopened by @cy, .+\nDeclined by mistake/);
    expect(card.buttons()).toEqual(['Approve', 'Decline…', 'Hold…']);
    await untilQuiet(team);
    const events = await eventsOf(team, id);
    expect(events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['created', undefined],
      ['declined', undefined],
      ['reopened', 'Declined by mistake'],
    ]);
  });

  test('but not back to New once it was on an invoice; the line has left it, and another reward is the way', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme, at: new Date('2027-03-10T12:00:00Z') });
    team.clock.set('2027-04-01T10:00:00Z');
    await owe(team.deps, { name: 'run-clock', payload: {} });
    await eventually(async () => (await rewardNow(team, id)).payment === 'on_invoice');
    await eventually(() => cardOf(team, number)?.visibleText().includes('On invoice INV-'));
    await decide(team, id, 'decline', { facts: { reasonCode: 'order_cancelled' } });
    const declined = await cardShowing(team, number, 'Declined');
    expect(declined.menu()).toEqual(['History']);
    expect(declined.visibleText()).toMatch(/taken off INV-\d{4}-\d{4}/);
    await expect(decide(team, id, 'reopen')).rejects.toMatchObject({ code: 'was_invoiced' });
    const books = await booksOf(team, id);
    expect(books.kinds).toEqual(['created', 'invoiced', 'declined']);
    expect(books.row).toEqual({ status: 'Declined', payment: 'not_invoiced', revision: 3 });
    expect(books.replayed).toEqual(books.row);
    const lines = await team.db.reads.invoiceLine.findMany({ where: { rewardId: id } });
    expect(lines).toMatchObject([{ removedAt: expect.any(Date), removedReason: 'decline' }]);
  });
});
