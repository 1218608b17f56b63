import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { eventually } from '../../sandbox/start-sandbox.js';
import { createDb } from '../../src/db/client.js';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { owe } from '../../src/services/owe.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { spawnBot, spawnScript } from '../support/process.js';
import { cardShowing, givenCard, givenReward, rewardNow, whisperedTo } from '../support/rewards.js';
import { createSecondBot } from '../support/second-bot.js';
import { BO, BOTH_TRANSPORTS, environmentOf, startTeam, type Team } from '../support/team.js';

const MAX_STOP_MS = 9_000;
const INTERRUPTED =
  'The bot had to stop before this was done. Look again in a minute. If nothing has changed, do it once more.';

/** Another transaction holds every reward until it is told to let go. */
async function holdRewards(url: string): Promise<{ release(): Promise<void> }> {
  const holder = new Client({ connectionString: url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM reward FOR UPDATE');
  return {
    release: async () => {
      await holder.query('COMMIT');
      await holder.end();
    },
  };
}

test('signals that come again and again cut nothing short: four clicks that were answered are committed, and the database is stopped', async () => {
  const team = await startTeam({ asleep: true });
  const dataDir = await makeThrowawayFolder();
  const embedded = await openEmbeddedDatabase({ dataDir, throwaway: true });
  const own = { DATABASE_URL: '', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' };
  const bot = spawnBot(environmentOf(team.slack, 'http', team.config.port, team.databaseUrl, own));
  try {
    await bot.ready();
    const db = createDb(embedded.url);
    const inside = { ...team, db, deps: { ...team.deps, db } };
    const { acme: partnerId } = await givenAcme(inside);
    const rewards = [];
    for (const amount of ['1', '2', '3', '4']) rewards.push(await givenReward(inside, { partnerId, amount }));
    const cards = await Promise.all(rewards.map(({ number }) => cardShowing(team, number, 'New')));
    const held = await holdRewards(embedded.url);
    const answers = await Promise.all(cards.map((card) => team.slack.as(BO).press(card, 'Approve')));
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('acked'));
    await db.close();

    const asked = performance.now();
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT', 'SIGINT', 'SIGTERM'] as const) {
      bot.signal(signal);
      await wait(100);
    }
    await held.release();
    await embedded.close();
    expect(await bot.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(MAX_STOP_MS);
    expect(existsSync(path.join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false);

    const after = await openEmbeddedDatabase({ dataDir });
    const read = createDb(after.url);
    const statuses = (await read.reads.reward.findMany()).map(({ status }) => status);
    await read.close();
    await after.close();
    expect(statuses).toEqual(Array(4).fill('Approved'));
  } finally {
    await bot.kill();
    await embedded.close();
    await removeThrowawayFolder(dataDir);
    await team.stop();
  }
}, 60_000);

test.each(BOTH_TRANSPORTS)(
  'over %s, who pressed a button whose work cannot be finished is told so before the bot ends',
  async (transport) => {
    const team = await startTeam({ transport, rhythm: { interruptMs: 300 } });
    const { acme: partnerId } = await givenAcme(team);
    const { id, number, card } = await givenCard(team, { partnerId });
    const held = await holdRewards(team.databaseUrl);
    let stopped: Promise<void> | undefined;
    const told = await whisperedTo(team, BO, async () => {
      expect(await team.slack.as(BO).press(card, 'Approve')).toMatchObject({ status: 'acked' });
      stopped = team.bot.stop();
    });
    expect(told).toBe(INTERRUPTED);
    await stopped;
    await held.release();

    // Pressed once more, on the next process, it is decided.
    const next = await createSecondBot(team);
    team.slack.deliverTo(`${next.url}/slack/events`);
    await next.start();
    if ((await rewardNow(team, id)).status === 'New') await team.slack.as(BO).press(card, 'Approve');
    await cardShowing(team, number, 'Approved');
    await next.stop();
    await team.stop();
  },
);

test('matching contacts stops after the one it is at, and the next process goes on from there', async () => {
  const team = await startTeam();
  const emails = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@example.com`);
  for (const email of emails) await givenPartner(team, { key: email, email });
  const lookedFor = () => team.slack.traffic.filter(({ what }) => what === 'users.lookupByEmail').length;
  team.slack.weather.set({ method: 'users.lookupByEmail', kind: 'slow', ms: 500 });
  await owe(team.deps, { name: 'match-contacts', payload: { workspaceId: team.workspaceId } });
  await eventually(() => lookedFor() === 2);
  await team.bot.stop();
  expect(lookedFor()).toBe(2);
  expect(await contactJobs(team)).toEqual([{ isLocked: false, after: expect.any(String) }]);

  team.slack.weather.clear();
  const next = await createSecondBot(team);
  await next.start();
  await eventually(async () => (await contactJobs(team)).length === 0);
  expect(lookedFor()).toBe(emails.length);
  await next.stop();
  await team.stop();
});

function contactJobs({ db }: Team): Promise<{ isLocked: boolean; after: string | null }[]> {
  return db.reads.$queryRaw`
    SELECT jobs.locked_at IS NOT NULL AS "isLocked", jobs.payload->>'after' AS after
    FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
    WHERE tasks.identifier = 'match-contacts'`;
}

test('a command that is interrupted twice leaves no database running', async () => {
  const dataDir = await makeThrowawayFolder();
  const made = await openEmbeddedDatabase({ dataDir, throwaway: true });
  await made.close();
  const running = () => existsSync(path.join(dataDir, 'postgres/data/postmaster.pid'));
  expect(running()).toBe(false);
  const command = spawnScript('src/cli.ts', { DATA_DIR: dataDir, SLACK_BOT_TOKEN: '' }, ['check-books']);
  try {
    await eventually(running, 15_000);
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
      command.signal(signal);
      await wait(20);
    }
    expect(await command.ended).toBe(130);
    expect(running()).toBe(false);
  } finally {
    await command.kill();
    await removeThrowawayFolder(dataDir);
  }
}, 30_000);
