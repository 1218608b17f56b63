import { openEmbeddedDatabase } from './embedded/open-embedded-database.js';

export interface OpenDatabaseOptions {
  /** A Postgres of the operator's; without it the bot keeps its own in DATA_DIR. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Told, in sentences, what an operator should know about the database inside DATA_DIR. */
  log?: ((line: string) => void) | undefined;
}

export interface OpenDatabase {
  url: string;
  /** Lets go of the database: the last client of the one inside DATA_DIR stops it. Idempotent. */
  close(): Promise<void>;
}

/**
 * Makes sure there is a database to connect to. It does not migrate: see `migrate`.
 * @throws EmbeddedDatabaseError, a sentence for the operator, if the one inside DATA_DIR cannot be used
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl) return { url: options.databaseUrl, close: async () => undefined };
  return openEmbeddedDatabase({ dataDir: options.dataDir, log: options.log });
}
