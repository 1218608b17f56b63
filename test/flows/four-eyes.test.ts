import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { booksOf, cardOf, cardShowing, decide, givenCard, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CY, DANA, startTeam, type Team } from '../support/team.js';

const CREATOR = 'You created this reward, so somebody else has to decide on it.';
const CONTACT = 'You are a contact of this partner, so somebody else has to decide on this reward.';

describe('four eyes', () => {
  let team: Team;
  let acme: string;
  let cygnus: string;
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket', env: { APPROVER_USERS: `${ANA},${BO},${CY}` } });
    acme = (await givenAcme(team)).acme;
    cygnus = await givenPartner(team, { key: 'cygnus', email: 'cy@cygnus.example', slackUserId: CY });
  });
  afterAll(() => team.stop());

  const whisperAt = (userId: string, number: number, control: string) =>
    whisperedTo(team, userId, async () => {
      const card = cardOf(team, number);
      if (!card) throw new Error('no card');
      const acts = team.slack.as(userId);
      return card.buttons().includes(control) ? acts.press(card, control) : acts.choose(card, control);
    });

  test('an approver cannot decide on a reward they created, whatever they press', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme, by: ANA });
    for (const control of ['Approve', 'Decline…', 'Hold…', 'Mark as paid…'])
      expect(await whisperAt(ANA, number, control)).toBe(CREATOR);
    expect(team.slack.as(ANA).modal()).toBeUndefined();
    await decide(team, id, 'hold', { reason: 'wait', facts: { owner: BO } });
    await cardShowing(team, number, 'Hold');
    for (const control of ['Approve', 'Decline…', 'Release', 'Mark as paid…'])
      expect(await whisperAt(ANA, number, control)).toBe(CREATOR);
    await decide(team, id, 'approve');
    await cardShowing(team, number, 'Approved');
    for (const control of ['Change decision…', 'Mark as paid…'])
      expect(await whisperAt(ANA, number, control)).toBe(CREATOR);
    await decide(team, id, 'decline', { facts: { reasonCode: 'not_eligible' } });
    await cardShowing(team, number, 'Declined');
    expect(await whisperAt(ANA, number, 'Change decision…')).toBe(CREATOR);
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'held', 'approved', 'declined']);
  });

  test("an approver cannot decide on a reward of a partner they are a contact of, an admin's own roles help no more", async () => {
    const { id, number } = await givenCard(team, { partnerId: cygnus, by: ANA });
    for (const control of ['Approve', 'Decline…', 'Hold…']) expect(await whisperAt(CY, number, control)).toBe(CONTACT);
    const danas = await givenCard(team, { partnerId: acme, by: DANA });
    expect(await whisperAt(DANA, danas.number, 'Approve')).toBe(CREATOR);
    expect((await booksOf(team, id)).kinds).toEqual(['created']);
    expect((await booksOf(team, danas.id)).kinds).toEqual(['created']);
  });

  test('an approver found by e-mail to be a contact cannot decide either', async () => {
    const partnerId = await givenPartner(team, { key: 'bos-own', email: 'bo@northwind.example' });
    const { id, number } = await givenCard(team, { partnerId, by: ANA });
    expect(await whisperAt(BO, number, 'Approve')).toBe(CONTACT);
    expect((await booksOf(team, id)).kinds).toEqual(['created']);
  });

  test('switched off, it lets an approver decide on their own new rewards, and the old ones keep their rule', async () => {
    const old = await givenCard(team, { partnerId: acme, by: ANA });
    await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'four-eyes', value: 'off', actor: DANA });
    const mine = await givenCard(team, { partnerId: acme, by: ANA });
    const cys = await givenCard(team, { partnerId: cygnus, by: ANA });
    await team.slack.as(ANA).press(mine.card, 'Approve');
    await team.slack.as(CY).press(cys.card, 'Approve');
    await cardShowing(team, mine.number, 'Approved');
    await cardShowing(team, cys.number, 'Approved');
    expect(await whisperAt(ANA, old.number, 'Approve')).toBe(CREATOR);

    await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'four-eyes', value: 'on', actor: DANA });
    const strict = await givenCard(team, { partnerId: acme, by: ANA });
    expect(await whisperAt(ANA, strict.number, 'Approve')).toBe(CREATOR);
    await untilQuiet(team);
    expect((await booksOf(team, mine.id)).kinds).toEqual(['created', 'approved']);
    expect((await booksOf(team, old.id)).kinds).toEqual(['created']);
    expect((await booksOf(team, strict.id)).kinds).toEqual(['created']);
  });
});
