import { findInvoice } from '../db/invoices.js';
import { findPartner } from '../db/partners.js';
import { sumStatement } from '../db/statements.js';
import { getProgramme } from '../db/workspaces.js';
import type { JobPayload } from '../domain/jobs.js';
import { isOverdue } from '../domain/overdue.js';
import { localDateOf } from '../domain/period.js';
import type { LateNotice } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';
import { type Addressee, addresseeOf, isoDate, readNameFor } from './read-partner-notice.js';

/**
 * What a partner is told whose payment is late. Undefined: it is paid or void meanwhile, is expected later, or nothing of
 * theirs is on the invoice any more.
 */
export function getLateNotice(
  { db, clock }: Deps,
  { workspaceId, invoiceId, partnerId }: JobPayload<'notify-late-payment'>,
): Promise<{ readonly notice: LateNotice; readonly to?: Addressee | undefined } | undefined> {
  return db.snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const invoice = await findInvoice(reads, workspaceId, invoiceId);
    const partner = await findPartner(reads, workspaceId, partnerId);
    if (!invoice || !partner) return undefined;
    const expectedPaymentOn = isoDate(invoice.expectedPaymentOn);
    const today = localDateOf(clock.now(), programme.timeZone);
    if (!isOverdue({ status: invoice.status, expectedPaymentOn }, today)) return undefined;
    const lines = await sumStatement(reads, { workspaceId, id: invoiceId }, partnerId);
    if (lines.rewards === 0) return undefined;
    const to = addresseeOf(partner);
    const notice: LateNotice = {
      invoice: invoice.number,
      month: invoice.period.month,
      rewards: lines.rewards,
      total: { minor: lines.total, currency: invoice.currency },
      expectedPaymentOn,
      programme: programme.name,
      partner: await readNameFor(reads, partner, to),
    };
    return { notice, to };
  });
}
