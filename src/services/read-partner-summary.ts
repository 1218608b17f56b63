import { findPartner, type PartnerWithContacts, sumNegativeBalances, sumRewardsOfPartner } from '../db/partners.js';
import { getProgramme } from '../db/workspaces.js';
import { reachOf } from '../domain/reach.js';
import type { PartnerName, PartnerSummary } from '../domain/shown.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';

export function nameOf(partner: Pick<PartnerWithContacts, 'id' | 'name' | 'partnerKey' | 'group'>): PartnerName {
  return { id: partner.id, name: partner.name, key: partner.partnerKey, group: partner.group ?? undefined };
}

/** What the form says of the chosen partner. Undefined: no such partner here, or archived. */
export async function readPartnerSummary(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  partnerId: string,
  { evenArchived = false } = {},
): Promise<PartnerSummary | undefined> {
  const partner = await findPartner(db.reads, workspaceId, partnerId);
  if (!partner || (partner.archivedAt && !evenArchived)) return undefined;
  const { unreviewedPolicy } = await getProgramme(db.reads, workspaceId);
  const balances = await sumNegativeBalances(db.reads, workspaceId, partnerId, payableStatuses(unreviewedPolicy));
  const sums = await sumRewardsOfPartner(db.reads, workspaceId, partnerId);
  return {
    ...nameOf(partner),
    pending: sums.filter((sum) => sum.pending > 0n).map(({ currency, pending }) => ({ currency, minor: pending })),
    paid: sums.filter((sum) => sum.paid !== 0n).map(({ currency, paid }) => ({ currency, minor: paid })),
    balance: balances.map(({ currency, total }) => ({ currency, minor: total })),
    reach: reachOf(partner.contacts),
  };
}
