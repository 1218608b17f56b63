import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { SILENT, WORKSPACE } from './small-bot.js';

let sandbox: Sandbox;
let client: WebClient;

const connect = (token: string) =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 500,
    rejectRateLimitedCalls: true,
    logger: SILENT,
  });

/** The error word of a refused call. */
async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  const data: unknown = Reflect.get(Object(error), 'data');
  return Reflect.get(Object(data), 'error') ?? Reflect.get(Object(error), 'code') ?? error;
}

beforeEach(async () => {
  sandbox = await startSandbox(WORKSPACE);
  client = connect(sandbox.botToken);
});
afterEach(() => sandbox.stop());

describe('the door', () => {
  test('tokens are checked, and each kind has its methods', async () => {
    expect(await errorOf(connect('').auth.test())).toBe('not_authed');
    expect(await errorOf(connect('xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await errorOf(client.apps.connections.open({}))).toBe('not_allowed_token_type');
    expect((await connect(sandbox.appToken).apps.connections.open({})).url).toMatch(/^ws:\/\/127\.0\.0\.1:/);
  });

  test('auth.test says who the bot is and what it may do', async () => {
    const answer = await client.auth.test();
    expect(answer).toMatchObject({ ok: true, user_id: sandbox.botUserId, team_id: 'T0SANDBOX' });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
  });

  test('unknown methods and missing scopes are named', async () => {
    expect(await errorOf(client.apiCall('files.list'))).toBe('unknown_method');
    sandbox.revoke('chat:write');
    await expect(client.chat.postMessage({ channel: 'C0REVIEW', text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: expect.stringContaining('commands') },
    });
    sandbox.grant('chat:write');
    expect(
      (await client.apiCall('chat.postMessage', { channel: 'C0REVIEW', text: 'x', team_id: 'T0SANDBOX' })).ok,
    ).toBe(true);
  });

  test('JSON bodies do as well as forms', async () => {
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: 'C0REVIEW', text: 'x', blocks: [{ type: 'divider' }] }),
    });
    expect(await response.json()).toMatchObject({
      ok: true,
      message: { blocks: [{ type: 'divider', block_id: expect.any(String) }] },
    });
  });

  test('another host name is not answered', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${sandbox.url}/sandbox/state`, { headers: { host: 'evil.example' } }, (it) => {
        it.resume();
        resolve(it.statusCode);
      }).end();
    });
    expect(status).toBe(404);
  });
});

describe('where messages may go', () => {
  test.each([
    ['a channel the bot is not in', 'C0OUT', 'not_in_channel'],
    ['a private channel it cannot know', 'C0SECRET', 'channel_not_found'],
    ['an archived channel', 'C0OLD', 'is_archived'],
    ['no channel at all', 'C0NONE', 'channel_not_found'],
    ['nobody', 'U0NONE', 'channel_not_found'],
    ['a stranger', 'U0ODD', 'channel_not_found'],
    ['a deactivated person without a DM', 'U0GONE', 'channel_not_found'],
    ['itself', 'U0REWARDS', 'cannot_dm_bot'],
  ])('%s: refused', async (_name, channel, error) => {
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x' }))).toBe(error);
  });

  test('a person, by id, also of another company while a channel is shared', async () => {
    const { channel } = await client.chat.postMessage({ channel: 'U0ANA', text: 'Hello' });
    expect(channel).toMatch(/^D/);
    expect(sandbox.directMessages('U0ANA').map((it) => it.text)).toEqual(['Hello']);
    await client.chat.postMessage({ channel: 'U0LENA', text: 'Hello' });
    sandbox.kick('C0SHARED');
    expect(await errorOf(client.chat.postMessage({ channel: 'U0LENA', text: 'Hello' }))).toBe('channel_not_found');
  });

  test('a DM that exists goes on after its person is deactivated (python-slack-sdk#1156)', async () => {
    await client.chat.postMessage({ channel: 'U0BO', text: 'one' });
    sandbox.deactivate('U0BO');
    expect((await client.chat.postMessage({ channel: 'U0BO', text: 'two' })).ok).toBe(true);
    expect(await errorOf(client.conversations.open({ users: 'U0BO' }))).toBe('user_disabled');
    expect((await client.users.info({ user: 'U0BO' })).user?.deleted).toBe(true);
  });

  test('an ephemeral message, to members only', async () => {
    const to = (user: string) => client.chat.postEphemeral({ channel: 'C0REVIEW', user, text: 'psst' });
    expect((await to('U0BO')).message_ts).toEqual(expect.any(String));
    expect(await errorOf(to('U0LENA'))).toBe('user_not_in_channel');
    expect(
      sandbox
        .as('U0BO')
        .ephemerals()
        .map((it) => it.text),
    ).toEqual(['psst']);
    expect(sandbox.messagesIn('C0REVIEW')).toEqual([]);
  });
});

describe('messages', () => {
  test('are refused with a pointer to what is wrong', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    await expect(client.chat.postMessage({ channel: 'C0REVIEW', text: 'x', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    expect(
      await errorOf(client.apiCall('chat.postMessage', { channel: 'C0REVIEW', blocks: [{ type: 'divider' }] })),
    ).toBe('no_text');
    expect(await errorOf(client.chat.postMessage({ channel: 'C0REVIEW', text: 'x', thread_ts: '1.2' }))).toBe(
      'thread_not_found',
    );
  });

  test('are updated, deleted and linked to, if they are there and the bot’s own', async () => {
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0REVIEW',
      text: 'x',
      blocks: [{ type: 'divider' }],
    });
    await client.chat.update({ channel: 'C0REVIEW', ts, text: 'y' });
    expect(sandbox.messagesIn('C0REVIEW')).toMatchObject([{ ts, text: 'y', blocks: [], edited: true }]);
    expect((await client.chat.getPermalink({ channel: 'C0REVIEW', message_ts: ts })).permalink).toBe(
      `https://sandbox.slack.com/archives/C0REVIEW/p${ts.replace('.', '')}`,
    );
    const { ts: theirs } = sandbox.as('U0ANA').says('C0REVIEW', 'mine');
    expect(await errorOf(client.chat.update({ channel: 'C0REVIEW', ts: theirs, text: 'z' }))).toBe(
      'cant_update_message',
    );
    await client.chat.delete({ channel: 'C0REVIEW', ts });
    expect(await errorOf(client.chat.update({ channel: 'C0REVIEW', ts, text: 'z' }))).toBe('message_not_found');
    sandbox.kick('C0REVIEW');
    expect(await errorOf(client.chat.getPermalink({ channel: 'C0REVIEW', message_ts: theirs }))).toBe(
      'channel_not_found',
    );
  });

  test('are found again by their metadata, where history is granted', async () => {
    const metadata = { event_type: 'reward', event_payload: { id: 'r1' } };
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0REVIEW', text: 'x', metadata });
    await client.chat.postMessage({ channel: 'C0REVIEW', text: 'reply', thread_ts: ts });
    expect(await errorOf(client.conversations.history({ channel: 'C0REVIEW' }))).toBe('missing_scope');
    sandbox.grant('groups:history');
    const bare = await client.conversations.history({ channel: 'C0REVIEW' });
    expect(bare.messages).toHaveLength(1);
    expect(bare.messages?.[0]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({ channel: 'C0REVIEW', include_all_metadata: true });
    expect(full.messages?.[0]).toMatchObject({ ts, metadata, reply_count: 1 });
    const { messages } = await client.conversations.replies({ channel: 'C0REVIEW', ts, limit: 1 });
    expect(messages?.map((it) => it.text)).toEqual(['x']);
  });
});

describe('people and places', () => {
  test('users are looked up by id and, in the workspace, by e-mail', async () => {
    expect((await client.users.lookupByEmail({ email: 'ANA@example.com' })).user?.id).toBe('U0ANA');
    expect(await errorOf(client.users.lookupByEmail({ email: 'gone@example.com' }))).toBe('users_not_found');
    expect(await errorOf(client.users.lookupByEmail({ email: 'lena@acme.example' }))).toBe('users_not_found');
    expect((await client.users.info({ user: 'U0ODD' })).user).toMatchObject({ is_stranger: true, team_id: 'T0OTHER' });
    expect((await client.users.info({ user: 'U0ANA' })).user).not.toHaveProperty('locale');
    const told = await client.users.info({ user: 'U0ANA', include_locale: true });
    expect(told.user).toMatchObject({ locale: 'en-US', tz: 'Europe/Berlin' });
    expect(await errorOf(client.users.info({ user: 'U0NONE' }))).toBe('user_not_found');
    sandbox.revoke('users:read.email');
    expect((await client.users.info({ user: 'U0ANA' })).user?.profile).not.toHaveProperty('email');
  });

  test('user groups list their active members', async () => {
    expect((await client.usergroups.list({ include_users: true })).usergroups).toMatchObject([
      { id: 'S0APPROVERS', handle: 'approvers' },
    ]);
    expect((await client.usergroups.users.list({ usergroup: 'S0APPROVERS' })).users).toEqual(['U0BO']);
    expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0NONE' }))).toBe('no_such_subteam');
  });

  test('channels tell whether the bot is in and whether outsiders are', async () => {
    expect((await client.conversations.info({ channel: 'C0SHARED' })).channel).toMatchObject({
      is_ext_shared: true,
      is_member: true,
    });
    expect((await client.conversations.info({ channel: 'C0OUT' })).channel).toMatchObject({ is_member: false });
    expect(await errorOf(client.conversations.info({ channel: 'C0SECRET' }))).toBe('channel_not_found');
    expect((await client.conversations.members({ channel: 'C0GENERAL' })).members).toContain(sandbox.botUserId);
    sandbox.revoke('groups:read');
    expect(await errorOf(client.conversations.info({ channel: 'C0REVIEW' }))).toBe('missing_scope');
    expect((await client.team.info()).team?.domain).toBe('sandbox');
  });

  test('blocks.validate needs no token and points at what is wrong', async () => {
    const nobody = connect('');
    expect((await nobody.blocks.validate({ blocks: [{ type: 'divider' }] })).ok).toBe(true);
    const wrong = { type: 'section', text: { type: 'mrkdwn', text: '' } };
    await expect(nobody.blocks.validate({ blocks: [wrong] })).rejects.toMatchObject({
      data: { error: 'invalid_blocks', errors: [{ pointer: '/0/text/text', code: 'failed_constraint' }] },
    });
  });
});

describe('weather', () => {
  const post = (channel = 'C0REVIEW') => client.chat.postMessage({ channel, text: 'x' });
  const arrived = () => sandbox.messagesIn('C0REVIEW').length;

  test('limits, errors and failures strike as often as told, and only there', async () => {
    sandbox.weather.set({
      method: 'chat.postMessage',
      channel: 'C0REVIEW',
      kind: 'rate_limited',
      retryAfter: 7,
      times: 1,
    });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    expect((await post('C0GENERAL')).ok).toBe(true);
    expect((await post()).ok).toBe(true);
    sandbox.weather.set({ method: 'chat.postMessage', kind: 'error', error: 'internal_error' });
    expect([await errorOf(post()), await errorOf(post())]).toEqual(['internal_error', 'internal_error']);
    sandbox.weather.clear();
    sandbox.weather.set({ method: '*', kind: 'http_500', times: 1 });
    expect(await errorOf(post())).toBe('slack_webapi_http_error');
    expect(arrived()).toBe(1);
    expect(sandbox.traffic.filter((it) => it.weather).map((it) => it.status)).toEqual([429, 200, 200, 500]);
  });

  test('a hanging call does nothing, a silent one does its work, a slow one answers', async () => {
    sandbox.weather.set({ method: 'chat.postMessage', kind: 'hang', times: 1 });
    expect(await errorOf(post())).toBe('slack_webapi_request_error');
    expect(arrived()).toBe(0);
    sandbox.weather.set({ method: 'chat.postMessage', kind: 'silent', times: 1 });
    expect(await errorOf(post())).toBe('slack_webapi_request_error');
    expect(arrived()).toBe(1);
    sandbox.weather.set({ method: 'chat.postMessage', kind: 'slow', ms: 100, times: 1 });
    const begun = performance.now();
    await post();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(95);
  });
});
