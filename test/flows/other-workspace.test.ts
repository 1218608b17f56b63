import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { givenAcme, givenPartner } from '../support/directory.js';
import { FIRST_START, installTestWorkspace } from '../support/installed-workspace.js';
import { cardShowing, givenReward, untilQuiet } from '../support/rewards.js';
import { OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

test('a job of a workspace whose token another process holds waits for it, and is not tried to death', async () => {
  const elsewhere = await installTestWorkspace(team.deps, 'T0ELSE', {
    ...FIRST_START,
    grants: { ...FIRST_START.grants, manager: ['U0ANA'] },
  });
  const other = { ...team, workspaceId: elsewhere };
  await givenReward(other, { partnerId: await givenPartner(other, { key: 'globex', slackUserId: OMAR }) });
  const { number } = await givenReward(team, { partnerId: (await givenAcme(team)).acme });
  await cardShowing(team, number, 'New');
  await untilQuiet(team);

  const waiting = await team.db.reads.$queryRaw<{ name: string; attempts: number; seconds: number }[]>`
    SELECT split_part(key, ':', 1) AS name, attempts::int, extract(epoch FROM run_at - now())::float8 AS seconds
    FROM graphile_worker._private_jobs WHERE payload->>'workspaceId' = ${elsewhere} AND payload->>'rewardId' IS NOT NULL ORDER BY 1`;
  expect(waiting.map(({ name, attempts }) => [name, attempts])).toEqual([
    ['show-reward-card', 0],
    ['tell-creator', 0],
    ['tell-partner', 0],
  ]);
  for (const { seconds } of waiting) expect(seconds).toBeGreaterThan(15);
});
