import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { messageKeys } from '../../src/services/message-keys.js';
import { givenAcme } from '../support/directory.js';
import { type BotProcess, spawnBot } from '../support/process.js';
import { fillForm } from '../support/reward-form.js';
import { cardsOf, messagesAbout, untilQuiet } from '../support/rewards.js';
import { ANA, environmentOf, HISTORY_SCOPES, REVIEW, startTeam, type Team } from '../support/team.js';
import { machineClock } from '../support/test-clock.js';

// The bot as it is, but for its heart, which beats faster: what is silent for 1.2 s is taken for dead. A job that met an
// unclear answer before the kill may rest half a minute.
jest.setTimeout(90_000);
let team: Team;
let bot: BotProcess;

beforeAll(async () => {
  team = await startTeam({ asleep: true, clock: machineClock });
  await start();
  await givenAcme(team);
});
afterAll(async () => {
  await bot.kill();
  await team.stop();
});

async function start(): Promise<void> {
  bot = spawnBot(environmentOf(team.slack, 'http', team.config.port, team.databaseUrl), { heartbeatMs: 400 });
  await bot.ready();
}

/** A reward through the form; resolves once Slack has its answer. */
async function submit(amount: string) {
  const form = await fillForm(team, { amount });
  expect(await form.submit()).toEqual({ status: 'closed' });
  return team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
}

const posts = () =>
  team.slack.traffic.filter((it) => it.what === 'chat.postMessage' && Object(it.request).channel === REVIEW);

async function cardsInTheEnd(reward: { id: string; number: number }) {
  const key = messageKeys.card(reward.id);
  const row = await eventually(() => team.db.reads.message.findFirst({ where: { key, state: 'posted' } }), 60_000);
  await eventually(() => messagesAbout(team, ANA, reward.number)[0]?.includes('Open its card'));
  await untilQuiet(team);
  return { row, cards: cardsOf(team, reward.number) };
}

test('killed the moment the form closed: the card comes from the next process, once', async () => {
  const reward = await submit('81');
  await bot.kill();
  await start();
  const { row, cards } = await cardsInTheEnd(reward);
  expect(cards.map(({ ts }) => ts)).toEqual([row.ts]);
  expect(messagesAbout(team, ANA, reward.number)).toHaveLength(1);
});

test('killed while Slack hung on the card: the job is taken back, and the card comes once', async () => {
  team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'hang', times: 1 });
  const before = posts().length;
  const reward = await submit('82');
  await eventually(() => posts().length > before);
  await bot.kill();
  await start();
  const { row, cards } = await cardsInTheEnd(reward);
  expect(cards.map(({ ts }) => ts)).toEqual([row.ts]);
});

test('killed after Slack took the card and before it could say so: the card is found, not repeated', async () => {
  team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
  const reward = await submit('83');
  await eventually(() => cardsOf(team, reward.number).length === 1);
  await bot.kill();
  await start();
  const { row, cards } = await cardsInTheEnd(reward);
  expect(cards.map(({ ts }) => ts)).toEqual([row.ts]);
});

test('the same without the history scopes: the card may come twice, and the newest is the one that lives', async () => {
  team.slack.revoke(...HISTORY_SCOPES);
  team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
  const reward = await submit('84');
  await eventually(() => cardsOf(team, reward.number).length === 1);
  await bot.kill();
  await start();
  const { row, cards } = await cardsInTheEnd(reward);
  expect(cards.length).toBeGreaterThanOrEqual(1);
  expect(cards.at(-1)?.ts).toBe(row.ts);
});

test('a worker that was killed before its first heartbeat holds nothing either', async () => {
  await bot.kill();
  const { id: partnerId } = await team.db.reads.partner.findFirstOrThrow();
  await team.db.transaction(async (tx) => {
    await tx.worker.deleteMany();
    await tx.$executeRaw`SELECT graphile_worker.add_job('show-reward-card', ${JSON.stringify({ workspaceId: team.workspaceId, rewardId: partnerId })}::json, job_key => 'held')`;
    await tx.$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_by = 'unheard-of', locked_at = now() - interval '2 seconds' WHERE key = 'held'`;
  });
  await start();
  await untilQuiet(team);
});
