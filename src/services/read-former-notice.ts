import { findRewardHistory } from '../db/events.js';
import { findPartner } from '../db/partners.js';
import { findRewardWithParts } from '../db/rewards.js';
import { getProgramme } from '../db/workspaces.js';
import { factsBefore, wasTold } from '../domain/corrections.js';
import { toPartnerView } from '../domain/partner-view.js';
import type { Deps } from './deps.js';
import { findToldRevisions } from './partner-messages.js';
import { addresseeOf, partsOf, type RewardNotice } from './read-partner-notice.js';

/**
 * What the partner is told whose reward it was before the edit of this revision: what they knew of it, and nothing that
 * came after. Undefined: they were never told of it, or it is theirs again.
 */
export async function readFormerNotice(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  rewardId: string,
  revision: number,
): Promise<Omit<RewardNotice, 'overtaken'> | undefined> {
  const reward = await findRewardWithParts(db.reads, workspaceId, rewardId);
  const history = await findRewardHistory(db.reads, workspaceId, rewardId);
  const moved = history.find((event) => event.revision === revision)?.facts.changes?.partner;
  if (!reward || !moved || moved.fromId === reward.partnerId) return undefined;
  if (!wasTold(history, await findToldRevisions(db.reads, reward), revision)) return undefined;
  const partner = await findPartner(db.reads, workspaceId, moved.fromId);
  if (!partner) return undefined;
  const before = factsBefore(history, revision, partsOf(reward));
  return {
    view: toPartnerView({ number: reward.number, status: 'Declined', ...before, isMistaken: true }),
    programme: (await getProgramme(db.reads, workspaceId)).name,
    partnerId: partner.id,
    to: addresseeOf(partner),
  };
}
