import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addHours } from 'date-fns/addHours';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { booksOf, cardOf, cardShowing, decide, givenCard, modalFor, whisperedTo } from '../support/rewards.js';
import { ANA, BO, DANA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

const APPROVERS = 'Only approvers and admins can do this. Ask an admin to add you.';
const MANAGERS = 'Only partnership managers and admins can do this. Ask an admin to add you.';

describe('somebody without a role', () => {
  let team: Team;
  let acme: string;
  let nobodys: string;
  beforeAll(async () => {
    team = await startTeam();
    acme = (await givenAcme(team)).acme;
    nobodys = await givenPartner(team, { key: 'lonely' });
    team.slack.world.channels.get(REVIEW)?.members.push(OMAR);
  });
  afterAll(() => team.stop());

  const give = (name: string, value: string) =>
    changeSetting(team.deps, { workspaceId: team.workspaceId, name, value, actor: DANA });

  test('is told whom to ask when they try to reward somebody', async () => {
    expect(await whisperedTo(team, OMAR, () => team.slack.as(OMAR).types('/reward'))).toBe(MANAGERS);
    expect(await whisperedTo(team, OMAR, () => team.slack.as(OMAR).types('/reward', 'acme 250'))).toBe(MANAGERS);
    expect(team.slack.as(OMAR).modal()).toBeUndefined();
    expect(await team.db.reads.reward.count()).toBe(0);
  });

  test('is refused at every button and menu item, and no form opens', async () => {
    const { id, number } = await givenCard(team, { partnerId: nobodys });
    const omar = team.slack.as(OMAR);
    const refused = (control: string) =>
      whisperedTo(team, OMAR, async () => {
        const card = cardOf(team, number);
        if (!card) throw new Error('no card');
        return card.buttons().includes(control) ? omar.press(card, control) : omar.choose(card, control);
      });
    for (const control of ['Approve', 'Decline…', 'Hold…', 'Mark as paid…'])
      expect(await refused(control)).toBe(APPROVERS);
    expect(await refused('Withdraw…')).toBe('Only its creator or an admin can withdraw it.');
    expect(await refused('Link a Slack user…')).toBe(
      'Only partnership managers, approvers and admins can do this. Ask an admin to add you.',
    );
    await decide(team, id, 'hold', { reason: 'wait', facts: { owner: BO } });
    await cardShowing(team, number, 'Hold');
    expect(await refused('Release')).toBe(APPROVERS);
    await decide(team, id, 'approve');
    await cardShowing(team, number, 'Approved');
    expect(await refused('Change decision…')).toBe(APPROVERS);
    expect(omar.modal()).toBeUndefined();
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'held', 'approved']);
  });

  test('who lost the role while a form was open is refused when they send it', async () => {
    const waiting = await givenCard(team, { partnerId: acme });
    const lonely = await givenCard(team, { partnerId: nobodys });
    const approved = await givenCard(team, { partnerId: acme });
    await decide(team, approved.id, 'decline', { facts: { reasonCode: 'not_eligible' } });
    const declined = await cardShowing(team, approved.number, 'Declined');
    const bo = team.slack.as(BO);
    const open: [fill: (form: Modal) => Promise<void>, act: () => Promise<unknown>][] = [
      [(form) => form.select('Reason', 'Not eligible'), () => bo.press(waiting.card, 'Decline…')],
      [(form) => form.fill({ Reason: 'wait' }), () => bo.press(waiting.card, 'Hold…')],
      [(form) => form.fill({ 'How it was paid': 'cash' }), () => bo.choose(waiting.card, 'Mark as paid…')],
      [
        (form) => form.select('Who at this partner is told?', 'Bo Lindqvist'),
        () => bo.choose(lonely.card, 'Link a Slack user…'),
      ],
      [async () => undefined, () => bo.choose(declined, 'Change decision…')],
    ];
    for (const [fill, act] of open) {
      const form = await modalFor(team, BO, act);
      await fill(form);
      await give('approver-users', OMAR);
      const submission = await form.submit();
      expect(submission.status).toBe('errors');
      expect(Object.values(submission.errors ?? {})).toEqual([expect.stringMatching(/^Only .* can do this\./)]);
      await form.close(true);
      await give('approver-users', BO);
    }
    expect((await booksOf(team, waiting.id)).kinds).toEqual(['created']);
    expect((await booksOf(team, approved.id)).kinds).toEqual(['created', 'declined']);
    expect(await team.db.reads.contact.count({ where: { partnerId: nobodys } })).toBe(0);
  });

  test('who is no manager any more keeps what they typed, and no reward is made', async () => {
    const before = await team.db.reads.reward.count();
    const form = await modalFor(team, ANA, () => team.slack.as(ANA).types('/reward'));
    await form.select('Partner', 'Acme Growth GmbH · acme-growth', 'acme');
    await form.fill({ 'Reward description': 'Webinar', 'Reward amount': '990' });
    await give('manager-users', '');
    expect(await form.submit()).toEqual({ status: 'errors', errors: { Partner: MANAGERS } });
    expect(form.value('Reward description')).toBe('Webinar');
    await give('manager-users', ANA);
    expect(await form.submit()).toEqual({ status: 'closed' });
    expect(await team.db.reads.reward.count()).toBe(before + 1);
  });
});

describe('roles through a user group', () => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket', env: { APPROVER_USERS: 'S0APPROVERS' } });
  });
  afterAll(() => team.stop());

  test('hold for its members, and lapse with words when the group was not seen for a day', async () => {
    const { acme } = await givenAcme(team);
    const seen = () => team.db.reads.userGroup.findFirst({ where: { groupId: 'S0APPROVERS' } });
    await eventually(seen);
    const first = await givenCard(team, { partnerId: acme });
    await team.slack.as(BO).press(first.card, 'Approve');
    await cardShowing(team, first.number, 'Approved');

    const second = await givenCard(team, { partnerId: acme });
    team.clock.set(addHours(team.clock.now(), 25));
    expect(await whisperedTo(team, BO, () => team.slack.as(BO).press(second.card, 'Approve'))).toBe(
      'Only approvers and admins can do this. A user group that gives roles could not be checked for a day. If you are in it, ask an admin to look.',
    );
    expect((await booksOf(team, second.id)).kinds).toEqual(['created']);

    const lapsed = await seen();
    await owe(team.deps, { name: 'refresh-user-groups', payload: {} });
    await eventually(async () => (await seen())?.refreshedAt.getTime() !== lapsed?.refreshedAt.getTime());
    await team.slack.as(BO).press(second.card, 'Approve');
    await cardShowing(team, second.number, 'Approved');
  });
});
