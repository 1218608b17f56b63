import { type Reads, withoutTimeout } from '../db/client.js';
import { findLastInvoiceMove } from '../db/events.js';
import { findUnreviewedLines } from '../db/invoice-lines.js';
import {
  findCarriedForward,
  findInvoice,
  type Invoice,
  type InvoiceShareRow,
  type ShareRow,
  sumByPartner,
  sumLeftOut,
  sumPostponed,
} from '../db/invoices.js';
import { findFailedJobs } from '../db/workers.js';
import { getProgramme } from '../db/workspaces.js';
import { canStillChange } from '../domain/invoice.js';
import { fromMajor } from '../domain/money.js';
import { isOverdue } from '../domain/overdue.js';
import { leastPayout } from '../domain/payout.js';
import { addLocalDays, localDateOf } from '../domain/period.js';
import type { InvoiceSheet, PartnerShare } from '../domain/shown-invoice.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { readLinks } from './read-links.js';
import { isoDate } from './read-partner-notice.js';

/** How many rewards that nobody reviewed are named; the rest are counted. */
const MOST_NAMED = 10;

/** Everything the invoice's message shows, as it is now. Undefined: no such invoice in this workspace. */
export function readInvoiceSheet(
  { db, clock }: Deps,
  workspaceId: string,
  invoiceId: string,
): Promise<InvoiceSheet | undefined> {
  return withoutTimeout(db).snapshot((reads) => readSheet(reads, workspaceId, invoiceId, clock.now()));
}

/** The same within a snapshot that more is read in. */
export async function readSheet(
  db: Reads,
  workspaceId: string,
  invoiceId: string,
  now: Date,
): Promise<InvoiceSheet | undefined> {
  const invoice = await findInvoice(db, workspaceId, invoiceId);
  if (!invoice) return undefined;
  const { currency, period, programmeId } = invoice;
  const programme = await getProgramme(db, workspaceId);
  const expectedPaymentOn = isoDate(invoice.expectedPaymentOn);
  const month = { workspaceId, programmeId, currency, startsAt: period.startsAt, endsAt: period.endsAt };
  const inCurrency = ({ rewards, total }: { rewards: number; total: bigint }) => ({
    rewards,
    total: { minor: total, currency },
  });
  const share = (row: ShareRow): PartnerShare => ({
    partner: { id: row.partnerId, name: row.name, key: row.key, group: row.group ?? undefined },
    ...inCurrency(row),
  });
  const shares = await sumByPartner(db, workspaceId, invoiceId);
  const carried = await findCarriedForward(
    db,
    { workspaceId, programmeId, currency, before: period.endsAt },
    payableStatuses(programme.unreviewedPolicy),
    leastPayout(programme.minimumPayout, currency),
    invoiceId,
  );
  return {
    id: invoice.id,
    revision: invoice.revision,
    number: invoice.number,
    status: invoice.status,
    month: period.month,
    timeZone: period.timeZone,
    total: { minor: invoice.totalMinor, currency },
    rewards: invoice.lineCount,
    reviewEndsAt: invoice.reviewEndsAt,
    inReviewUntil: addLocalDays(localDateOf(invoice.reviewEndsAt, period.timeZone), -1),
    expectedPaymentOn,
    isOverdue: isOverdue({ status: invoice.status, expectedPaymentOn }, localDateOf(now, programme.timeZone)),
    paidOn: invoice.paidOn ? isoDate(invoice.paidOn) : undefined,
    paymentReference: invoice.paymentReference ?? undefined,
    shares: shares.map((row) => ({ ...share(row), unreviewed: row.unreviewed })),
    unreviewed: { ...inCurrency(sumUnreviewed(shares)), named: await nameUnreviewed(db, invoice) },
    needSecondApproval: inCurrency(await sumLeftOut(db, month, 'needs_second_approval')),
    held: inCurrency(await sumLeftOut(db, month, 'Hold')),
    declined: inCurrency(await sumLeftOut(db, month, 'Declined')),
    paidElsewhere: inCurrency(await sumLeftOut(db, month, 'paid_elsewhere')),
    carriedForward: carried.map(share),
    minimumPayout: programme.minimumPayout > 0n ? fromMajor(programme.minimumPayout, currency) : undefined,
    postponed: inCurrency(await sumPostponed(db, workspaceId, invoiceId)),
    failedJobs: await findFailedJobs(db, workspaceId, [{ invoiceId }]),
    lastChange: await findLastInvoiceMove(db, workspaceId, invoiceId),
  };
}

function sumUnreviewed(shares: readonly InvoiceShareRow[]): { rewards: number; total: bigint } {
  return {
    rewards: shares.reduce((sum, share) => sum + share.unreviewed, 0),
    total: shares.reduce((sum, share) => sum + share.unreviewedTotal, 0n),
  };
}

/** Which rewards to look at, while something can still be done about them. */
async function nameUnreviewed(
  db: Reads,
  { workspaceId, id, status }: Invoice,
): Promise<InvoiceSheet['unreviewed']['named']> {
  if (!canStillChange(status)) return undefined;
  const found = await findUnreviewedLines(db, { workspaceId, id }, MOST_NAMED);
  const ids = found.map((reward) => reward.id);
  const links = await readLinks(db, workspaceId, 'card', ids);
  return found.map((reward) => ({ number: reward.number, link: links.get(reward.id) }));
}
