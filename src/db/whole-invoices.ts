import type { HeldBy } from '../domain/errors.js';
import type { Reads, Tx } from './client.js';

// Work on a whole invoice holds the rows of all its rewards until it commits. It announces itself by an advisory lock that
// nobody waits for, so that whoever waits for one of those rows can be told what holds it.

type WholeInvoiceWork = Exclude<HeldBy, 'others'>;

/** The first numbers of the advisory locks, the workspace is the second. */
const LOCK_OF: { readonly [Work in WholeInvoiceWork]: number } = { cut: 61_001, invoice: 61_002 };

/** Announces that this transaction works on a whole invoice from here on until it ends. Many may do so at once. */
export async function announceWork(tx: Tx, workspaceId: string, work: WholeInvoiceWork): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${LOCK_OF[work]}::int, hashtext(${workspaceId}))`;
}

/** The work that is going on in a workspace, a cut before other work. Undefined: none is. */
export async function findWorkGoingOn(db: Reads, workspaceId: string): Promise<WholeInvoiceWork | undefined> {
  const locks = await db.$queryRaw<{ lock: number }[]>`
    SELECT classid::bigint::int AS lock FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND objid::bigint = hashtext(${workspaceId})::bigint & 4294967295
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return (['cut', 'invoice'] as const).find((work) => locks.some(({ lock }) => lock === LOCK_OF[work]));
}
