import type { Contact, PartnerWithContacts } from '../db/partners.js';
import { findPartner, sumRewardsOfPartner } from '../db/partners.js';
import { type PartnerName, type PartnerSummary, type Reach, UNREACHABLE, type Unreachable } from '../domain/shown.js';
import type { Deps } from './deps.js';

export function nameOf(partner: Pick<PartnerWithContacts, 'id' | 'name' | 'partnerKey' | 'group'>): PartnerName {
  return { id: partner.id, name: partner.name, key: partner.partnerKey, group: partner.group ?? undefined };
}

/** The contact whom Slack messages go to: the primary one with a Slack user, else the first that has one. */
export function pickContact(contacts: readonly Contact[]): Contact | undefined {
  return contacts.find((contact) => contact.slackUserId && !contact.unreachable) ?? contacts[0];
}

/** Whether a partner can be told in Slack, as far as is known. */
export function reachOf(contacts: readonly Contact[]): Reach {
  const contact = pickContact(contacts);
  if (!contact) return { reachable: false, why: 'no_contact' };
  if (!contact.slackUserId) return { reachable: false, why: 'no_slack_user' };
  if (isUnreachable(contact.unreachable)) return { reachable: false, why: contact.unreachable };
  return { reachable: true, slackUserId: contact.slackUserId };
}

/** A message's problem that no later attempt will mend; a rate limit, say, is not one. */
export function isUnreachable(problem: string | null): problem is Unreachable {
  return UNREACHABLE.some((why) => why === problem);
}

/** What the form says of the chosen partner. Undefined: no such partner here, or archived. */
export async function readPartnerSummary(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  partnerId: string,
): Promise<PartnerSummary | undefined> {
  const partner = await findPartner(db.reads, workspaceId, partnerId);
  if (!partner || partner.archivedAt) return undefined;
  const sums = await sumRewardsOfPartner(db.reads, workspaceId, partnerId);
  return {
    ...nameOf(partner),
    pending: sums.filter((sum) => sum.pending !== 0n).map(({ currency, pending }) => ({ currency, minor: pending })),
    paid: sums.filter((sum) => sum.paid !== 0n).map(({ currency, paid }) => ({ currency, minor: paid })),
    reach: reachOf(partner.contacts),
  };
}
