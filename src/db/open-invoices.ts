import { INVOICE_STATUSES, type InvoiceStatus } from '../domain/invoice.js';
import type { Reads } from './client.js';
import type { Scope } from './digest.js';
import type { InvoiceWithPeriod } from './invoices.js';
import type { Reward } from './rewards.js';

const OPEN: InvoiceStatus[] = INVOICE_STATUSES.filter((status) => status !== 'paid' && status !== 'void');

/** Invoices that are neither paid nor void, the oldest first. */
export function findOpenInvoices(db: Reads, scope: Scope, limit: number): Promise<InvoiceWithPeriod[]> {
  return db.invoice.findMany({
    where: { ...scope, status: { in: OPEN } },
    include: { period: true },
    orderBy: [{ cutAt: 'asc' }, { number: 'asc' }],
    take: limit,
  });
}

export function countOpenInvoices(db: Reads, scope: Scope): Promise<number> {
  return db.invoice.count({ where: { ...scope, status: { in: OPEN } } });
}

/** Invoices in review that count a reward, which is on none, among those that are left out. */
export async function findInvoicesLeavingOut(
  db: Reads,
  reward: Pick<Reward, 'workspaceId' | 'programmeId' | 'currency' | 'createdAt'>,
): Promise<string[]> {
  const { workspaceId, programmeId, currency, createdAt } = reward;
  const rows = await db.invoice.findMany({
    where: {
      ...{ workspaceId, programmeId, currency, status: { in: ['in_review', 'paused'] } },
      period: { endsAt: { gt: createdAt } },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
