import type { Reads } from '../db/client.js';
import { findRewardHistory } from '../db/events.js';
import { findPartner } from '../db/partners.js';
import { findReward, type Reward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { Refusal } from '../domain/errors.js';
import { type Actor, mayCreate, mayEdit, maySee } from '../domain/policy.js';
import type { CustomerName, PartnerName, PartnerSummary } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { nameOf, readPartnerSummary } from './read-partner-summary.js';
import { requireAllowed } from './require-allowed.js';
import { readCustomer } from './search-directory.js';

export interface FormChoices {
  readonly workspaceId: string;
  readonly by: string;
  readonly partnerId?: string | undefined;
  readonly customerId?: string | undefined;
  /** The reward that the form edits; none: it makes a new one. */
  readonly rewardId?: string | undefined;
}

export interface ShownChoices {
  /** By name alone for a creator who has no role any more and may not see the partner's sums. */
  readonly partner?: PartnerSummary | PartnerName | undefined;
  readonly customer?: CustomerName | undefined;
  readonly edited?: EditedReward | undefined;
}

/** The reward that a form edits, and the changes that were asked for. */
export interface EditedReward {
  readonly number: number;
  readonly askedBy?: string | undefined;
  readonly question?: string | undefined;
}

/**
 * Reads the partner and the customer that are chosen in a form, whose ids may be forged. Refuses a person who may not fill
 * it in and a partner they may not reward, leaves out a customer of such a partner, and keeps those of the edited reward.
 */
export async function getFormChoices(deps: Deps, choices: FormChoices): Promise<ShownChoices> {
  const { workspaceId, by, rewardId } = choices;
  const { reads } = deps.db;
  const actor = await loadActor(reads, workspaceId, by, deps.clock.now());
  const edited = rewardId ? await findReward(reads, workspaceId, rewardId) : undefined;
  if (edited === null) throw new Refusal('reward_not_found', {});
  requireAllowed(edited ? mayEdit(actor, edited) : mayCreate(actor));
  return {
    partner: await getPartner(deps, choices, actor, edited),
    customer: await getCustomer(deps, choices, actor, edited),
    edited: edited && (await getEdited(reads, edited)),
  };
}

async function getPartner(
  deps: Deps,
  { workspaceId, partnerId }: FormChoices,
  actor: Actor,
  edited: Reward | undefined,
): Promise<ShownChoices['partner']> {
  const partner = partnerId ? await findPartner(deps.db.reads, workspaceId, partnerId) : null;
  if (!partner) return undefined;
  const isKept = partner.id === edited?.partnerId;
  if (!isKept) requireAllowed(mayCreate(actor, partner));
  if (!maySee(actor, partner).allowed) return nameOf(partner);
  return readPartnerSummary(deps, workspaceId, partner.id, { evenArchived: isKept });
}

async function getCustomer(
  deps: Deps,
  { workspaceId, customerId }: FormChoices,
  actor: Actor,
  edited: Reward | undefined,
): Promise<CustomerName | undefined> {
  const customer = customerId ? await readCustomer(deps, workspaceId, customerId) : undefined;
  if (!customer || customer.id === edited?.customerId) return customer;
  const partner = await findPartner(deps.db.reads, workspaceId, customer.partnerId);
  return partner && mayCreate(actor, partner).allowed ? customer : undefined;
}

async function getEdited(reads: Reads, { workspaceId, id, number }: Reward): Promise<EditedReward> {
  const history = await findRewardHistory(reads, workspaceId, id);
  const asked = history.findLast(({ kind }) => kind === 'changes_requested');
  return { number, askedBy: asked?.actor, question: asked?.reason };
}
