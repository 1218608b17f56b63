import { findPartner } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import { getProgramme } from '../db/workspaces.js';
import type { JobPayload } from '../domain/jobs.js';
import type { CarriedNotice } from '../domain/shown-invoice.js';
import type { Deps } from './deps.js';
import { readStayedOff } from './read-carried.js';
import { type Addressee, addresseeOf, readNameFor } from './read-partner-notice.js';

/**
 * What a partner is told where a month closed without them, since they had less than is paid out. Undefined: there was
 * another reason, or a later month is closed by now, whose message says what is true.
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
    if (last?.month !== month || !partner) return undefined;
    const { rewards, total, minimum } = (await readStayedOff(reads, book, last, partnerId)) ?? {};
    if (!rewards || !total || !minimum) return undefined;
    const to = addresseeOf(partner);
    const name = await readNameFor(reads, partner, to);
    return { notice: { month, rewards, total, minimum, programme: programme.name, partner: name }, to };
  });
}
