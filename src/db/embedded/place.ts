import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../clock.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import type { Layout } from './layout.js';
import { runAs, type SystemUser } from './run-as.js';
import { stopServer } from './server.js';

const SYSTEM_STATE = '/var/lib';
const OWNER_NOTE = 'belongs-to.txt';

/** @returns the folder that holds the cluster and, where needed, a copy of the programs: DATA_DIR/postgres or the place its pointer names. */
export async function locatePlace(layout: Layout): Promise<string> {
  const pointer = await readFile(layout.pointer, 'utf8').catch(() => undefined);
  const place = pointer?.split('\n')[0]?.trim();
  if (place === undefined || place === '') return layout.home;
  await claimPlace(layout, place);
  return place;
}

/** @returns the cluster's own folder within a place. */
export function clusterIn(place: string): string {
  return path.join(place, 'data');
}

/**
 * @returns true if `user` can really make and enter folders there: tried as that user, since permissions of any
 * parent, access lists, mounts and security modules all have a say.
 */
export async function canUse(place: string, user: SystemUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const trial = path.join(place, `trial-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(trial, { mode: 0o700 });
    await chown(trial, user.uid, user.gid);
    return (await runAs(user, '/bin/sh', ['-c', 'cd "$1" && : > trial', 'sh', trial])).succeeded;
  } catch {
    return false;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/**
 * Finds a stable place outside DATA_DIR that `user` may enter, named after DATA_DIR's absolute path, and makes sure it
 * holds no cluster: the caller makes one there and points to it with `writePointer`.
 * @throws EmbeddedDatabaseError when no such place can be had
 */
export async function choosePlaceOutside(
  layout: Layout,
  user: SystemUser,
  log: (line: string) => void,
): Promise<string> {
  const hash = createHash('sha256').update(layout.dataDir).digest('hex').slice(0, 12);
  for (const parent of [SYSTEM_STATE, tmpdir()]) {
    const place = path.join(parent, `partner-rewards-${hash}`);
    if (!(await makeOwnFolder(place)) || !(await canUse(place, user))) continue;
    log(
      `Postgres runs as ${user.name}, who may not enter ${layout.home}: ` +
        `the database is kept in ${place} (noted in ${layout.pointer}).`,
    );
    if (parent !== SYSTEM_STATE) {
      log(`Careful: the system may empty ${parent} at any time. Set DATA_DIR to a folder that ${user.name} may enter.`);
    }
    await setAside(place, log);
    return place;
  }
  throw new EmbeddedDatabaseError(
    `Postgres runs as ${user.name}, who may not enter DATA_DIR ${layout.dataDir}, and no place could be made for it ` +
      `in ${SYSTEM_STATE} or ${tmpdir()}. Set DATA_DIR to a folder every user may enter, or set DATABASE_URL.`,
  );
}

/** A DATA_DIR that was deleted leaves its cluster behind, perhaps even running. Nobody's data is thrown away. */
async function setAside(place: string, log: (line: string) => void): Promise<void> {
  const cluster = clusterIn(place);
  if ((await lstat(cluster).catch(() => undefined)) === undefined) return;
  await stopServer(cluster);
  const aside = `${cluster}.${systemClock.now().toISOString().replace(/\D/g, '')}`;
  await rename(cluster, aside);
  log(`A database that no DATA_DIR points to any more was found in ${cluster} and set aside as ${aside}.`);
}

/** The name can be foreseen: a folder prepared there by another user must not be trusted. */
async function makeOwnFolder(place: string): Promise<boolean> {
  try {
    await mkdir(place, { recursive: true });
    const found = await lstat(place);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    await chmod(place, 0o711);
    return true;
  } catch {
    return false;
  }
}

/** Makes DATA_DIR and the place know of each other; from then on `locatePlace` finds it. */
export async function writePointer(layout: Layout, place: string): Promise<void> {
  await writeFile(path.join(place, OWNER_NOTE), `${layout.dataDir}\n`);
  const draft = `${layout.pointer}.new`;
  const why =
    'The database of this folder is kept there: Postgres cannot run as root, and its user may not enter here.';
  await writeFile(draft, `${place}\n${why}\n`);
  await rename(draft, layout.pointer);
}

/** A copied DATA_DIR brings its pointer along: two of them must not share one cluster. */
async function claimPlace(layout: Layout, place: string): Promise<void> {
  const note = path.join(place, OWNER_NOTE);
  const owner = (await readFile(note, 'utf8').catch(() => undefined))?.trim();
  if (owner === layout.dataDir) return;
  if (owner === undefined) {
    throw new EmbeddedDatabaseError(
      `The database of DATA_DIR ${layout.dataDir} was kept in ${place}, which is gone or cannot be read. ` +
        `Restore it, or remove ${layout.home} to begin with an empty database.`,
    );
  }
  const rival = await readFile(path.join(owner, 'postgres', path.basename(layout.pointer)), 'utf8').catch(() => '');
  if (rival.split('\n')[0]?.trim() === place) {
    throw new EmbeddedDatabaseError(
      `DATA_DIR ${layout.dataDir} is a copy of ${owner}, and the database in ${place} belongs to the latter. ` +
        `Remove ${layout.home} to begin with an empty database, or set DATA_DIR to ${owner}.`,
    );
  }
  await writeFile(note, `${layout.dataDir}\n`);
}
