import { findPartnersOfContact } from '../db/questions.js';
import type { Deps } from './deps.js';

export type Guess = { readonly kind: 'one'; readonly partnerId: string } | { readonly kind: 'none' | 'several' };

/**
 * The partner a message is about: its author's, if they are a contact of exactly one, else the one whose contacts are
 * mentioned in it. Two that are mentioned are no guess.
 */
export async function guessPartner(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  message: { readonly author?: string | undefined; readonly mentioned: readonly string[] },
): Promise<Guess> {
  const partnerOf = async (slackUserId: string) => {
    const partners = await findPartnersOfContact(db.reads, workspaceId, { slackUserId });
    return partners.length === 1 ? partners[0]?.id : undefined;
  };
  const author = message.author && (await partnerOf(message.author));
  if (author) return { kind: 'one', partnerId: author };
  const found = await Promise.all(message.mentioned.map(partnerOf));
  const [partnerId, ...others] = new Set(found.filter((id) => id !== undefined));
  if (!partnerId) return { kind: 'none' };
  return others.length > 0 ? { kind: 'several' } : { kind: 'one', partnerId };
}
