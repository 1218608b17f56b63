import type { RewardStatus } from '../domain/reward.js';
import type { Reads } from './client.js';
import type { Prisma } from './generated/client.js';

const createdParts = {
  partner: true,
  lines: { where: { removedAt: null }, include: { invoice: { include: { period: true } } } },
} satisfies Prisma.RewardInclude;

/** A reward with its partner, and the invoice that its live line is on. */
export type CreatedReward = Prisma.RewardGetPayload<{ include: typeof createdParts }>;

/** Of what somebody created: all, or what has this status. */
export interface CreatedBy {
  readonly workspaceId: string;
  readonly createdBy: string;
  readonly status?: RewardStatus | undefined;
}

/** The newest that they created, from this number on. */
export function findCreated(
  db: Reads,
  by: CreatedBy,
  from: number | undefined,
  limit: number,
): Promise<CreatedReward[]> {
  const where = { ...whereOf(by), ...(from === undefined ? {} : { number: { lte: from } }) };
  return db.reward.findMany({ where, include: createdParts, orderBy: { number: 'desc' }, take: limit });
}

/** The oldest of those newer than this number, the newest first. */
export async function findCreatedBefore(
  db: Reads,
  by: CreatedBy,
  from: number,
  limit: number,
): Promise<CreatedReward[]> {
  const where = { ...whereOf(by), number: { gt: from } };
  const rows = await db.reward.findMany({ where, include: createdParts, orderBy: { number: 'asc' }, take: limit });
  return rows.reverse();
}

/** How many there are; `newerThan` a number, if asked. */
export function countCreated(db: Reads, by: CreatedBy, newerThan?: number): Promise<number> {
  return db.reward.count({
    where: { ...whereOf(by), ...(newerThan === undefined ? {} : { number: { gt: newerThan } }) },
  });
}

function whereOf({ workspaceId, createdBy, status }: CreatedBy) {
  return { workspaceId, createdBy, ...(status ? { status } : {}) };
}
