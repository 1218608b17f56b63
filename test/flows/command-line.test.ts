import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import { createDb, type Db } from '../../src/db/client.js';
import { createReward } from '../../src/services/create-reward.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { installTestWorkspace } from '../support/installed-workspace.js';
import { createTestClock } from '../support/test-clock.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const T = 'T0TEAM';
let database: TestDatabase;
let db: Db;
let folder: string;

interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** No Slack variable is set, whatever .env says. */
function environment(): Record<string, string> {
  return { DATABASE_URL: database.url, SLACK_BOT_TOKEN: '', SLACK_API_URL: '', LOG_LEVEL: '' };
}

/** Runs `npm run rewards -- …words`, without npm, in a process of its own. */
function spawnRewards(words: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', path.join(CHECKOUT, 'src/cli.ts'), ...words],
      { cwd: CHECKOUT, env: { ...process.env, ...environment() } },
      (_error, out, err) => resolve({ exitCode: child.exitCode ?? -1, out, err }),
    );
  });
}

/** Does the same in this process, which is quicker. */
async function rewards(words: readonly string[], env: Record<string, string> = {}): Promise<Said> {
  const said = { out: '', err: '' };
  const exitCode = await runCommandLine({
    words,
    clock: createTestClock(),
    env: { ...environment(), ...env },
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
  });
  return { exitCode, ...said };
}

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  folder = await mkdtemp(path.join(tmpdir(), 'rewards-cli-'));
});
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

test('before the bot has met a workspace, it says to start it once', async () => {
  const said = await spawnRewards(['check-books']);
  expect(said).toEqual({ exitCode: 1, out: '', err: 'There is no workspace yet. Start the bot once.\n' });
});

test('where there is no database yet nothing begins one, and the data of the sandbox is named', async () => {
  const dataDir = path.join(folder, 'data');
  const own = { DATABASE_URL: '', DATA_DIR: dataDir };
  const token = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const sentence = `There is no database in DATA_DIR ${dataDir} yet. Start the bot once, or set DATABASE_URL.`;
  const said = [await rewards(['doctor'], { ...own, ...token }), await rewards(['check-books'], own)];
  for (const it of said) expect(it).toEqual({ exitCode: 1, out: '', err: `${sentence}\n` });
  expect(existsSync(dataDir)).toBe(false);

  const northwind = path.join(dataDir, 'sandbox', 'northwind');
  await mkdir(path.join(northwind, 'postgres', 'data'), { recursive: true });
  await writeFile(path.join(northwind, 'postgres', 'data', 'PG_VERSION'), '18\n');
  const beside = await rewards(['settings'], own);
  expect(beside.err).toBe(
    `${sentence} The sandbox keeps its data elsewhere: DATA_DIR=${northwind} npm run rewards -- …\n`,
  );
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
});

test('what cannot be understood is answered with how to say it, and 2', async () => {
  const [unknown, when] = await Promise.all([
    spawnRewards(['imprt']),
    rewards(['invoices', 'run', '--as-of', 'tomorrow']),
  ]);
  expect([unknown.exitCode, when.exitCode]).toEqual([2, 2]);
  expect(unknown.err).toContain("unknown command 'imprt'");
  expect(when.err).toContain('Give an instant with its zone: 2026-12-01T12:00:00Z.');
});

test('a wrong variable and a database that is not there are each one sentence, without a stack', async () => {
  const [variable, server] = await Promise.all([
    rewards(['settings'], { DATABASE_URL: 'somewhere' }),
    rewards(['settings', '--json'], { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none' }),
  ]);
  expect(variable).toMatchObject({ exitCode: 1, out: '', err: expect.stringMatching(/^DATABASE_URL must be .*\.\n$/) });
  expect(server.exitCode).toBe(1);
  expect(server.err).toMatch(/^The database cannot be used: .*ECONNREFUSED.*\.\n$/);
  expect(JSON.parse(server.out)).toEqual({ error: server.err.trim() });
});

test('partners and customers are imported, again without any change, and skipped rows are named', async () => {
  await installTestWorkspace({ db, clock: createTestClock() }, T);
  const partners = await fileOf(
    'partners.csv',
    '\uFEFFpartner_key;name;email;note\nacme;Acme;lena@acme.example;x\nglobex;Globex;;\n',
  );
  expect(await spawnRewards(['import', 'partners', partners])).toEqual({
    exitCode: 0,
    err: '',
    out: `partners.csv: 2 rows
  imported   2
  updated    0
  unchanged  0
  skipped    0
Not imported, for no such column is known: note.
The bot is not running. Once it starts, contacts are looked for in Slack by their e-mail.
`,
  });
  const again = await rewards(['import', 'partners', partners, '--json']);
  expect(JSON.parse(again.out)).toEqual({
    workspace: T,
    file: partners,
    imported: 0,
    updated: 0,
    unchanged: 2,
    skipped: [],
    ignoredColumns: ['note'],
    waiting: true,
  });
  expect(again.err).toContain('unchanged  2');

  const customers = await fileOf('customers.csv', 'customer_key,name,partner_key\nc1,Initech,acme\nc2,Hooli,nobody\n');
  const said = await spawnRewards(['import', 'customers', customers]);
  expect(said.exitCode).toBe(3);
  expect(said.out).toContain('imported   1');
  expect(said.out).toContain('row 3  c2  names a partner that does not exist: nobody');
});

test('a file that is broken anywhere is refused whole', async () => {
  const broken = await fileOf('broken.csv', 'partner_key,name\nnew,New\nhalf,"open\n');
  const said = await rewards(['import', 'partners', broken]);
  expect(said).toEqual({
    exitCode: 1,
    out: '',
    err: `${broken} has a quotation mark that is never closed (line 3).\n`,
  });
  expect(await db.reads.partner.count({ where: { partnerKey: 'new' } })).toBe(0);
});

test('settings are shown and changed, and the change is in the history', async () => {
  const shown = await rewards(['settings', '--workspace', T]);
  expect(shown.exitCode).toBe(0);
  expect(shown.out).toMatch(/^Team T0TEAM \(T0TEAM\)\n {2}name {13}Team T0TEAM\n {2}currencies {7}USD,EUR\n/);
  const [changed, elsewhere, refused] = await Promise.all([
    rewards(['settings', 'review-days', '3', '--json']),
    rewards(['settings', '--workspace', 'T0ELSE']),
    rewards(['settings', 'payment-days', 'soon']),
  ]);
  expect(refused).toMatchObject({ exitCode: 1, err: 'payment-days must be whole days, 0 to 120.\n' });
  expect(JSON.parse(changed.out)).toEqual({ workspace: T, name: 'review-days', from: '7', to: '3', changed: true });
  expect(elsewhere).toMatchObject({ exitCode: 1, err: 'There is no such workspace. There are: T0TEAM.\n' });
  const events = await db.reads.event.findMany({ where: { kind: 'setting_changed' } });
  expect(events).toMatchObject([{ actor: 'command line', data: { setting: 'review-days', from: '7', to: '3' } }]);
});

test('the clock is run as if it were another time: dry first, then for good, and the books balance', async () => {
  const clock = { now: () => new Date('2026-11-14T13:02:00Z') };
  const { id: partnerId } = await db.reads.partner.findFirstOrThrow({ where: { partnerKey: 'acme' } });
  const order = { workspaceId: T, by: 'U0ANA', submissionKey: 'V1', partnerId, description: 'for the webinar' };
  await createReward({ db, clock }, { ...order, amount: { minor: 125_050n, currency: 'USD' } });

  const asOf = ['invoices', 'run', '--as-of', '2199-12-01T12:00:00Z'];
  const far = await rewards([...asOf, '--dry-run']);
  expect(far.exitCode).toBe(1);
  expect(far.err).toMatch(
    /^Warning: 1 Dec 2199, 12:00 UTC has not come yet\.\nUSD: No month was closed since November 2026/,
  );

  const run = ['invoices', 'run', '--as-of', '2026-12-01T12:00:00Z'];
  const dry = await rewards([...run, '--dry-run']);
  expect(dry.out).toBe(`  November 2026 · USD  INV-2026-0001, 1 reward\nThis was a dry run: nothing was kept.\n`);
  expect(await db.reads.invoice.count()).toBe(0);

  const done = await rewards([...run, '--json']);
  expect(done.exitCode).toBe(0);
  expect(JSON.parse(done.out)).toEqual({
    workspace: T,
    asOf: '2026-12-01T12:00:00.000Z',
    dryRun: false,
    closed: [{ currency: 'USD', month: '2026-11', invoice: 'INV-2026-0001', rewards: 1 }],
    finalised: [],
    refused: [],
    waiting: true,
  });
  expect(done.err).toContain('The bot is not running. Its messages wait until it starts.');
  const cut = await db.reads.event.findFirstOrThrow({ where: { kind: 'cut' } });
  expect(cut).toMatchObject({ actor: 'command line', data: { asOf: '2026-12-01T12:00:00.000Z' } });

  const books = await rewards(['check-books']);
  expect(books).toMatchObject({ exitCode: 0, err: '' });
  expect(books.out).toMatch(/^The books balance: 1 reward, 1 invoice, 1 line, 1 period, \d+ events\.\n$/);
});

test('what the bot gave up is listed without what it was about, and tried again on demand', async () => {
  await db.transaction((tx) => tx.$executeRaw`DELETE FROM graphile_worker._private_jobs`);
  const { id: partnerId } = await db.reads.partner.findFirstOrThrow({ where: { partnerKey: 'globex' } });
  const order = { workspaceId: T, by: 'U0ANA', submissionKey: 'V2', partnerId, description: 'for the fair' };
  const deps = { db, clock: createTestClock() };
  const made = await createReward(deps, { ...order, amount: { minor: 5_000n, currency: 'USD' } });
  const number = made.kind === 'created' ? made.number : 0;
  expect(await rewards(['jobs'])).toEqual({ exitCode: 0, out: 'No job is out of attempts.\n', err: '' });

  await db.reads.$queryRaw`
    SELECT id FROM graphile_worker.permanently_fail_jobs(
      ARRAY(SELECT id FROM graphile_worker.jobs WHERE key LIKE 'tell-partner:%'),
      'Globex "GmbH" of lena@acme.example'  || chr(10) || 'second line')`;
  const listed = await rewards(['jobs']);
  expect(listed.exitCode).toBe(1);
  expect(listed.out).toMatch(
    /^1 job out of attempts:\n {2}tell-partner {2}R-\d+ {2}25 attempts {2}.+ UTC {2}Globex … of …\n/,
  );
  expect(listed.out).toContain(`R-${number} `);
  expect(listed.out).toContain('npm run rewards -- jobs --retry');

  const retried = await spawnRewards(['jobs', '--retry', '--json']);
  expect(retried).toMatchObject({ exitCode: 0, err: expect.stringContaining('1 job tried again from now on:') });
  expect(JSON.parse(retried.out)).toMatchObject({
    retried: true,
    jobs: [{ name: 'tell-partner', subject: `R-${number}` }],
    waiting: true,
  });
  const [due] = await db.reads.$queryRaw<{ attempts: number }[]>`
    SELECT attempts::int FROM graphile_worker.jobs WHERE key LIKE 'tell-partner:%' AND run_at <= now()`;
  expect(due).toEqual({ attempts: 0 });
  expect((await rewards(['jobs'])).out).toBe('No job is out of attempts.\n');
});
