import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
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
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, CY, LENA, OMAR, REVIEW, SCOPES, startTeam, type Team } from '../support/team.js';

const UNKNOWN = '⚠ Delivery to the partner unknown: Slack did not say whether the message arrived';
const RESEND = 'Send to the partner again';

const ANSWER_UNKNOWN = 'may not have got it: Slack did not say whether the message arrived';
const SEND_ANSWER = 'Send the answer again';

/** Until `probe` holds, and what failed is not waited for. */
function soon<T>(team: Team, probe: () => T | Promise<T>) {
  return eventually(async () => {
    await hurryRetries(team);
    return probe();
  });
}

/** Lena asks, by the message that told her of the reward. */
async function lenaAsks(team: Team, number: number, text: string): Promise<void> {
  const dm = await eventually(() =>
    team.slack.directMessages(LENA).find((one) => one.visibleText().includes(`R-${number} · `)),
  );
  const form = await modalFor(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  await form.fill({ 'Your question': text });
  expect(await form.submit()).toEqual({ status: 'closed' });
}

const questionsIn = (team: Team, number: number, text: string) => {
  const card = cardOf(team, number);
  const replies = card ? team.slack.thread(card.channel, card.ts) : [];
  return replies.filter((reply) => reply.visibleText().includes(text));
};

async function boAnswers(team: Team, question: Message, text: string): Promise<void> {
  const form = await modalFor(team, BO, () => team.slack.as(BO).press(question, 'Answer…'));
  await form.fill({ 'Your answer': text });
  expect(await form.submit()).toEqual({ status: 'closed' });
}

const toLena = (team: Team, text: string) =>
  team.slack.directMessages(LENA).filter((one) => one.visibleText().includes(text));

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

  test('whoever got that message may ask by it, and is answered, once; whether it arrived stays a question', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    const { number } = await givenReward(team, { partnerId: acme });
    await soon(team, () => cardOf(team, number)?.menu().includes(RESEND));
    await lenaAsks(team, number, 'Is this one mine?');
    await boAnswers(team, await eventually(() => questionsIn(team, number, 'mine?')[0]), 'All yours.');
    await eventually(() => toLena(team, 'All yours.').length === 1);
    await eventually(() => questionsIn(team, number, 'mine?')[0]?.visibleText().includes('All yours.'));
    await untilQuiet(team);
    const [asked, ...more] = questionsIn(team, number, 'mine?');
    expect([asked?.visibleText().includes('⚠'), asked?.buttons(), more]).toEqual([false, [], []]);
    expect(toLena(team, 'All yours.')).toHaveLength(1);
    expect(toLena(team, `R-${number} · `).filter((one) => one.visibleText().startsWith('A reward of'))).toHaveLength(1);
    expect(cardOf(team, number)?.visibleText()).toContain(UNKNOWN);
  });

  test('an answer that Slack did not confirm is not repeated until somebody says so, then once', async () => {
    const { number } = await givenCard(team, { partnerId: acme });
    await lenaAsks(team, number, 'Did you count mine?');
    const question = await eventually(() => questionsIn(team, number, 'count mine?')[0]);
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    await boAnswers(team, question, 'We did.');
    const unclear = await soon(team, () =>
      questionsIn(team, number, 'count mine?').find((it) => it.visibleText().includes(ANSWER_UNKNOWN)),
    );
    expect(unclear.buttons()).toEqual([SEND_ANSWER]);
    await untilQuiet(team);
    expect(toLena(team, 'We did.')).toHaveLength(1);

    const refused = await whisperedTo(team, OMAR, () => team.slack.as(OMAR).press(unclear, SEND_ANSWER));
    expect(refused).toContain('Only partnership managers, approvers and admins can do this.');
    await untilQuiet(team);
    expect(toLena(team, 'We did.')).toHaveLength(1);
    const bo = team.slack.as(BO);
    await Promise.all([bo.press(unclear, SEND_ANSWER), bo.press(unclear, SEND_ANSWER)]);
    await eventually(() => toLena(team, 'We did.').length === 2);
    await eventually(() => !questionsIn(team, number, 'count mine?')[0]?.visibleText().includes('⚠'));
    await untilQuiet(team);
    expect(toLena(team, 'We did.')).toHaveLength(2);
    expect(questionsIn(team, number, 'count mine?').map((it) => it.buttons())).toEqual([[]]);
  });

  test('a question whose place in the thread Slack did not confirm is answered by either of its messages, once', async () => {
    const { number } = await givenCard(team, { partnerId: acme });
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
    await lenaAsks(team, number, 'Who reads this?');
    const [first, second] = await soon(team, () => {
      const both = questionsIn(team, number, 'Who reads this?');
      return both.length === 2 && both;
    });
    if (!first || !second) throw new Error('not asked twice');
    await untilQuiet(team);
    await boAnswers(team, first, 'We do.');
    await eventually(() => questionsIn(team, number, 'We do.').length === 1);
    await eventually(() => toLena(team, 'We do.').length === 1);
    const late = await whisperedTo(team, CY, () => team.slack.as(CY).pressStale(first, 'Answer…'));
    expect(late).toContain(`@bo answered the question about R-${number}`);
    await untilQuiet(team);
    expect(toLena(team, 'We do.')).toHaveLength(1);
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
    expect(messagesAbout(team, LENA, number)[1]).toContain('You earned');
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

  test('an answer that Slack did not confirm is found, and neither repeated nor asked about', async () => {
    const { number } = await givenCard(team, { partnerId: acme });
    await lenaAsks(team, number, 'Was it heard?');
    const question = await eventually(() => questionsIn(team, number, 'Was it heard?')[0]);
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    await boAnswers(team, question, 'It was.');
    const found = () => team.db.reads.message.count({ where: { key: { startsWith: 'answer:' }, state: 'posted' } });
    await soon(team, async () => (await found()) === 1);
    await untilQuiet(team);
    expect(toLena(team, 'It was.')).toHaveLength(1);
    const [told] = questionsIn(team, number, 'Was it heard?');
    expect([told?.visibleText().includes('⚠'), told?.buttons()]).toEqual([false, []]);
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

  test('so is an answer that Slack keeps refusing', async () => {
    const { number } = await givenCard(team, { partnerId: acme });
    await lenaAsks(team, number, 'Is it refused?');
    const question = await eventually(() => questionsIn(team, number, 'Is it refused?')[0]);
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'error', error: 'fatal_error' });
    await boAnswers(team, question, 'It is.');
    await eventually(async () => {
      await hurryToLastAttempt(team);
      return cardOf(team, number)?.visibleText().includes('⚠ Gave up telling the partner the answer. For an admin: ');
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
