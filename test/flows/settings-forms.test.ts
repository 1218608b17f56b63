import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import type { SettingName } from '../../src/domain/settings.js';
import { changeSetting, readSettings } from '../../src/services/settings.js';
import { TOPICS } from '../../src/views/settings-topics.js';
import { speakTo } from '../../src/views/speak.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { ACME, fillForm, openForm } from '../support/reward-form.js';
import { givenCard, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CY, DANA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

const GLOBEX = 'Globex · globex';
let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam({ ownsNothing: true });
  acme = (await givenAcme(team)).acme;
  await givenPartner(team, { key: 'globex', name: 'Globex', group: 'Silver' });
});
afterAll(() => team.stop());

/** The form of a topic, by way of `/reward settings`. */
async function opens(userId: string, title: string): Promise<Modal> {
  const menu = await openForm(team, 'settings', userId);
  await menu.press(title);
  return eventually(() => {
    const top = team.slack.as(userId).modal();
    return top?.title === title && top;
  });
}

async function now(name: SettingName): Promise<string | undefined> {
  const settings = await readSettings(team.db.reads, team.workspaceId);
  return settings.find((setting) => setting.name === name)?.value;
}

const changes = () => team.db.reads.event.findMany({ where: { kind: 'setting_changed' }, orderBy: { id: 'asc' } });
const set = (name: SettingName, value: string, actor = DANA) =>
  changeSetting(team.deps, { workspaceId: team.workspaceId, name, value, actor });

test('every form opens, and saved as it is changes nothing', async () => {
  for (const topic of TOPICS) {
    const form = await opens(DANA, speakTo().say(`topic.${topic}`));
    expect(form.labels().length).toBeLessThanOrEqual(6);
    expect({ topic, ...(await form.submit()) }).toEqual({ topic, status: 'closed' });
    // The menu underneath is gone too.
    expect(team.slack.as(DANA).modal()).toBeUndefined();
  }
  expect(await changes()).toEqual([]);
});

test('several settings change at once, each with who, from what and to what', async () => {
  const form = await opens(DANA, 'Money');
  await form.fill({ Currencies: 'usd, eur', 'Two people approve from': '5000', 'Least a partner is paid': '25' });
  expect((await form.submit()).status).toBe('closed');
  const time = await opens(DANA, 'Time');
  await time.select('Time zone', 'America/New_York', 'new york');
  await time.fill({ 'Days an invoice is in review': '10' });
  expect((await time.submit()).status).toBe('closed');
  expect((await changes()).map(({ actor, data }) => ({ actor, data }))).toEqual(
    [
      { setting: 'currencies', from: 'USD', to: 'USD,EUR' },
      { setting: 'second-approval', from: 'off', to: '5000' },
      { setting: 'minimum-payout', from: '0', to: '25' },
      { setting: 'time-zone', from: 'UTC', to: 'America/New_York' },
      { setting: 'review-days', from: '7', to: '10' },
    ].map((data) => ({ actor: DANA, data })),
  );
});

test('what cannot be is said under its field, and nothing else of the form is written', async () => {
  const form = await opens(DANA, 'Money');
  await form.fill({ Currencies: 'USD, DOLLARS', 'Least a partner is paid': '50' });
  expect((await form.submit()).errors).toEqual({ Currencies: expect.stringContaining('ISO 4217') });
  await givenCard(team, { partnerId: acme, amount: '31', currency: 'EUR' });
  await form.fill({ Currencies: 'USD' });
  expect((await form.submit()).errors).toEqual({ Currencies: expect.stringContaining('EUR stays') });
  expect(await now('minimum-payout')).toBe('25');
  await form.close(true);
});

test('who changed a setting meanwhile is named, and what this form left alone stays as they made it', async () => {
  const form = await opens(DANA, 'Review');
  await set('duplicate-days', '60', 'command line');
  await form.fill({ 'Hours until a reminder': '48' });
  expect((await form.submit()).status).toBe('closed');
  expect(await now('duplicate-days')).toBe('60');
  expect(await now('reminder-hours')).toBe('48');

  const stale = await opens(DANA, 'Review');
  await set('duplicate-days', '90');
  await stale.fill({ 'Days a likely duplicate is looked for': '10', 'Hours until a reminder': '1' });
  expect((await stale.submit()).status).toBe('pushed');
  const problem = team.slack.as(DANA).modal();
  expect(problem?.visibleText()).toContain('@dana changed the setting duplicate-days on');
  expect([await now('duplicate-days'), await now('reminder-hours')]).toEqual(['90', '48']);
  await problem?.close(true);
});

test('the last who may approve what others created cannot be removed, nor the last admin', async () => {
  await set('manager-users', '', 'command line');
  const form = await opens(DANA, 'Who may approve');
  for (const person of ['@bo', '@cy']) await form.select('Approvers', person);
  expect((await form.submit()).errors).toEqual({
    Approvers: expect.stringContaining('who may approve what somebody else created'),
  });
  await form.close(true);
  const admins = await opens(DANA, 'Admins');
  await admins.clear('Admins');
  expect(Object.keys((await admins.submit()).errors ?? {})).toEqual(['Admins']);
  // A user group nobody is in is nobody.
  team.slack.world.userGroups.push({ id: 'S0EMPTY', handle: 'empty', users: [] });
  await admins.select('Admins: user groups', 'empty @empty', 'empty');
  expect((await admins.submit()).errors).toEqual({ Admins: expect.stringContaining('nobody who is an admin') });
  await admins.close(true);
  expect([await now('approver-users'), await now('admin-users')]).toEqual([`${BO},${CY}`, DANA]);
  await set('manager-users', ANA);
});

test('whoever is no admin any more when they save is refused, as is everybody who never was', async () => {
  expect(await (await team.slack.as(BO).types('/reward', 'settings')).status).toBe('acked');
  await eventually(() => team.slack.as(BO).ephemerals().at(-1)?.text.includes('Only admins'));
  await set('admin-users', `${DANA},${OMAR}`);
  const form = await opens(OMAR, 'Invoice paper');
  await form.fill({ Name: 'Omar and Partners', Address: 'Hafenstraße 1\n20457 Hamburg' });
  await set('admin-users', DANA);
  expect(Object.values((await form.submit()).errors ?? {})[0]).toContain('Only admins');
  expect(await now('name')).toBe('Sandbox');
  await form.close(true);
});

test('a change of policy does not touch what was created before', async () => {
  await set('approver-users', `${ANA},${BO},${CY}`);
  const { card } = await givenCard(team, { partnerId: acme, amount: '32' });
  const form = await opens(DANA, 'Review');
  await form.fill({ 'Four eyes': 'Off: whoever may approve may approve their own' });
  expect((await form.submit()).status).toBe('closed');
  expect(await now('four-eyes')).toBe('off');
  const told = await whisperedTo(team, ANA, () => team.slack.as(ANA).press(card, 'Approve'));
  expect(told).toContain('You created this reward, so somebody else has to decide on it.');
  await set('four-eyes', 'on');
  await set('approver-users', `${BO},${CY}`);
});

test('a manager of some groups is offered their partners alone, and refused any other', async () => {
  // Chosen while every partner was Ana's.
  const early = await fillForm(team, { partner: GLOBEX, amount: '33' });
  const form = await opens(DANA, 'Who may create');
  await form.clear('People');
  expect((await form.submit()).status).toBe('closed');
  const gold = await opens(DANA, 'Who may create');
  await gold.select('For which partners', 'Only Gold');
  const asked = await eventually(() => gold.visibleText().includes('partners of this group') && gold);
  await asked.fill({ People: '@ana' });
  expect((await asked.submit()).status).toBe('closed');
  expect(await now('manager-users')).toBe(`${ANA}:Gold`);

  expect((await early.submit()).errors).toEqual({
    Partner:
      'You may only do this for partners in Gold, and this one is in none of them. Ask an admin to add its group.',
  });
  await early.close();
  const later = await openForm(team);
  expect(await later.suggest('Partner', '')).toEqual([ACME]);
  expect(await later.suggest('Partner', 'glob')).toEqual([]);
  await later.close();
  expect((await (await fillForm(team, { amount: '34' })).submit()).status).toBe('closed');

  // Two grants together are the union; one without a limit wins.
  await set('manager-users', `${ANA}:Gold,S0MANAGERS:Silver`);
  await eventually(() => team.db.reads.userGroup.findFirst({ where: { groupId: 'S0MANAGERS' } }));
  expect((await (await fillForm(team, { partner: GLOBEX, amount: '35' })).submit()).status).toBe('closed');
  await set('manager-users', `${ANA}:Bronze,S0MANAGERS`);
  expect((await (await fillForm(team, { partner: GLOBEX, amount: '36' })).submit()).status).toBe('closed');
});

test('a manager of all partners is not limited to a group in passing: the form says what to do first', async () => {
  await set('manager-users', ANA);
  const form = await opens(DANA, 'Who may create');
  await form.select('For which partners', 'Only Gold');
  await eventually(() => form.visibleText().includes('partners of this group'));
  for (const person of ['@ana', '@bo']) await form.select('People', person);
  expect((await form.submit()).errors).toEqual({
    People: 'Somebody you chose may reward all partners. Take them off All partners first.',
  });
  expect(await now('manager-users')).toBe(ANA);
  await form.select('People', '@ana');
  expect((await form.submit()).status).toBe('closed');
  expect(await now('manager-users')).toBe(`${ANA},${BO}:Gold`);
});

test('people named for one partner group are not carried to another that is written alike', async () => {
  await givenPartner(team, { key: 'aurum', name: 'Aurum', group: 'gold' });
  await set('manager-users', `${CY}:Gold`);
  const form = await opens(DANA, 'Who may create');
  await form.select('For which partners', 'Only Gold');
  await eventually(() => form.visibleText().includes('partners of this group'));
  await form.fill({ People: '@ana' });
  await form.select('For which partners', 'Only gold');
  await eventually(() => form.value('For which partners') === 'Only gold' && form.value('People') === undefined);
  await form.fill({ People: '@bo' });
  expect((await form.submit()).status).toBe('closed');
  expect(await now('manager-users')).toBe(`${BO}:gold,${CY}:Gold`);
  const create = await openForm(team, '', BO);
  expect(await create.suggest('Partner', '')).toEqual(['Aurum · aurum']);
  await create.close(true);
});

test('a channel is given up for another only where the bot can post', async () => {
  const form = await opens(DANA, 'Channels');
  await form.select('Review channel', '#general');
  team.slack.kick('C0GENERAL');
  expect(Object.keys((await form.submit()).errors ?? {})).toEqual(['Review channel']);
  expect(await now('review-channel')).toBe(REVIEW);
  await form.close(true);
});
