import type { Tx } from './client.js';
import { type ImportScope, recordset } from './imports.js';

/** What a row of the file points at; the case of keys and e-mails as Postgres compares them. */
export interface CustomerLookup {
  readonly keyIdentity: string | null;
  readonly emailIdentity: string | null;
  /** The partner named in the row; null where there is none. */
  readonly partnerId: string | null;
}

/** Looks every row's partner up, answering in the order asked. */
export function lookUpCustomers(
  tx: Tx,
  scope: ImportScope,
  rows: readonly {
    readonly customerKey?: string | undefined;
    readonly email?: string | undefined;
    readonly partnerKey?: string | undefined;
  }[],
): Promise<CustomerLookup[]> {
  const asked = rows.map((row, place) => ({ ...row, place }));
  return tx.$queryRaw<CustomerLookup[]>`
    SELECT lower(new."customerKey") AS "keyIdentity", lower(new.email) AS "emailIdentity", p.id AS "partnerId"
    FROM ${recordset(asked, 'place int, "customerKey" text, email text, "partnerKey" text')}
    LEFT JOIN partner p ON p.workspace_id = ${scope.workspaceId} AND p.programme_id = ${scope.programmeId}::uuid
      AND lower(p.partner_key) = lower(new."partnerKey")
    ORDER BY new.place`;
}

export interface CustomerRecord {
  readonly id: string;
  readonly partnerId: string;
  readonly key: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly searchText: string;
}

export type KnownCustomer = CustomerRecord & Pick<CustomerLookup, 'keyIdentity' | 'emailIdentity'>;

/** The customers that these rows may be: those with one of the keys, and those with one of the e-mails at their partners. */
export function findCustomerCandidates(
  tx: Tx,
  scope: ImportScope,
  lookups: readonly CustomerLookup[],
): Promise<KnownCustomer[]> {
  const distinct = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  const keys = distinct(lookups.map((lookup) => lookup.keyIdentity));
  const emails = distinct(lookups.map((lookup) => lookup.emailIdentity));
  const partnerIds = distinct(lookups.map((lookup) => lookup.partnerId));
  return tx.$queryRaw<KnownCustomer[]>`
    SELECT id, partner_id AS "partnerId", customer_key AS key, name, email, search_text AS "searchText",
      lower(customer_key) AS "keyIdentity", lower(email) AS "emailIdentity"
    FROM customer
    WHERE id IN (
      SELECT id FROM customer
      WHERE workspace_id = ${scope.workspaceId} AND programme_id = ${scope.programmeId}::uuid
        AND customer_key IS NOT NULL AND lower(customer_key) = ANY(${keys}::text[])
      UNION
      SELECT id FROM customer
      WHERE workspace_id = ${scope.workspaceId} AND partner_id = ANY(${partnerIds}::uuid[])
        AND lower(email) = ANY(${emails}::text[])
    )
    ORDER BY created_at, id`;
}

const COLUMNS = 'id uuid, "partnerId" uuid, key text, name text, email text, "searchText" text';

/** Adds customers. Returns how many: fewer than given, if somebody else has added one of them meanwhile. */
export function insertCustomers(tx: Tx, scope: ImportScope, customers: readonly CustomerRecord[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO customer (id, workspace_id, programme_id, partner_id, customer_key, name, email, search_text)
    SELECT id, ${scope.workspaceId}, ${scope.programmeId}::uuid, "partnerId", key, name, email, "searchText"
    FROM ${recordset(customers, COLUMNS)}
    ON CONFLICT DO NOTHING`;
}

export async function updateCustomers(
  tx: Tx,
  workspaceId: string,
  customers: readonly CustomerRecord[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE customer SET partner_id = new."partnerId", customer_key = new.key, name = new.name, email = new.email,
      search_text = new."searchText"
    FROM ${recordset(customers, COLUMNS)}
    WHERE customer.workspace_id = ${workspaceId} AND customer.id = new.id`;
}
