import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subDays } from 'date-fns/subDays';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { ACME, choosePartner, fillForm } from '../support/reward-form.js';
import { cardOf, decide, givenReward, untilQuiet } from '../support/rewards.js';
import { ANA, BO, DANA, LENA, startTeam, type Team } from '../support/team.js';

let team: Team;
let partnerId: string;
let customerId: string;

beforeAll(async () => {
  team = await startTeam({ env: { MANAGER_USERS: `${ANA},${BO}` } });
  const given = await givenAcme(team);
  partnerId = given.acme;
  customerId = given.initech;
  await givenPartner(team, { key: 'globex', name: 'Globex Ltd' });
});
afterAll(() => team.stop());

const asksAgain = (form: Modal, number: number) => {
  expect(form.submitLabel).toBe('Create anyway');
  expect(form.visibleText()).toContain(`This looks like R-${number}`);
};
const newest = () => team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });

test('a likely duplicate is asked about once, in the same form, and the card then says so', async () => {
  const first = await givenReward(team, { partnerId, amount: '250', by: BO });
  await eventually(() => cardOf(team, first.number));
  const form = await fillForm(team, { amount: '$250.00', description: 'The other webinar' });
  await form.fill({ 'Internal note': 'really' });
  expect(await form.submit()).toEqual({ status: 'updated' });
  asksAgain(form, first.number);
  expect(form.visibleText()).toContain('created by @bo');
  expect(form.labels()).toEqual([
    'Partner',
    'Reward description',
    'Reward amount',
    'Connect a customer',
    'Internal note',
  ]);
  expect([form.value('Partner'), form.value('Reward amount'), form.value('Reward description')]).toEqual([
    ACME,
    '$250.00',
    'The other webinar',
  ]);
  expect(form.value('Internal note')).toBe('really');
  // What it was not asked about may change: it is asked once.
  await form.fill({ 'Reward description': 'The other webinar, in December' });
  expect(await form.submit()).toEqual({ status: 'closed' });
  const reward = await newest();
  expect(reward).toMatchObject({ duplicateOfId: first.id, description: 'The other webinar, in December' });
  const card = await eventually(() => cardOf(team, reward.number));
  expect(card.visibleText()).toContain(`Looks like R-${first.number}`);
});

test('values that were changed since are asked about again', async () => {
  const one = await givenReward(team, { partnerId, amount: '31' });
  const two = await givenReward(team, { partnerId, amount: '32' });
  const withCustomer = await givenReward(team, { partnerId, customerId, amount: '32' });
  const before = await team.db.reads.reward.count();
  const form = await fillForm(team, { amount: '31' });
  await form.submit();
  asksAgain(form, one.number);
  await form.fill({ 'Reward amount': '32' });
  expect(await form.submit()).toEqual({ status: 'updated' });
  asksAgain(form, two.number);
  await form.select('Connect a customer', 'Initech · cus-889', '');
  expect(await form.submit()).toEqual({ status: 'updated' });
  asksAgain(form, withCustomer.number);
  await choosePartner(form, 'Globex Ltd · globex');
  expect(await team.db.reads.reward.count()).toBe(before);
  expect(await form.submit()).toEqual({ status: 'closed' });
  expect((await newest()).duplicateOfId).toBeNull();
});

test('one that was declined, is older than the programme looks back, or differs in anything is no duplicate', async () => {
  const declined = await givenReward(team, { partnerId, amount: '41' });
  await decide(team, declined.id, 'decline', { reason: 'no', facts: { reasonCode: 'other' } });
  await givenReward(team, { partnerId, amount: '42', at: subDays(team.clock.now(), 31) });
  await givenReward(team, { partnerId, customerId, amount: '43' });
  for (const amount of ['41', '42', '43']) {
    expect(await (await fillForm(team, { amount })).submit()).toEqual({ status: 'closed' });
  }
  await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'duplicate-days', value: '40', actor: DANA });
  await givenReward(team, { partnerId, amount: '44', at: subDays(team.clock.now(), 39) });
  expect(await (await fillForm(team, { amount: '44' })).submit()).toEqual({ status: 'updated' });
  await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'duplicate-days', value: '0', actor: DANA });
  expect(await (await fillForm(team, { amount: '44' })).submit()).toEqual({ status: 'closed' });
  await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'duplicate-days', value: '30', actor: DANA });
});

test('of two managers who submit the same at once, exactly one is asked, each time', async () => {
  for (const amount of ['51', '52', '53', '54', '55']) {
    const forms = [await fillForm(team, { amount }), await fillForm(team, { amount, by: BO })];
    const ended = await Promise.all(forms.map((form) => form.submit()));
    expect(ended.map(({ status }) => status).sort()).toEqual(['closed', 'updated']);
    expect(await team.db.reads.reward.count({ where: { amountMinor: BigInt(amount) * 100n } })).toBe(1);
  }
  await untilQuiet(team);
  expect(team.slack.directMessages(LENA).filter((message) => message.visibleText().includes('$51.00'))).toHaveLength(1);
});
