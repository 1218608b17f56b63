import type { Reads } from './client.js';
import type { CountAndSum } from './invoices.js';

/** What a partner's lines on an invoice come to. */
export async function sumStatement(
  db: Reads,
  invoice: { readonly workspaceId: string; readonly id: string },
  partnerId: string,
): Promise<CountAndSum> {
  const { _count, _sum } = await db.invoiceLine.aggregate({
    where: { workspaceId: invoice.workspaceId, invoiceId: invoice.id, partnerId, removedAt: null },
    _count: true,
    _sum: { amountMinor: true },
  });
  return { rewards: _count, total: _sum.amountMinor ?? 0n };
}
