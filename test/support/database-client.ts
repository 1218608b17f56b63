import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';

/**
 * A program of its own for tests that kill one: opens the database in the DATA_DIR it is given, prints a line of JSON
 * for everything that happens, and closes when its standard input ends.
 */
const dataDir = process.argv[2] ?? '';
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const database = await openEmbeddedDatabase({ dataDir, throwaway: true, log: (log) => say({ log }) });
  say({ url: database.url });
  process.stdin.resume();
  process.stdin.once('end', async () => {
    await database.close();
    say({ closed: true });
  });
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
}
