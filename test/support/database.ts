import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { runStatement } from './database-statement.js';

export interface TestDatabase {
  url: string;
  /** Drops the database even if something is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Clones the migrated template the global setup made, in about a tenth of a second. For `beforeAll` and `afterAll`: a
 * test file has its own database and shares nothing with the files that run beside it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_SERVER_URL;
  const template = process.env.TEST_TEMPLATE;
  if (!server || !template) throw new Error('createTestDatabase works in tests run by `npm test` only.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runStatement(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await untilLeft(server, name);
      await runStatement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** A queue that was just stopped closes its connections a moment later, and a cut one would fail the test file. */
async function untilLeft(server: string, name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const rows = await runStatement(server, `SELECT 1 FROM pg_stat_activity WHERE datname = '${name}'`);
    if (rows.length === 0) return;
    await sleep(100);
  }
}
