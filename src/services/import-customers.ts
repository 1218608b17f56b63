import { randomUUID } from 'node:crypto';
import {
  type CustomerLookup,
  type CustomerRecord,
  findCustomerCandidates,
  insertCustomers,
  type KnownCustomer,
  lookUpCustomers,
  updateCustomers,
} from '../db/import-customers.js';
import { type CustomerRow, type RowProblem, readCustomerRow } from '../domain/import-row.js';
import { searchTextOf } from '../domain/search-text.js';
import { CustomerBook } from './customer-book.js';
import type { Deps } from './deps.js';
import {
  type ImportOrder,
  type ImportReport,
  importRows,
  Overtaken,
  type ReadRow,
  type RowOutcome,
} from './import-rows.js';

/**
 * Imports customers. A customer is its key, case aside, else its partner and e-mail, and a blank cell changes nothing.
 * One that is known by its key may move to another partner; one that was known by its e-mail alone is given its key.
 */
export function importCustomers(deps: Deps, order: ImportOrder): Promise<ImportReport> {
  return importRows<CustomerRow>(deps, order, {
    read: readCustomerRow,
    keyOf: ({ cells }) => cells.customer_key?.trim() || cells.email?.trim() || '',
    write: async (tx, scope, rows, seen) => {
      const lookups = await lookUpCustomers(
        tx,
        scope,
        rows.map(({ values }) => values),
      );
      const { outcomes, added, changed } = plan(rows, lookups, await findCustomerCandidates(tx, scope, lookups), seen);
      // Changes first: a key that one customer is given may free an e-mail that a new one has.
      if (changed.length > 0) await updateCustomers(tx, scope.workspaceId, changed);
      if (added.length > 0 && (await insertCustomers(tx, scope, added)) < added.length) throw new Overtaken();
      return outcomes;
    },
  });
}

interface Plan {
  readonly outcomes: RowOutcome[];
  readonly added: CustomerRecord[];
  readonly changed: CustomerRecord[];
}

function plan(
  rows: readonly ReadRow<CustomerRow>[],
  lookups: readonly CustomerLookup[],
  known: readonly KnownCustomer[],
  seen: ReadonlyMap<string, number>,
): Plan {
  const book = new CustomerBook(known);
  const here = new Map(seen);
  const added: CustomerRecord[] = [];
  const changed: CustomerRecord[] = [];
  const outcomes = rows.map(({ row, values }, place): RowOutcome => {
    const lookup = lookups[place];
    if (!lookup) throw new TypeError(`row ${row} was not looked up`);
    if (values.partnerKey && !lookup.partnerId) return skip({ code: 'partner_unknown', partnerKey: values.partnerKey });
    const before = book.find(lookup);
    if (before === 'several') return skip({ code: 'email_of_several' });
    const seenIn = before && here.get(before.id);
    if (seenIn !== undefined) return skip({ code: 'repeated', row: seenIn });

    const after = merge(values, lookup, before);
    if ('code' in after) return skip(after);
    here.set(after.id, row);
    book.put(after);
    if (!before) added.push(after);
    else if (isDifferent(before, after)) changed.push(after);
    else return { outcome: 'unchanged', subject: after.id };
    return { outcome: before ? 'updated' : 'imported', subject: after.id };
  });
  return { outcomes, added, changed };
}

function merge(
  values: CustomerRow,
  lookup: CustomerLookup,
  before: KnownCustomer | undefined,
): KnownCustomer | RowProblem {
  const partnerId = lookup.partnerId ?? before?.partnerId;
  const name = values.name ?? before?.name;
  if (!partnerId) return { code: 'missing', column: 'partner_key', of: 'new customer' };
  if (!name) return { code: 'missing', column: 'name', of: 'new customer' };
  const key = before?.key ?? values.customerKey ?? null;
  const email = values.email ?? before?.email ?? null;
  return {
    id: before?.id ?? randomUUID(),
    partnerId,
    key,
    name,
    email,
    searchText: searchTextOf(name, key ?? undefined, [email ?? undefined]),
    keyIdentity: before?.keyIdentity ?? lookup.keyIdentity,
    emailIdentity: lookup.emailIdentity ?? before?.emailIdentity ?? null,
  };
}

function isDifferent(before: CustomerRecord, after: CustomerRecord): boolean {
  return (['partnerId', 'key', 'name', 'email', 'searchText'] as const).some((field) => before[field] !== after[field]);
}

function skip(why: RowProblem): RowOutcome {
  return { outcome: 'skipped', why };
}
