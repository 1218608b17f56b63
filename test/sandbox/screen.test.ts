import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { screenOf } from './ask-sandbox.js';
import { WORKSPACE } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const section = (text: string) => [{ type: 'section' as const, text: plain(text) }];

let sandbox: Sandbox;
beforeAll(async () => {
  const commands = [{ command: '/reward', description: 'Reward a partner', usageHint: '[partner] [amount]' }];
  const users = WORKSPACE.users.map((user) => (user.id === 'U0ANA' ? { ...user, title: 'Manager' } : user));
  sandbox = await startSandbox({
    ...WORKSPACE,
    users: [...users, { id: 'U0EXTRA', name: 'extra', realName: 'Extra', isPlayable: false }],
    app: { name: 'Partner Rewards', isReadOnly: false, hasHome: true, commands, shortcuts: [] },
  });
  const slack = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });
  await slack.chat.postMessage({ channel: 'C0GENERAL', text: 'for all', blocks: section('for all') });
  await slack.chat.postMessage({ channel: 'C0REVIEW', text: 'a card' });
  await slack.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ANA', text: 'only for Ana' });
  await slack.chat.postMessage({ channel: 'U0BO', text: 'a word to Bo' });
  await slack.views.publish({ user_id: 'U0BO', view: { type: 'home', blocks: section('The home of Bo') } });
  const modal = { type: 'modal' as const, title: plain('Form'), blocks: section('A form') };
  await slack.views.open({ trigger_id: sandbox.world.newTrigger('U0ANA'), view: modal });
  sandbox.as('U0ANA').says('C0OUT', 'nobody from the bot is here');
  sandbox.world.notify('U0BO', 'No results');
});
afterAll(() => sandbox.stop());

const textsFor = async (userId: string) => (await screenOf(sandbox, userId)).messages.map(({ text }) => text);

test('people see the messages of their own channels, and what was said to them alone', async () => {
  expect(await textsFor('U0ANA')).toEqual(['for all', 'a card', 'only for Ana', 'nobody from the bot is here']);
  expect(await textsFor('U0BO')).toEqual(['for all', 'a card', 'a word to Bo']);
  expect(await textsFor('U0LENA')).toEqual([]);
});

test('people see the channels they are in, and their direct messages with the bot', async () => {
  const { conversations } = await screenOf(sandbox, 'U0ANA');
  expect(conversations.map(({ id }) => id)).toEqual(['C0GENERAL', 'C0REVIEW', 'C0OUT', 'C0SECRET', 'C0OLD', 'D0ANA']);
  expect(conversations).toContainEqual({
    id: 'D0ANA',
    kind: 'direct',
    name: 'Partner Rewards',
    members: ['U0ANA', 'U0REWARDS'],
    hasBot: true,
    isShared: false,
    isArchived: false,
  });
  expect(conversations.find(({ id }) => id === 'C0OUT')).toMatchObject({ kind: 'channel', hasBot: false });
  expect(conversations.find(({ id }) => id === 'C0OLD')).toMatchObject({ isArchived: true });
  const ofLena = (await screenOf(sandbox, 'U0LENA')).conversations;
  expect(ofLena.map(({ id, isShared }) => [id, isShared])).toEqual([
    ['C0SHARED', true],
    ['D0LENA', false],
  ]);
  // Whom the bot does not share a channel with, it cannot write to.
  expect((await screenOf(sandbox, 'U0ODD')).conversations).toEqual([]);
});

test('a modal, a Home tab and a notice belong to one person', async () => {
  const [ana, bo] = [await screenOf(sandbox, 'U0ANA'), await screenOf(sandbox, 'U0BO')];
  expect(ana.modals).toMatchObject([{ content: { title: { text: 'Form' } }, errors: {}, state: {} }]);
  expect(ana.modals[0]?.content.blocks).toMatchObject([{ block_id: expect.any(String) }]);
  expect(ana.home).toBeUndefined();
  expect(ana.notices).toEqual([]);
  expect(bo.modals).toEqual([]);
  expect(bo.home).toMatchObject({ content: { type: 'home' } });
  expect(bo.notices).toMatchObject([{ text: 'No results' }]);
});

test('everybody is told who is there and what the app can do', async () => {
  const { people, app, userGroups, me, team, clock } = await screenOf(sandbox, 'U0BO');
  expect({ me, team: team.id, userGroups }).toEqual({
    me: 'U0BO',
    team: 'T0SANDBOX',
    userGroups: [{ id: 'S0APPROVERS', handle: 'approvers' }],
  });
  expect(app).toMatchObject({ name: 'Partner Rewards', userId: 'U0REWARDS', commands: [{ command: '/reward' }] });
  const traits = Object.fromEntries(people.map((it) => [it.name, it]));
  expect(traits.ana).toMatchObject({ title: 'Manager', isPlayable: true, isExternal: false });
  expect(traits.lena).toMatchObject({ isExternal: true, isDeactivated: false });
  expect(traits.gone).toMatchObject({ isDeactivated: true });
  expect(traits.rewards).toMatchObject({ isBot: true, isPlayable: false, realName: 'Partner Rewards' });
  expect(traits.extra).toMatchObject({ isPlayable: false });
  expect(clock).toMatchObject({ isMovable: false, isMoving: false });
});

test('whoever is deactivated sees nothing, and a stranger to the sandbox is refused', async () => {
  expect(await screenOf(sandbox, 'U0GONE')).toMatchObject({ conversations: [], messages: [], modals: [] });
  expect(await screenOf(sandbox, 'U0NOBODY')).toEqual({ error: 'There is no user U0NOBODY.' });
});

test('while the workspace is being filled, the page says so', async () => {
  sandbox.setUp({ label: 'Importing', done: 0.5 });
  expect((await screenOf(sandbox, 'U0ANA')).setup).toEqual({ label: 'Importing', done: 0.5 });
  sandbox.setUp();
  expect((await screenOf(sandbox, 'U0ANA')).setup).toBeUndefined();
});

test('a request meant for another host name gets nothing', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    const headers = { host: 'evil.example' };
    request(`${sandbox.url}/sandbox/screen?as=U0ANA`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(404);
});
