import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject, type Json } from '../../sandbox/json.js';
import { realNow } from '../../sandbox/real-clock.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { statusOf } from '../support/process.js';
import { fillForm, openForm } from '../support/reward-form.js';
import { cardShowing, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, BOTH_TRANSPORTS, REVIEW, startTeam, type Team } from '../support/team.js';

const FORM = 'application/x-www-form-urlencoded';

describe('over http, what is not from Slack or makes no sense is refused', () => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam();
    await givenAcme(team);
  });
  afterAll(() => team.stop());

  const command = 'command=%2Freward&text=&user_id=U0ANA&team_id=T0SANDBOX&trigger_id=1';
  const now = () => Math.floor(realNow() / 1000);
  const cases: [what: string, request: Parameters<Team['slack']['send']>[0], status: number][] = [
    ['a wrong signature', { body: command, signature: 'v0=00' }, 401],
    ['no signature', { body: command, signature: '' }, 401],
    ['a time of six minutes ago', { body: command, timestamp: now() - 360 }, 401],
    ['a time that is six minutes ahead', { body: command, timestamp: now() + 360 }, 401],
    ['a time that never comes', { body: command, timestamp: Number.POSITIVE_INFINITY }, 401],
    ['a time that is none', { body: command, timestamp: Number.NaN }, 401],
    ['garbage', { body: '\u0000\u0001{{{', contentType: 'application/json' }, 400],
    ['a payload that is no JSON', { body: 'payload=%7Bnope', contentType: FORM }, 400],
    ['nothing', { body: '' }, 404],
    ['another content type', { body: command, contentType: 'text/plain' }, 400],
    ['5 MB', { body: 'x'.repeat(5_000_000) }, 413],
    ['a payload that is a list', { body: 'payload=%5B%5D', contentType: FORM }, 404],
  ];

  test('each with its own 4xx, all at once, and the bot goes on', async () => {
    const answers = cases.map(async ([what, request]) => {
      // Of 5 MB the answer may come before all of it was taken.
      const { status } = await team.slack.send(request).catch(() => ({ status: 413 }));
      return { what, status };
    });
    expect(await Promise.all(answers)).toEqual(cases.map(([what, , status]) => ({ what, status })));
    expect(await statusOf(`${team.url}/healthz`)).toBe(200);
    await openForm(team);
  });
});

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport });
    await givenAcme(team);
  });
  afterAll(() => team.stop());

  /** Sends the last payload of this kind again, changed. */
  const forge = (what: string, change: (payload: Json) => unknown) => {
    const entry = team.slack.traffic.findLast((it) => it.what === what && it.direction === 'to_bot');
    if (!entry || !isObject(entry.request)) throw new Error(`no ${what} so far`);
    const request = structuredClone(entry.request);
    change(request);
    return team.slack.redeliver({ ...entry, request });
  };

  test('a button whose value makes no sense is answered with a sentence, and decides nothing', async () => {
    const partner = await team.db.reads.partner.findFirstOrThrow();
    const reward = await givenReward(team, { partnerId: partner.id });
    const card = await cardShowing(team, reward.number, 'New');
    const bo = team.slack.as(BO);
    await bo.press(card, 'Decline…');
    const { id } = reward;
    const values = [
      '',
      'x',
      `${id}`,
      `${id}:-1`,
      `${id}:1e9`,
      `${id}:99999999999999999999`,
      `'; DROP TABLE reward; --:1`,
      '\u0000:1',
    ];
    for (const value of values) {
      for (const actionId of ['approve', 'decline', 'hold', 'release', 'invoice_paid', 'invoice_partners']) {
        const before = bo.ephemerals().length;
        const answer = await forge('block_actions', (payload) => {
          payload.actions = [{ ...Object(Object(payload.actions)[0]), value, action_id: actionId }];
          payload.response_url = team.slack.world.newResponseUrl({ userId: BO, channelId: REVIEW });
        });
        expect(answer.status).toBe('acked');
        await eventually(() => bo.ephemerals().length > before);
        expect(bo.ephemerals().at(-1)?.visibleText()).toMatch(
          /^(Something went wrong\.|Only finance|This invoice cannot be found|Slack gave the bot no time|.* (created|declined|put) )/,
        );
      }
    }
    expect(await rewardNow(team, id)).toMatchObject({ status: 'New', revision: 1 });
  });

  test('a form with values that no form of ours offers is refused in words', async () => {
    const form = await fillForm(team, { amount: '17' });
    await form.fill({ 'Reward amount': 'x' });
    await form.submit();
    const submit = (change: (values: Json, view: Json) => void) =>
      forge('view_submission', (payload) => {
        const view = Object(payload.view);
        view.state.values.amount.amount.value = '17';
        change(view.state.values, view);
      });
    const unknown = 'd3b07384-d9a0-4c9b-8f1e-000000000000';
    const choose = (field: string, value: string) => (values: Json) => {
      values[field] = { [field]: { type: 'external_select', selected_option: { text: {}, value } } };
    };
    const refused = [
      await submit(choose('partner', unknown)),
      await submit(choose('partner', 'not-a-uuid')),
      await submit(choose('partner', '\u0000')),
      await submit(choose('customer', unknown)),
      await submit(choose('customer', "'; DROP TABLE reward; --")),
      await submit((_values, view) => {
        view.private_metadata = '{"confirm":7}';
      }),
      await submit((_values, view) => {
        view.private_metadata = '{';
      }),
    ];
    for (const { status, body } of refused) {
      expect(status).toBe('acked');
      expect(body).toMatchObject({ response_action: 'errors' });
    }
    expect(await team.db.reads.reward.count({ where: { amountMinor: 1700n } })).toBe(0);
  });

  test('NUL characters, lone surrogates and very long texts in every field do no harm', async () => {
    for (const typed of [
      '\u0000',
      'ab\u0000c\ud83d',
      '\udc00'.repeat(3000),
      'x'.repeat(3000),
      '\u202E\u200B'.repeat(1500),
    ]) {
      const form = await fillForm(team, { amount: '18' });
      await form.fill({ 'Reward description': typed, 'Internal note': typed, 'Reward amount': typed });
      expect(await form.submit()).toMatchObject({ status: 'errors', errors: { 'Reward amount': expect.any(String) } });
      for (const field of ['Partner', 'Connect a customer']) await form.suggest(field, typed);
      await form.fill({ 'Reward amount': '18' });
      const { status } = await form.submit();
      expect(['closed', 'errors', 'updated']).toContain(status);
    }
    const stored = await team.db.reads.reward.findMany({ where: { amountMinor: 1800n } });
    expect(stored.map(({ description }) => description)).toEqual(['abc\uFFFD']);
    const form = await openForm(team, '\u0000 \ud800 250 \u0000');
    expect(form.value('Reward amount')).toBe('250');
    expect(team.slack.as(ANA).notices()).toEqual([]);
  });

  test('an action and a form nobody knows are refused or ignored, and the bot goes on', async () => {
    const unknown = await Promise.all([
      forge('block_actions', (payload) => {
        payload.actions = [{ ...Object(Object(payload.actions)[0]), action_id: 'nobody_knows' }];
      }),
      forge('view_submission', (payload) => {
        Object(payload.view).callback_id = 'nobody_knows';
      }),
      team.slack.as(ANA).types('/unheard-of'),
    ]);
    for (const { status } of unknown) expect(status).not.toBe('acked');
    await openForm(team);
  });

  test('whatever is asked of the port, the bot goes on', async () => {
    const paths = ['//', '/', '/%', '/readyz/../..', '/slack/events', 'http://[', '*', `/${'a'.repeat(9000)}`];
    const lines = paths.flatMap((path) => ['GET', 'POST', 'OPTIONS'].map((method) => `${method} ${path} HTTP/1.1`));
    await Promise.all(lines.map((line) => sendRaw(team, `${line}\r\nHost: x\r\n\r\n`)));
    await sendRaw(team, '\u0000\u0001\r\n\r\n');
    expect(await sendRaw(team, 'GET // HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await statusOf(`${team.url}/healthz`)).toBe(200);
    expect(await statusOf(`${team.url}/readyz`)).toBe(200);
    expect(await statusOf(`${team.url}/metrics`)).not.toBe(200);
  });
});

/** Bytes for the bot's port. Returns the first that come back, or nothing. */
async function sendRaw(team: Team, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(team.url).port), '127.0.0.1');
  return new Promise<string>((resolve) => {
    socket.on('error', () => resolve(''));
    socket.on('close', () => resolve(''));
    socket.on('data', (chunk) => {
      resolve(chunk.toString());
      socket.destroy();
    });
    socket.setTimeout(1000, () => socket.destroy());
    socket.end(bytes);
  });
}
