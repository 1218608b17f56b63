import { createDb } from '../src/db/client.js';
import { oweReminders } from '../src/services/owe-reminders.js';
import { createTestDatabase } from '../test/support/database.js';
import { installTestWorkspace } from '../test/support/installed-workspace.js';
import { givenRewardsInBulk } from '../test/support/many-rewards.js';
import { createTestClock } from '../test/support/test-clock.js';
import { type Comparison, compare } from './compare.js';

/** The hourly reminders with many undecided rewards against the same with few: both raise as many. */
export async function benchOweReminders(runs: number): Promise<Comparison> {
  const [many, few] = [await openUndecided('T0MANY', 20_000), await openUndecided('T0FEW', 500)];
  try {
    return await compare(runs, many.remind, few.remind);
  } finally {
    await many.close();
    await few.close();
  }
}

async function openUndecided(teamId: string, rewards: number) {
  const database = await createTestDatabase();
  const db = createDb(database.url);
  const deps = { db, clock: createTestClock('2026-11-10T12:00:00Z') };
  const workspaceId = await installTestWorkspace(deps, teamId);
  await givenRewardsInBulk(database, { db, workspaceId }, { rewards, partners: 20 });
  deps.clock.set('2026-11-20T14:00:00Z');
  return {
    remind: () => oweReminders(deps),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
