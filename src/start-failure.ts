import { ConfigError } from './config.js';
import { MigrationError } from './db/migrate.js';
import { createLogger } from './logger.js';
import { SlackStartError } from './slack/read-team.js';

const SENTENCES = [ConfigError, MigrationError, SlackStartError];

/** Says why the process ends: in one sentence where an operator can mend it, else the error, for whoever mends the bot. */
export function explainStartFailure(error: unknown): void {
  if (
    error instanceof Error &&
    (SENTENCES.some((kind) => error instanceof kind) || error.name === 'EmbeddedDatabaseError')
  ) {
    process.stderr.write(`${error.message}\n`);
  } else if (isPortTaken(error)) {
    process.stderr.write(`PORT ${error.port} is in use. Stop what uses it, or set PORT to another.\n`);
  } else createLogger('fatal').fatal({ err: error }, 'the bot stopped');
}

function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'port' in error && 'code' in error && error.code === 'EADDRINUSE';
}
