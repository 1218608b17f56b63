import { stat } from 'node:fs/promises';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { runAs, type SystemUser } from './run-as.js';

/** Debian's tools first, then BusyBox' (Alpine). */
const WAYS_TO_CREATE: readonly (readonly [program: string, ...args: string[]])[][] = [
  [
    ['groupadd', '--system', 'postgres'],
    ['useradd', '--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
  ],
  [
    ['addgroup', '-S', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-G', 'postgres', 'postgres'],
  ],
];

/**
 * Postgres refuses to run as root. As root the cluster's owner runs it, or for a new cluster the user `postgres`,
 * which is created where the system has none, and at last `nobody`.
 * @param cluster the cluster's folder, if there is one already
 * @returns undefined when we are an ordinary user and Postgres simply runs as us
 * @throws EmbeddedDatabaseError when an ordinary user meets somebody else's cluster, or root finds no user at all
 */
export async function chooseSystemUser(cluster: string | undefined): Promise<SystemUser | undefined> {
  const ownUid = process.getuid?.();
  if (ownUid === undefined) return undefined;
  const owner = cluster === undefined ? undefined : await stat(cluster);
  if (ownUid !== 0) {
    if (owner === undefined || owner.uid === ownUid) return undefined;
    throw new EmbeddedDatabaseError(
      `The database in ${cluster} belongs to user id ${owner.uid}, and this process runs as user id ${ownUid}. ` +
        'Start as that user or as root, or set DATA_DIR to another folder.',
    );
  }
  if (owner !== undefined && owner.uid !== 0) {
    return { name: `user id ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  const user = (await findUser('postgres')) ?? (await createPostgresUser()) ?? (await findUser('nobody'));
  if (user !== undefined) return user;
  throw new EmbeddedDatabaseError(
    'Postgres refuses to run as root, and this system has no user "postgres" or "nobody" and cannot create one. ' +
      'Create a user "postgres", start as an ordinary user, or set DATABASE_URL.',
  );
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all([runAs(undefined, 'id', ['-u', name]), runAs(undefined, 'id', ['-g', name])]);
  if (!uid.succeeded || !gid.succeeded || uid.output === '0') return undefined;
  return { name, uid: Number(uid.output), gid: Number(gid.output) };
}

async function createPostgresUser(): Promise<SystemUser | undefined> {
  for (const commands of WAYS_TO_CREATE) {
    // A group left by an earlier attempt makes the first command fail and is just what the second needs.
    for (const [program, ...args] of commands) await runAs(undefined, program, args);
    const user = await findUser('postgres');
    if (user !== undefined) return user;
  }
  return undefined;
}
