import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import {
  type Books,
  expectBalance,
  givenPartners,
  onlyInvoice,
  openShelf,
  type Shelf,
  tick,
} from '../support/books.js';
import { givenCustomer } from '../support/directory.js';
import { decide, givenReward } from '../support/rewards.js';
import { CLEO } from '../support/team.js';

// The rules that hold whoever writes: each is broken here in plain SQL.

let shelf: Shelf;
let ours: Books;
let sql: Client;

// A: in review, with R-1001 and R-1002. B: paid, with R-1003. C: void; R-1004 left it and is on hold. R-1005 is new.
beforeAll(async () => {
  shelf = await openShelf();
  ours = await shelf.open({ now: '2026-09-10T12:00:00Z' });
  const { acme } = await givenPartners(ours, 'acme');
  await givenCustomer(ours, { partnerId: acme, name: 'Initech', key: 'cus-1' });
  const paid = await givenReward(ours, { partnerId: acme, amount: '30' });
  await tick(ours, '2026-10-01T00:30:00Z');
  await tick(ours, '2026-10-08T00:30:00Z');
  const { id: invoiceId, revision } = await onlyInvoice(ours);
  const payment = { workspaceId: ours.workspaceId, invoiceId, revision, by: CLEO };
  await markInvoicePaid(ours.deps, { ...payment, paidOn: '2026-10-08', reference: 'SEPA 1' });
  ours.clock.set('2026-10-10T12:00:00Z');
  const held = await givenReward(ours, { partnerId: acme, amount: '40' });
  await tick(ours, '2026-11-01T00:30:00Z');
  await decide(ours, held.id, 'hold');
  ours.clock.set('2026-11-10T12:00:00Z');
  const onIt = await givenReward(ours, { partnerId: acme, amount: '10' });
  await givenReward(ours, { partnerId: acme, amount: '20' });
  await tick(ours, '2026-12-01T00:30:00Z');
  const free = await givenReward(ours, { partnerId: acme, amount: '50' });

  const others = await shelf.open();
  const { globex } = await givenPartners(others, 'globex');
  await givenCustomer(others, { partnerId: globex, name: 'Umbrella', key: 'cus-2' });
  await givenReward(others, { partnerId: globex, amount: '60' });
  await tick(others, '2026-12-01T00:30:00Z');
  const theirs = await givenReward(others, { partnerId: globex, amount: '70' });

  sql = new Client({ connectionString: shelf.url });
  await sql.connect();
  const names = { paid: paid.id, held: held.id, on: onIt.id, free: free.id, theirs: theirs.id };
  for (const [name, id] of Object.entries(names)) await sql.query(`SELECT set_config('t.${name}', '${id}', false)`);
  await sql.query(`SELECT set_config('t.ours', '${ours.workspaceId}', false)`);
});
afterAll(async () => {
  await sql.end();
  await shelf.close();
});

const reward = (name: string) => `current_setting('t.${name}')::uuid`;
const invoice = (status: string) =>
  `(SELECT id FROM invoice WHERE status = '${status}' AND workspace_id = current_setting('t.ours'))`;
const line = (values: string) =>
  `INSERT INTO invoice_line (workspace_id, invoice_id, reward_id, partner_id, partner_key, partner_name, amount_minor) ${values}`;
const lineOf = (name: string, on: string, amount = 'amount_minor') =>
  line(`SELECT workspace_id, ${on}, id, partner_id, 'acme', 'acme', ${amount} FROM reward WHERE id = ${reward(name)}`);
const copyOf =
  (table: string, columns: readonly string[], from: string) => (changes: Readonly<Record<string, string>>) =>
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => changes[column] ?? column).join(', ')} FROM ${table} WHERE id = ${from}`;
const OF_REWARD = [
  'workspace_id',
  'programme_id',
  'number',
  'submission_key',
  'partner_id',
  'description',
  'amount_minor',
];
const aReward = copyOf(
  'reward',
  [...OF_REWARD, 'currency', 'created_by', 'created_at', 'four_eyes', 'corrects_reward_id'],
  reward('free'),
);
const ANOTHER = { number: '9000', submission_key: `'V9'` };
const OF_INVOICE = [
  'workspace_id',
  'programme_id',
  'period_id',
  'number',
  'currency',
  'status',
  'total_minor',
  'line_count',
];
const anInvoice = copyOf(
  'invoice',
  [...OF_INVOICE, 'cut_at', 'review_ends_at', 'expected_payment_on'],
  invoice('in_review'),
);
const EMPTY = { status: `'void'`, total_minor: '0', line_count: '0' };
const aPeriod = `INSERT INTO period (workspace_id, programme_id, currency, month, starts_at, ends_at, time_zone, closed_at)`;

/** Breaks a rule in a transaction and tries to commit. Says what Postgres said, or that it was let through. */
async function attempt(...statements: string[]): Promise<string> {
  try {
    await sql.query('BEGIN');
    let touched = 0;
    for (const statement of statements) touched += (await sql.query(statement)).rowCount ?? 0;
    if (touched === 0) return 'nothing was touched';
    await sql.query('COMMIT');
    return 'let through';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  } finally {
    await sql.query('ROLLBACK');
  }
}

describe('invoices and lines', () => {
  test.each<[string, RegExp, ...string[]]>([
    [
      'a total is not the sum of the lines',
      /says 1 on 2 lines, its lines say 3000 on 2/,
      `UPDATE invoice SET total_minor = 1 WHERE id = ${invoice('in_review')}`,
    ],
    [
      'a count is not the number of lines',
      /says 3000 on 9 lines, its lines say 3000 on 2/,
      `UPDATE invoice SET line_count = 9 WHERE id = ${invoice('in_review')}`,
    ],
    [
      'an invoice that has lines is void',
      /is void with 2 lines/,
      `UPDATE invoice SET status = 'void' WHERE id = ${invoice('in_review')}`,
    ],
    [
      'a void invoice comes back',
      /an invoice does not go from void to in_review/,
      `UPDATE invoice SET status = 'in_review' WHERE id = ${invoice('void')}`,
    ],
    [
      'the last lines go and the invoice is not void',
      /is in_review with 0 lines/,
      `UPDATE invoice_line SET removed_at = now() WHERE invoice_id = ${invoice('in_review')}`,
    ],
    [
      'an invoice is overdue for a day that it is not expected on yet',
      /invoice_overdue_found_for/,
      `UPDATE invoice SET overdue_found_for = expected_payment_on + 1 WHERE id = ${invoice('in_review')}`,
    ],
    ['a reward has a second live line', /live_line_of_reward/, lineOf('on', invoice('in_review'))],
    ['a line is added to a paid invoice', /lines of a finalised invoice are locked/, lineOf('free', invoice('paid'))],
    ['a line is added to a void invoice', /lines of a finalised invoice are locked/, lineOf('free', invoice('void'))],
    [
      'a line is removed from a paid invoice',
      /lines of a finalised invoice are locked/,
      `UPDATE invoice_line SET removed_at = now() WHERE invoice_id = ${invoice('paid')}`,
    ],
    [
      'a paid invoice is to be paid again',
      /an invoice does not go from paid to finalised/,
      `UPDATE invoice SET status = 'finalised' WHERE id = ${invoice('paid')}`,
    ],
    [
      'a line is worth less than its reward',
      /1 lines of another currency or amount than their reward/,
      lineOf('free', invoice('in_review'), '1'),
    ],
    [
      'a line is of another currency than its invoice',
      /1 lines of another currency or amount than their reward/,
      aReward({ ...ANOTHER, currency: `'EUR'` }),
      line(
        `SELECT workspace_id, ${invoice('in_review')}, id, partner_id, 'acme', 'acme', amount_minor FROM reward WHERE number = 9000`,
      ),
    ],
    [
      'a line changes its amount',
      /removed once and not otherwise changed/,
      `UPDATE invoice_line SET amount_minor = 1 WHERE reward_id = ${reward('on')}`,
    ],
    [
      'a line changes its amount as it is removed',
      /removed once and not otherwise changed/,
      `UPDATE invoice_line SET amount_minor = 1, removed_at = now() WHERE reward_id = ${reward('on')}`,
    ],
    [
      'a line changes whose it is',
      /removed once and not otherwise changed/,
      `UPDATE invoice_line SET partner_name = 'Somebody else' WHERE reward_id = ${reward('on')}`,
    ],
    [
      'a removed line comes back',
      /removed once and not otherwise changed/,
      `UPDATE invoice_line SET removed_at = NULL WHERE reward_id = ${reward('held')}`,
    ],
    [
      'a line is deleted',
      /invoice_line rows are never deleted/,
      `DELETE FROM invoice_line WHERE reward_id = ${reward('on')}`,
    ],
    ['the lines are emptied', /invoice_line rows are never truncated/, 'TRUNCATE invoice_line'],
    ['an invoice is deleted', /invoice rows are never deleted/, `DELETE FROM invoice WHERE id = ${invoice('void')}`],
    [
      'a number is given twice',
      /invoice_programme_id_number_key/,
      `${aPeriod} SELECT workspace_id, programme_id, currency, '2026-08', '2026-08-01', '2026-09-01', time_zone, closed_at FROM period LIMIT 1`,
      anInvoice({ ...EMPTY, period_id: `(SELECT id FROM period WHERE month = '2026-08')` }),
    ],
    [
      'a period has two invoices',
      /invoice_workspace_id_period_id_key/,
      anInvoice({ ...EMPTY, number: `'INV-2026-0009'` }),
    ],
    [
      'a line waits for an invoice that never comes',
      /invoice_line_workspace_id_invoice_id_fkey/,
      lineOf('free', 'gen_random_uuid()'),
    ],
  ])('%s: refused', async (_, words, ...statements) => {
    expect(await attempt(...statements)).toMatch(words);
  });

  test('a line that leaves while somebody else finalises waits for them, and is then refused', async () => {
    const books = await shelf.open();
    const { acme } = await givenPartners(books, 'acme');
    const { id } = await givenReward(books, { partnerId: acme });
    await givenReward(books, { partnerId: acme });
    await tick(books, '2026-12-01T00:30:00Z');
    const other = new Client({ connectionString: shelf.url });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(`UPDATE invoice SET status = 'finalised' WHERE workspace_id = '${books.workspaceId}'`);
      const leaving = attempt(`UPDATE invoice_line SET removed_at = now() WHERE reward_id = '${id}'`);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await other.query('COMMIT');
      expect(await leaving).toMatch(/lines of a finalised invoice are locked/);
    } finally {
      await other.end();
    }
  });
});

describe('history and periods', () => {
  test.each<[string, RegExp, string]>([
    ['an event is changed', /history is append-only/, `UPDATE event SET actor = 'somebody else'`],
    ['an event is deleted', /history is append-only/, 'DELETE FROM event'],
    ['the history is emptied', /history is append-only/, 'TRUNCATE event'],
    ['everything is emptied', /history is append-only|never truncated/, 'TRUNCATE workspace CASCADE'],
    [
      'two events have one revision',
      /event_reward_id_revision_key/,
      `INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment) SELECT workspace_id, programme_id, id, 1, 'approved', 'U0BO', now(), 'Approved', 'not_invoiced' FROM reward WHERE id = ${reward('free')}`,
    ],
    [
      'an event has two subjects',
      /event_has_one_subject/,
      `INSERT INTO event (workspace_id, programme_id, reward_id, invoice_id, revision, kind, actor, at, to_status, to_payment) SELECT workspace_id, programme_id, ${reward('on')}, id, 9, 'approved', 'U0BO', now(), 'Approved', 'not_invoiced' FROM invoice WHERE id = ${invoice('in_review')}`,
    ],
    [
      "a reward's event has no revision",
      /event_of_a_subject_has_a_revision/,
      `INSERT INTO event (workspace_id, programme_id, reward_id, kind, actor, at, to_status, to_payment) SELECT workspace_id, programme_id, id, 'approved', 'U0BO', now(), 'Approved', 'not_invoiced' FROM reward WHERE id = ${reward('free')}`,
    ],
    [
      "a reward's event leads nowhere",
      /event_of_a_reward_says_where_it_led/,
      `INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at) SELECT workspace_id, programme_id, id, 9, 'approved', 'U0BO', now() FROM reward WHERE id = ${reward('free')}`,
    ],
    [
      'a closed period is changed',
      /period rows are never updated/,
      `UPDATE period SET ends_at = ends_at + interval '1 day'`,
    ],
    ['a closed period is deleted', /period rows are never deleted/, 'DELETE FROM period'],
    [
      'a month is closed twice',
      /period_programme_id_currency_month_key/,
      `${aPeriod} SELECT workspace_id, programme_id, currency, month, starts_at - interval '1 second', ends_at, time_zone, closed_at FROM period LIMIT 1`,
    ],
    [
      'two periods start at once',
      /period_programme_id_currency_starts_at_key/,
      `${aPeriod} SELECT workspace_id, programme_id, currency, '2020-01', starts_at, ends_at, time_zone, closed_at FROM period LIMIT 1`,
    ],
    [
      'a period ends before it starts',
      /period_is_forward/,
      `${aPeriod} SELECT workspace_id, programme_id, currency, '2020-01', '2020-02-01', '2020-01-01', time_zone, closed_at FROM period LIMIT 1`,
    ],
    [
      'a month is none',
      /period_month/,
      `${aPeriod} SELECT workspace_id, programme_id, currency, '2020-13', '2020-01-01', '2020-02-01', time_zone, closed_at FROM period LIMIT 1`,
    ],
  ])('%s: refused', async (_, words, statement) => {
    expect(await attempt(statement)).toMatch(words);
  });
});

describe('rewards', () => {
  const set = (name: string, change: string) => `UPDATE reward SET ${change} WHERE id = ${reward(name)}`;
  test.each<[string, RegExp, string]>([
    ['is negative and no clawback', /reward_amount_sign/, aReward({ ...ANOTHER, amount_minor: '-1' })],
    ['is zero', /reward_amount_sign/, aReward({ ...ANOTHER, amount_minor: '0' })],
    ['is a clawback and positive', /reward_amount_sign/, aReward({ ...ANOTHER, corrects_reward_id: 'id' })],
    ['is Paid and not paid', /reward_paid_is_paid/, set('free', `status = 'Paid'`)],
    ['is paid and not Paid', /reward_paid_is_paid/, set('free', `payment = 'paid_on_invoice'`)],
    [
      'was paid and is no longer',
      /a paid reward stays paid/,
      set('paid', `status = 'Approved', payment = 'on_invoice'`),
    ],
    ['is paid elsewhere and New', /reward_paid_is_paid/, set('free', `payment = 'paid_elsewhere'`)],
    ['is on an invoice and on hold', /reward_on_invoice_is_payable/, set('on', `status = 'Hold'`)],
    ['is on an invoice and declined', /reward_on_invoice_is_payable/, set('on', `status = 'Declined'`)],
    ['has a currency that is none', /reward_currency/, aReward({ ...ANOTHER, currency: `'usd'` })],
    ['needs no approval, or three', /reward_approvals_needed/, set('free', 'approvals_needed = 3')],
    ['has a first approval where one is enough', /reward_first_approval/, set('free', `first_approved_by = 'U0BO'`)],
    [
      'is declined and waits for a second approval',
      /reward_first_approval/,
      set('free', `approvals_needed = 2, first_approved_by = 'U0BO', status = 'Declined'`),
    ],
    [
      'needs two approvals and goes on an invoice with one',
      /goes on an invoice only with both/,
      set('free', `approvals_needed = 2, first_approved_by = 'U0BO', payment = 'on_invoice'`),
    ],
    [
      'needs two approvals and is approved by the first',
      /is not approved by the first/,
      set('free', `approvals_needed = 2, status = 'Approved'`),
    ],
    [
      'needs two approvals and is marked as paid on hold',
      /is not marked as paid before both/,
      set('held', `approvals_needed = 2, status = 'Paid', payment = 'paid_elsewhere'`),
    ],
    [
      'comes back from hold with another worth that somebody approved',
      /amount, the currency and the partner of a reward never change/,
      set('held', `status = 'New', amount_minor = 1, approvals_needed = 2, first_approved_by = 'U0BO'`),
    ],
    [
      'changes its amount on hold',
      /amount, the currency and the partner of a reward never change/,
      set('held', 'amount_minor = 1'),
    ],
    [
      'goes on hold with another amount',
      /amount, the currency and the partner of a reward never change/,
      set('free', `status = 'Hold', amount_minor = 1`),
    ],
    [
      'is approved from hold with another amount',
      /amount, the currency and the partner of a reward never change/,
      set('held', `status = 'Approved', amount_minor = 1`),
    ],
    [
      'changes its amount',
      /amount, the currency and the partner of a reward never change/,
      set('on', 'amount_minor = 1'),
    ],
    [
      'changes its currency',
      /amount, the currency and the partner of a reward never change/,
      set('free', `currency = 'EUR'`),
    ],
    [
      'changes its partner',
      /amount, the currency and the partner of a reward never change/,
      set('free', 'partner_id = gen_random_uuid()'),
    ],
    ['has no description', /reward_description_length/, set('free', `description = ''`)],
    ['has a description that is too long', /reward_description_length/, set('free', `description = repeat('x', 1001)`)],
    ['has a note that is too long', /reward_note_length/, set('free', `internal_note = repeat('x', 1001)`)],
    ['has no revision', /reward_revision/, set('free', 'revision = 0')],
    ['is deleted', /reward rows are never deleted/, `DELETE FROM reward WHERE id = ${reward('free')}`],
    ['has a number that is taken', /reward_programme_id_number_key/, aReward({ ...ANOTHER, number: 'number' })],
    [
      'is a submission that was made',
      /reward_workspace_id_submission_key_key/,
      aReward({ ...ANOTHER, submission_key: 'submission_key' }),
    ],
  ])('a reward that %s: refused', async (_, words, statement) => {
    expect(await attempt(statement)).toMatch(words);
  });
});

describe('workspaces', () => {
  const theirs = (table: string) => `(SELECT id FROM ${table} WHERE workspace_id <> current_setting('t.ours') LIMIT 1)`;
  test.each<[string, RegExp, string]>([
    [
      "a reward of another's partner",
      /reward_workspace_id_partner_id_fkey/,
      aReward({ ...ANOTHER, partner_id: theirs('partner') }),
    ],
    [
      "a reward of another's customer",
      /reward_workspace_id_customer_id_fkey/,
      `UPDATE reward SET customer_id = ${theirs('customer')} WHERE id = ${reward('free')}`,
    ],
    [
      "a reward of another's programme",
      /reward_workspace_id_programme_id_fkey/,
      `UPDATE reward SET programme_id = ${theirs('programme')} WHERE id = ${reward('free')}`,
    ],
    [
      "a clawback of another's reward",
      /reward_workspace_id_corrects_reward_id_fkey/,
      aReward({ ...ANOTHER, amount_minor: '-1', corrects_reward_id: reward('theirs') }),
    ],
    [
      "a duplicate of another's reward",
      /reward_workspace_id_duplicate_of_id_fkey/,
      `UPDATE reward SET duplicate_of_id = ${reward('theirs')} WHERE id = ${reward('free')}`,
    ],
    [
      "a line for another's reward",
      /invoice_line_workspace_id_reward_id_fkey/,
      line(
        `SELECT workspace_id, id, ${reward('theirs')}, (SELECT partner_id FROM reward WHERE id = ${reward('free')}), 'a', 'a', 1 FROM invoice WHERE id = ${invoice('in_review')}`,
      ),
    ],
    ["a line on another's invoice", /invoice_line_workspace_id_invoice_id_fkey/, lineOf('free', theirs('invoice'))],
    [
      "a line for another's partner",
      /invoice_line_workspace_id_partner_id_fkey/,
      line(
        `SELECT workspace_id, ${invoice('in_review')}, id, ${theirs('partner')}, 'a', 'a', amount_minor FROM reward WHERE id = ${reward('free')}`,
      ),
    ],
    [
      "an invoice of another's period",
      /invoice_workspace_id_period_id_fkey/,
      `UPDATE invoice SET period_id = ${theirs('period')} WHERE id = ${invoice('in_review')}`,
    ],
    [
      "an event of another's reward",
      /event_workspace_id_reward_id_fkey/,
      `INSERT INTO event (workspace_id, programme_id, reward_id, revision, kind, actor, at, to_status, to_payment) SELECT workspace_id, programme_id, ${reward('theirs')}, 9, 'approved', 'U0BO', now(), 'Approved', 'not_invoiced' FROM reward WHERE id = ${reward('free')}`,
    ],
    [
      "an event of another's invoice",
      /event_workspace_id_invoice_id_fkey/,
      `INSERT INTO event (workspace_id, programme_id, invoice_id, revision, kind, actor, at) SELECT workspace_id, programme_id, ${theirs('invoice')}, 9, 'paid', 'U0BO', now() FROM reward WHERE id = ${reward('free')}`,
    ],
    [
      "a customer of another's partner",
      /customer_workspace_id_partner_id_fkey/,
      `UPDATE customer SET partner_id = ${theirs('partner')} WHERE workspace_id = current_setting('t.ours')`,
    ],
    [
      "a contact of another's partner",
      /contact_workspace_id_partner_id_fkey/,
      `INSERT INTO contact (workspace_id, partner_id) VALUES (current_setting('t.ours'), ${theirs('partner')})`,
    ],
  ])('%s: refused', async (_, words, statement) => {
    expect(await attempt(statement)).toMatch(words);
  });
});

describe('directory and programme', () => {
  const acme = `(SELECT id FROM partner WHERE workspace_id = current_setting('t.ours'))`;
  const customer = (columns: string, values: string) =>
    `INSERT INTO customer (workspace_id, programme_id, partner_id, name, search_text${columns}) SELECT workspace_id, programme_id, id, 'X', 'x'${values} FROM partner WHERE id = ${acme}`;
  test.each<[string, RegExp, ...string[]]>([
    ['a customer without an identity', /customer_has_an_identity/, customer('', '')],
    ['a customer key twice, whatever its case', /customer_key_in_programme/, customer(', customer_key', `, 'CUS-1'`)],
    [
      'an e-mail twice at one partner',
      /customer_email_of_partner/,
      customer(', email', `, 'a@x.example'`),
      customer(', email', `, 'A@X.example'`),
    ],
    [
      'a partner key twice, whatever its case',
      /partner_key_in_programme/,
      `INSERT INTO partner (workspace_id, programme_id, partner_key, name, search_text) SELECT workspace_id, programme_id, 'ACME', 'x', 'x' FROM partner WHERE id = ${acme}`,
    ],
    [
      'a second primary contact',
      /primary_contact_of_partner/,
      ...[1, 2].map(() => `INSERT INTO contact (workspace_id, partner_id) VALUES (current_setting('t.ours'), ${acme})`),
    ],
    ['a programme without a currency', /programme_has_currency/, `UPDATE programme SET currencies = '{}'`],
    ['a review of minus one day', /programme_review_days/, 'UPDATE programme SET review_days = -1'],
    ['a payment after half a year', /programme_payment_days/, 'UPDATE programme SET payment_days = 121'],
    ['a cap of nothing', /programme_reward_cap/, 'UPDATE programme SET reward_cap = 0'],
    [
      'a second programme in a workspace',
      /programme_workspace_id_key/,
      `INSERT INTO programme (workspace_id, name, currencies, time_zone, review_channel, finance_channel) SELECT workspace_id, name, currencies, time_zone, review_channel, finance_channel FROM programme LIMIT 1`,
    ],
    [
      'a message in a state that is none',
      /message_state/,
      `INSERT INTO message (workspace_id, key, state, channel) VALUES (current_setting('t.ours'), 'k', 'lost', 'C1')`,
    ],
  ])('%s: refused', async (_, words, ...statements) => {
    expect(await attempt(...statements)).toMatch(words);
  });
});

test('after all that was tried, nothing has changed', () => expectBalance(ours));
