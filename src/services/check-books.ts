import {
  type BookCheck,
  type BookCounts,
  type BookRow,
  countBooks,
  findBrokenHistories,
  findBrokenInvoiceHistories,
  findInvoicesBesideHistory,
  findMissingApprovals,
  findNumberGaps,
  findPeriodGaps,
  findRewardsBesideHistory,
  findWrongClawbacks,
  findWrongLineAmounts,
  findWrongLineCounts,
  findWrongLineCurrencies,
  findWronglyVoid,
  findWrongPayments,
  findWrongTotals,
} from '../db/books.js';
import {
  findWrongCreators,
  findWrongDescriptions,
  findWrongFirstApprovals,
  findWrongGrants,
  findWrongPolicies,
} from '../db/books-of-origin.js';
import type { Reads } from '../db/client.js';
import type { BookFinding, BookRule } from '../domain/books.js';
import { toDecimal } from '../domain/money.js';

const CHECKS = {
  invoice_total: findWrongTotals,
  invoice_line_count: findWrongLineCounts,
  invoice_void: findWronglyVoid,
  line_amount: findWrongLineAmounts,
  line_currency: findWrongLineCurrencies,
  reward_payment: findWrongPayments,
  reward_clawbacks: findWrongClawbacks,
  reward_approvals: findMissingApprovals,
  reward_history: findRewardsBesideHistory,
  reward_creator: findWrongCreators,
  reward_description: findWrongDescriptions,
  reward_policy: findWrongPolicies,
  first_approval: findWrongFirstApprovals,
  event_chain: findBrokenHistories,
  invoice_history: findInvoicesBesideHistory,
  invoice_chain: findBrokenInvoiceHistories,
  invoice_numbers: findNumberGaps,
  period_chain: findPeriodGaps,
  role_grants: findWrongGrants,
} as const satisfies Record<BookRule, BookCheck>;

export interface BooksReport {
  readonly counts: BookCounts;
  /** Empty: the books balance. */
  readonly findings: readonly BookFinding[];
}

/**
 * Holds everything that is written twice in a workspace's books against each other: invoices and lines, rewards and
 * lines, rewards and their history, numbers and counters, period and period, roles and their settings' history. Reports,
 * and never repairs (SPEC 6).
 */
export async function checkBooks(db: Reads, workspaceId: string): Promise<BooksReport> {
  const findings: BookFinding[] = [];
  for (const what of Object.keys(CHECKS) as BookRule[]) {
    const rows = await CHECKS[what](db, { workspaceId });
    findings.push(...rows.map((row) => ({ what, ...inWords(row) })));
  }
  return { counts: await countBooks(db, { workspaceId }), findings };
}

function inWords({ subject, expected, found, currency }: BookRow): Omit<BookFinding, 'what'> {
  if (!currency) return { subject, expected, found };
  const amount = (minor: string) => `${toDecimal({ minor: BigInt(minor), currency })} ${currency}`;
  return { subject, expected: amount(expected), found: amount(found) };
}
