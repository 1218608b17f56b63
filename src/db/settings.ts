import type { Reads, Tx } from './client.js';
import type { Grant } from './roles.js';
import type { Programme } from './workspaces.js';

/** Holds the programme's row until commit, so that two changes see each other, and returns it as it is now. */
export async function lockProgramme(tx: Tx, workspaceId: string): Promise<Programme> {
  await tx.$queryRaw`SELECT 1 FROM programme WHERE workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  return tx.programme.findUniqueOrThrow({ where: { workspaceId } });
}

/** Whom each role was given to, in an order that does not depend on when. */
export function findGrantsInOrder(db: Reads, workspaceId: string): Promise<Grant[]> {
  return db.roleGrant.findMany({
    where: { workspaceId },
    select: { role: true, principalId: true },
    orderBy: { principalId: 'asc' },
  });
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
