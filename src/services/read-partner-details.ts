import { findCustomersOf, findNewestRewards } from '../db/partner-details.js';
import { findPartner } from '../db/partners.js';
import { loadActor } from '../db/roles.js';
import { getWorkspace } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { permalinkOf } from '../domain/evidence.js';
import type { PartnerDetails, ShownReward } from '../domain/partner-details.js';
import { mayCreate, maySee, visibleGroups } from '../domain/policy.js';
import { reachOf } from '../domain/reach.js';
import { foldText } from '../domain/search-text.js';
import type { PartnerName } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { readPartnerSummary } from './read-partner-summary.js';
import { requireAllowed } from './require-allowed.js';
import { searchPartners } from './search-directory.js';

/** How many of its contacts, customers and rewards a partner's details name. */
const MOST_NAMED = 10;

interface Asking {
  readonly workspaceId: string;
  readonly by: string;
}

/**
 * The partners that words mean, one where an exact key or nothing else matches. Refuses whoever has no part in the
 * programme; archived partners are left out, and for a manager of some partner groups those of others.
 */
export async function findPartnersFor(deps: Deps, { workspaceId, by }: Asking, words: string): Promise<PartnerName[]> {
  const actor = await loadActor(deps.db.reads, workspaceId, by, deps.clock.now());
  requireAllowed(maySee(actor));
  const found = await searchPartners(deps, workspaceId, words, { groups: visibleGroups(actor) });
  const [first] = found;
  return first && foldText(first.key) === foldText(words) ? [first] : found;
}

/** All there is to see of a partner. Refuses whoever has no part in the programme, and a partner that is not there. */
export async function readPartnerDetails(
  deps: Deps,
  { workspaceId, by }: Asking,
  partnerId: string,
): Promise<PartnerDetails> {
  const { reads } = deps.db;
  const actor = await loadActor(reads, workspaceId, by, deps.clock.now());
  requireAllowed(maySee(actor));
  const summary = await readPartnerSummary(deps, workspaceId, partnerId);
  const partner = await findPartner(reads, workspaceId, partnerId);
  if (!summary || !partner) throw new Refusal('partner_unknown', {});
  if (!maySee(actor, partner).allowed) throw new Refusal('partner_unknown', {});
  const customers = await findCustomersOf(reads, { workspaceId, partnerId }, MOST_NAMED);
  const rewards = await findNewestRewards(reads, { workspaceId, partnerId }, MOST_NAMED);
  const { url } = await getWorkspace(reads, workspaceId);
  return {
    ...summary,
    contacts: partner.contacts.slice(0, MOST_NAMED).map((contact) => ({
      email: contact.email ?? undefined,
      slackUserId: contact.slackUserId ?? undefined,
      reach: reachOf([contact]),
    })),
    contactCount: partner.contacts.length,
    customers: customers.customers.map(({ name, customerKey }) => ({ name, key: customerKey ?? undefined })),
    customerCount: customers.count,
    rewards: rewards.rewards.map((reward) => shownReward(reward, url)),
    rewardCount: rewards.count,
    mayReward: mayCreate(actor, partner).allowed,
  };
}

type RewardRow = Awaited<ReturnType<typeof findNewestRewards>>['rewards'][number];

function shownReward(
  { number, status, amountMinor, currency, createdAt, messages }: RewardRow,
  url: string,
): ShownReward {
  const [card] = messages;
  return {
    number,
    status,
    amount: { minor: amountMinor, currency },
    createdAt,
    link: card?.ts ? permalinkOf(url, { channel: card.channel, ts: card.ts }) : undefined,
  };
}
