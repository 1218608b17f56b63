import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import { createDb } from '../../src/db/client.js';
import { migrate } from '../../src/db/migrate.js';
import { createReward } from '../../src/services/create-reward.js';
import { type BotRole, createBotRole } from '../support/bot-role.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runStatement } from '../support/database-statement.js';
import { givenPartner } from '../support/directory.js';
import { installTestWorkspace } from '../support/installed-workspace.js';
import { spawnBot } from '../support/process.js';
import { createTestClock } from '../support/test-clock.js';

// The role that docs/operate.md makes for the bot, in a database that another role owns.

let database: TestDatabase;
let role: BotRole;
beforeAll(async () => {
  database = await createTestDatabase();
  role = await createBotRole(database.url);
  const db = createDb(role.url);
  const deps = { db, clock: createTestClock() };
  const workspaceId = await installTestWorkspace(deps, 'T0ROLE');
  const partnerId = await givenPartner({ db, workspaceId }, { key: 'acme' });
  const amount = { minor: 100n, currency: 'USD' };
  const words = { by: 'U0ANA', description: 'for the webinar', submissionKey: 'V1' };
  await createReward(deps, { workspaceId, partnerId, amount, ...words });
  await db.close();
});
afterAll(async () => {
  await database.drop();
  await role.drop();
});

const owner = (statement: string) => runStatement(database.url, statement);

describe('the role that the bot runs as', () => {
  test.each([
    ['disables a trigger', 'ALTER TABLE event DISABLE TRIGGER ALL'],
    ['drops a trigger', 'DROP TRIGGER event_is_append_only ON event'],
    ['makes a trigger', 'CREATE TRIGGER late BEFORE UPDATE ON reward EXECUTE FUNCTION refuse_change_of_books()'],
    ['passes over triggers', 'SET session_replication_role = replica'],
    [
      'writes a rule anew',
      `CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    ],
    ['drops a constraint', 'ALTER TABLE reward DROP CONSTRAINT reward_amount_sign'],
    ['empties the history', 'TRUNCATE event'],
    ['empties the rewards', 'TRUNCATE reward CASCADE'],
    ['changes an event', `UPDATE event SET actor = 'U0OTHER'`],
    ['deletes an event', 'DELETE FROM event'],
    ['changes a closed month', `UPDATE period SET month = '2020-01'`],
    ['deletes a reward', 'DELETE FROM reward'],
    ['deletes an invoice', 'DELETE FROM invoice'],
    ['deletes a line', 'DELETE FROM invoice_line'],
    ['drops a table', 'DROP TABLE reward'],
    ['makes a table', 'CREATE TABLE mine (id int)'],
    ['says that a migration was applied', `DELETE FROM _prisma_migrations`],
    ['takes the tables over', 'ALTER TABLE event OWNER TO CURRENT_USER'],
  ])('never %s', async (_, statement) => {
    await expect(runStatement(role.url, statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('is held to the rules as anybody: a reward keeps its worth', async () => {
    await expect(runStatement(role.url, 'UPDATE reward SET amount_minor = 1')).rejects.toThrow(
      'the amount, the currency and the partner of a reward never change',
    );
  });

  test('gets the same rights again where they are given again', async () => {
    await role.grant();
    await expect(runStatement(role.url, 'DELETE FROM event')).rejects.toMatchObject({ code: '42501' });
    expect(await runStatement(role.url, 'SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs')).toEqual([
      { jobs: expect.any(Number) },
    ]);
  });
});

/** The same rows, with this done by the owner, and undone. */
async function meanwhile(done: string, undone: string, work: () => Promise<unknown>): Promise<void> {
  await owner(done);
  try {
    await work();
  } finally {
    await owner(undone);
  }
}

async function rewards(url: string, ...words: string[]) {
  const said = { out: '', err: '' };
  const exitCode = await runCommandLine({
    words,
    clock: createTestClock(),
    env: { DATABASE_URL: url, SLACK_BOT_TOKEN: '', SLACK_API_URL: '', LOG_LEVEL: '' },
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
  });
  return { exitCode, ...said };
}

const LAST = '(SELECT max(migration_name) FROM _prisma_migrations)';
const HIDDEN = `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = ${LAST}`;
const SHOWN = 'UPDATE _prisma_migrations SET rolled_back_at = NULL';
const COMMAND = 'run `npm run rewards -- migrate` with the DATABASE_URL of its owner.';

describe('a database that is behind the build', () => {
  test('is found by the role that may not migrate: the bot says the command and ends with 1', async () => {
    const [last] = await owner(`SELECT ${LAST} AS name`);
    const sentence = `The database lacks the migration ${last?.name}, and the role ${role.name} may not migrate: ${COMMAND}`;
    await meanwhile(HIDDEN, SHOWN, async () => {
      await expect(migrate(role.url)).rejects.toThrow(sentence);
      const bot = spawnBot({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret', DATABASE_URL: role.url });
      expect([await bot.ended, bot.said()]).toEqual([1, `${sentence}\n`]);
    });
  });

  test('is found where it is the queue that is behind', async () => {
    const table = 'graphile_worker.migrations';
    await meanwhile(
      `CREATE TABLE kept AS SELECT * FROM ${table}; DELETE FROM ${table} WHERE id = (SELECT max(id) FROM ${table})`,
      `INSERT INTO ${table} SELECT * FROM kept ON CONFLICT DO NOTHING; DROP TABLE kept`,
      () =>
        expect(migrate(role.url)).rejects.toThrow(
          `The database lacks what the queue needs, and the role ${role.name} may not migrate: ${COMMAND}`,
        ),
    );
  });

  test('is found where there is nothing yet', async () => {
    await meanwhile(
      'ALTER TABLE _prisma_migrations RENAME TO kept',
      'ALTER TABLE kept RENAME TO _prisma_migrations',
      () => expect(migrate(role.url)).rejects.toThrow('The database lacks its tables'),
    );
  });

  test('is migrated by its owner, and the role then finds nothing to do', async () => {
    expect(await rewards(database.url, 'migrate')).toEqual({
      exitCode: 0,
      out: 'The database is what this build needs.\n',
      err: '',
    });
    expect(await rewards(role.url, 'migrate')).toMatchObject({ exitCode: 0, err: '' });
    await meanwhile(HIDDEN, SHOWN, async () => {
      const { exitCode, err } = await rewards(role.url, 'migrate');
      expect(exitCode).toBe(1);
      expect(err).toContain(COMMAND);
    });
  });

  test('a right that is missing is found too, be it of a table or of rows of the queue', async () => {
    await meanwhile(
      `REVOKE ALL ON partner FROM ${role.name}; DROP POLICY ${role.name} ON graphile_worker._private_jobs`,
      'SELECT 1',
      () =>
        expect(migrate(role.url)).rejects.toThrow(
          `The role ${role.name} cannot read graphile_worker._private_jobs, partner: give it its rights again`,
        ),
    );
    await role.grant();
    await migrate(role.url);
  });
});

test('the owner need be no superuser: it migrates an empty database, and gives the rights', async () => {
  const server = process.env.TEST_SERVER_URL ?? '';
  const name = `rewards_owner_${randomBytes(6).toString('hex')}`;
  await runStatement(server, `CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${name}'`);
  await runStatement(server, `CREATE DATABASE ${name} OWNER ${name}`);
  const url = Object.assign(new URL(server), { username: name, password: name, pathname: `/${name}` }).href;
  await migrate(url);
  const bot = await createBotRole(url);
  try {
    await migrate(bot.url);
    await expect(runStatement(bot.url, 'TRUNCATE event')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await runStatement(server, `DROP DATABASE ${name} WITH (FORCE)`);
    await bot.drop();
    await runStatement(server, `DROP ROLE ${name}`);
  }
});
