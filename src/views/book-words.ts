import type { BookRule } from '../domain/books.js';

/** What holds in books that balance. */
export const BOOK_RULE_WORDS: Readonly<Record<BookRule, string>> = {
  invoice_total: 'the total of an invoice is the sum of its lines',
  invoice_line_count: 'an invoice knows how many lines it has',
  invoice_void: 'an invoice is void exactly when it has no lines',
  line_amount: 'a line has the amount of its reward',
  line_currency: 'a line has the currency of its invoice',
  reward_payment: 'a reward is where its line is',
  reward_clawbacks: 'clawbacks take back what was paid to the partner, and no more',
  reward_history: 'a reward is what its last event made it',
  event_chain: 'an event begins where the one before it ended',
  invoice_history: 'an invoice has an event for each revision',
  invoice_chain: 'an event of an invoice begins with the status the one before it ended with',
  invoice_numbers: 'invoice numbers have no gap and no other year',
  period_chain: 'a period begins where the one before it ended',
};
