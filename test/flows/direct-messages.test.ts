import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { forgetIdleQueues } from '../../src/services/keep-workers.js';
import { owe } from '../../src/services/owe.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { decide, givenCard, givenReward, messagesAbout, untilQuiet } from '../support/rewards.js';
import { ANA, CY, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam();
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', slackUserId: OMAR });
});
beforeEach(() => team.slack.weather.clear());
afterAll(() => team.stop());

const posts = () => team.slack.traffic.filter(({ what }) => what === 'chat.postMessage');

test('while Slack does not answer about the message to one partner, another partner gets theirs', async () => {
  team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'slow', ms: 5_000, times: 1 });
  const slow = await givenReward(team, { partnerId: acme });
  const other = await givenReward(team, { partnerId: globex });
  await eventually(() => messagesAbout(team, OMAR, other.number).length === 1);
  expect(posts().filter(({ weather, status }) => weather && status !== undefined)).toEqual([]);
  await untilQuiet(team);
  expect([messagesAbout(team, LENA, slow.number), messagesAbout(team, OMAR, other.number)]).toMatchObject([
    { length: 1 },
    { length: 1 },
  ]);
});

test('a message that cannot be sent and is tried again keeps neither another partner nor the next message waiting', async () => {
  team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'error', error: 'fatal_error', times: 1 });
  const failing = await givenReward(team, { partnerId: acme, amount: '31' });
  await eventually(() => posts().some(({ weather }) => weather?.kind === 'error'));
  const next = await givenReward(team, { partnerId: acme, amount: '32' });
  const other = await givenReward(team, { partnerId: globex, amount: '33' });
  await eventually(() => messagesAbout(team, LENA, next.number).length === 1);
  await eventually(() => messagesAbout(team, OMAR, other.number).length === 1);
  await eventually(() => messagesAbout(team, LENA, failing.number).length === 1);
});

test('what one partner is told waits in one queue, a creator has one of their own, and idle ones are forgotten', async () => {
  const { id, number } = await givenCard(team, { partnerId: acme, amount: '34' });
  await untilQuiet(team);
  team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'slow', ms: 1_500, times: 1 });
  await decide(team, id, 'hold', { by: CY, reason: 'Wait', facts: { owner: CY } });
  await decide(team, id, 'approve');
  await decide(team, id, 'decline', { reason: 'A duplicate' });
  const { workspaceId } = team;
  await owe(team.deps, {
    name: 'tell-carried-forward',
    payload: { workspaceId, currency: 'USD', month: '2026-01', partnerId: acme },
  });
  await owe(team.deps, { name: 'tell-creator', payload: { workspaceId, rewardId: id } });
  const queues = await queuesOf();
  expect(queues).toEqual(
    expect.arrayContaining([`tell-partner direct:${workspaceId}:${acme}`, `tell-creator direct:${workspaceId}:${ANA}`]),
  );
  expect(
    new Set(queues.filter((queue) => !queue.startsWith('tell-creator')).map((queue) => queue.split(' ')[1])),
  ).toEqual(new Set([`direct:${workspaceId}:${acme}`]));
  await untilQuiet(team);
  expect(messagesAbout(team, LENA, number).length).toBeGreaterThan(0);
  await forgetIdleQueues(team.deps);
  const [left] = await team.db.reads.$queryRaw<{ queues: number }[]>`
    SELECT count(*)::int AS queues FROM graphile_worker._private_job_queues WHERE queue_name LIKE 'direct:%'`;
  expect(left?.queues).toBe(0);
  await givenCard(team, { partnerId: acme, amount: '35' });
});

/** The direct messages that wait or are being sent, each with its queue. */
async function queuesOf(): Promise<string[]> {
  const rows = await team.db.reads.$queryRaw<{ job: string }[]>`
    SELECT jobs.task_identifier || ' ' || jobs.queue_name AS job FROM graphile_worker.jobs jobs
    WHERE jobs.task_identifier LIKE 'tell-%' AND jobs.task_identifier <> 'tell-thread'`;
  return rows.map(({ job }) => job);
}
