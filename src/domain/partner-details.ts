import type { Money } from './money.js';
import type { RewardStatus } from './reward.js';
import type { CustomerName, PartnerSummary, Reach } from './shown.js';

export interface ShownContact {
  readonly email?: string | undefined;
  readonly slackUserId?: string | undefined;
  readonly reach: Reach;
}

export interface ShownReward {
  readonly number: number;
  readonly status: RewardStatus;
  readonly amount: Money;
  readonly createdAt: Date;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

/** A partner as the company's own people see it. */
export interface PartnerDetails extends PartnerSummary {
  /** The first of them, the primary one first; so are the lists below the first or the newest. */
  readonly contacts: readonly ShownContact[];
  readonly contactCount: number;
  readonly customers: readonly Pick<CustomerName, 'name' | 'key'>[];
  readonly customerCount: number;
  readonly rewards: readonly ShownReward[];
  readonly rewardCount: number;
  /** Whether whoever looks may create a reward. */
  readonly mayReward: boolean;
}
