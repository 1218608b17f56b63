import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { owe } from '../../src/services/owe.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import {
  cardOf,
  cardShowing,
  decide,
  givenReward,
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, CLEO, CY, LENA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam({ ownsNothing: true });
  ({ acme } = await givenAcme(team));
});
afterAll(() => team.stop());

/** A reward of Acme's, of which Lena has been told. */
async function givenTold(partnerId = acme, to = LENA): Promise<{ id: string; number: number; dm: Message }> {
  const { id, number } = await givenReward(team, { partnerId, amount: '300' });
  await cardShowing(team, number, 'New');
  return { id, number, dm: await dmAbout(to, number) };
}

const dmAbout = (to: string, number: number) =>
  eventually(() => team.slack.directMessages(to).find((dm) => dm.visibleText().includes(`R-${number} · `)));

async function ask(dm: Message, text: string, by = LENA) {
  const form = await modalFor(team, by, () => team.slack.as(by).press(dm, 'Ask about this reward'));
  await form.fill({ 'Your question': text });
  expect(await form.submit()).toEqual({ status: 'closed' });
  return form;
}

const noteOf = (number: number, text: string) =>
  eventually(() => {
    const card = cardOf(team, number);
    return card && team.slack.thread(card.channel, card.ts).find((reply) => reply.visibleText().includes(text));
  });

test('a contact asks, the team answers in the thread, and the contact reads the answer, not who gave it', async () => {
  const { number, dm } = await givenTold();
  await ask(dm, 'When is <!channel> paid?');
  const note = await noteOf(number, 'paid?');
  expect(note.visibleText()).toContain(`@lena of Acme Growth GmbH asks about R-${number}:`);
  expect(note.visibleText()).toContain('@ana');
  expect(note.text).not.toContain('<!channel>');

  // The creator may answer: it is no decision.
  const form = await modalFor(team, ANA, () => team.slack.as(ANA).press(note, 'Answer…'));
  expect(form.visibleText()).toContain('When is <!channel> paid?');
  expect((await form.submit()).errors).toMatchObject({ 'Your answer': expect.any(String) });
  await form.fill({ 'Your answer': 'With the November invoice.' });
  expect(await form.submit()).toEqual({ status: 'closed' });

  const answer = await eventually(() =>
    team.slack.directMessages(LENA).find((message) => message.visibleText().includes('With the November invoice.')),
  );
  expect(answer.visibleText()).toContain('When is <!channel> paid?');
  expect(answer.visibleText()).not.toMatch(/@ana|Ana/);
  await untilQuiet(team);
  const shown = (await noteOf(number, 'With the November invoice.')).visibleText();
  expect(shown).toContain('Answered by @ana');
  expect(shown).not.toContain('⚠');
  expect(threadOf(team, number).filter((reply) => reply.includes('asks about'))).toHaveLength(1);
  // Asking on is possible from the answer.
  await ask(answer, 'And in which currency?');
  await noteOf(number, 'in which currency');
});

test('both jobs may run twice, and a card that was lost has the question in its new thread, once, with the answer', async () => {
  const { id, number, dm } = await givenTold();
  await ask(dm, 'Twice?');
  const note = await noteOf(number, 'Twice?');
  const form = await modalFor(team, BO, () => team.slack.as(BO).press(note, 'Answer…'));
  await form.fill({ 'Your answer': 'Once.' });
  await form.submit();
  const { id: questionId } = await team.db.reads.question.findFirstOrThrow({ where: { rewardId: id } });
  const payload = { workspaceId: team.workspaceId, rewardId: id };
  for (let round = 0; round < 2; round++) {
    await untilQuiet(team);
    await owe(team.deps, { name: 'show-questions', payload });
    await owe(team.deps, { name: 'tell-answer', payload: { ...payload, questionId } });
  }
  await untilQuiet(team);
  expect(team.slack.directMessages(LENA).filter((message) => message.visibleText().includes('Once.'))).toHaveLength(1);
  expect(threadOf(team, number).filter((reply) => reply.includes('Twice?'))).toHaveLength(1);

  team.slack.deleteMessage(REVIEW, cardOf(team, number)?.ts ?? '');
  await decide(team, id, 'hold', { reason: 'Wait', facts: { owner: BO } });
  await eventually(() => threadOf(team, number).some((reply) => reply.includes('Twice?')));
  await untilQuiet(team);
  const told = threadOf(team, number).filter((reply) => reply.includes('Twice?'));
  expect(told).toEqual([expect.stringContaining('Once.')]);
});

test('of two who have the form open, the second is told who answered and when, and one answer is sent', async () => {
  const { number, dm } = await givenTold();
  await ask(dm, 'Who counts the sign-ups?');
  const note = await noteOf(number, 'sign-ups');
  const forms = await Promise.all(
    [BO, CY].map((who) => modalFor(team, who, () => team.slack.as(who).press(note, 'Answer…'))),
  );
  for (const form of forms) await form.fill({ 'Your answer': `Answer of ${form.id}` });
  expect(await forms[0]?.submit()).toEqual({ status: 'closed' });
  expect(await forms[1]?.submit()).toEqual({ status: 'pushed' });
  expect(team.slack.as(CY).modal()?.visibleText()).toMatch(/@bo answered the question about R-\d+ on /);
  await untilQuiet(team);
  const answers = team.slack.directMessages(LENA).filter((message) => message.visibleText().includes('Answer of'));
  expect(answers).toHaveLength(1);
  // And a press on the thread as it was is answered alike.
  const late = await whisperedTo(team, CY, () => team.slack.as(CY).pressStale(note, 'Answer…'));
  expect(late).toContain('answered the question');
});

test('an answer that may not have arrived is sent again when somebody says so, once', async () => {
  const { number, dm } = await givenTold();
  await ask(dm, 'Did it arrive?');
  const note = await noteOf(number, 'Did it arrive?');
  const form = await modalFor(team, BO, () => team.slack.as(BO).press(note, 'Answer…'));
  await form.fill({ 'Your answer': 'It did.' });
  team.slack.weather.set({
    method: 'chat.postMessage',
    channel: LENA,
    kind: 'error',
    error: 'messages_tab_disabled',
    times: 1,
  });
  await form.submit();
  const unsent = await noteOf(number, 'was not told: Slack does not let the bot write to them');
  await untilQuiet(team);
  const bo = team.slack.as(BO);
  await Promise.all([bo.press(unsent, 'Send the answer again'), bo.press(unsent, 'Send the answer again')]);
  await eventually(() => team.slack.directMessages(LENA).some((one) => one.visibleText().includes('It did.')));
  await untilQuiet(team);
  expect(team.slack.directMessages(LENA).filter((one) => one.visibleText().includes('It did.'))).toHaveLength(1);
  const told = await noteOf(number, 'Did it arrive?');
  expect(told.visibleText()).not.toContain('⚠');
  expect(told.buttons()).toEqual([]);
});

test('only managers, approvers and admins answer', async () => {
  const { number, dm } = await givenTold();
  await ask(dm, 'Is this right?');
  const note = await noteOf(number, 'Is this right?');
  // Whoever is invited to the channel sees the button; it is no leave to use it.
  team.slack.world.channels.get(REVIEW)?.members.push(OMAR, CLEO);
  for (const who of [OMAR, CLEO]) {
    const refused = await whisperedTo(team, who, () => team.slack.as(who).press(note, 'Answer…'));
    expect(refused).toContain('Only partnership managers, approvers and admins can do this.');
  }
});

test('the sixth question that nobody has answered is refused in words; the same submission twice is one question', async () => {
  const { id, dm } = await givenTold();
  const form = await ask(dm, 'Question 1');
  const sent = team.slack.traffic.findLast(({ what }) => what === 'view_submission');
  expect(sent && (await team.slack.redeliver(sent))).toMatchObject({ status: 'acked' });
  expect(form.id).toBeDefined();
  expect(await team.db.reads.question.count({ where: { rewardId: id } })).toBe(1);
  for (const number of [2, 3, 4, 5]) await ask(dm, `Question ${number}`);
  const refused = await whisperedTo(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  expect(refused).toContain('You have 5 questions about');
});

test('a contact of two partners reads for which, and may ask about both; whoever left may not, nor read the answer', async () => {
  const globex = await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: LENA });
  const { number, dm } = await givenTold(globex);
  expect(dm.visibleText()).toContain('for Globex');
  const own = await modalFor(team, LENA, () => team.slack.as(LENA).types('/reward', `R-${number}`));
  expect(own.visibleText()).toContain('for Globex');
  await own.close();
  await ask(dm, 'For Globex: when?');
  const note = await noteOf(number, 'For Globex: when?');

  await team.db.transaction((tx) => tx.contact.deleteMany({ where: { partnerId: globex } }));
  const refused = await whisperedTo(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  expect(refused).toContain('This reward cannot be found here.');
  const form = await modalFor(team, BO, () => team.slack.as(BO).press(note, 'Answer…'));
  await form.fill({ 'Your answer': 'Secret of Globex' });
  await form.submit();
  await noteOf(number, 'was not told: no longer a contact');
  await untilQuiet(team);
  expect(JSON.stringify(team.slack.directMessages(LENA))).not.toContain('Secret of Globex');
});

test('an archived partner’s reward cannot be found, by form or by submission', async () => {
  const { dm } = await givenTold();
  const form = await modalFor(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  await form.fill({ 'Your question': 'Too late?' });
  await team.db.transaction((tx) => tx.partner.update({ where: { id: acme }, data: { archivedAt: team.clock.now() } }));
  expect((await form.submit()).errors).toEqual({ 'Your question': 'This reward cannot be found here. Ask an admin.' });
  await form.close();
  const refused = await whisperedTo(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  expect(refused).toContain('This reward cannot be found here.');
});
