import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { givenAcme, givenCustomer, givenPartner } from '../support/directory.js';
import { answerTo, grantOmar, seatOmar, written } from '../support/omar.js';
import { choosePartner, fillForm, openForm } from '../support/reward-form.js';
import { cardShowing, decide, givenReward, modalFor } from '../support/rewards.js';
import { OMAR, startTeam, type Team } from '../support/team.js';

// Omar, a manager of the Gold partners alone.

let team: Team;
let acme: string;
let lonely: string;
beforeAll(async () => {
  team = await startTeam();
  ({ acme } = await givenAcme(team));
  lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  await givenPartner(team, { key: 'globex', name: 'Globex', group: 'Silver' });
  seatOmar(team);
});
afterAll(() => team.stop());

const omar = () => team.slack.as(OMAR);
const types = (text: string) => () => omar().types('/reward', text);
const GLOBEX = 'Globex · globex';
const NOT_GOLD =
  'You may only do this for partners in Gold, and this one is in none of them. Ask an admin to add its group.';

test('finds no other partner by a slash line, by its details or by a message, and no reward of another', async () => {
  await grantOmar(team, 'manager');
  const own = await givenReward(team, { partnerId: lonely, amount: '17', by: OMAR });
  const golden = await givenReward(team, { partnerId: acme, amount: '12' });
  const others = await givenReward(team, { partnerId: lonely, amount: '11' });
  await grantOmar(team, 'manager', ['Gold']);
  const form = await openForm(team, 'globex 250 for the webinar', OMAR);
  expect([form.value('Partner'), form.value('Reward amount')]).toEqual([undefined, '250']);
  expect(form.visibleText()).toContain('No partner whom you may reward matches “globex”.');
  await form.close(true);
  const gold = await openForm(team, 'acme-growth 250', OMAR);
  expect(gold.value('Partner')).toBe('Acme Growth GmbH · acme-growth');
  await gold.close(true);
  expect(await answerTo(team, OMAR, types('partner globex'))).toBe('No partner matches “globex”.');
  expect(await answerTo(team, OMAR, types('partner acme'))).toContain('acme-growth · Gold');
  expect(await answerTo(team, OMAR, types(`R-${others.number}`))).toContain('cannot be found here');
  expect(await answerTo(team, OMAR, types(`R-${golden.number}`))).toContain(`R-${golden.number}`);
  expect(await answerTo(team, OMAR, types(`R-${own.number}`))).toContain(`R-${own.number}`);
  const card = await cardShowing(team, others.number, 'New');
  expect(await answerTo(team, OMAR, () => omar().choose(card, 'Link a Slack user…'))).toBe(NOT_GOLD);
});

test('finds the customers of those partners alone, and whoever has no role finds none', async () => {
  await givenCustomer(team, { partnerId: lonely, name: 'Initrode', email: 'buyer@initrode.example' });
  await grantOmar(team, 'manager');
  const form = await openForm(team, '', OMAR);
  const found = (typed: string) => form.suggest('Connect a customer', typed);
  expect(await found('ini')).toEqual(['Initech · cus-889', 'Initrode']);
  await grantOmar(team, 'manager', ['Gold']);
  expect(await found('ini')).toEqual(['Initech · cus-889']);
  expect(await found('buyer@initrode.example')).toEqual([]);
  await grantOmar(team, undefined);
  expect(await found('')).toEqual([]);
  await form.close(true);
});

test('cannot move a reward to another partner when changes are asked for, whatever the form offered before', async () => {
  await grantOmar(team, 'manager');
  const filled = await fillForm(team, { by: OMAR, amount: '19' });
  expect((await filled.submit()).status).toBe('closed');
  const { id, number } = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 1900n } });
  await cardShowing(team, number, 'New');
  await decide(team, id, 'request_changes', { reason: 'Which partner?' });
  const card = await cardShowing(team, number, 'Hold');
  const form = await modalFor(team, OMAR, () => omar().choose(card, 'Edit and send back…'));
  await choosePartner(form, GLOBEX);
  await grantOmar(team, 'manager', ['Gold']);
  const before = await written(team);
  expect((await form.submit()).errors).toEqual({ Partner: NOT_GOLD });
  expect(await written(team)).toEqual(before);
  await form.close(true);
});
