import type { Reads } from '../db/client.js';
import { sumPayoutsByMonth, sumRewardsByMonth } from '../db/months.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import type { MonthSums, MonthsPicture } from '../domain/months.js';
import { type Month, monthOf, monthsUntil, startOfMonth } from '../domain/period.js';
import { REWARD_STATUSES, type RewardStatus } from '../domain/reward.js';
import type { Deps } from './deps.js';

const A_YEAR = 12;

/**
 * What was rewarded and paid in one currency, by calendar month in the programme's zone: this month and those before it,
 * twelve altogether unless told otherwise. Months in which nothing happened are there with zeros.
 */
export function readMonths(
  { db, clock }: Deps,
  workspaceId: string,
  currency: string,
  count = A_YEAR,
): Promise<MonthsPicture> {
  return db.snapshot(async (reads) =>
    readMonthsOf(reads, await getProgramme(reads, workspaceId), { currency, count, now: clock.now() }),
  );
}

/** The same within a snapshot that more is read in. */
export async function readMonthsOf(
  reads: Reads,
  { workspaceId, id: programmeId, timeZone }: Programme,
  { currency, count, now }: { readonly currency: string; readonly count: number; readonly now: Date },
): Promise<MonthsPicture> {
  const months = monthsUntil(monthOf(now, timeZone), count);
  const [first = ''] = months;
  const book = { workspaceId, programmeId, currency };
  const rewards = await sumRewardsByMonth(reads, book, { since: startOfMonth(first, timeZone), timeZone });
  const payouts = await sumPayoutsByMonth(reads, book, first);
  const sumsOf = (month: Month): MonthSums => {
    const paid = payouts.find((row) => row.month === month);
    const inStatus = (status: RewardStatus) => {
      const row = rewards.find((made) => made.month === month && made.status === status);
      return [status, { rewards: row?.rewards ?? 0, total: { minor: row?.total ?? 0n, currency } }] as const;
    };
    return {
      month,
      byStatus: Object.fromEntries(REWARD_STATUSES.map(inStatus)) as MonthSums['byStatus'],
      payouts: { invoices: paid?.invoices ?? 0, total: { minor: paid?.total ?? 0n, currency } },
    };
  };
  return { currency, months: months.map(sumsOf) };
}
