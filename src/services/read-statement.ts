import { findCarriedIn, findCarriedOut } from '../db/carried.js';
import type { Reads } from '../db/client.js';
import { findInvoice, type InvoiceWithPeriod } from '../db/invoices.js';
import { findPartner } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import { findPartnersRewardsOnInvoice } from '../db/rewards.js';
import { sumStatement } from '../db/statements.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { toPartnerView } from '../domain/partner-view.js';
import { previousMonth } from '../domain/period.js';
import type { Statement } from '../domain/shown-invoice.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { readCarried } from './read-carried.js';
import { type Addressee, addresseeOf, isoDate, partsOf, readNameFor } from './read-partner-notice.js';

/** How many lines a statement names; of the others it says how many they are and what they come to. */
export const MOST_LINES = 20;

export interface OwedStatement {
  readonly statement: Statement;
  readonly to?: Addressee | undefined;
}

/**
 * A partner's month, owed once its invoice is paid (SPEC 5). Undefined: not paid, or nothing of theirs is on it; what
 * they have is carried forward then, and the next statement says so.
 */
export function readStatement(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  invoiceId: string,
  partnerId: string,
): Promise<OwedStatement | undefined> {
  return db.snapshot(async (reads) => {
    const invoice = await findInvoice(reads, workspaceId, invoiceId);
    const partner = await findPartner(reads, workspaceId, partnerId);
    if (invoice?.status !== 'paid' || !invoice.paidOn || !partner) return undefined;
    const programme = await getProgramme(reads, workspaceId);
    const paidOn = isoDate(invoice.paidOn);
    const lines = await sumStatement(reads, { workspaceId, id: invoiceId }, partnerId);
    if (lines.rewards === 0) return undefined;
    const rows = await findPartnersRewardsOnInvoice(reads, workspaceId, invoiceId, partnerId, MOST_LINES);
    const to = addresseeOf(partner);
    const statement: Statement = {
      invoice: invoice.number,
      month: invoice.period.month,
      paidOn,
      total: { minor: lines.total, currency: invoice.currency },
      rewards: lines.rewards,
      lines: rows.map((row) => toPartnerView({ ...partsOf(row), paidOn })),
      carriedIn: await readCarriedIn(reads, invoice, partnerId),
      carriedOut: await readCarriedOut(reads, programme, invoice, partnerId),
      programme: programme.name,
      partner: await readNameFor(reads, partner, to),
    };
    return { statement, to };
  });
}

/** What was payable when the last month closed, and stayed off its invoice. */
async function readCarriedOut(db: Reads, programme: Programme, invoice: InvoiceWithPeriod, partnerId: string) {
  const { workspaceId, programmeId, currency, period } = invoice;
  const book = { workspaceId, programmeId, currency };
  const closed = (await findLastClosed(db, book)) ?? period;
  const statuses = payableStatuses(programme.unreviewedPolicy);
  const rows = await findCarriedOut(db, { ...book, before: closed.endsAt }, partnerId, statuses);
  return readCarried(db, book, rows, closed, partnerId);
}

/** What was due with an earlier month's invoice. */
async function readCarriedIn(db: Reads, invoice: InvoiceWithPeriod, partnerId: string) {
  const { workspaceId, id, period } = invoice;
  const rows = await findCarriedIn(db, { workspaceId, id, periodStartsAt: period.startsAt }, partnerId);
  return readCarried(db, invoice, rows, { month: previousMonth(period.month), endsAt: period.startsAt }, partnerId);
}
