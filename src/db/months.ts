import type { Month } from '../domain/period.js';
import type { RewardStatus } from '../domain/reward.js';
import type { Reads } from './client.js';
import type { Book } from './periods.js';

export interface MonthOfRewards {
  readonly month: Month;
  readonly status: RewardStatus;
  readonly rewards: number;
  readonly total: bigint;
}

/** Rewards created since `since`, by the month they were created in at `timeZone` and the status they have now. */
export function sumRewardsByMonth(
  db: Reads,
  { workspaceId, programmeId, currency }: Book,
  { since, timeZone }: { readonly since: Date; readonly timeZone: string },
): Promise<MonthOfRewards[]> {
  return db.$queryRaw<MonthOfRewards[]>`
    SELECT to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month, status,
      count(*)::int AS rewards, sum(amount_minor)::bigint AS total
    FROM reward
    WHERE workspace_id = ${workspaceId} AND programme_id = ${programmeId}::uuid AND currency = ${currency}
      AND created_at >= ${since}
    GROUP BY 1, 2`;
}

export interface MonthOfPayouts {
  readonly month: Month;
  readonly invoices: number;
  readonly total: bigint;
}

/** Invoices paid on or after a local day, by the month of that day. */
export function sumPayoutsByMonth(
  db: Reads,
  { workspaceId, programmeId, currency }: Book,
  since: Month,
): Promise<MonthOfPayouts[]> {
  return db.$queryRaw<MonthOfPayouts[]>`
    SELECT to_char(paid_on, 'YYYY-MM') AS month, count(*)::int AS invoices, sum(total_minor)::bigint AS total
    FROM invoice
    WHERE workspace_id = ${workspaceId} AND programme_id = ${programmeId}::uuid AND currency = ${currency}
      AND status = 'paid' AND paid_on >= ${`${since}-01`}::date
    GROUP BY 1`;
}
