import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MigrationError, migrate } from '../../src/db/migrate.js';
import { createTestDatabase } from '../support/database.js';
import { runStatement } from '../support/database-statement.js';

const REAL = new URL('../../prisma/migrations/', import.meta.url);
const FIRST = 'CREATE TABLE thing (id int PRIMARY KEY);\n';

interface Row {
  id: string;
  checksum: string;
  migration_name: string;
  finished_at: Date | null;
  started_at: Date;
  logs: string | null;
  rolled_back_at: Date | null;
  applied_steps_count: number;
}

let folder: string;
let url: string;
let database: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  database = `test_${randomBytes(6).toString('hex')}`;
  await runStatement(server(), `CREATE DATABASE ${database}`);
  const empty = new URL(server());
  empty.pathname = `/${database}`;
  url = empty.href;
  await addMigration('20260101000000_first', FIRST);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await runStatement(server(), `DROP DATABASE ${database} WITH (FORCE)`);
});

const server = () => process.env.TEST_SERVER_URL ?? '';
const readTable = () => runStatement<Row>(url, 'SELECT * FROM _prisma_migrations ORDER BY migration_name');
const migrateHere = (log?: (line: string) => void) => migrate(url, { migrationsFolder: folder, log });

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

test('three at once apply each migration once, in order, and the queue is ready', async () => {
  await addMigration('20260102000000_second', 'INSERT INTO thing VALUES (1); INSERT INTO thing VALUES (2);');
  const lines: string[] = [];
  await Promise.all([1, 2, 3].map(() => migrateHere((line) => lines.push(line))));
  await migrateHere((line) => lines.push(line));

  expect(lines).toEqual([
    'Database migration 20260101000000_first applied.',
    'Database migration 20260102000000_second applied.',
  ]);
  expect(await runStatement(url, 'SELECT id FROM thing ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  await runStatement(url, `SELECT graphile_worker.add_job('anything')`);
});

test("the table is Prisma's, so that its own commands agree", async () => {
  await migrateHere();
  const columns = await runStatement(
    url,
    `SELECT column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '') ||
            CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END || coalesce(' ' || column_default, '') AS column
     FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
  );
  expect(columns.map(({ column }) => column)).toEqual([
    'id character varying(36) NOT NULL',
    'checksum character varying(64) NOT NULL',
    'finished_at timestamp with time zone',
    'migration_name character varying(255) NOT NULL',
    'logs text',
    'rolled_back_at timestamp with time zone',
    'started_at timestamp with time zone NOT NULL now()',
    'applied_steps_count integer NOT NULL 0',
  ]);
  expect(await readTable()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash('sha256').update(FIRST).digest('hex'),
      migration_name: '20260101000000_first',
      started_at: expect.anything(),
      finished_at: expect.anything(),
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    },
  ]);
});

test('a migration that was changed after it was applied is refused; other ends of lines are no change', async () => {
  await migrateHere();
  await addMigration('20260101000000_first', FIRST.replaceAll('\n', '\r\n'));
  await migrateHere();
  await addMigration('20260101000000_first', 'CREATE TABLE other (id int);');
  await expect(migrateHere()).rejects.toThrow('20260101000000_first was changed after it had been applied');
});

test('an older build does not touch a newer database', async () => {
  await addMigration('20260201000000_newer', 'CREATE TABLE newer (id int);');
  await migrateHere();
  await rm(path.join(folder, '20260201000000_newer'), { recursive: true });
  await expect(migrateHere()).rejects.toThrow(MigrationError);
  await expect(migrateHere()).rejects.toThrow('newer than this build: it has the migration 20260201000000_newer');
});

test('nothing remains of a migration that fails, and the next start tries it again', async () => {
  await addMigration('20260102000000_second', 'CREATE TABLE half (id int); SELECT 1/0;');
  await expect(migrateHere()).rejects.toThrow('20260102000000_second failed and was taken back: division by zero');
  expect((await readTable()).map((row) => row.migration_name)).toEqual(['20260101000000_first']);
  await addMigration('20260102000000_second', 'CREATE TABLE half (id int);');
  await migrateHere();
  expect(await readTable()).toHaveLength(2);
});

test('a migration that Prisma began and never finished is refused; one marked as rolled back is applied', async () => {
  await migrateHere();
  await runStatement(url, 'UPDATE _prisma_migrations SET finished_at = NULL; DROP TABLE thing');
  await expect(migrateHere()).rejects.toThrow('was begun by another tool and never finished');
  await runStatement(url, 'UPDATE _prisma_migrations SET rolled_back_at = now()');
  await migrateHere();
  expect(await runStatement(url, 'SELECT count(*)::int AS count FROM thing')).toEqual([{ count: 0 }]);
});

test('the real migrations are in every test database, with the checksums of their files', async () => {
  const clone = await createTestDatabase();
  const applied = await runStatement(clone.url, 'SELECT migration_name, checksum FROM _prisma_migrations ORDER BY 1');
  await clone.drop();
  const names = (await readdir(REAL)).filter((name) => !name.includes('.')).sort();
  const expected = names.map(async (name) => ({
    migration_name: name,
    checksum: createHash('sha256')
      .update(await readFile(new URL(`${name}/migration.sql`, REAL)))
      .digest('hex'),
  }));
  expect(applied).toEqual(await Promise.all(expected));
});
