import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { spawnBot, statusOf } from '../support/process.js';
import { fillForm, openForm } from '../support/reward-form.js';
import { cardsOf, untilQuiet } from '../support/rewards.js';
import { environmentOf, startTeam, type Team } from '../support/team.js';
import { machineClock } from '../support/test-clock.js';

// The client waits five seconds before it connects again.
const RECONNECT_MS = 15_000;

describe('a connection that ends', () => {
  let team: Team;
  let partnerId: string;
  const connected = () => eventually(() => team.slack.connections() === 1, RECONNECT_MS);
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket' });
    partnerId = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test('is made anew, though Slack is away meanwhile, and what was being written when it broke is kept, once', async () => {
    const form = await fillForm(team, { amount: '91' });
    const holder = new Client({ connectionString: team.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM partner WHERE id = $1 FOR UPDATE', [partnerId]);
    team.slack.weather.set({ method: 'apps.connections.open', kind: 'http_500', times: 2 });
    const submission = form.submit();
    await wait(100);
    const entry = team.slack.traffic.findLast(({ what }) => what === 'view_submission');
    if (!entry) throw new Error('nothing was sent');
    team.slack.dropSockets();
    await eventually(() => team.slack.connections() === 0);
    await holder.query('COMMIT');
    await holder.end();
    // Slack shows its own error: the answer had nowhere to go. The reward is there all the same.
    expect(await submission).toMatchObject({ status: 'timed_out' });
    await connected();
    expect(await team.db.reads.reward.count()).toBe(1);
    expect(await form.submit()).toEqual({ status: 'closed' });
    expect(await team.slack.redeliver(entry)).toMatchObject({ status: 'acked' });
    const { number } = await team.db.reads.reward.findFirstOrThrow();
    await eventually(() => cardsOf(team, number).length === 1);
    await untilQuiet(team);
    expect(await team.db.reads.reward.count()).toBe(1);
    expect(cardsOf(team, number)).toHaveLength(1);
  });

  test('because Slack asks for a fresh one is made anew as well', async () => {
    team.slack.askToReconnect();
    await eventually(() => team.slack.connections() === 0);
    await connected();
    await openForm(team);
    expect(await statusOf(`${team.url}/readyz`)).toBe(200);
  });
});

test('an app token that was revoked ends the process with a log line, for its supervisor to see', async () => {
  const team = await startTeam({ transport: 'socket', asleep: true, clock: machineClock });
  const bot = spawnBot(environmentOf(team.slack, 'socket', team.config.port, team.databaseUrl, { LOG_LEVEL: 'fatal' }));
  await bot.ready();
  team.slack.weather.set({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });
  team.slack.dropSockets();
  expect(await bot.ended).toBe(1);
  expect(bot.said()).toMatch(/"msg":"the bot stopped"/);
  expect(bot.said()).toContain('invalid_auth');
  await team.stop();
});

test('SIGTERM while Slack cannot be reached again still ends with 0', async () => {
  const team = await startTeam({ transport: 'socket', asleep: true, clock: machineClock });
  const bot = spawnBot(environmentOf(team.slack, 'socket', team.config.port, team.databaseUrl, { LOG_LEVEL: 'fatal' }));
  await bot.ready();
  team.slack.weather.set({ method: 'apps.connections.open', kind: 'http_500' });
  team.slack.dropSockets();
  await eventually(
    () => team.slack.traffic.some(({ what, status }) => what === 'apps.connections.open' && status === 500),
    10_000,
  );
  bot.signal('SIGTERM');
  expect(await bot.ended).toBe(0);
  await team.stop();
});
