import { type LineHit, searchLateRewards as queryLateRewards, searchLines as queryLines } from '../db/invoice-lines.js';
import { findInvoice } from '../db/invoices.js';
import { wordsOf } from '../domain/search-text.js';
import type { LineChoice } from '../domain/shown-invoice.js';
import { checkMayHandleInvoices } from './check-permission.js';
import type { Deps } from './deps.js';

/** What one type-ahead can show: Slack takes at most 100 options. */
const MOST_HITS = 100;

export interface LineSearch {
  readonly workspaceId: string;
  readonly invoiceId: string;
  readonly by: string;
  /** By reward number, partner and description: every word must match. Nothing typed: the first there are. */
  readonly query: string;
}

/** The lines of an invoice, for a type-ahead. Refuses a person who may not handle invoices. */
export async function searchLines(deps: Deps, search: LineSearch): Promise<LineChoice[]> {
  const invoice = await findInvoiceFor(deps, search);
  if (!invoice) return [];
  const hits = await queryLines(deps.db.reads, invoice, queryOf(search), MOST_HITS);
  return hits.map((hit) => readHit(hit, invoice.currency));
}

/** The Approved rewards that an invoice in review could still take, for a type-ahead. Refuses as `searchLines` does. */
export async function searchLateRewards(deps: Deps, search: LineSearch): Promise<LineChoice[]> {
  const invoice = await findInvoiceFor(deps, search);
  if (!invoice) return [];
  const hits = await queryLateRewards(deps.db.reads, invoice, queryOf(search), MOST_HITS);
  return hits.map((hit) => readHit(hit, invoice.currency));
}

async function findInvoiceFor(deps: Deps, { workspaceId, invoiceId, by }: LineSearch) {
  await checkMayHandleInvoices(deps, workspaceId, by);
  return findInvoice(deps.db.reads, workspaceId, invoiceId);
}

function queryOf({ query }: LineSearch) {
  return { typed: query.trim().toLowerCase(), words: wordsOf(query) };
}

function readHit({ amountMinor, ...hit }: LineHit, currency: string): LineChoice {
  return { ...hit, amount: { minor: amountMinor, currency } };
}
