import { findCarriedBetween } from '../db/carried.js';
import { findPartner } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import { getProgramme } from '../db/workspaces.js';
import type { JobPayload } from '../domain/jobs.js';
import { fromMajor } from '../domain/money.js';
import { carriedBecause, leastPayout } from '../domain/payout.js';
import { nextMonth } from '../domain/period.js';
import type { CarriedNotice } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';
import { type Addressee, addresseeOf, readNameFor } from './read-partner-notice.js';

/**
 * What a partner is told whose rewards were carried forward: since they had less than is paid out when a month closed, or
 * once a line left its invoice. Undefined: nothing of it waits any more, or a later month is closed by now, whose message
 * says what is true.
 */
export function readCarriedNotice(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, currency, month, partnerId }: JobPayload<'tell-carried-forward'>,
): Promise<{ readonly notice: CarriedNotice; readonly to?: Addressee | undefined } | undefined> {
  return db.snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const book = { workspaceId, programmeId: programme.id, currency };
    const last = await findLastClosed(reads, book);
    const partner = await findPartner(reads, workspaceId, partnerId);
    if (!last || !partner) return undefined;
    const next = nextMonth(last.month);
    const rows = await findCarriedBetween(reads, book, { month, to: next }, partnerId);
    const sum = rows.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const minimum = rows.map(({ facts }) => facts.minimum).find((kept) => kept !== undefined);
    // Decided on since, what is left may be enough to be paid.
    const because = carriedBecause(sum, leastPayout(BigInt(minimum ?? '0'), currency));
    if (rows.length === 0 || !because) return undefined;
    const to = addresseeOf(partner);
    const notice: CarriedNotice = {
      month,
      next,
      rewards: rows.length,
      total: { minor: sum, currency },
      minimum: because === 'below_minimum' ? fromMajor(BigInt(minimum ?? '0'), currency) : undefined,
      programme: programme.name,
      partner: await readNameFor(reads, partner, to),
    };
    return { notice, to };
  });
}
