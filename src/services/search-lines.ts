import { type LineHit, searchLateRewards as queryLateRewards, searchLines as queryLines } from '../db/invoice-lines.js';
import { findInvoice } from '../db/invoices.js';
import { wordsOf } from '../domain/search-text.js';
import type { LineChoice } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';

/** What one type-ahead can show: Slack takes at most 100 options. */
const MOST_HITS = 100;

export interface LineSearch {
  readonly workspaceId: string;
  readonly invoiceId: string;
  /** By reward number, partner and description: every word must match. Nothing typed: the first there are. */
  readonly query: string;
}

/** The lines of an invoice, for a type-ahead. */
export async function searchLines({ db }: Pick<Deps, 'db'>, search: LineSearch): Promise<LineChoice[]> {
  const invoice = await findInvoice(db.reads, search.workspaceId, search.invoiceId);
  if (!invoice) return [];
  const hits = await queryLines(db.reads, invoice, queryOf(search), MOST_HITS);
  return hits.map((hit) => readHit(hit, invoice.currency));
}

/** The Approved rewards that an invoice in review could still take, for a type-ahead. */
export async function searchLateRewards({ db }: Pick<Deps, 'db'>, search: LineSearch): Promise<LineChoice[]> {
  const invoice = await findInvoice(db.reads, search.workspaceId, search.invoiceId);
  if (!invoice) return [];
  const hits = await queryLateRewards(db.reads, invoice, queryOf(search), MOST_HITS);
  return hits.map((hit) => readHit(hit, invoice.currency));
}

function queryOf({ query }: LineSearch) {
  return { typed: query.trim().toLowerCase(), words: wordsOf(query) };
}

function readHit({ amountMinor, ...hit }: LineHit, currency: string): LineChoice {
  return { ...hit, amount: { minor: amountMinor, currency } };
}
