import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseConfig } from '../config.js';
import { hasEmbeddedDatabase } from '../db/embedded/has-embedded-database.js';
import { CommandFailure } from './exit-code.js';

/**
 * Makes sure that there is a database already, so that a command does not begin an empty one.
 * @throws CommandFailure that says where the sandbox's is, if there is one
 */
export async function requireDatabase({ databaseUrl, dataDir }: DatabaseConfig): Promise<void> {
  if (databaseUrl || (await hasEmbeddedDatabase(dataDir))) return;
  throw new CommandFailure(
    `There is no database in DATA_DIR ${dataDir} yet. Start the bot once, or set DATABASE_URL.${await sandboxHint(dataDir)}`,
  );
}

/** How to use the data of a sandbox that was opened with this DATA_DIR; nothing, if none was. */
export async function sandboxHint(dataDir: string): Promise<string> {
  const folder = path.join(dataDir, 'sandbox');
  const names = await readdir(folder).catch(() => []);
  const hints: string[] = [];
  for (const name of names.sort()) {
    const own = path.join(folder, name);
    if (await hasEmbeddedDatabase(own)) hints.push(`DATA_DIR=${own} npm run rewards -- …`);
  }
  return hints.length === 0 ? '' : ` The sandbox keeps its data elsewhere: ${hints.join(' or ')}`;
}
