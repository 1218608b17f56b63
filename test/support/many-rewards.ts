import { createDb } from '../../src/db/client.js';
import type { Books, Shelf } from './books.js';
import { runStatement } from './database-statement.js';
import { givenPartner } from './directory.js';

/** So many rewards of so many partners, $0.01 to `rewards` cents, made as if their forms had made them in November. */
export async function givenRewardsInBulk(
  shelf: Pick<Shelf, 'url'>,
  { workspaceId, db }: Pick<Books, 'workspaceId' | 'db'>,
  { rewards, partners }: { readonly rewards: number; readonly partners: number },
): Promise<void> {
  await givenPartner({ workspaceId, db }, { key: 'first' });
  const { id } = await db.reads.programme.findUniqueOrThrow({ where: { workspaceId } });
  // On a connection of its own: Postgres would go on checking keys by the plans it made for the few rows above.
  const seeding = createDb(shelf.url, { connections: 1 });
  try {
    await seeding.transaction(
      async (tx) => {
        await tx.$executeRaw`
          INSERT INTO partner (workspace_id, programme_id, partner_key, name, search_text)
          SELECT ${workspaceId}, ${id}::uuid, 'p-' || n, 'Partner ' || n, 'p' FROM generate_series(2, ${partners}::int) n`;
        await tx.$executeRaw`
          INSERT INTO counter VALUES (${workspaceId}, ${id}::uuid, 'reward', 1000 + ${rewards}::int)
          ON CONFLICT (workspace_id, programme_id, series) DO UPDATE SET value = GREATEST(counter.value, excluded.value)`;
        await tx.$executeRaw`
          WITH partners AS (
            SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM partner WHERE workspace_id = ${workspaceId}
          ), made AS (
            INSERT INTO reward (workspace_id, programme_id, number, submission_key, partner_id, description, amount_minor,
              currency, created_by, created_at, four_eyes)
            SELECT ${workspaceId}, ${id}::uuid, 1000 + n, 'bulk-' || n, partners.id, 'for the webinar', n, 'USD', 'U0ANA',
              ${new Date('2026-11-15T12:00:00Z')}, true
            FROM generate_series(1, ${rewards}::int) n JOIN partners ON partners.at = n % ${partners}::int RETURNING *
          )
          INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment)
          SELECT workspace_id, programme_id, id, 1, 'created', created_by, created_at, status, payment FROM made`;
      },
      { timeout: 300_000 },
    );
  } finally {
    await seeding.close();
  }
  await runStatement(shelf.url, 'ANALYZE reward, event, partner');
}
