import { readManifest } from '../../sandbox/read-manifest.js';
import { realNow } from '../../sandbox/real-clock.js';
import { BERLIN } from './invoices.js';
import { sandboxClock, startTeam, type Team, type TeamOptions } from './team.js';
import { createTestClock } from './test-clock.js';

/** A team as the sandbox's page needs it: the app is known by its manifest, and the bot obeys the page's clock. */
export async function startTeamWithAClock(options: TeamOptions = {}): Promise<Team> {
  const clock = createTestClock();
  const { app } = readManifest();
  const team: Team = await startTeam({
    env: BERLIN,
    ...options,
    clock,
    asleep: true,
    slack: {
      app,
      clock: {
        ...sandboxClock(clock, BERLIN.TIME_ZONE),
        move: async (offsetMs) => {
          clock.set(new Date(realNow() + offsetMs));
          await team.bot.tick();
        },
      },
      ...options.slack,
    },
  });
  await team.bot.start();
  return team;
}
