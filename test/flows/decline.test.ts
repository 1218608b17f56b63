import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  eventsOf,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { BO, LENA, startTeam, type Team, TRANSPORTS } from '../support/team.js';

const WORDS = 'What the partner is told';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport });
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  async function openDeclineForm() {
    const reward = await givenCard(team, { partnerId: acme });
    const form = await modalFor(team, BO, () => team.slack.as(BO).press(reward.card, 'Decline…'));
    expect(form.title).toBe('Decline reward');
    expect(form.visibleText()).toContain(`R-${reward.number} · Acme Growth GmbH · $250.00`);
    return { reward, form };
  }

  test('an approver declines with a reason, and card, thread and partner say why', async () => {
    const { reward, form } = await openDeclineForm();
    await form.select('Reason', 'Order cancelled or refunded');
    await form.fill({ [WORDS]: 'Refunded on <!channel> the 13th' });
    expect(await form.submit()).toEqual({ status: 'closed' });

    const card = await cardShowing(team, reward.number, 'Declined');
    expect(card.visibleText()).toMatch(
      /Declined by @bo, .+ · Order cancelled or refunded\nRefunded on <!channel> the 13th/,
    );
    expect(card.buttons()).toEqual([]);
    expect(card.menu()).toEqual(['Change decision…', 'History']);
    await untilQuiet(team);
    const [, declined, ...more] = messagesAbout(team, LENA, reward.number);
    expect(declined).toContain('Your reward of $250.00 was declined');
    expect(declined).toContain('The order was cancelled or refunded.');
    expect(declined).toContain('Refunded on <!channel> the 13th');
    expect(declined).not.toMatch(/@bo/);
    expect(more).toEqual([]);
    expect(threadOf(team, reward.number)).toEqual([
      'Created by @ana',
      'Declined by @bo · Order cancelled or refunded\nRefunded on <!channel> the 13th',
    ]);
    expect(await booksOf(team, reward.id)).toEqual({
      kinds: ['created', 'declined'],
      row: { status: 'Declined', payment: 'not_invoiced', revision: 2 },
      replayed: { status: 'Declined', payment: 'not_invoiced', revision: 2 },
    });
  });

  test('an approver who forgets the reason, or the words that Other needs, is told under the field and loses nothing', async () => {
    const { reward, form } = await openDeclineForm();
    await form.fill({ [WORDS]: 'We agreed on something else' });
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { Reason: expect.any(String) } });
    expect(form.value(WORDS)).toBe('We agreed on something else');
    await form.select('Reason', 'Other');
    await form.fill({ [WORDS]: '   ' });
    expect(await form.submit()).toEqual({ status: 'errors', errors: { [WORDS]: 'Say why, in your words.' } });
    expect(form.value('Reason')).toBe('Other');
    await form.fill({ [WORDS]: 'x'.repeat(1001) });
    expect(await form.submit()).toMatchObject({
      status: 'errors',
      errors: { [WORDS]: expect.stringContaining('1,000') },
    });
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created']);
    await form.fill({ [WORDS]: 'We agreed on something else' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Declined');
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    expect(messagesAbout(team, LENA, reward.number)[1]).toContain('We agreed on something else');
  });

  test('an approver who suspects fraud declines silently: the partner hears nothing, the card says so', async () => {
    const { reward, form } = await openDeclineForm();
    await form.select('Reason', 'Suspected fraud');
    await form.fill({ [WORDS]: 'Same IP as the customer' });
    await form.select('Tell the partner?', 'Decline silently');
    expect(await form.submit()).toEqual({ status: 'closed' });
    const card = await cardShowing(team, reward.number, 'Declined');
    expect(card.visibleText()).toContain('Suspected fraud · the partner is not told');
    expect(card.visibleText()).not.toContain('Partner not notified');
    await eventually(() => threadOf(team, reward.number).length === 2);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(1);
    expect((await eventsOf(team, reward.id)).at(-1)?.facts).toEqual({ reasonCode: 'fraud', silently: true });
    expect(cardOf(team, reward.number)?.menu()).toEqual(['Change decision…', 'History']);
  });
});
