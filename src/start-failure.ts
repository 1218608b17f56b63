import { ConfigError } from './config.js';
import { MigrationError } from './db/migrate.js';
import { Refusal } from './domain/errors.js';
import { createLogger } from './logger.js';
import { SlackStartError } from './slack/read-team.js';
import { refusalPlain } from './views/refusals.js';

const SENTENCES = [ConfigError, MigrationError, SlackStartError];

/** Ends the process: with one sentence where an operator can mend it, else with the error, for whoever mends the bot. */
export function explainStartFailure(error: unknown): never {
  if (error instanceof Refusal) process.stderr.write(`${refusalPlain(error)}\n`);
  else if (
    error instanceof Error &&
    (SENTENCES.some((kind) => error instanceof kind) || error.name === 'EmbeddedDatabaseError')
  ) {
    process.stderr.write(`${error.message}\n`);
  } else createLogger('fatal').fatal({ err: error }, 'the bot stopped');
  process.exit(1);
}
