import type { RewardStatus } from '../domain/reward.js';
import type { Reads, Tx } from './client.js';
import { type Contact, type Partner, Prisma } from './generated/client.js';
import { waitingInWorkspace } from './lock-timeout.js';
import { isPayable } from './payable.js';

export type { Contact };
export type PartnerWithContacts = Partner & { readonly contacts: readonly Contact[] };

/** What a type-ahead shows of a partner. */
export interface PartnerHit {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly group: string | null;
}

/** Whose partners somebody may reward. */
export type GroupScope = 'all' | ReadonlySet<string>;

/** Narrows a query with a partner `p` to these groups. */
export function inGroups(groups: GroupScope): Prisma.Sql {
  return groups === 'all' ? Prisma.empty : Prisma.sql`AND p."group" = ANY(${[...groups]}::text[])`;
}

const HIT = Prisma.sql`p.id, p.name, p.partner_key AS key, p."group"`;

/**
 * Partners in which every one of the folded `words` is found, an exact key or e-mail first, archived ones left out.
 * `typed` is the whole query, trimmed and in lower case. Uses the trigram index.
 */
export function searchPartners(
  db: Reads,
  scope: { readonly workspaceId: string; readonly programmeId: string },
  query: { readonly typed: string; readonly words: readonly string[] },
  limit: number,
  groups: GroupScope = 'all',
): Promise<PartnerHit[]> {
  const found = Prisma.join(
    query.words.map((word) => Prisma.sql`p.search_text LIKE ${likePattern(word)}`),
    ' AND ',
  );
  return db.$queryRaw<PartnerHit[]>`
    SELECT ${HIT} FROM partner p
    WHERE p.workspace_id = ${scope.workspaceId} AND p.programme_id = ${scope.programmeId}::uuid
      AND p.archived_at IS NULL AND ${found} ${inGroups(groups)}
    ORDER BY (lower(p.partner_key) = ${query.typed}) DESC,
      EXISTS (SELECT 1 FROM contact c WHERE c.workspace_id = p.workspace_id AND c.partner_id = p.id AND lower(c.email) = ${query.typed}) DESC,
      p.search_text LIKE ${`${escapeLike(query.words[0] ?? '')}%`} DESC, p.name, p.id
    LIMIT ${limit}`;
}

/** The partners last rewarded, then those last added: what a type-ahead shows before anything is typed. */
export function findRecentPartners(
  db: Reads,
  scope: { readonly workspaceId: string; readonly programmeId: string },
  limit: number,
  groups: GroupScope = 'all',
): Promise<PartnerHit[]> {
  return db.$queryRaw<PartnerHit[]>`
    WITH rewarded AS (
      SELECT partner_id, max(created_at) AS at FROM (
        SELECT partner_id, created_at FROM reward
        WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid
        ORDER BY number DESC LIMIT 500
      ) latest GROUP BY partner_id
    )
    SELECT ${HIT} FROM partner p LEFT JOIN rewarded ON rewarded.partner_id = p.id
    WHERE p.workspace_id = ${scope.workspaceId} AND p.programme_id = ${scope.programmeId}::uuid AND p.archived_at IS NULL ${inGroups(groups)}
    ORDER BY rewarded.at DESC NULLS LAST, p.created_at DESC, p.name
    LIMIT ${limit}`;
}

const CONTACT_ORDER = [
  { isPrimary: 'desc' },
  { createdAt: 'asc' },
] as const satisfies Prisma.ContactOrderByWithRelationInput[];

export function findPartner(db: Reads, workspaceId: string, partnerId: string): Promise<PartnerWithContacts | null> {
  return db.partner.findUnique({
    where: { workspaceId_id: { workspaceId, id: partnerId } },
    include: { contacts: { orderBy: [...CONTACT_ORDER] } },
  });
}

/** The contacts of these partners, each partner's in the order they are written to. */
export function findContactsOf(db: Reads, workspaceId: string, partnerIds: readonly string[]): Promise<Contact[]> {
  const where = { workspaceId, partnerId: { in: [...partnerIds] } };
  return db.contact.findMany({ where, orderBy: [...CONTACT_ORDER] });
}

/**
 * Holds the partner's row until commit, so that two rewards for one partner see each other, and so do two who link its
 * contact. Undefined: none, or archived.
 */
export async function lockPartner(
  tx: Tx,
  workspaceId: string,
  partnerId: string,
): Promise<{ readonly group: string | null } | undefined> {
  const held = tx.$queryRaw<{ isArchived: boolean; group: string | null }[]>`
    SELECT archived_at IS NOT NULL AS "isArchived", "group" FROM partner
    WHERE workspace_id = ${workspaceId} AND id = ${partnerId}::uuid FOR NO KEY UPDATE`;
  const rows = await waitingInWorkspace(workspaceId, held);
  return rows.find(({ isArchived }) => !isArchived);
}

/** The groups that partners are in, in their order. */
export async function findPartnerGroups(
  db: Reads,
  scope: { readonly workspaceId: string; readonly programmeId: string },
  limit: number,
): Promise<string[]> {
  const rows = await db.partner.findMany({
    where: { ...scope, archivedAt: null, group: { not: null } },
    distinct: ['group'],
    select: { group: true },
    orderBy: { group: 'asc' },
    take: limit,
  });
  return rows.flatMap(({ group }) => group || []);
}

export interface PartnerSums {
  readonly currency: string;
  /** Minor units: New, Approved and Hold. */
  readonly pending: bigint;
  readonly paid: bigint;
}

export function sumRewardsOfPartner(db: Reads, workspaceId: string, partnerId: string): Promise<PartnerSums[]> {
  return db.$queryRaw<PartnerSums[]>`
    SELECT currency,
      COALESCE(sum(amount_minor) FILTER (WHERE status IN ('New', 'Approved', 'Hold')), 0)::bigint AS pending,
      COALESCE(sum(amount_minor) FILTER (WHERE status = 'Paid'), 0)::bigint AS paid
    FROM reward WHERE workspace_id = ${workspaceId} AND partner_id = ${partnerId}::uuid
    GROUP BY currency ORDER BY currency`;
}

/** What a partner's rewards that wait for an invoice come to, in each currency where that is below zero. */
export function sumNegativeBalances(
  db: Reads,
  workspaceId: string,
  partnerId: string,
  statuses: readonly RewardStatus[],
): Promise<{ readonly currency: string; readonly total: bigint }[]> {
  return db.$queryRaw`
    SELECT currency, sum(amount_minor)::bigint AS total FROM reward
    WHERE workspace_id = ${workspaceId} AND partner_id = ${partnerId}::uuid
      AND payment = 'not_invoiced' AND ${isPayable(Prisma.raw('reward'), statuses)}
    GROUP BY currency HAVING sum(amount_minor) < 0 ORDER BY currency`;
}

/** Says who a contact is in Slack, and that they can be reached. False: somebody has said otherwise meanwhile. */
export async function setContactFound(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  slackUserId: string,
): Promise<boolean> {
  const { count } = await tx.contact.updateMany({
    where: { workspaceId, id: contactId, OR: [{ slackUserId: null }, { slackUserId }] },
    data: { slackUserId, unreachable: null },
  });
  return count > 0;
}

/** Says that a contact cannot be reached. False: they are no longer the Slack user, or the lack of one, that was tried. */
export async function setContactUnreachable(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  tried: { readonly slackUserId: string | null; readonly why: string },
): Promise<boolean> {
  const { count } = await tx.contact.updateMany({
    where: { workspaceId, id: contactId, slackUserId: tried.slackUserId },
    data: { unreachable: tried.why },
  });
  return count > 0;
}

/** Makes this Slack user the one that messages to the partner go to. */
export async function savePrimaryContact(
  tx: Tx,
  workspaceId: string,
  partnerId: string,
  slackUserId: string,
): Promise<void> {
  const found = { slackUserId, unreachable: null };
  const { count } = await tx.contact.updateMany({ where: { workspaceId, partnerId, isPrimary: true }, data: found });
  if (count === 0) await tx.contact.create({ data: { workspaceId, partnerId, isPrimary: true, ...found } });
}

export function findContactsToMatch(
  db: Reads,
  workspaceId: string,
  after: string | undefined,
  limit: number,
): Promise<Contact[]> {
  return db.contact.findMany({
    where: { workspaceId, slackUserId: null, email: { not: null }, ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

export function likePattern(word: string): string {
  return `%${escapeLike(word)}%`;
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`);
}

export interface ContactsPartner {
  readonly id: string;
  readonly name: string;
}

/**
 * The unarchived partners that somebody is a contact of, by name. Whoever is known only by the e-mail they are written to
 * with is found by that too; nobody is let in by an e-mail.
 */
export async function findPartnersOfContact(
  db: Reads,
  workspaceId: string,
  who: { readonly slackUserId?: string | undefined; readonly email?: string | undefined },
): Promise<ContactsPartner[]> {
  const { slackUserId, email } = who;
  const same: Prisma.ContactWhereInput[] = [
    ...(slackUserId ? [{ slackUserId }] : []),
    ...(email ? [{ email: { equals: email, mode: 'insensitive' as const } }] : []),
  ];
  if (same.length === 0) return [];
  return db.partner.findMany({
    where: { workspaceId, archivedAt: null, contacts: { some: { OR: same } } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
