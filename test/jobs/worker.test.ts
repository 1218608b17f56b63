import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { cardOf, cardShowing, givenReward, hurryRetries } from '../support/rewards.js';
import { REVIEW, startTeam, type Team } from '../support/team.js';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

test('a job that lasts longer than a silent worker may is left to the worker that runs it', async () => {
  const { slack } = team;
  const { acme } = await givenAcme(team);
  // Here a worker counts as silent after 1.5 s.
  slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'slow', ms: 4_000, times: 1 });
  await givenReward(team, { partnerId: acme });
  await eventually(() => slack.thread(REVIEW, slack.messagesIn(REVIEW)[0]?.ts ?? '').length === 1, 12_000);
  expect(slack.messagesIn(REVIEW)).toHaveLength(1);
  const cards = slack.traffic.filter(({ what, weather }) => what === 'chat.postMessage' && weather);
  expect(cards).toHaveLength(1);
});

test('what a worker holds is locked in the name that its heartbeat gives', async () => {
  const { slack } = team;
  slack.weather.set({ method: 'chat.update', kind: 'slow', ms: 1_500, times: 1 });
  const { id } = await team.db.reads.reward.findFirstOrThrow();
  await team.db.transaction(async (tx) => {
    await tx.$executeRaw`UPDATE programme SET time_zone = 'Pacific/Auckland'`;
    const payload = JSON.stringify({ workspaceId: team.workspaceId, rewardId: id });
    await tx.$executeRaw`SELECT graphile_worker.add_job('show-reward-card', ${payload}::json)`;
  });
  const [held] = await eventually(async () => {
    const rows = await team.db.reads.$queryRaw<{ known: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM worker WHERE worker.id = jobs.locked_by) AS known
      FROM graphile_worker._private_jobs jobs WHERE locked_by IS NOT NULL`;
    return rows.length > 0 && rows;
  });
  expect(held?.known).toBe(true);
});

test('a job whose payload cannot be read is given up where people look, and is not lost without a word', async () => {
  const partnerId = await givenPartner(team, { key: 'globex', name: 'Globex Partners' });
  const { id, number } = await givenReward(team, { partnerId });
  await cardShowing(team, number, 'New');
  await team.db.transaction(async (tx) => {
    const payload = JSON.stringify({ workspaceId: team.workspaceId, rewardId: id });
    await tx.$executeRaw`
      SELECT graphile_worker.add_job('remind', ${payload}::json, job_key => 'remind unreadable', max_attempts => 2)`;
  });
  await eventually(async () => {
    await hurryRetries(team);
    return cardOf(team, number)?.visibleText().includes('Gave up reminding of it');
  }, 12_000);
});
