import { type CustomerHit, findCustomer, searchCustomers as queryCustomers } from '../db/customers.js';
import {
  findRecentPartners,
  type GroupScope,
  type PartnerHit,
  searchPartners as queryPartners,
} from '../db/partners.js';
import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { mayReview, rewardableGroups } from '../domain/policy.js';
import { wordsOf } from '../domain/search-text.js';
import type { CustomerName, PartnerName } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';

/** What one type-ahead can show: Slack takes at most 100 options. */
const MOST_HITS = 100;

/** Partners for a type-ahead: every word must match; nothing typed shows the recent ones (SPEC 3). */
export async function searchPartners(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  query: string,
  { limit = MOST_HITS, groups = 'all' }: { readonly limit?: number; readonly groups?: GroupScope } = {},
): Promise<PartnerName[]> {
  const programme = await getProgramme(db.reads, workspaceId);
  const scope = { workspaceId, programmeId: programme.id };
  const words = wordsOf(query);
  const hits =
    words.length > 0
      ? await queryPartners(db.reads, scope, { typed: typedKey(query), words }, limit, groups)
      : await findRecentPartners(db.reads, scope, limit, groups);
  return hits.map(readPartnerHit);
}

/** The same of those whom this person may reward. */
export async function searchRewardablePartners(
  deps: Deps,
  workspaceId: string,
  userId: string,
  query: string,
): Promise<PartnerName[]> {
  const actor = await loadActor(deps.db.reads, workspaceId, userId, deps.clock.now());
  return searchPartners(deps, workspaceId, query, { groups: rewardableGroups(actor) });
}

/** The same of all partners, for whoever reviews. */
export async function searchPartnersToReview(
  deps: Deps,
  workspaceId: string,
  userId: string,
  query: string,
): Promise<PartnerName[]> {
  requireAllowed(mayReview(await loadActor(deps.db.reads, workspaceId, userId, deps.clock.now())));
  return searchPartners(deps, workspaceId, query);
}

export interface CustomerSearch {
  readonly query: string;
  /** The partner chosen in the form, whose customers come first. */
  readonly partnerId?: string | undefined;
}

/** Customers for a type-ahead, those of the chosen partner first: of partners whom this person may reward, and no other. */
export async function searchCustomers(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  { query, partnerId }: CustomerSearch,
): Promise<{ readonly own: CustomerName[]; readonly others: CustomerName[] }> {
  const actor = await loadActor(db.reads, workspaceId, userId, clock.now());
  const programme = await getProgramme(db.reads, workspaceId);
  const scope = { workspaceId, programmeId: programme.id };
  const hits = await queryCustomers(
    db.reads,
    scope,
    { typed: typedKey(query), words: wordsOf(query), partnerId },
    MOST_HITS,
    rewardableGroups(actor),
  );
  const customers = hits.map(readCustomerHit);
  return {
    own: customers.filter((customer) => customer.partnerId === partnerId),
    others: customers.filter((customer) => customer.partnerId !== partnerId),
  };
}

export async function readCustomer(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  customerId: string,
): Promise<CustomerName | undefined> {
  const hit = await findCustomer(db.reads, workspaceId, customerId);
  return hit && readCustomerHit(hit);
}

function readCustomerHit(hit: CustomerHit): CustomerName {
  return { ...hit, key: hit.key ?? undefined, email: hit.email ?? undefined };
}

function readPartnerHit(hit: PartnerHit): PartnerName {
  return { ...hit, group: hit.group ?? undefined };
}

function typedKey(query: string): string {
  return query
    .replace(/\p{Cc}/gu, '')
    .trim()
    .toLowerCase();
}
