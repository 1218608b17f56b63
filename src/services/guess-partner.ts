import { findPartner, findPartnersOfContact } from '../db/partners.js';
import { loadActor } from '../db/roles.js';
import { mayCreate } from '../domain/policy.js';
import type { Deps } from './deps.js';

export type Guess =
  | { readonly kind: 'one'; readonly partnerId: string }
  | { readonly kind: 'none' | 'none_of_theirs' | 'several' };

/**
 * The partner a message is about: its author's, if they are a contact of exactly one, else the one whose contacts are
 * mentioned in it. Two that are mentioned are no guess, and neither is one whom this person may not reward.
 */
export async function guessPartner(
  deps: Deps,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
  message: { readonly author?: string | undefined; readonly mentioned: readonly string[] },
): Promise<Guess> {
  const { db } = deps;
  const actor = await loadActor(db.reads, workspaceId, userId, deps.clock.now());
  const ifTheirs = async (partnerId: string): Promise<Guess> => {
    const partner = await findPartner(db.reads, workspaceId, partnerId);
    return partner && mayCreate(actor, partner).allowed ? { kind: 'one', partnerId } : { kind: 'none_of_theirs' };
  };
  const partnerOf = async (slackUserId: string) => {
    const partners = await findPartnersOfContact(db.reads, workspaceId, { slackUserId });
    return partners.length === 1 ? partners[0]?.id : undefined;
  };
  const author = message.author && (await partnerOf(message.author));
  if (author) return ifTheirs(author);
  const found = await Promise.all(message.mentioned.map(partnerOf));
  const [partnerId, ...others] = new Set(found.filter((id) => id !== undefined));
  if (!partnerId) return { kind: 'none' };
  return others.length > 0 ? { kind: 'several' } : ifTheirs(partnerId);
}
