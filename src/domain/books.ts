/** What is held against what in a workspace's books. */
export const BOOK_RULES = [
  'invoice_total',
  'invoice_line_count',
  'invoice_void',
  'line_amount',
  'line_currency',
  'reward_payment',
  'reward_clawbacks',
  'reward_approvals',
  'reward_history',
  'reward_creator',
  'reward_description',
  'reward_policy',
  'first_approval',
  'event_chain',
  'invoice_history',
  'invoice_chain',
  'invoice_numbers',
  'period_chain',
  'role_grants',
] as const;
export type BookRule = (typeof BOOK_RULES)[number];

/** One thing in the books that does not agree with another. */
export interface BookFinding {
  readonly what: BookRule;
  /** An invoice's, a reward's, a period's or a role's name. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}
