import { findEarningByNumber } from '../db/earnings.js';
import { findRewardIdByNumber } from '../db/named-rewards.js';
import { findPartnersOfContact } from '../db/partners.js';
import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { maySee } from '../domain/policy.js';
import type { AskSheet } from '../domain/question.js';
import type { RewardCard } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { createPartnerViews } from './read-home-earnings.js';
import { readRewardLink } from './read-links.js';
import { readCard } from './read-reward-card.js';

export type RewardByNumber =
  | { readonly for: 'team'; readonly card: RewardCard; readonly link?: string | undefined }
  | { readonly for: 'partner'; readonly sheet: AskSheet };

/**
 * A reward as this person may see it: whole for whoever has a role, of their partner groups or their own for a
 * manager who is limited to some, theirs for a contact. Refuses with
 * `reward_not_found` what is not there and what they may not see alike, so that nothing can be learnt by asking.
 */
export function readRewardByNumber(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  number: number,
): Promise<RewardByNumber> {
  return db.snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const actor = await loadActor(reads, workspaceId, userId, clock.now());
    if (maySee(actor).allowed) {
      const id = await findRewardIdByNumber(reads, programme, number);
      const card = id && (await readCard(reads, workspaceId, id, clock.now()));
      const isTheirs = card && maySee(actor, { createdBy: card.createdBy, group: card.partner.group ?? null }).allowed;
      if (isTheirs) return { for: 'team', card, link: await readRewardLink(reads, workspaceId, card.id) };
    }
    const partners = await findPartnersOfContact(reads, workspaceId, { slackUserId: userId });
    const partnerIds = partners.map(({ id }) => id);
    const row = await findEarningByNumber(reads, workspaceId, partnerIds, number);
    if (!row) throw new Refusal('reward_not_found', {});
    const view = await createPartnerViews(reads, programme, clock.now())(row);
    // Whose it is, for a contact of several.
    const partner = partners.length > 1 ? partners.find(({ id }) => id === row.partnerId)?.name : undefined;
    return { for: 'partner', sheet: { rewardId: row.id, view, programme: programme.name, partner } };
  });
}
