import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

test('somebody without a role reads in their Home what this is and whom to ask', async () => {
  const omar = team.slack.as(OMAR);
  await omar.opensHome();
  const home = await eventually(() => {
    const shown = omar.home()?.visibleText() ?? '';
    return shown.includes('Ask') ? shown : undefined;
  });
  expect(home).toContain('@dana');
});
