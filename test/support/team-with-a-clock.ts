import { readManifest } from '../../sandbox/read-manifest.js';
import { BERLIN } from './invoices.js';
import { startTeam, type Team, type TeamOptions } from './team.js';

/** In the middle of a month, so that no test sees it end unasked. */
const BEGINNING = '2026-11-16T09:30:00Z';

/** A team as the sandbox's page needs it: the app is known by its manifest, and the bot obeys the page's clock. */
export async function startTeamWithAClock(options: TeamOptions = {}): Promise<Team> {
  const { app } = readManifest();
  const team: Team = await startTeam({
    env: BERLIN,
    ...options,
    asleep: true,
    slack: {
      app,
      clock: {
        timeZone: BERLIN.TIME_ZONE,
        startsAheadMs: Date.parse(BEGINNING) - Date.now(),
        move: async (offsetMs) => {
          team.clock.set(new Date(Date.now() + offsetMs));
          await team.bot.tick();
        },
      },
      ...options.slack,
    },
  });
  team.clock.set(BEGINNING);
  await team.bot.start();
  return team;
}
