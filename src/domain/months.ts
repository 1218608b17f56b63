import type { Money } from './money.js';
import type { Month } from './period.js';
import type { RewardStatus } from './reward.js';

export interface CountAndMoney {
  readonly rewards: number;
  readonly total: Money;
}

/** A month of a programme in one currency: what was made in it, by the status it has now, and what was paid out in it. */
export interface MonthSums {
  readonly month: Month;
  readonly byStatus: Readonly<Record<RewardStatus, CountAndMoney>>;
  /** Invoices paid on a day of this month. */
  readonly payouts: { readonly invoices: number; readonly total: Money };
}

export interface MonthsPicture {
  readonly currency: string;
  /** Oldest first, without gaps. */
  readonly months: readonly MonthSums[];
}

/** What is written into a picture of the months. */
export interface MonthsPictureWords {
  readonly title: string;
  /** The bars of the rewards, by status. */
  readonly statuses: Readonly<Record<RewardStatus, string>>;
  /** The bars of what was paid out. */
  readonly payouts: string;
  /** Each month's name, as the picture has them; in lines, where it has several. */
  readonly months: readonly string[];
  /** BCP 47: how sums are shortened, as `1.2K`. */
  readonly locale: string;
}
