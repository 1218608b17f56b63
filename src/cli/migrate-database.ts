import { EXIT, type ExitCode } from './exit-code.js';
import { type SessionOptions, withDatabase } from './session.js';

/** Migrates as every command does at its start, and does nothing else: for the role that owns the tables. */
export function migrateDatabase(options: SessionOptions): Promise<ExitCode> {
  return withDatabase(options, async () => {
    options.printer.say('The database is what this build needs.');
    options.printer.json({ migrated: true });
    return EXIT.done;
  });
}
