import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { importCustomers } from '../../src/services/import-customers.js';
import { importPartners } from '../../src/services/import-partners.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { installTestWorkspace, rowsOf } from '../support/installed-workspace.js';

const clock = { now: () => new Date('2026-11-14T13:02:00Z') };
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const install = async (id: string) => {
  const workspaceId = await installTestWorkspace({ db, clock }, id);
  await importPartners({ db, clock }, { workspaceId, rows: rowsOf('partner_key,name\nacme,Acme\nglobex,Globex\n') });
  return workspaceId;
};
const importText = (workspaceId: string, text: string) =>
  importCustomers({ db, clock }, { workspaceId, rows: rowsOf(text) });
const customersOf = async (workspaceId: string) => {
  const rows = await db.reads.customer.findMany({ where: { workspaceId }, include: { partner: true } });
  return rows.map((row) => [row.customerKey, row.name, row.email, row.partner.partnerKey].join(' | ')).sort();
};

const FILE = `customer_key,name,email,partner_key
cus-1,Initech,billing@initech.example,acme
,Hooli,gavin@hooli.example,ACME
cus-2,Umbrella,,globex
`;

test('customers come in, and the same file again changes nothing', async () => {
  const workspaceId = await install('T0TWICE');
  expect(await importText(workspaceId, FILE)).toEqual({ imported: 3, updated: 0, unchanged: 0, skipped: [] });
  expect(await customersOf(workspaceId)).toEqual([
    ' | Hooli | gavin@hooli.example | acme',
    'cus-1 | Initech | billing@initech.example | acme',
    'cus-2 | Umbrella |  | globex',
  ]);
  expect(await importText(workspaceId, FILE)).toEqual({ imported: 0, updated: 0, unchanged: 3, skipped: [] });
});

test('a customer is its key, else its partner and e-mail; by its key it may move; a blank cell changes nothing', async () => {
  const workspaceId = await install('T0WHO');
  await importText(workspaceId, FILE);
  const report = await importText(
    workspaceId,
    `customer_key,name,email,partner_key
CUS-1,,,globex
,Hooli Inc,Gavin@Hooli.example,acme
,Hooli at Globex,gavin@hooli.example,globex
cus-2,,,
`,
  );
  expect(report).toMatchObject({ imported: 1, updated: 2, unchanged: 1, skipped: [] });
  expect(await customersOf(workspaceId)).toEqual([
    ' | Hooli Inc | Gavin@Hooli.example | acme',
    ' | Hooli at Globex | gavin@hooli.example | globex',
    'cus-1 | Initech | billing@initech.example | globex',
    'cus-2 | Umbrella |  | globex',
  ]);
});

test('one that was known by its e-mail is given its key, and a row without a key finds the one that has it', async () => {
  const workspaceId = await install('T0KEY');
  await importText(workspaceId, FILE);
  const keyed = 'customer_key,email,partner_key\ncus-9,gavin@hooli.example,acme\n';
  expect(await importText(workspaceId, keyed)).toMatchObject({ imported: 0, updated: 1 });
  expect(await customersOf(workspaceId)).toContain('cus-9 | Hooli | gavin@hooli.example | acme');
  expect(await importText(workspaceId, FILE)).toMatchObject({ imported: 0, updated: 0, unchanged: 3 });
});

test('a row that cannot be imported is skipped with its number and why, and the others are imported', async () => {
  const workspaceId = await install('T0SKIP');
  const report = await importText(
    workspaceId,
    `customer_key,name,email,partner_key
,Nobody,,acme
,Homeless,a@x.example,
new-1,Homeless,,
new-2,,,acme
new-3,Stranger,,nobody
twin-1,Twin,twin@x.example,acme
twin-2,Twin,twin@x.example,acme
,Which Twin,twin@x.example,acme
TWIN-1,Twin Again,,
,Late,late@x.example,globex
late-1,Late,LATE@x.example,globex
`,
  );
  expect(report.skipped).toEqual([
    { row: 2, key: '', why: { code: 'no_identity' } },
    { row: 3, key: 'a@x.example', why: { code: 'missing', column: 'partner_key', of: 'row' } },
    { row: 4, key: 'new-1', why: { code: 'missing', column: 'partner_key', of: 'new customer' } },
    { row: 5, key: 'new-2', why: { code: 'missing', column: 'name', of: 'new customer' } },
    { row: 6, key: 'new-3', why: { code: 'partner_unknown', partnerKey: 'nobody' } },
    { row: 9, key: 'twin@x.example', why: { code: 'email_of_several' } },
    { row: 10, key: 'TWIN-1', why: { code: 'repeated', row: 7 } },
    { row: 12, key: 'late-1', why: { code: 'repeated', row: 11 } },
  ]);
  expect(report).toMatchObject({ imported: 3, updated: 0, unchanged: 0 });
});

test('the same file imported by several people at once makes each customer once', async () => {
  const workspaceId = await install('T0RACE');
  const rows = Array.from({ length: 1100 }, (_, n) =>
    n % 2 ? `c${n},C ${n},,acme` : `,C ${n},c${n}@x.example,globex`,
  );
  const text = ['customer_key,name,email,partner_key', ...rows].join('\n');
  const reports = await Promise.all([1, 2, 3].map(() => importText(workspaceId, text)));
  expect(reports.reduce((sum, report) => sum + report.imported, 0)).toBe(1100);
  expect(await db.reads.customer.count({ where: { workspaceId } })).toBe(1100);
});
