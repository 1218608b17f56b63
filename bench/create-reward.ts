import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDb } from '../src/db/client.js';
import { createReward } from '../src/services/create-reward.js';
import { createTestDatabase } from '../test/support/database.js';
import { givenAcme } from '../test/support/directory.js';
import { installTestWorkspace } from '../test/support/installed-workspace.js';
import { createTestClock } from '../test/support/test-clock.js';
import { type Comparison, compare } from './compare.js';

/** A reward, its event and its jobs: the service against the same writes by hand through pg, in one transaction each. */
export async function benchCreateReward(runs: number): Promise<Comparison> {
  const database = await createTestDatabase();
  const deps = { db: createDb(database.url), clock: createTestClock() };
  const workspaceId = await installTestWorkspace(deps, 'T0BENCH');
  const { acme } = await givenAcme({ db: deps.db, workspaceId });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const programme = await deps.db.reads.programme.findFirstOrThrow();
  let minor = 0n;
  try {
    return await compare(
      runs,
      async () => {
        minor += 1n;
        await createReward(deps, {
          workspaceId,
          by: 'U0ADMIN',
          submissionKey: randomUUID(),
          partnerId: acme,
          description: 'for the webinar',
          amount: { minor, currency: 'USD' },
        });
      },
      () => createByHand(client, { workspaceId, programmeId: programme.id, partnerId: acme }),
    );
  } finally {
    await client.end();
    await deps.db.close();
    await database.drop();
  }
}

async function createByHand(
  client: pg.Client,
  scope: { workspaceId: string; programmeId: string; partnerId: string },
): Promise<void> {
  const { workspaceId, programmeId, partnerId } = scope;
  const submissionKey = randomUUID();
  const findSubmission = 'SELECT * FROM reward WHERE workspace_id = $1 AND submission_key = $2';
  await client.query('BEGIN');
  await client.query(findSubmission, [workspaceId, submissionKey]);
  await client.query('SELECT * FROM programme WHERE workspace_id = $1', [workspaceId]);
  await client.query('SELECT role, principal_id FROM role_grant WHERE workspace_id = $1', [workspaceId]);
  await client.query('SELECT * FROM user_group WHERE workspace_id = $1', [workspaceId]);
  await client.query("SELECT partner_id FROM contact WHERE workspace_id = $1 AND slack_user_id = 'U0ADMIN'", [
    workspaceId,
  ]);
  await client.query('SELECT 1 FROM partner WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    workspaceId,
    partnerId,
  ]);
  await client.query(findSubmission, [workspaceId, submissionKey]);
  await client.query(
    `SELECT * FROM reward WHERE workspace_id = $1 AND partner_id = $2 AND amount_minor = -1 AND currency = 'USD'
       AND customer_id IS NULL AND status <> 'Declined' ORDER BY number DESC LIMIT 1`,
    [workspaceId, partnerId],
  );
  const counter = await client.query(
    `INSERT INTO counter VALUES ($1, $2, 'reward', 1001)
     ON CONFLICT (workspace_id, programme_id, series) DO UPDATE SET value = counter.value + 1 RETURNING value`,
    [workspaceId, programmeId],
  );
  const reward = await client.query(
    `INSERT INTO reward (workspace_id, programme_id, number, submission_key, partner_id, description, amount_minor,
       currency, created_by, created_at, four_eyes)
     VALUES ($1, $2, $3, $4, $5, 'for the webinar', 25000, 'USD', $6, now(), true) RETURNING id`,
    [workspaceId, programmeId, counter.rows[0].value, submissionKey, partnerId, 'U0ADMIN'],
  );
  const { id } = reward.rows[0];
  await client.query(
    `INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment)
     VALUES ($1, $2, $3, 1, 'created', $4, now(), 'New', 'not_invoiced')`,
    [workspaceId, programmeId, id, 'U0ADMIN'],
  );
  for (const [name, queue] of [
    ['show-reward-card', 'review'],
    ['tell-partner', 'direct'],
    ['tell-creator', 'direct'],
  ]) {
    await client.query('SELECT graphile_worker.add_job($1, $2::json, queue_name => $3, job_key => $4)', [
      name,
      JSON.stringify({ workspaceId, rewardId: id, revision: 1 }),
      `${queue}:${workspaceId}`,
      `${name}:${workspaceId}:${id}`,
    ]);
  }
  await client.query('COMMIT');
}
