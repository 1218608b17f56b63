import type { RewardStatus } from '../domain/reward.js';
import { Prisma } from './generated/client.js';

/**
 * Whether a reward may go on an invoice: it has one of these statuses and is not waiting for one of two approvals
 * (SPEC 4). It is New until it has both. `reward`: what the query calls the table.
 */
export function isPayable(reward: Prisma.Sql, statuses: readonly RewardStatus[]): Prisma.Sql {
  return Prisma.sql`(${reward}.status = ANY(${[...statuses]}::reward_status[]) AND NOT ${needsSecondApproval(reward)})`;
}

/** New, and two people must approve it: neither has, or one has. */
export function needsSecondApproval(reward: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${reward}.status = 'New' AND ${reward}.approvals_needed > 1)`;
}
