import type { Reads, Tx } from './client.js';
import { waitingInWorkspace } from './lock-timeout.js';
import type { Programme } from './workspaces.js';

/** Holds the programme's row until commit, so that two changes see each other, and returns it as it is now. */
export async function lockProgramme(tx: Tx, workspaceId: string): Promise<Programme> {
  await waitingInWorkspace(
    workspaceId,
    tx.$queryRaw`SELECT 1 FROM programme WHERE workspace_id = ${workspaceId} FOR NO KEY UPDATE`,
  );
  return tx.programme.findUniqueOrThrow({ where: { workspaceId } });
}

/** Rewards in a currency that may still be paid: New, Approved or on Hold. */
export function countOpenRewards(
  db: Reads,
  programme: { readonly workspaceId: string; readonly id: string },
  currency: string,
): Promise<number> {
  return db.reward.count({
    where: {
      workspaceId: programme.workspaceId,
      programmeId: programme.id,
      currency,
      status: { in: ['New', 'Approved', 'Hold'] },
    },
  });
}
