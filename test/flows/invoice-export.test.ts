import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import { createDb, type Db } from '../../src/db/client.js';
import { runClock } from '../../src/services/run-clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { installTestWorkspace } from '../support/installed-workspace.js';
import { givenReward } from '../support/rewards.js';
import { createTestClock } from '../support/test-clock.js';

const NUMBER = 'INV-2026-0001';
let database: TestDatabase;
let db: Db;
let folder: string;
const home = process.cwd();

interface Said {
  readonly exitCode: number;
  readonly out: Buffer;
  readonly err: string;
}

/** `npm run rewards -- invoices export …`, into a pipe or at a terminal. */
async function exportInvoice(words: readonly string[], isTTY = false): Promise<Said> {
  const out: Uint8Array[] = [];
  let err = '';
  const exitCode = await runCommandLine({
    words: ['invoices', 'export', ...words],
    clock: createTestClock(),
    env: { DATABASE_URL: database.url, SLACK_BOT_TOKEN: '', SLACK_API_URL: '', LOG_LEVEL: '' },
    out: { isTTY, write: (bytes) => out.push(Buffer.from(bytes)) },
    err: { write: (text) => (err += String(text)) },
  });
  return { exitCode, out: Buffer.concat(out), err };
}

async function finalise(): Promise<void> {
  await runClock(
    { db, clock: createTestClock() },
    { actor: 'bot', asOf: new Date('2026-12-20T00:00:00Z'), workspaceId: 'T0EXPORT' },
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  const clock = createTestClock();
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0EXPORT');
  const team = { db, workspaceId, deps: { db, clock } };
  const { acme } = await givenAcme(team);
  const other = await givenPartner(team, { key: 'globex', name: 'Globex' });
  const at = new Date('2026-11-14T13:00:00Z');
  await givenReward(team, { partnerId: acme, amount: '1250.50', at });
  await givenReward(team, { partnerId: other, amount: '99.99', at });
  await runClock({ db, clock }, { actor: 'bot', asOf: new Date('2026-12-01T00:00:00Z') });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rewards-export-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

test('into a pipe go the bytes of the file and nothing else', async () => {
  const { exitCode, out, err } = await exportInvoice([NUMBER, '--format', 'csv']);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  const rows: Record<string, string>[] = parse(out, { bom: true, columns: true });
  expect(rows.map(({ partner_name, amount }) => [partner_name, amount])).toEqual([
    ['Acme Growth GmbH', '1250.50'],
    ['Globex', '99.99'],
  ]);
});

test('at a terminal it goes to a file that is named for the invoice, and is not written over', async () => {
  const file = path.join(process.cwd(), `${NUMBER}-in-review.csv`);
  const { exitCode, out } = await exportInvoice([NUMBER.toLowerCase(), '--format', 'csv'], true);
  expect(exitCode).toBe(0);
  expect(out.toString()).toBe(`Wrote ${file}.\n`);
  expect(await readFile(file, 'utf8')).toContain('Acme Growth GmbH');
  const again = await exportInvoice([NUMBER, '--format', 'csv'], true);
  expect(again).toMatchObject({
    exitCode: 1,
    err: `${file} exists already. Name the file with --out to replace it.\n`,
  });
});

test('the PDF is written where it is to be, over what is there', async () => {
  const file = path.join(folder, 'november.pdf');
  await writeFile(file, 'old');
  const said = await exportInvoice([NUMBER, '--format', 'pdf', '--out', file]);
  expect(said).toMatchObject({ exitCode: 0, err: '' });
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  const nowhere = await exportInvoice([NUMBER, '--format', 'csv', '--out', path.join(folder, 'no', 'x.csv')]);
  expect(nowhere.err).toContain('is in a folder that does not exist.');
}, 60_000);

test('a number that there is not is refused with those that there are', async () => {
  const said = await exportInvoice(['INV-2026-0009', '--format', 'pdf']);
  expect(said).toMatchObject({
    exitCode: 1,
    err: `There is no invoice INV-2026-0009 in this workspace. The latest: ${NUMBER}.\n`,
  });
});

test('a format that there is not is refused, and one must be named', async () => {
  expect((await exportInvoice([NUMBER, '--format', 'xls'])).exitCode).toBe(2);
  expect((await exportInvoice([NUMBER])).exitCode).toBe(2);
});

test('there is a payout file once the invoice is final, and none before', async () => {
  const early = await exportInvoice([NUMBER, '--format', 'payouts']);
  expect(early).toMatchObject({
    exitCode: 1,
    err: `${NUMBER} is in review: its lines may still change. There is a payout file once it is final.\n`,
  });
  expect(early.out).toHaveLength(0);
  await finalise();
  const { exitCode, out, err } = await exportInvoice([NUMBER, '--format', 'payouts']);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: 'Warning: 1 partner in it has no e-mail.\n' });
  const rows: Record<string, string>[] = parse(out, { bom: true, columns: true });
  expect(rows.map(({ email, amount, reference }) => [email, amount, reference])).toEqual([
    ['lena@acme.example', '1250.50', `${NUMBER} acme-growth`],
    ['', '99.99', `${NUMBER} globex`],
  ]);
});

test('a second payout file of what is paid is refused', async () => {
  await db.transaction((tx) =>
    tx.invoice.updateMany({ where: { number: NUMBER }, data: { status: 'paid', paidOn: new Date('2026-12-21') } }),
  );
  const said = await exportInvoice([NUMBER, '--format', 'payouts']);
  expect(said).toMatchObject({ exitCode: 1 });
  expect(said.err).toContain('is paid: a second payout file could pay it twice.');
});
