import type { Reads } from '../db/client.js';
import { findInvoice, type Invoice } from '../db/invoices.js';
import { findMessagesLike } from '../db/messages.js';
import { findGrantsInOrder } from '../db/roles.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import type { JobPayload } from '../domain/jobs.js';
import { isOverdue, nextOverdueReminder } from '../domain/overdue.js';
import { localDateOf } from '../domain/period.js';
import { ESCALATES_FROM } from '../domain/reminders.js';
import type { OverdueReminder } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';
import { isoDate } from './read-partner-notice.js';
import { findEscalation } from './read-reminder.js';
import { findAdmins } from './read-role-holders.js';

/**
 * What finance is reminded of. Undefined: the invoice is paid or void meanwhile, or has another day of payment, or this
 * reminder is not owed any more, or nobody is at work; the clock asks again.
 */
export function getOverdueReminder(
  { db, clock }: Deps,
  { workspaceId, invoiceId, expectedPaymentOn, nth }: JobPayload<'remind-of-overdue'>,
): Promise<OverdueReminder | undefined> {
  return db.snapshot(async (reads) => {
    const now = clock.now();
    const programme = await getProgramme(reads, workspaceId);
    const { timeZone } = programme;
    const invoice = await findInvoice(reads, workspaceId, invoiceId);
    if (!invoice || isoDate(invoice.expectedPaymentOn) !== expectedPaymentOn) return undefined;
    if (!isOverdue({ status: invoice.status, expectedPaymentOn }, localDateOf(now, timeZone))) return undefined;
    if ((await findNextOverdueReminder(reads, invoice, { now, timeZone })) !== nth) return undefined;
    const isEscalated = nth >= ESCALATES_FROM;
    return {
      number: invoice.number,
      month: invoice.period.month,
      total: { minor: invoice.totalMinor, currency: invoice.currency },
      expectedPaymentOn,
      finance: await findFinance(reads, programme, now),
      escalation: isEscalated ? await findEscalation(reads, programme, now) : [],
    };
  });
}

/** The reminder of an overdue invoice that is to be sent now, counted from those that were sent. */
export async function findNextOverdueReminder(
  db: Reads,
  { workspaceId, id, expectedPaymentOn }: Pick<Invoice, 'workspaceId' | 'id' | 'expectedPaymentOn'>,
  at: { readonly now: Date; readonly timeZone: string },
): Promise<number | undefined> {
  const day = isoDate(expectedPaymentOn);
  const series = messageKeys.overdues(id, day);
  const messages = await findMessagesLike(db, workspaceId, series);
  const last = messages.findLast(({ state }) => state === 'posted');
  return nextOverdueReminder(day, last && { nth: Number(last.key.slice(series.length)), at: last.changedAt }, at);
}

/** The people and user groups of finance; where there are none, the admins. */
async function findFinance(db: Reads, { workspaceId }: Programme, now: Date): Promise<string[]> {
  const grants = await findGrantsInOrder(db, workspaceId);
  const finance = grants.filter(({ role }) => role === 'finance').map(({ principalId }) => principalId);
  return finance.length > 0 ? finance : findAdmins(db, workspaceId, now);
}
