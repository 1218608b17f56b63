import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
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
import { ANA, BO, CY, DANA, LENA, startTeam, type Team } from '../support/team.js';

describe('a reward that is withdrawn', () => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket' });
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  /** Withdraw…, read and sent. */
  async function withdraw(userId: string, card: Message): Promise<void> {
    const form = await modalFor(team, userId, () => team.slack.as(userId).choose(card, 'Withdraw…'));
    expect(form.title).toBe('Withdraw reward');
    expect(form.visibleText()).toContain('It becomes Declined. Acme Growth GmbH is told.');
    expect(form.submitLabel).toBe('Withdraw');
    expect(await form.submit()).toEqual({ status: 'closed' });
  }

  test('by its creator, who need be no manager any more, is Declined, and the partner is told so', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    const managers = { workspaceId: team.workspaceId, name: 'manager-users', actor: DANA };
    await changeSetting(team.deps, { ...managers, value: '' });
    await withdraw(ANA, card);
    const shown = await cardShowing(team, number, 'Declined');
    await changeSetting(team.deps, { ...managers, value: ANA });
    expect(shown.visibleText()).toContain('Withdrawn by its creator, @ana');
    expect(shown.menu()).toEqual(['Change decision…', 'History']);
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    expect(messagesAbout(team, LENA, number)[1]).toContain('It was withdrawn by its creator.');
    expect(messagesAbout(team, LENA, number)[1]).not.toContain('@ana');
    await eventually(() => threadOf(team, number).length === 2);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect(messagesAbout(team, ANA, number)).toHaveLength(1);
    expect(await booksOf(team, id)).toEqual({
      kinds: ['created', 'withdrawn'],
      row: { status: 'Declined', payment: 'not_invoiced', revision: 2 },
      replayed: { status: 'Declined', payment: 'not_invoiced', revision: 2 },
    });
  });

  test('by an admin from Hold is Declined too, and the partner reads of no admin', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'hold', { reason: 'wait', facts: { owner: BO } });
    await withdraw(DANA, await cardShowing(team, number, 'Hold'));
    const shown = await cardShowing(team, number, 'Declined');
    expect(shown.visibleText()).toContain('Withdrawn by an admin, @dana');
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    expect(messagesAbout(team, LENA, number)[1]).toContain('It was withdrawn.');
    expect((await eventsOf(team, id)).at(-1)?.facts).toEqual({ reasonCode: 'withdrawn_by_admin' });
  });

  test('stays as it is when the creator thinks better of it, and when somebody else was faster', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    const open = () => modalFor(team, ANA, () => team.slack.as(ANA).choose(card, 'Withdraw…'));
    await (await open()).close();
    await untilQuiet(team);
    expect((await booksOf(team, id)).kinds).toEqual(['created']);
    const form = await open();
    await team.slack.as(BO).press(card, 'Approve');
    await cardShowing(team, number, 'Approved');
    expect(await form.submit()).toEqual({ status: 'pushed' });
    expect(team.slack.as(ANA).modal()?.visibleText()).toContain(`@bo approved R-${number}`);
    await team.slack.as(ANA).modal()?.close(true);
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
  });

  test('by anybody else is refused, and an approved one is nobody’s to withdraw', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    expect(await whisperedTo(team, CY, () => team.slack.as(CY).choose(card, 'Withdraw…'))).toBe(
      'Only its creator or an admin can withdraw it.',
    );
    expect(team.slack.as(CY).modal()).toBeUndefined();
    await team.slack.as(BO).press(card, 'Approve');
    expect((await cardShowing(team, number, 'Approved')).menu()).toEqual([
      'Change decision…',
      'Mark as paid…',
      'History',
    ]);
    await expect(decide(team, id, 'withdraw', { by: ANA })).rejects.toMatchObject({ code: 'move_not_possible' });
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
  });
});
