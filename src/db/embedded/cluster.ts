import { randomBytes } from 'node:crypto';
import { chown, cp, lchown, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedDatabaseError, errorCode } from './embedded-database-error.js';
import type { Layout } from './layout.js';
import { clusterIn } from './place.js';
import { runAs, type SystemUser } from './run-as.js';

/** An initdb whose parent was killed may still be writing there. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10 };

export const SUPERUSER = 'rewards';

/** Postgres' own order needs no library of the system: the same on every machine, and it knows all of Unicode. */
const LOCALES: readonly (readonly string[])[] = [
  ['--locale=C.UTF-8'],
  ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/**
 * @returns the major version of the cluster in that folder; undefined if there is none yet
 * @throws EmbeddedDatabaseError when the folder holds something that is no cluster
 */
export async function readClusterVersion(cluster: string): Promise<string | undefined> {
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (version !== undefined) return version.trim();
  const contents = await readdir(cluster).catch(() => []);
  if (contents.length === 0) return undefined;
  throw new EmbeddedDatabaseError(`${cluster} holds files but no Postgres database. Move them away and start again.`);
}

/** @throws EmbeddedDatabaseError when another Postgres made the cluster than the one installed */
export function assertSameMajor(cluster: string, version: string, binaries: Binaries): void {
  if (version === binaries.major) return;
  throw new EmbeddedDatabaseError(
    `The database in ${cluster} was made by Postgres ${version}, and Postgres ${binaries.major} is installed. ` +
      `Install the version of the bot that made it, export with Postgres ${version} and import again, or set DATABASE_URL.`,
  );
}

/**
 * Reads the superuser's password; makes a random one before the first cluster.
 * @throws EmbeddedDatabaseError when there is a cluster but no password for it
 */
export async function ensurePassword(layout: Layout, hasCluster: boolean): Promise<string> {
  const known = await readPassword(layout);
  if (known !== undefined) return known;
  if (hasCluster) {
    throw new EmbeddedDatabaseError(
      `The password of the database in DATA_DIR ${layout.dataDir} is missing. Restore ${layout.passwordFile}.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  const draft = `${layout.passwordFile}.new`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await rename(draft, layout.passwordFile);
  return password;
}

export async function readPassword(layout: Layout): Promise<string | undefined> {
  try {
    return (await readFile(layout.passwordFile, 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Makes an empty cluster in `place`. It appears there complete or not at all: an interrupted attempt leaves a folder
 * that the next one removes.
 * @throws EmbeddedDatabaseError with initdb's last lines
 */
export async function initialiseCluster(
  place: string,
  options: { binaries: Binaries; user: SystemUser | undefined; password: string; durable: boolean },
): Promise<void> {
  const { binaries, user, password, durable } = options;
  let output = '';
  for (const locale of LOCALES) {
    const staging = await makeStaging(place, user);
    const data = path.join(staging, 'data');
    const passwordFile = path.join(staging, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
    const outcome = await runAs(user, binaries.initdb, [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (outcome.succeeded) await moveIntoPlace(data, place);
    await rm(staging, { recursive: true, force: true });
    if (outcome.succeeded) return;
    output = outcome.output;
    if (!output.includes('locale')) break;
  }
  throw new EmbeddedDatabaseError(`Postgres could not make a database in ${place}:\n${explainInitdb(output)}`);
}

/**
 * Copies a cluster its user can no longer reach to `place`, then removes the original; root only.
 * @param settle makes the copy the one that counts
 */
export async function moveCluster(
  cluster: string,
  place: string,
  user: SystemUser,
  settle: () => Promise<void>,
): Promise<void> {
  const staging = await makeStaging(place, user);
  const data = path.join(staging, 'data');
  await cp(cluster, data, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  await ensureOwner(data, user);
  await moveIntoPlace(data, place);
  await rm(staging, { recursive: true, force: true });
  await settle();
  await rm(cluster, { recursive: true, force: true });
}

/** Gives a cluster that was copied or restored by root back to the user Postgres runs as; root only. */
export async function ensureOwner(cluster: string, user: SystemUser): Promise<void> {
  if ((await stat(cluster)).uid === user.uid) return;
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    await lchown(path.join(entry.parentPath, entry.name), user.uid, user.gid);
  }
  // The folder itself comes last: while it is root's, an interrupted attempt is seen and repeated.
  await chown(cluster, user.uid, user.gid);
}

async function makeStaging(place: string, user: SystemUser | undefined): Promise<string> {
  for (const name of await readdir(place)) {
    if (name.startsWith('data.new-')) await rm(path.join(place, name), REMOVAL);
  }
  const staging = await mkdtemp(path.join(place, 'data.new-'));
  if (user !== undefined) await chown(staging, user.uid, user.gid);
  return staging;
}

async function moveIntoPlace(data: string, place: string): Promise<void> {
  const cluster = clusterIn(place);
  // An empty folder may have been made beforehand; one with something in it makes the rename fail, as it should.
  await rmdir(cluster).catch(() => undefined);
  await rename(data, cluster);
}

function explainInitdb(output: string): string {
  const lastLines = output.split('\n').slice(-8).join('\n');
  if (!output.includes('could not look up effective user ID')) return lastLines;
  return `${lastLines}\nThe user needs a line in /etc/passwd. Start as a user that has one, or set DATABASE_URL.`;
}
