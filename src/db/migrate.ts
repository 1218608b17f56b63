import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { readDatabaseRole, requireRights } from './database-role.js';
import { MigrationError } from './migration-error.js';

export { MigrationError };

export interface MigrateOptions {
  log?: ((line: string) => void) | undefined;
  /** For tests; otherwise the project's own prisma/migrations, wherever the process was started. */
  migrationsFolder?: string;
}

interface Migration {
  name: string;
  sql: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The lock `prisma migrate` takes, so that the two never run at once. */
const PRISMA_LOCK = 72707369;

const INSUFFICIENT_PRIVILEGE = '42501';

/** Word for word what Prisma's engine creates: `prisma migrate status` reads and continues this table. */
const CREATE_TABLE = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings the database to what this build needs: our migrations, each in a transaction of its own, then the queue's.
 * Safe to call from several processes at once: one migrates, the others wait and find nothing to do. A role that does not
 * own the tables migrates nothing: for it the version and its rights are checked.
 * @throws MigrationError when the database cannot be used or is newer than this build, a migration was edited after it
 *   was applied, one failed, or one is missing that this role may not apply; nothing of a failed migration remains
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const log = options.log ?? (() => undefined);
  const client = new Client({ connectionString: url });
  // Without a listener, a connection lost between two queries would end the process; the next query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const migrations = await readMigrations(options.migrationsFolder ?? MIGRATIONS_FOLDER);
    const { role, mayMigrate } = await readDatabaseRole(client);
    if (mayMigrate) {
      await applyMigrations(client, migrations, log);
      await migrateQueue(url, log);
    } else {
      await requireApplied(client, migrations, role);
      await requireQueueMigrated(url, log, role);
      await requireRights(client, role);
    }
  } catch (error) {
    if (error instanceof MigrationError) throw error;
    throw new MigrationError(`The database cannot be used: ${reasonOf(error)}.`, { cause: error });
  } finally {
    // Ending the session lets go of the lock as well.
    await client.end().catch(() => undefined);
  }
}

// A refused connection to several addresses of one host has no words of its own, only a code.
function reasonOf(error: unknown): string {
  const { message, code } = Object(error) as { message?: unknown; code?: unknown };
  return String(message || code || error).replace(/\.$/, '');
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/** For a role that may not migrate. */
async function requireApplied(client: Client, migrations: Migration[], role: string): Promise<void> {
  const exists = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  );
  if (!exists.rows[0]?.found) throw behind('its tables', role);
  const applied = await readApplied(client);
  for (const row of applied) assertKnown(row, migrations);
  const missing = migrations.filter(({ name }) => !applied.some((row) => row.migration_name === name));
  if (missing.length > 0) throw behind(`the migration ${missing.map(({ name }) => name).join(', ')}`, role);
}

/** The queue only looks for its version where that is the newest; where it is not, it is refused the first statement. */
async function requireQueueMigrated(url: string, log: (line: string) => void, role: string): Promise<void> {
  try {
    await migrateQueue(url, log);
  } catch (error) {
    if (Object(error).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw behind('what the queue needs', role);
  }
}

function behind(missing: string, role: string): MigrationError {
  return new MigrationError(
    `The database lacks ${missing}, and the role ${role} may not migrate: ` +
      'run `npm run rewards -- migrate` with the DATABASE_URL of its owner.',
  );
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return rows;
}

async function applyMigrations(client: Client, migrations: Migration[], log: (line: string) => void): Promise<void> {
  await client.query(CREATE_TABLE);
  const applied = await readApplied(client);
  for (const row of applied) assertKnown(row, migrations);
  for (const migration of migrations) {
    if (applied.some((row) => row.migration_name === migration.name)) continue;
    await applyMigration(client, migration);
    log(`Database migration ${migration.name} applied.`);
  }
}

function assertKnown(applied: AppliedMigration, migrations: Migration[]): void {
  const name = applied.migration_name;
  const migration = migrations.find((candidate) => candidate.name === name);
  if (migration === undefined) {
    throw new MigrationError(
      `The database is newer than this build: it has the migration ${name}, which this build does not know. ` +
        'Start a build that has it, or restore a backup from before it.',
    );
  }
  if (applied.finished_at === null) {
    throw new MigrationError(
      `The migration ${name} was begun by another tool and never finished. ` +
        'Repair the database and mark it with `npx prisma migrate resolve`.',
    );
  }
  if (!checksumsOf(migration.sql).includes(applied.checksum)) {
    throw new MigrationError(
      `The migration ${name} was changed after it had been applied to this database. ` +
        'Restore its migration.sql as it was and put the change into a new migration.',
    );
  }
}

async function applyMigration(client: Client, { name, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, logs, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), NULL, 1)`,
      [randomUUID(), checksum(sql), name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = String(error).replace(/^error: /i, '');
    throw new MigrationError(`The migration ${name} failed and was taken back: ${reason}`, { cause: error });
  }
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** Git may have changed the ends of lines since; Prisma forgives that too. */
function checksumsOf(sql: string): string[] {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].map(checksum);
}

/** Under our lock as well: the queue's own migrations only forgive a second process most of the time. */
async function migrateQueue(url: string, log: (line: string) => void): Promise<void> {
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log(message);
  });
  await runMigrations({ connectionString: url, logger });
}
