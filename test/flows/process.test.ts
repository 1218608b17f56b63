import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { createDb, type Db } from '../../src/db/client.js';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { owe } from '../../src/services/owe.js';
import { readSettings } from '../../src/services/settings.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { runStatement } from '../support/database-statement.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { type BotProcess, spawnBot, statusOf } from '../support/process.js';
import { fillForm, openForm } from '../support/reward-form.js';
import { cardOf, cardsOf, givenReward, messagesAbout, untilQuiet } from '../support/rewards.js';
import {
  ANA,
  environmentOf,
  findFreePort,
  LENA,
  REVIEW,
  startTeam,
  type Team,
  type Transport,
} from '../support/team.js';
import { machineClock } from '../support/test-clock.js';

const envFor = (team: Team, transport: Transport, env: Record<string, string> = {}) =>
  environmentOf(team.slack, transport, team.config.port, team.databaseUrl, { LOG_LEVEL: 'fatal', ...env });

test('what an operator can mend is one sentence and exit code 1', async () => {
  const team = await startTeam({ asleep: true, clock: machineClock });
  const envOf = (transport: Transport, env?: Record<string, string>) => envFor(team, transport, env);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(team.config.port, resolve));
  const endings: Ending[] = [
    [envOf('http', { PORT: 'eighty' }), 'PORT must be a whole number from 0 to 65535.\n'],
    [envOf('http', { SLACK_BOT_TOKEN: 'xoxb-wrong' }), /^Slack refused SLACK_BOT_TOKEN: invalid_auth\. .*\n$/],
    [
      envOf('http', { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none' }),
      /^The database cannot be used: .*ECONNREFUSED.*\.\n$/,
    ],
    [
      envOf('socket', { PORT: String(await findFreePort()), SLACK_APP_TOKEN: 'xapp-wrong' }),
      /^Slack refused SLACK_APP_TOKEN: invalid_auth\. .*\n$/,
    ],
    [envOf('http'), `PORT ${team.config.port} is in use. Stop what uses it, or set PORT to another.\n`],
    [envOf('socket'), `PORT ${team.config.port} is in use. Stop what uses it, or set PORT to another.\n`],
  ];
  await Promise.all(endings.map(endsWith));
  await new Promise((resolve) => taken.close(resolve));
  await team.stop();
}, 60_000);

type Ending = readonly [env: Record<string, string>, sentence: string | RegExp];

async function endsWith([env, sentence]: Ending): Promise<void> {
  const bot = spawnBot(env);
  expect(await bot.ended).toBe(1);
  // Slack's own packages say theirs before ours.
  expect(bot.said().replace(/^\[(WARN|ERROR)\].*\n/gm, '')).toEqual(
    typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  );
}

describe.each<Transport>(['socket', 'http'])('over %s', (transport) => {
  let team: Team;
  let bot: BotProcess;
  beforeAll(async () => {
    team = await startTeam({ asleep: true, transport, clock: machineClock });
  });
  afterAll(async () => {
    await bot.kill();
    await team.stop();
  });

  test('SIGTERM finishes the submission and the job that were begun, and ends with 0 in time', async () => {
    bot = spawnBot(envFor(team, transport));
    await bot.ready();
    expect(await statusOf(`${bot.url}/healthz`)).toBe(200);
    expect(await statusOf(`${bot.url}/nothing`)).toBe(404);
    const { acme } = await givenAcme(team);
    const other = await givenPartner(team, { key: 'other' });

    const form = await fillForm(team, { amount: '21' });
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'slow', ms: 2000, times: 1 });
    const posting = () => team.slack.traffic.filter((it) => it.what === 'chat.postMessage').length;
    const before = posting();
    const inFlight = await givenReward(team, { partnerId: other });
    await eventually(() => posting() > before);
    const submission = submitSlowly(form, acme);
    await wait(300);
    const asked = performance.now();
    bot.signal('SIGTERM');
    expect(await submission).toEqual({ status: 'closed' });
    expect(await bot.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(cardOf(team, inFlight.number)).toBeDefined();
    expect(
      await team.db.reads.message.findFirst({ where: { rewardId: inFlight.id, key: { startsWith: 'card:' } } }),
    ).toMatchObject({
      state: 'posted',
    });
    expect(await team.db.reads.worker.count()).toBe(0);
    // Nothing is left behind as if it were still being done, or the next process would wait for it.
    expect(
      await team.db.reads.$queryRaw`
        SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL OR attempts > 0
        UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_at IS NOT NULL`,
    ).toEqual([]);
    team.slack.weather.clear();
  });

  test('started again with other variables, it keeps the settings of the database, and says the rest', async () => {
    const before = await readSettings(team.db.reads, team.workspaceId);
    bot = spawnBot(
      envFor(team, transport, {
        CURRENCY: 'EUR',
        REVIEW_CHANNEL: 'C0GENERAL',
        MANAGER_USERS: '',
        TIME_ZONE: 'Asia/Tokyo',
      }),
    );
    await bot.ready();
    expect(await readSettings(team.db.reads, team.workspaceId)).toEqual(before);
    await eventually(async () => (await team.db.reads.reward.count()) === team.slack.messagesIn(REVIEW).length);
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  /** A submission that the database keeps waiting for a second. */
  async function submitSlowly(form: Modal, partnerId: string) {
    const holder = new Client({ connectionString: team.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM partner WHERE id = $1 FOR UPDATE', [partnerId]);
    const submission = form.submit();
    await wait(1200);
    await holder.query('COMMIT');
    await holder.end();
    return submission;
  }
});

test('/readyz says when the database is away, and when it is back, in the same process', async () => {
  const team = await startTeam({ asleep: true, clock: machineClock });
  const bot = spawnBot(envFor(team, 'http', { LOG_LEVEL: 'info' }));
  const ready = () => statusOf(`${bot.url}/readyz`);
  const saying = (line: string) => bot.said().split(`"msg":"${line}"`).length - 1;
  try {
    await bot.ready();
    const { acme: partnerId } = await givenAcme(team);

    // Three jobs are at work when it goes away, and end one after the other while it is: two fail, one is done.
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'slow', ms: 1_500, times: 1 });
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'slow', ms: 2_000, times: 1 });
    team.slack.weather.set({ method: 'users.lookupByEmail', kind: 'slow', ms: 3_500, times: 1 });
    const begun = () => team.slack.traffic.filter(({ weather }) => weather?.kind === 'slow').length;
    await givenPartner(team, { key: 'other', email: 'away@example.com' });
    await owe(team.deps, { name: 'match-contacts', payload: { workspaceId: team.workspaceId } });
    const atWork = await givenReward(team, { partnerId });
    await eventually(() => begun() === 3);
    const server = process.env.TEST_SERVER_URL ?? '';
    const name = new URL(team.databaseUrl).pathname.slice(1);
    await runStatement(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await runStatement(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await eventually(async () => (await ready()) === 503);
    expect(await statusOf(`${bot.url}/healthz`)).toBe(200);
    const ana = team.slack.as(ANA);
    await ana.types('/reward');
    await eventually(() => ana.ephemerals()[0]?.visibleText().startsWith('Something went wrong.'));
    await eventually(() => saying('job failed') === 2 && saying('worker cannot start yet') === 1, 40_000);

    await runStatement(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await eventually(async () => (await ready()) === 200, 40_000);
    await untilQuiet(team);
    expect(cardsOf(team, atWork.number)).toHaveLength(1);
    expect(messagesAbout(team, LENA, atWork.number)).toHaveLength(1);
    const { number } = await givenReward(team, { partnerId });
    await eventually(() => cardOf(team, number), 15_000);
    await openForm(team);
    expect([saying('worker gave up, and is started anew'), saying('worker runs again')]).toEqual([1, 1]);
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(await team.db.reads.worker.count()).toBe(0);
  } finally {
    await bot.kill();
    await team.stop();
  }
}, 90_000);

test('with a database of its own, what was made is there after kill -9', async () => {
  const team = await startTeam({ asleep: true, clock: machineClock });
  const dataDir = await makeThrowawayFolder();
  const env = envFor(team, 'http', { DATABASE_URL: '', DATA_DIR: dataDir });
  let bot = spawnBot(env);
  /** Looks into the database beside the bot. */
  const within = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
    const opened = await openEmbeddedDatabase({ dataDir });
    const db = createDb(opened.url);
    try {
      return await work(db);
    } finally {
      await db.close();
      await opened.close();
    }
  };
  try {
    await bot.ready();
    await within((db) => givenAcme({ db, workspaceId: team.workspaceId }));
    expect(await (await fillForm(team, { amount: '77' })).submit()).toEqual({ status: 'closed' });
    await bot.kill();
    bot = spawnBot(env);
    await bot.ready();
    const kept = await within((db) => db.reads.reward.findMany({ include: { events: true } }));
    expect(kept).toMatchObject([{ number: 1001, amountMinor: 7700n, status: 'New', events: [{ kind: 'created' }] }]);
    expect(await (await fillForm(team, { amount: '77' })).submit()).toEqual({ status: 'updated' });
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
  } finally {
    await bot.kill();
    await removeThrowawayFolder(dataDir);
    await team.stop();
  }
}, 90_000);
