import { type Contact, findContactsOf } from '../db/partners.js';
import { reachOf } from '../domain/reach.js';
import type { NoticeRecipient, Reach } from '../domain/shown.js';
import type { Deps } from './deps.js';

/**
 * Whether messages to these partners arrive, by the contacts that the jobs will write to.
 *
 * @returns one recipient a partner, in the order given.
 */
export async function listNoticeRecipients(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  partners: readonly { readonly id: string; readonly name: string }[],
): Promise<NoticeRecipient[]> {
  const byId = new Map(partners.map(({ id, name }) => [id, name]));
  const contacts = await findContactsOf(db.reads, workspaceId, [...byId.keys()]);
  const byPartner = new Map<string, Contact[]>();
  for (const contact of contacts)
    byPartner.set(contact.partnerId, [...(byPartner.get(contact.partnerId) ?? []), contact]);
  return [...byId].map(([id, partner]) => ({ partner, reach: reachOf(byPartner.get(id) ?? []) }));
}

export async function getPartnerReach(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  partnerId: string,
): Promise<Reach> {
  return reachOf(await findContactsOf(db.reads, workspaceId, [partnerId]));
}
