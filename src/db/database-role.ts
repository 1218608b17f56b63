import type { Client } from 'pg';
import { MigrationError } from './migration-error.js';

export interface DatabaseRole {
  readonly role: string;
  /** It owns what there is, or may make the first of it. */
  readonly mayMigrate: boolean;
}

export async function readDatabaseRole(client: Client): Promise<DatabaseRole> {
  const { rows } = await client.query<DatabaseRole>(`
    SELECT current_user AS role, COALESCE(
      (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('_prisma_migrations')),
      has_schema_privilege(current_schema(), 'CREATE'), false
    ) AS "mayMigrate"`);
  const [found] = rows;
  if (!found) throw new TypeError('a connection has a role');
  return found;
}

/**
 * Refuses a role that cannot read a table of ours or of the queue. Row security without a policy hides the queue's jobs
 * and says nothing, so that a bot would only seem to work.
 */
export async function requireRights(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`
    SELECT t.oid::regclass::text AS table FROM pg_class t
    WHERE t.relkind = 'r' AND (
      t.relnamespace = to_regnamespace('graphile_worker')
      OR t.relowner = (SELECT relowner FROM pg_class WHERE oid = to_regclass('_prisma_migrations'))
        AND t.relnamespace = to_regnamespace(current_schema())
    ) AND (
      NOT has_table_privilege(t.oid, 'SELECT')
      OR row_security_active(t.oid) AND NOT EXISTS (
        SELECT FROM pg_policy p, unnest(p.polroles) AS granted
        WHERE p.polrelid = t.oid AND (granted = 0 OR pg_has_role(granted, 'USAGE')))
    ) ORDER BY 1`);
  if (rows.length === 0) return;
  throw new MigrationError(
    `The role ${role} cannot read ${rows.map(({ table }) => table).join(', ')}: ` +
      'give it its rights again, as docs/operate.md says.',
  );
}
