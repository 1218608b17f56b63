import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { runStatement } from './database-statement.js';

const OPERATE = new URL('../../docs/operate.md', import.meta.url);

export interface BotRole {
  readonly name: string;
  /** The same database, as this role. */
  readonly url: string;
  /** Gives it its rights once more, as after a migration. */
  grant(): Promise<void>;
  /** After its database: roles belong to the server. */
  drop(): Promise<void>;
}

/**
 * A role that owns nothing, made and given its rights by the very SQL of docs/operate.md. Its name is its own, since all
 * test databases are on one server.
 */
export async function createBotRole(ownerUrl: string): Promise<BotRole> {
  const name = `rewards_bot_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const blocks = [...(await readFile(OPERATE, 'utf8')).matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) =>
    sql.replaceAll('rewards_bot', name).replace('choose one', password),
  );
  const [create, grants] = blocks;
  if (!create || !grants || blocks.length !== 2)
    throw new Error('docs/operate.md has the SQL of the role and its rights');
  await runStatement(ownerUrl, create);
  await runStatement(ownerUrl, grants);
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = password;
  return {
    name,
    url: url.href,
    grant: async () => void (await runStatement(ownerUrl, grants)),
    drop: async () => void (await runStatement(process.env.TEST_SERVER_URL ?? '', `DROP ROLE ${name}`)),
  };
}
