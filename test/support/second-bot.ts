import { type Bot, createBot, type Rhythm } from '../../src/bot.js';
import { readConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { environmentOf, findFreePort, SHORT_RHYTHM, type Team } from './team.js';

export interface SecondBot extends Bot {
  readonly url: string;
}

/** Another bot of the team, on the same database: the next process, or one beside the first. Not started. */
export async function createSecondBot(team: Team, rhythm: Partial<Rhythm> = {}): Promise<SecondBot> {
  const port = await findFreePort();
  const { slack, databaseUrl, db, clock } = team;
  const config = readConfig(environmentOf(slack, slack.transport, port, databaseUrl));
  const parts = { config, databaseUrl, db, clock, logger: createLogger('silent') };
  return { ...createBot({ ...parts, rhythm: { ...SHORT_RHYTHM, ...rhythm } }), url: `http://127.0.0.1:${port}` };
}
