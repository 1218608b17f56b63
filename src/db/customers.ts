import type { Reads } from './client.js';
import { Prisma } from './generated/client.js';
import { type GroupScope, inGroups, likePattern } from './partners.js';

export interface CustomerHit {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly email: string | null;
  readonly partnerId: string;
  readonly partnerName: string;
}

const HIT = Prisma.sql`c.id, c.name, c.customer_key AS key, c.email, c.partner_id AS "partnerId", p.name AS "partnerName"`;

/**
 * Customers in which every one of the folded `words` is found (none: all), those of `partnerId` first, then an exact
 * customer key or e-mail, then by name; of partners in these groups alone.
 */
export function searchCustomers(
  db: Reads,
  scope: { readonly workspaceId: string; readonly programmeId: string },
  query: { readonly typed: string; readonly words: readonly string[]; readonly partnerId?: string | undefined },
  limit: number,
  groups: GroupScope,
): Promise<CustomerHit[]> {
  const found = query.words.map((word) => Prisma.sql`AND c.search_text LIKE ${likePattern(word)}`);
  return db.$queryRaw<CustomerHit[]>`
    SELECT ${HIT} FROM customer c JOIN partner p ON p.workspace_id = c.workspace_id AND p.id = c.partner_id
    WHERE c.workspace_id = ${scope.workspaceId} AND c.programme_id = ${scope.programmeId}::uuid
      ${found.length > 0 ? Prisma.join(found, ' ') : Prisma.empty} ${inGroups(groups)}
    ORDER BY (c.partner_id = ${query.partnerId ?? null}::uuid) DESC NULLS LAST,
      (lower(c.customer_key) = ${query.typed} OR lower(c.email) = ${query.typed}) DESC NULLS LAST, c.name, c.id
    LIMIT ${limit}`;
}

export async function findCustomer(
  db: Reads,
  workspaceId: string,
  customerId: string,
): Promise<CustomerHit | undefined> {
  const rows = await db.$queryRaw<CustomerHit[]>`
    SELECT ${HIT} FROM customer c JOIN partner p ON p.workspace_id = c.workspace_id AND p.id = c.partner_id
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${customerId}::uuid`;
  return rows[0];
}
