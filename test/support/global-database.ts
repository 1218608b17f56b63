import { randomBytes } from 'node:crypto';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { migrate } from '../../src/db/migrate.js';
import { makeThrowawayFolder, reapThrowawayFolders, removeThrowawayFolder } from './database-cluster.js';
import { runStatement } from './database-statement.js';

/**
 * Prepares one server and one migrated template for the whole test run, and tells the Jest workers about them through
 * the environment: the server of TEST_DATABASE_URL if that is set, else a throwaway one.
 * @returns the way to take both down again
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  await reapThrowawayFolders();
  const given = process.env.TEST_DATABASE_URL;
  const folder = given ? undefined : await makeThrowawayFolder();
  try {
    const server = given ?? (await openEmbeddedDatabase({ dataDir: folder ?? '', throwaway: true })).url;
    const template = `test_template_${randomBytes(4).toString('hex')}`;
    await runStatement(server, `CREATE DATABASE ${template}`);
    const templateUrl = new URL(server);
    templateUrl.pathname = `/${template}`;
    await migrate(templateUrl.href);
    // Postgres clones only what nobody is connected to.
    await runStatement(server, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
    process.env.TEST_SERVER_URL = server;
    process.env.TEST_TEMPLATE = template;
    return async () => {
      if (folder === undefined) await runStatement(server, `DROP DATABASE ${template}`);
      else await removeThrowawayFolder(folder);
    };
  } catch (error) {
    if (folder !== undefined) await removeThrowawayFolder(folder);
    throw error;
  }
}
