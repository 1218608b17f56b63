import type { Tx } from './client.js';
import { Prisma } from './generated/client.js';

// Rows travel as one JSON value a statement, however many they are. Postgres folds the case of keys and e-mails, here
// as in its unique indexes, so that no two opinions on what is the same can meet.

export interface ImportScope {
  readonly workspaceId: string;
  readonly programmeId: string;
}

/** Lets one import at a time write to a programme; another one's batch waits for the commit of this one. */
export async function lockImports(tx: Tx, programmeId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('import ' || ${programmeId}, 0))`;
}

/**
 * Tells the planner what the tables have become. Without it, it believes for a minute or more that the tables of a
 * first import are nearly empty, and reads all of them for every batch: minutes instead of seconds.
 */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE (SKIP_LOCKED) partner, contact, customer`;
}

/** A partner of the file, with the one it is in the database, if it is there. */
export interface PartnerMatch {
  /** Its key as Postgres compares keys. */
  readonly identity: string;
  readonly id: string | null;
  readonly key: string;
  readonly name: string;
  readonly group: string | null;
  readonly searchText: string;
  readonly contactId: string | null;
  readonly email: string | null;
  readonly slackUserId: string | null;
  readonly otherEmails: readonly string[];
}

/** Looks every key up, answering in the order asked. Without an `id` only `identity` means something. */
export function matchPartners(tx: Tx, scope: ImportScope, keys: readonly string[]): Promise<PartnerMatch[]> {
  return tx.$queryRaw<PartnerMatch[]>`
    SELECT lower(asked.key) AS identity, p.id, p.partner_key AS key, p.name, p."group", p.search_text AS "searchText",
      c.id AS "contactId", c.email, c.slack_user_id AS "slackUserId",
      ARRAY(SELECT other.email FROM contact other
        WHERE other.workspace_id = p.workspace_id AND other.partner_id = p.id AND NOT other.is_primary AND other.email IS NOT NULL
        ORDER BY other.created_at, other.id) AS "otherEmails"
    FROM unnest(${[...keys]}::text[]) WITH ORDINALITY asked(key, place)
    LEFT JOIN partner p ON p.workspace_id = ${scope.workspaceId} AND p.programme_id = ${scope.programmeId}::uuid
      AND lower(p.partner_key) = lower(asked.key)
    LEFT JOIN contact c ON c.workspace_id = p.workspace_id AND c.partner_id = p.id AND c.is_primary
    ORDER BY asked.place`;
}

export interface PartnerRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly group: string | null;
  readonly searchText: string;
}

/** Adds partners. Returns how many: fewer than given, if somebody else has added one of them meanwhile. */
export function insertPartners(tx: Tx, scope: ImportScope, partners: readonly PartnerRecord[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO partner (id, workspace_id, programme_id, partner_key, name, "group", search_text)
    SELECT id, ${scope.workspaceId}, ${scope.programmeId}::uuid, key, name, "group", "searchText"
    FROM ${recordset(partners, 'id uuid, key text, name text, "group" text, "searchText" text')}
    ON CONFLICT DO NOTHING`;
}

export async function updatePartners(tx: Tx, workspaceId: string, partners: readonly PartnerRecord[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE partner SET name = new.name, "group" = new."group", search_text = new."searchText"
    FROM ${recordset(partners, 'id uuid, name text, "group" text, "searchText" text')}
    WHERE partner.workspace_id = ${workspaceId} AND partner.id = new.id`;
}

/** A primary contact, as the file has it; null is a blank cell. */
export interface ContactRecord {
  readonly id: string;
  readonly partnerId: string;
  readonly email: string | null;
  readonly slackUserId: string | null;
}

/** Adds primary contacts. Returns how many: fewer than given, if a partner has got one meanwhile. */
export function insertContacts(tx: Tx, workspaceId: string, contacts: readonly ContactRecord[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO contact (id, workspace_id, partner_id, email, slack_user_id)
    SELECT id, ${workspaceId}, "partnerId", email, "slackUserId"
    FROM ${recordset(contacts, 'id uuid, "partnerId" uuid, email text, "slackUserId" text')}
    ON CONFLICT DO NOTHING`;
}

/** Changes what the file has of contacts, and forgets that they could not be reached as they were. */
export async function updateContacts(tx: Tx, workspaceId: string, contacts: readonly ContactRecord[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE contact SET email = COALESCE(new.email, contact.email),
      slack_user_id = COALESCE(new."slackUserId", contact.slack_user_id), unreachable = NULL
    FROM ${recordset(contacts, 'id uuid, email text, "slackUserId" text')}
    WHERE contact.workspace_id = ${workspaceId} AND contact.id = new.id`;
}

/** Whether a contact has an e-mail and nobody in Slack is known for it. */
export async function hasContactsToMatch(tx: Tx, workspaceId: string): Promise<boolean> {
  const found = await tx.contact.findFirst({
    where: { workspaceId, slackUserId: null, email: { not: null } },
    select: { id: true },
  });
  return found !== null;
}

/** The records as a table named `new`. `columns` is text of this program, never of a person. */
export function recordset(records: readonly object[], columns: string): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS new(${Prisma.raw(columns)})`;
}
