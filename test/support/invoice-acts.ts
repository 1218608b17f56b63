import type { Db } from '../../src/db/client.js';
import { findInvoiceHistory } from '../../src/db/events.js';
import type { InvoiceEvent } from '../../src/domain/history.js';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { moveInvoice } from '../../src/services/move-invoice.js';
import { readToday } from '../../src/services/read-rules.js';
import { voidInvoice } from '../../src/services/void-invoice.js';
import { type Books, onlyInvoice } from './books.js';
import { CLEO } from './team.js';

export interface ActOptions {
  readonly by?: string;
  readonly invoiceId?: string;
  readonly revision?: number;
  readonly reason?: string;
  /** Another machine's connection. */
  readonly db?: Db;
}

/** What finance does with the only invoice as it is now, unless told otherwise. */
export async function act(books: Books, deed: InvoiceAct, options: ActOptions = {}): Promise<void> {
  const { by = CLEO, reason = 'Because', db = books.db, ...over } = options;
  const { id: invoiceId, revision } = over.invoiceId ? { id: '', revision: 0 } : await onlyInvoice(books);
  const order = { workspaceId: books.workspaceId, invoiceId, revision, by, reason, ...over };
  const deps = { ...books.deps, db };
  if (deed === 'pay')
    return markInvoicePaid(deps, {
      ...order,
      paidOn: await readToday(deps, books.workspaceId),
      reference: 'SEPA 4711',
    });
  if (deed === 'void') return voidInvoice(deps, order);
  return moveInvoice(deps, { ...order, act: deed });
}

/** From the cut on. */
export async function invoiceEvents(books: Books): Promise<InvoiceEvent[]> {
  return findInvoiceHistory(books.db.reads, books.workspaceId, (await onlyInvoice(books)).id);
}

/** Many rewards of one partner, $0.01 to `count` cents, as if their forms had made them long ago. */
export async function givenManyRewards(books: Books, partnerId: string, count: number): Promise<void> {
  const { workspaceId } = books;
  const { id } = await books.db.reads.programme.findUniqueOrThrow({ where: { workspaceId } });
  await books.db.transaction(
    async (tx) => {
      await tx.$executeRaw`
      INSERT INTO counter VALUES (${workspaceId}, ${id}::uuid, 'reward', 1000 + ${count}::int)
      ON CONFLICT (workspace_id, programme_id, series) DO UPDATE SET value = GREATEST(counter.value, excluded.value)`;
      await tx.$executeRaw`
      WITH made AS (
        INSERT INTO reward (workspace_id, programme_id, number, submission_key, partner_id, description, amount_minor,
          currency, created_by, created_at, four_eyes)
        SELECT ${workspaceId}, ${id}::uuid, 1000 + n, 'bulk-' || n, ${partnerId}::uuid, 'for the webinar', n, 'USD', 'U0ANA',
          ${books.clock.now()}, true
        FROM generate_series(1, ${count}::int) n RETURNING *
      )
      INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment)
      SELECT workspace_id, programme_id, id, 1, 'created', created_by, created_at, status, payment FROM made`;
    },
    { timeout: 120_000 },
  );
}
