import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { searchPartners } from '../../src/db/partners.js';
import { importPartners } from '../../src/services/import-partners.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runStatement } from '../support/database-statement.js';
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

const install = (id: string) => installTestWorkspace({ db, clock }, id);
const importText = (workspaceId: string, text: string) =>
  importPartners({ db, clock }, { workspaceId, rows: rowsOf(text) });
const partnersOf = async (workspaceId: string) => {
  const rows = await db.reads.partner.findMany({
    where: { workspaceId },
    include: { contacts: true },
    orderBy: { partnerKey: 'asc' },
  });
  return rows.map((row) => [row.partnerKey, row.name, row.group, row.contacts[0]?.email, row.contacts[0]?.slackUserId]);
};

const FILE = `partner_key,name,email,group,slack_user_id
acme,Acme Growth GmbH,lena@acme.example,Gold,U0LENA
globex,Globex Ñandú,,,
initech,Initech,bill@initech.example,,
`;

test('partners come in with their contact, and the same file again changes nothing', async () => {
  const workspaceId = await install('T0TWICE');
  expect(await importText(workspaceId, FILE)).toEqual({
    imported: 3,
    updated: 0,
    unchanged: 0,
    skipped: [],
    matching: true,
  });
  expect(await partnersOf(workspaceId)).toEqual([
    ['acme', 'Acme Growth GmbH', 'Gold', 'lena@acme.example', 'U0LENA'],
    ['globex', 'Globex Ñandú', null, undefined, undefined],
    ['initech', 'Initech', null, 'bill@initech.example', null],
  ]);
  expect(await importText(workspaceId, FILE)).toMatchObject({ imported: 0, updated: 0, unchanged: 3, skipped: [] });
});

test('they are found by name, key and e-mail, accents and case aside, also after a change', async () => {
  const workspaceId = await install('T0FOUND');
  await importText(workspaceId, FILE);
  await importText(workspaceId, 'partner_key,name,email\nglobex,Globex Ölçün,hank@globex.example\n');
  const { id: programmeId } = await db.reads.programme.findUniqueOrThrow({ where: { workspaceId } });
  const search = async (typed: string) => {
    const hits = await searchPartners(db.reads, { workspaceId, programmeId }, { typed, words: typed.split(' ') }, 10);
    return hits.map((hit) => hit.key);
  };
  expect(await search('olcun glob')).toEqual(['globex']);
  expect(await search('hank@globex.example')).toEqual(['globex']);
  expect(await search('nandu')).toEqual([]);
});

test('a partner is its key, case aside, and a blank cell changes nothing', async () => {
  const workspaceId = await install('T0BLANK');
  await importText(workspaceId, FILE);
  const report = await importText(
    workspaceId,
    'partner_key,name,email,group\nACME,,,\nGlobex,,hank@globex.example,Silver\n',
  );
  expect(report).toMatchObject({ imported: 0, updated: 1, unchanged: 1 });
  expect((await partnersOf(workspaceId)).slice(0, 2)).toEqual([
    ['acme', 'Acme Growth GmbH', 'Gold', 'lena@acme.example', 'U0LENA'],
    ['globex', 'Globex Ñandú', 'Silver', 'hank@globex.example', null],
  ]);
});

test('a row that cannot be imported is skipped with its number and why, and the others are imported', async () => {
  const workspaceId = await install('T0SKIP');
  const long = 'x'.repeat(76);
  const report = await importText(
    workspaceId,
    [
      'partner_key,name,email,group,slack_user_id',
      ',No Key,,,',
      'nameless,,,,',
      `${long},Long Key,,,`,
      `long-name,${'x'.repeat(201)},,,`,
      `long-group,Long Group,,${long},`,
      'post,Post,not an e-mail,,',
      `far,Far,${'x'.repeat(250)}@x.example,,`,
      'slack,Slack,,,lena',
      'bell,Be\u0007ll,,,',
      'wide,Wide,,,,one more',
      'good,Good,,,',
      'GOOD,Good Again,,,',
      '"lines","Two\nLines",,,',
    ].join('\n'),
  );
  expect(report).toMatchObject({ imported: 2, updated: 0, unchanged: 0 });
  expect(report.skipped).toEqual([
    { row: 2, key: '', why: { code: 'missing', column: 'partner_key', of: 'row' } },
    { row: 3, key: 'nameless', why: { code: 'missing', column: 'name', of: 'new partner' } },
    { row: 4, key: long, why: { code: 'too_long', column: 'partner_key', most: 75 } },
    { row: 5, key: 'long-name', why: { code: 'too_long', column: 'name', most: 200 } },
    { row: 6, key: 'long-group', why: { code: 'too_long', column: 'group', most: 75 } },
    { row: 7, key: 'post', why: { code: 'not_an_email' } },
    { row: 8, key: 'far', why: { code: 'too_long', column: 'email', most: 254 } },
    { row: 9, key: 'slack', why: { code: 'not_a_slack_user' } },
    { row: 10, key: 'bell', why: { code: 'control_character', column: 'name' } },
    { row: 11, key: 'wide', why: { code: 'too_many_cells' } },
    { row: 13, key: 'GOOD', why: { code: 'repeated', row: 12 } },
  ]);
  expect((await partnersOf(workspaceId)).map(([, name]) => name)).toEqual(['Good', 'Two Lines']);
});

test('a contact that changes counts as reachable again, one that does not is left alone', async () => {
  const workspaceId = await install('T0REACH');
  await importText(workspaceId, FILE);
  await runStatement(
    database.url,
    `UPDATE contact SET unreachable = 'deactivated' WHERE workspace_id = '${workspaceId}'`,
  );
  await importText(workspaceId, FILE.replace('U0LENA', 'U0LARS'));
  const contacts = await db.reads.contact.findMany({ where: { workspaceId }, orderBy: { email: 'desc' } });
  expect(contacts.map((contact) => [contact.slackUserId, contact.unreachable])).toEqual([
    ['U0LARS', null],
    [null, 'deactivated'],
  ]);
});

test('contacts are looked for in Slack once, when the file is done, if there is anybody to look for', async () => {
  const nobody = await install('T0NOBODY');
  expect(await importText(nobody, 'partner_key,name,email,slack_user_id\na,A,a@x.example,U0A\n')).toMatchObject({
    matching: false,
  });
  const somebody = await install('T0SOMEBODY');
  const rows = Array.from({ length: 1200 }, (_, number) => `p${number},P ${number},p${number}@x.example`);
  expect(await importText(somebody, ['partner_key,name,email', ...rows].join('\n'))).toMatchObject({
    imported: 1200,
    matching: true,
  });
  const jobs = await runStatement(
    database.url,
    `SELECT run_at <= now() AS is_due FROM graphile_worker.jobs WHERE key = 'match-contacts:${somebody}'`,
  );
  expect(jobs).toEqual([{ is_due: true }]);
});

test('the same file imported by several people at once makes each partner once', async () => {
  const workspaceId = await install('T0RACE');
  const rows = Array.from({ length: 1200 }, (_, number) => `key-${number},Partner ${number},p${number}@x.example`);
  const text = ['partner_key,name,email', ...rows].join('\n');
  const reports = await Promise.all([1, 2, 3].map(() => importText(workspaceId, text)));
  expect(reports.reduce((sum, report) => sum + report.imported, 0)).toBe(1200);
  expect(reports.reduce((sum, report) => sum + report.unchanged, 0)).toBe(2400);
  expect(await db.reads.contact.count({ where: { workspaceId } })).toBe(1200);
});

test('another workspace has its own partner of the same key', async () => {
  const [one, two] = [await install('T0ONE'), await install('T0TWO')];
  await importText(one, FILE);
  expect(await importText(two, FILE)).toMatchObject({ imported: 3, unchanged: 0 });
});
