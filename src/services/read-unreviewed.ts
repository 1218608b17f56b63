import { loadActor } from '../db/roles.js';
import { findUndecided, sumUndecided } from '../db/undecided.js';
import { getProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import type { QueueRow } from '../domain/home-parts.js';
import { maySeeUnreviewed } from '../domain/policy.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';
import { showRows } from './read-home-queue.js';
import { readSheet } from './read-invoice-sheet.js';
import { requireAllowed } from './require-allowed.js';

export interface Unreviewed {
  readonly sheet: InvoiceSheet;
  /** The first of them by number, as this person's queue shows them. */
  readonly rows: readonly QueueRow[];
  readonly more: number;
}

/** An invoice's unreviewed rewards, while they can be decided. Refuses a person who neither handles invoices nor decides. */
export function readUnreviewed(
  { db, clock }: Deps,
  who: { readonly workspaceId: string; readonly userId: string },
  invoiceId: string,
  most: number,
): Promise<Unreviewed> {
  const { workspaceId, userId } = who;
  return db.snapshot(async (reads) => {
    const now = clock.now();
    const actor = await loadActor(reads, workspaceId, userId, now);
    requireAllowed(maySeeUnreviewed(actor));
    const sheet = await readSheet(reads, workspaceId, invoiceId, now);
    if (!sheet) throw new Refusal('invoice_not_found', {});
    const programme = await getProgramme(reads, workspaceId);
    const scope = { workspaceId, programmeId: programme.id };
    const filter = { invoiceId, status: 'New' } as const;
    const found = await findUndecided(reads, scope, filter, undefined, most);
    const show = await showRows(reads, programme, { actor, now }, found);
    const all = await sumUndecided(reads, scope, filter);
    return { sheet, rows: found.map(show), more: all.reduce((count, sum) => count + sum.rewards, 0) - found.length };
  });
}
