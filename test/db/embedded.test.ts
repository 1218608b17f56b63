import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layoutOf } from '../../src/db/embedded/layout.js';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { readPidFile } from '../../src/db/embedded/pid-file.js';
import { clusterIn } from '../../src/db/embedded/place.js';
import { isRunning } from '../../src/db/embedded/processes.js';
import { openDatabase } from '../../src/db/open-database.js';
import { openInChild, spawnChild } from '../support/database-child.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { runStatement } from '../support/database-statement.js';

let dataDir: string;
let cluster: string;

beforeAll(async () => {
  dataDir = await makeThrowawayFolder();
  cluster = clusterIn(layoutOf(dataDir).home);
});
afterAll(() => removeThrowawayFolder(dataDir));

const open = (folder = dataDir) => openEmbeddedDatabase({ dataDir: folder, throwaway: true });
const serverPid = async () => (await readPidFile(cluster))?.pid;

async function killServer(): Promise<void> {
  const pid = await serverPid();
  // Number 0 would be the whole group of processes these tests belong to.
  if (pid === undefined) throw new Error('no server runs');
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) await sleep(5);
}

test('with a DATABASE_URL that database is used and nothing is written', async () => {
  const elsewhere = path.join(dataDir, 'untouched');
  const database = await openDatabase({ databaseUrl: 'postgresql://db.example/rewards', dataDir: elsewhere });
  await database.close();
  expect(database.url).toBe('postgresql://db.example/rewards');
  expect(await readdir(dataDir)).not.toContain('untouched');
});

test('when two processes open at once, one database is made and both use it', async () => {
  const [first, second] = await Promise.all([openInChild(dataDir), openInChild(dataDir)]);
  expect(second.url).toBe(first.url);
  expect(first.url).toMatch(/^postgresql:\/\/rewards:[0-9a-f]{48}@127\.0\.0\.1:\d+\/rewards/);
  expect((await readdir(layoutOf(dataDir).home)).filter((name) => name.startsWith('data'))).toEqual(['data']);

  await first.close();
  await runStatement(second.url, 'SELECT 1');
  expect(await serverPid()).toBeDefined();
  await second.close();
  expect(await serverPid()).toBeUndefined();
});

test('data survives a restart, and text is UTF-8', async () => {
  const before = await open();
  await runStatement(before.url, `CREATE TABLE kept AS SELECT 'łódź' AS name`);
  await before.close();
  await before.close();

  const after = await open();
  const rows = await runStatement(after.url, `SELECT upper(name) AS name, pg_encoding_to_char(6) FROM kept`);
  expect(rows).toEqual([{ name: 'ŁÓDŹ', pg_encoding_to_char: 'UTF8' }]);
  await after.close();
});

test('after kill -9 of its client the server goes on; the next process finds it, and stops it at its end', async () => {
  const killed = await openInChild(dataDir);
  const pid = await serverPid();
  await killed.kill();

  const next = await open();
  expect(next.url).toBe(killed.url);
  expect(await serverPid()).toBe(pid);
  await next.close();
  expect(await serverPid()).toBeUndefined();
});

test('a client file whose number went to another process does not keep the server alive', async () => {
  const database = await open();
  await writeFile(path.join(layoutOf(dataDir).clients, `${process.pid}.another-life.1`), '');
  await database.close();
  expect(await serverPid()).toBeUndefined();
});

test('after kill -9 of Postgres the next process finds all that was committed, on the same port', async () => {
  const before = await openEmbeddedDatabase({ dataDir });
  await runStatement(before.url, 'CREATE TABLE committed AS SELECT 7 AS value');
  await killServer();

  const after = await open();
  expect(await runStatement(after.url, 'SELECT value FROM committed')).toEqual([{ value: 7 }]);
  expect(after.url).toBe(before.url);
  await before.close();
  await runStatement(after.url, 'SELECT 1');
  await after.close();
});

test("a dead server's number that belongs to another program now does not stand in the way", async () => {
  const before = await open();
  const pidFile = path.join(cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8');
  await killServer();
  await writeFile(pidFile, text.replace(/^\d+/, String(process.pid)));

  const after = await open();
  await runStatement(after.url, 'SELECT 1');
  await Promise.all([before.close(), after.close()]);
});

test('a DATA_DIR named through a symbolic link is the same database', async () => {
  const link = `${dataDir}/link`;
  await symlink(dataDir, link);
  const [one, other] = await Promise.all([open(), open(link)]);
  expect(other.url).toBe(one.url);
  await Promise.all([one.close(), other.close()]);
});

test('an initialisation killed half-way is done again', async () => {
  const fresh = path.join(dataDir, 'interrupted');
  const home = path.join(fresh, 'postgres');
  const child = spawnChild(fresh);
  const isInitialising = async () => (await readdir(home).catch(() => [])).some((name) => name.startsWith('data.new'));
  while (!(await isInitialising())) await sleep(5);
  child.kill('SIGKILL');
  // Its lock would be believed for five seconds more; the test does not want to wait.
  await utimes(layoutOf(fresh).lock, 0, 0);

  const database = await open(fresh);
  await runStatement(database.url, 'SELECT 1');
  await database.close();
  expect((await readdir(home)).filter((name) => name.startsWith('data'))).toEqual(['data']);
});

test('files that are no database are neither used nor removed', async () => {
  const odd = path.join(dataDir, 'odd');
  const data = clusterIn(layoutOf(odd).home);
  await mkdir(data, { recursive: true });
  await writeFile(path.join(data, 'diary.txt'), 'dear diary');
  await expect(open(odd)).rejects.toThrow(`${data} holds files but no Postgres database.`);
  expect(await readdir(data)).toEqual(['diary.txt']);
});

test('a database of another Postgres version is refused in a sentence, as is one whose password is lost', async () => {
  const { home, passwordFile } = layoutOf(path.join(dataDir, 'older'));
  await mkdir(clusterIn(home), { recursive: true });
  await writeFile(path.join(clusterIn(home), 'PG_VERSION'), '16\n');
  await expect(open(path.dirname(home))).rejects.toThrow(`Restore ${passwordFile}.`);
  await writeFile(passwordFile, 'secret\n', { mode: 0o600 });
  await expect(open(path.dirname(home))).rejects.toThrow('was made by Postgres 16, and Postgres 18 is installed');
});

test("when Postgres does not start, the message names DATA_DIR and shows Postgres' last words", async () => {
  const broken = path.join(dataDir, 'broken');
  await (await open(broken)).close();
  await writeFile(path.join(clusterIn(layoutOf(broken).home), 'postgresql.conf'), 'no_such_setting = 1\n');
  const failure = open(broken);
  await expect(failure).rejects.toThrow(`Postgres did not start in DATA_DIR ${broken}.`);
  await expect(failure).rejects.toThrow('unrecognized configuration parameter "no_such_setting"');
});
