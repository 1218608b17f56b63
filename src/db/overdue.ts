import type { LocalDate } from '../domain/period.js';
import type { Reads, Tx } from './client.js';
import type { Scope } from './digest.js';
import type { InvoiceWithPeriod } from './invoices.js';

/** Invoices that are neither paid nor void and were expected to be paid before `today`, the longest overdue first. */
export function findOverdueInvoices(
  db: Reads,
  { workspaceId, programmeId }: Scope,
  today: LocalDate,
): Promise<InvoiceWithPeriod[]> {
  return db.invoice.findMany({
    where: {
      workspaceId,
      programmeId,
      status: { notIn: ['paid', 'void'] },
      expectedPaymentOn: { lt: new Date(`${today}T00:00:00Z`) },
    },
    include: { period: true },
    orderBy: [{ expectedPaymentOn: 'asc' }, { number: 'asc' }],
  });
}

/** Notes that an invoice whose row the caller holds was found overdue. False: that was noted for this date before. */
export async function noteOverdue(
  tx: Tx,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<boolean> {
  const noted = await tx.$executeRaw`
    UPDATE invoice SET overdue_found_for = expected_payment_on
    WHERE workspace_id = ${workspaceId} AND id = ${id}::uuid AND overdue_found_for IS DISTINCT FROM expected_payment_on`;
  return noted > 0;
}
