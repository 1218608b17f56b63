import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  cardsOf,
  decide,
  givenCard,
  givenReward,
  hurryRetries,
  hurryToLastAttempt,
  messagesAbout,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, LENA, OMAR, REVIEW, SCOPES, startTeam, type Team } from '../support/team.js';

const UNKNOWN = '⚠ Delivery to the partner unknown: Slack did not say whether the message arrived';
const RESEND = 'Send to the partner again';

/** Until `probe` holds, and what failed is not waited for. */
function soon<T>(team: Team, probe: () => T | Promise<T>) {
  return eventually(async () => {
    await hurryRetries(team);
    return probe();
  });
}

describe('where the bot may not read back what it said', () => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket', scopes: SCOPES });
    acme = (await givenAcme(team)).acme;
    team.slack.world.channels.get(REVIEW)?.members.push(OMAR);
  });
  afterAll(() => team.stop());

  test('a message to the partner that Slack did not confirm is not repeated until somebody says so', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    const { id, number } = await givenReward(team, { partnerId: acme });
    const card = await soon(team, () => cardOf(team, number)?.visibleText().includes(UNKNOWN) && cardOf(team, number));
    expect(card.menu()).toContain(RESEND);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('Delivery to the partner unknown'));

    const refused = await whisperedTo(team, OMAR, () => team.slack.as(OMAR).choose(card, RESEND));
    expect(refused).toContain('Only partnership managers, approvers and admins can do this.');
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    const ana = team.slack.as(ANA);
    await Promise.all([ana.choose(card, RESEND), ana.choose(card, RESEND)]);
    await eventually(() => messagesAbout(team, LENA, number).length === 2);
    await eventually(() => !cardOf(team, number)?.visibleText().includes('unknown'));
    await eventually(() => !messagesAbout(team, ANA, number)[0]?.includes('unknown'));
    await untilQuiet(team);
    expect(cardOf(team, number)?.menu()).not.toContain(RESEND);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect(messagesAbout(team, ANA, number)).toHaveLength(1);
    expect((await booksOf(team, id)).kinds).toEqual(['created']);
  });

  test('a decision that came meanwhile is told, and the question is settled with it', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    const { id, number } = await givenReward(team, { partnerId: acme });
    await soon(team, () => cardOf(team, number)?.menu().includes(RESEND));
    await decide(team, id, 'approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => !cardOf(team, number)?.menu().includes(RESEND));
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect(messagesAbout(team, LENA, number)[1]).toContain('is approved');
  });

  test('a card that Slack did not confirm is posted again, since it is only a view', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
    const { number } = await givenReward(team, { partnerId: acme });
    await soon(team, () => cardsOf(team, number).length === 2);
    await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('Open its card'));
    await untilQuiet(team);
    expect(cardsOf(team, number)).toHaveLength(2);
    expect(messagesAbout(team, ANA, number)).toHaveLength(1);
  });
});

describe('where the bot may read back what it said', () => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam();
    acme = (await givenAcme(team)).acme;
    await givenCard(team, { partnerId: acme });
  });
  afterAll(() => team.stop());

  test('a message to the partner that Slack did not confirm is found, and neither repeated nor asked about', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    const { number } = await givenReward(team, { partnerId: acme });
    await soon(
      team,
      async () =>
        (await team.db.reads.message.count({ where: { key: { startsWith: 'partner:' }, state: 'posted' } })) === 2,
    );
    await eventually(() => messagesAbout(team, ANA, number).length === 1);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    expect(cardOf(team, number)?.visibleText()).not.toContain('unknown');
    expect(cardOf(team, number)?.menu()).not.toContain(RESEND);
  });

  test('a message to the partner that never arrived is sent, once', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'http_500', times: 1 });
    const { number } = await givenReward(team, { partnerId: acme });
    await soon(team, () => messagesAbout(team, LENA, number).length === 1);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    expect(cardOf(team, number)?.visibleText()).not.toContain('unknown');
  });

  test('a message that Slack keeps refusing is given up where the reviewers look', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'error', error: 'fatal_error' });
    await decide(team, id, 'approve');
    await eventually(async () => {
      await hurryToLastAttempt(team);
      return cardOf(team, number)?.visibleText().includes('⚠ Gave up telling the partner. For an admin: ');
    });
    team.slack.weather.clear();
  });

  test('a card that Slack did not confirm is found: there is one, with its thread, and its creator is told of it', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
    const { number } = await givenReward(team, { partnerId: acme });
    await soon(team, () => messagesAbout(team, ANA, number)[0]?.includes('Open its card'));
    await eventually(() => threadOf(team, number).length === 1);
    await untilQuiet(team);
    expect(cardsOf(team, number)).toHaveLength(1);
    expect(threadOf(team, number)).toEqual(['Created by @ana']);
    const [sent] = team.slack.directMessages(ANA).slice(-1);
    expect(JSON.stringify(sent?.blocks)).toContain(cardOf(team, number)?.ts.replace('.', ''));
  });
});
