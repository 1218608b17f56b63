import { INVOICE_STATUSES, type InvoiceStatus } from '../domain/invoice.js';
import type { Reads } from './client.js';
import type { Scope } from './digest.js';
import type { InvoiceWithPeriod } from './invoices.js';

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
