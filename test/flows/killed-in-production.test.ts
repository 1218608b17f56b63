import { expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { spawnBot } from '../support/process.js';
import { cardsOf, givenReward, untilQuiet } from '../support/rewards.js';
import { environmentOf, REVIEW, startTeam } from '../support/team.js';

test('with the heartbeat it has in production, a killed bot has its card posted by the next within a minute', async () => {
  const team = await startTeam({ asleep: true });
  const env = environmentOf(team.slack, 'http', team.config.port, team.databaseUrl);
  const first = spawnBot(env);
  await first.ready();
  const { acme: partnerId } = await givenAcme(team);
  team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'hang' });
  const { number } = await givenReward(team, { partnerId });
  await eventually(() => team.slack.traffic.some(({ request }) => Object(request).channel === REVIEW), 10_000);
  await first.kill();
  team.slack.weather.clear();
  const killedAt = Date.now();
  const second = spawnBot(env);
  try {
    await eventually(() => cardsOf(team, number).length > 0, 60_000);
    expect(Date.now() - killedAt).toBeLessThan(60_000);
    await untilQuiet(team);
    expect(cardsOf(team, number)).toHaveLength(1);
  } finally {
    await second.kill();
    await team.stop();
  }
}, 90_000);
