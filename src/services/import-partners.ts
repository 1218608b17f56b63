import { randomUUID } from 'node:crypto';
import { minutesToMilliseconds } from 'date-fns/minutesToMilliseconds';
import type { Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import {
  type ContactRecord,
  hasContactsToMatch,
  type ImportScope,
  insertContacts,
  insertPartners,
  matchPartners,
  type PartnerMatch,
  type PartnerRecord,
  updateContacts,
  updatePartners,
} from '../db/imports.js';
import { type PartnerRow, readPartnerRow } from '../domain/import-row.js';
import { searchTextOf } from '../domain/search-text.js';
import type { Deps } from './deps.js';
import {
  type ImportOrder,
  type ImportReport,
  importRows,
  Overtaken,
  type ReadRow,
  type RowOutcome,
} from './import-rows.js';

export interface PartnerImportReport extends ImportReport {
  /** Contacts will be looked for in Slack by their e-mail. */
  readonly matching: boolean;
}

/** While more batches follow, contacts are not looked for yet: one search at the end finds them all. */
const MATCH_IN_MINUTES = 2;

/**
 * Imports partners with their primary contacts. A partner is its key, case aside, and a blank cell changes nothing. A
 * contact whose e-mail or Slack user changes counts as reachable again.
 */
export async function importPartners(deps: Deps, order: ImportOrder): Promise<PartnerImportReport> {
  const { workspaceId } = order;
  const report = await importRows<PartnerRow>(deps, order, {
    read: readPartnerRow,
    keyOf: ({ cells }) => cells.partner_key?.trim() ?? '',
    write: async (tx, scope, rows, seen) => {
      const { outcomes, changes } = plan(rows, await matchPartners(tx, scope, rows.map(keyIn)), seen);
      await write(tx, scope, changes);
      if (changes.newContacts.length + changes.contacts.length > 0) {
        const inMs = minutesToMilliseconds(MATCH_IN_MINUTES);
        await enqueue(tx, { name: 'match-contacts', payload: { workspaceId } }, { inMs });
      }
      return outcomes;
    },
  });
  const matching = await deps.db.transaction(async (tx) => {
    if (!(await hasContactsToMatch(tx, workspaceId))) return false;
    await enqueue(tx, { name: 'match-contacts', payload: { workspaceId } }, { inMs: 0 });
    return true;
  });
  return { ...report, matching };
}

interface Changes {
  readonly newPartners: PartnerRecord[];
  readonly partners: PartnerRecord[];
  readonly newContacts: ContactRecord[];
  readonly contacts: ContactRecord[];
}

function plan(
  rows: readonly ReadRow<PartnerRow>[],
  matches: readonly PartnerMatch[],
  seen: ReadonlyMap<string, number>,
): { readonly outcomes: RowOutcome[]; readonly changes: Changes } {
  const changes: Changes = { newPartners: [], partners: [], newContacts: [], contacts: [] };
  const here = new Map(seen);
  const outcomes = rows.map(({ row, values }, place): RowOutcome => {
    const match = matches[place];
    if (!match) throw new TypeError(`row ${row} was not looked up`);
    const before = here.get(match.identity);
    if (before !== undefined) return { outcome: 'skipped', why: { code: 'repeated', row: before } };
    const outcome = planRow(values, match, changes);
    if (outcome.outcome !== 'skipped') here.set(match.identity, row);
    return outcome;
  });
  return { outcomes, changes };
}

function planRow(values: PartnerRow, match: PartnerMatch, changes: Changes): RowOutcome {
  const name = values.name ?? (match.id ? match.name : undefined);
  if (name === undefined) {
    return { outcome: 'skipped', why: { code: 'missing', column: 'name', of: 'new partner' } };
  }
  const key = match.id ? match.key : values.partnerKey;
  const emails = [values.email ?? match.email ?? undefined, ...match.otherEmails];
  const partner: PartnerRecord = {
    id: match.id ?? randomUUID(),
    key,
    name,
    group: values.group ?? match.group,
    searchText: searchTextOf(name, key, emails),
  };
  const contactChanged = planContact(partner.id, values, match, changes);
  if (!match.id) {
    changes.newPartners.push(partner);
    return { outcome: 'imported', subject: match.identity };
  }
  const partnerChanged =
    partner.name !== match.name || partner.group !== match.group || partner.searchText !== match.searchText;
  if (partnerChanged) changes.partners.push(partner);
  return { outcome: partnerChanged || contactChanged ? 'updated' : 'unchanged', subject: match.identity };
}

function planContact(partnerId: string, values: PartnerRow, match: PartnerMatch, changes: Changes): boolean {
  const { email = null, slackUserId = null } = values;
  const isSame = (email ?? match.email) === match.email && (slackUserId ?? match.slackUserId) === match.slackUserId;
  if (isSame) return false;
  if (match.contactId) changes.contacts.push({ id: match.contactId, partnerId, email, slackUserId });
  else changes.newContacts.push({ id: randomUUID(), partnerId, email, slackUserId });
  return true;
}

async function write(tx: Tx, scope: ImportScope, changes: Changes): Promise<void> {
  const { newPartners, partners, newContacts, contacts } = changes;
  if (newPartners.length > 0 && (await insertPartners(tx, scope, newPartners)) < newPartners.length) {
    throw new Overtaken();
  }
  if (partners.length > 0) await updatePartners(tx, scope.workspaceId, partners);
  if (newContacts.length > 0 && (await insertContacts(tx, scope.workspaceId, newContacts)) < newContacts.length) {
    throw new Overtaken();
  }
  if (contacts.length > 0) await updateContacts(tx, scope.workspaceId, contacts);
}

function keyIn({ values }: ReadRow<PartnerRow>): string {
  return values.partnerKey;
}
