import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { eventually, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.js';
import { doAs, screenOf } from './ask-sandbox.js';
import { WORKSPACE } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const scopes = ['chat:write', 'files:write', 'channels:history'];

let folder: string;
let keepIn: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  keepIn = join(folder, 'sandbox', 'workspace.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = { timeZone: 'UTC', move: async () => {} };
const start = (options: Partial<SandboxOptions> = {}) =>
  startSandbox({ ...WORKSPACE, scopes, clock, keepIn, ...options });

const clientOf = (sandbox: Sandbox) =>
  new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });

async function fillWorkspace(sandbox: Sandbox): Promise<void> {
  const slack = clientOf(sandbox);
  await slack.chat.postMessage({ channel: 'U0ANA', text: 'hello' });
  await slack.filesUploadV2({ channel_id: 'C0GENERAL', file: Buffer.from([1, 2, 255]), filename: 'a.bin' });
  const element = { type: 'plain_text_input' as const, action_id: 'a' };
  const blocks = [{ type: 'input' as const, block_id: 'a', label: plain('A'), element }];
  await slack.views.publish({ user_id: 'U0ANA', view: { type: 'home', blocks } });
  const modal = { type: 'modal' as const, title: plain('Form'), blocks: [{ type: 'divider' as const }] };
  await slack.views.open({ trigger_id: sandbox.world.newTrigger('U0ANA'), view: modal });
  sandbox.kick('C0REVIEW');
  sandbox.deactivate('U0BO');
  sandbox.revoke('channels:history');
  await sandbox.moveClock('month');
}

test('a workspace is as it was left, but for what was open', async () => {
  const first = await start();
  await fillWorkspace(first);
  const before = await screenOf(first, 'U0ANA');
  await first.stop();

  const second = await start();
  const after = await screenOf(second, 'U0ANA');
  expect(after).toMatchObject({ messages: before.messages, home: before.home, modals: [], people: before.people });
  expect(after.conversations).toEqual(before.conversations);
  expect(after.clock.now).toBeGreaterThanOrEqual(before.clock.now);
  const [file] = after.messages.find(({ files }) => files.length > 0)?.files ?? [];
  const bytes = await (await fetch(second.url + file?.url)).arrayBuffer();
  expect(Buffer.from(bytes)).toEqual(Buffer.from([1, 2, 255]));
  expect([...second.world.scopes]).toEqual(['chat:write', 'files:write']);

  // Life goes on: new numbers, later times.
  await doAs(second, 'U0ANA', { do: 'say', channel: 'C0GENERAL', text: 'good morning' });
  const last = (await screenOf(second, 'U0ANA')).messages.at(-1);
  const kept = after.messages.at(-1);
  expect(last?.number).toBeGreaterThan(kept?.number ?? 0);
  expect(Number(last?.ts)).toBeGreaterThan(Number(kept?.ts));
  await second.stop();
});

test('people, channels and scopes that are new in the options join what was kept', async () => {
  const first = await start();
  await fillWorkspace(first);
  await first.stop();
  const zoe = { id: 'U0ZOE', name: 'zoe', realName: 'Zoe New' };
  const second = await start({
    users: [...WORKSPACE.users, zoe],
    channels: [...WORKSPACE.channels, { id: 'C0NEW', name: 'new', members: ['U0ZOE', 'BOT'] }],
    userGroups: [...(WORKSPACE.userGroups ?? []), { id: 'S0NEW', handle: 'new', users: [] }],
    scopes: [...scopes, 'files:read'],
  });
  const { people, conversations, userGroups } = await screenOf(second, 'U0ZOE');
  expect(people.find(({ id }) => id === 'U0BO')).toMatchObject({ isDeactivated: true });
  expect(conversations.map(({ id }) => id)).toEqual(['C0NEW', 'D0ZOE']);
  expect(userGroups.map(({ id }) => id)).toEqual(['S0APPROVERS', 'S0NEW']);
  // What was taken from the app stays taken; what it asks for since is granted.
  expect([...second.world.scopes]).toEqual(['chat:write', 'files:write', 'files:read']);
  await second.stop();
});

test('it is written down while it runs, whole at any moment', async () => {
  const sandbox = await start();
  sandbox.as('U0ANA').says('C0GENERAL', 'before the power cut');
  await eventually(() => readFileSync(keepIn, 'utf8').includes('before the power cut'));
  const later = await start({ port: 0 });
  expect((await screenOf(later, 'U0ANA')).messages).toMatchObject([{ text: 'before the power cut' }]);
  await later.stop();
  await sandbox.stop();
  expect(readdirSync(join(folder, 'sandbox'))).toEqual(['workspace.json']);
});

test('a file that cannot be read is laid aside, and that is said', async () => {
  await (await start()).stop();
  for (const unreadable of ['{ half a fi', '{"version":1}']) {
    writeFileSync(keepIn, unreadable);
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const sandbox = await start();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('starts afresh'));
    expect((await screenOf(sandbox, 'U0ANA')).messages).toEqual([]);
    await sandbox.stop();
    warn.mockRestore();
    const aside = readdirSync(join(folder, 'sandbox')).find((name) => name.includes('unreadable'));
    expect(readFileSync(join(folder, 'sandbox', aside ?? ''), 'utf8')).toBe(unreadable);
    rmSync(join(folder, 'sandbox', aside ?? ''));
  }
});
