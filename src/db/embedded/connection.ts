import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { elapsedMs } from '../../clock.js';
import { readPassword, SUPERUSER } from './cluster.js';
import { EmbeddedDatabaseError, errorCode } from './embedded-database-error.js';
import type { Layout } from './layout.js';
import { isServerAlive, readPidFile } from './pid-file.js';

const DATABASE = 'rewards';
const POLL_MS = 50;
/** Five seconds of them. */
const REFUSALS = 100;
/** A server found starting may be replaying its log; the lock's patience is longer than this. */
const PATIENCE_MS = 240_000;

/**
 * @returns the URL of the server that runs in this cluster; undefined if none does
 * @throws EmbeddedDatabaseError when one runs that does not answer to our password
 */
export async function findRunningServer(layout: Layout, cluster: string): Promise<string | undefined> {
  const deadline = elapsedMs() + PATIENCE_MS;
  let refusals = 0;
  for (;;) {
    const entry = await readPidFile(cluster);
    if (entry === undefined || !(await isServerAlive(entry, cluster))) return undefined;
    if (entry.status === 'ready') {
      try {
        return await connectToCluster(layout, cluster, entry.port);
      } catch (error) {
        // It may be dying this very moment, or be mending itself after one of its children died.
        if (error instanceof EmbeddedDatabaseError || ++refusals === REFUSALS) throw error;
      }
    }
    if (elapsedMs() > deadline) {
      throw new EmbeddedDatabaseError(
        `Postgres in DATA_DIR ${layout.dataDir} (process ${entry.pid}) has been ${entry.status || 'starting'} ` +
          `for minutes. See ${layout.log}.`,
      );
    }
    await sleep(POLL_MS);
  }
}

/**
 * Makes sure the server on that port really is this cluster's, and has our database.
 * @returns its URL
 * @throws EmbeddedDatabaseError when it is another server or refuses the password
 */
export async function connectToCluster(layout: Layout, cluster: string, port: number): Promise<string> {
  const password = (await readPassword(layout)) ?? '';
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
    if (found.rows[0]?.folder !== cluster) {
      throw new EmbeddedDatabaseError(
        `Another database (${found.rows[0]?.folder}) answers on port ${port} instead of DATA_DIR ${layout.dataDir}.`,
      );
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error;
    throw new EmbeddedDatabaseError(
      `The database in DATA_DIR ${layout.dataDir} refuses the password in ${layout.passwordFile}. Restore that file.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  // Spelt out so that a PGSSLMODE of the environment cannot ask this server for what it does not offer.
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`;
}
