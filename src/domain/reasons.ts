/** Why a reward can be declined, as people choose it. `withdrawn_by_creator` and `withdrawn_by_admin` are the bot's own. */
export const DECLINE_REASONS = [
  'order_cancelled',
  'not_eligible',
  'duplicate',
  'wrong_amount',
  'wrong_partner',
  'terms_not_met',
  'fraud',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type WithdrawReason = 'withdrawn_by_creator' | 'withdrawn_by_admin';
