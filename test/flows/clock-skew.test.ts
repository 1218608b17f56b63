import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { minutesToMilliseconds } from 'date-fns/minutesToMilliseconds';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { type BotProcess, spawnBot } from '../support/process.js';
import { fillForm } from '../support/reward-form.js';
import { cardsOf, messagesAbout, untilQuiet } from '../support/rewards.js';
import { ANA, environmentOf, REVIEW, startTeam, type Team } from '../support/team.js';
import { machineClock } from '../support/test-clock.js';

describe.each([
  ['ahead of', 2],
  ['behind', -2],
])("a bot whose clock is two minutes %s the database's and Slack's", (_, minutes) => {
  let team: Team;
  let bot: BotProcess;

  const start = async () => {
    bot = spawnBot(environmentOf(team.slack, 'http', team.config.port, team.databaseUrl), {
      heartbeatMs: 400,
      clockShiftMs: minutesToMilliseconds(minutes),
    });
    await bot.ready();
  };
  const submit = async (amount: string) => {
    const form = await fillForm(team, { amount });
    expect(await form.submit()).toEqual({ status: 'closed' });
    return team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
  };
  /** In how many seconds, by the database's clock, the creator is told without a card. */
  const creatorWaits = async (rewardId: string) => {
    const [job] = await team.db.reads.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM run_at - now())::float8 AS seconds FROM graphile_worker.jobs
      WHERE key = ${`tell-creator:${team.workspaceId}:${rewardId}`}`;
    return job?.seconds;
  };

  beforeAll(async () => {
    team = await startTeam({ asleep: true, clock: machineClock });
    await start();
    await givenAcme(team);
  });
  afterAll(async () => {
    await bot.kill();
    await team.stop();
  });

  test('posts a card that Slack limited when Slack said, and tells the creator without it after a minute', async () => {
    team.slack.weather.set({
      method: 'chat.postMessage',
      channel: REVIEW,
      kind: 'rate_limited',
      retryAfter: 3,
      times: 1,
    });
    const { id, number } = await submit('71');
    await eventually(() => team.slack.traffic.some(({ status }) => status === 429));
    const seconds = await creatorWaits(id);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    await eventually(() => cardsOf(team, number).length === 1);
    await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('Open its card'));
    await untilQuiet(team);
    expect(await creatorWaits(id)).toBeUndefined();
  });

  test('killed while a card may have arrived, has it found by the next process, and posts it once', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
    const { number } = await submit('72');
    await eventually(() => cardsOf(team, number).length === 1);
    await bot.kill();
    await start();
    await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('Open its card'));
    await untilQuiet(team);
    expect(cardsOf(team, number)).toHaveLength(1);
  });
});
