import { chmod } from 'node:fs/promises';
import { prepareBinaries } from './binaries.js';
import {
  assertSameMajor,
  ensureOwner,
  ensurePassword,
  initialiseCluster,
  moveCluster,
  readClusterVersion,
} from './cluster.js';
import { connectToCluster } from './connection.js';
import type { Layout } from './layout.js';
import { readPidFile } from './pid-file.js';
import { canUse, choosePlaceOutside, clusterIn, locatePlace, writePointer } from './place.js';
import type { SystemUser } from './run-as.js';
import { startServer, THROWAWAY_SETTINGS } from './server.js';
import { chooseSystemUser } from './system-user.js';

/**
 * Starts the server of the cluster in DATA_DIR, which is made, mended or moved first as far as needed. Called under
 * the lock, when none is running.
 * @throws EmbeddedDatabaseError or the file system's error
 */
export async function startFromDisk(
  layout: Layout,
  log: (line: string) => void,
  throwaway: boolean,
): Promise<{ url: string; cluster: string }> {
  const known = await locatePlace(layout);
  const version = await readClusterVersion(clusterIn(known));
  const user = await chooseSystemUser(version === undefined ? undefined : clusterIn(known));
  const place = await choosePlace(layout, known, user, log);
  const cluster = clusterIn(place);
  const binaries = await prepareBinaries(place, user, log);
  const password = await ensurePassword(layout, version !== undefined);

  if (version === undefined) {
    // The pointer first: a cluster made outside must never be without one.
    if (place !== known) await writePointer(layout, place);
    await initialiseCluster(place, { binaries, user, password, durable: !throwaway });
  } else {
    assertSameMajor(clusterIn(known), version, binaries);
    if (user !== undefined && place !== known) {
      await moveCluster(clusterIn(known), place, user, () => writePointer(layout, place));
    }
    if (user !== undefined) await ensureOwner(cluster, user);
  }

  const preferredPort = (await readPidFile(cluster))?.port ?? 0;
  const settings = throwaway ? THROWAWAY_SETTINGS : [];
  const port = await startServer(layout, cluster, { binaries, user, settings, preferredPort });
  return { url: await connectToCluster(layout, cluster, port), cluster };
}

async function choosePlace(
  layout: Layout,
  known: string,
  user: SystemUser | undefined,
  log: (line: string) => void,
): Promise<string> {
  if (user === undefined) return known;
  // Its user must pass through here to the cluster; what is secret has its own 0600.
  await chmod(layout.home, 0o711);
  return (await canUse(known, user)) ? known : choosePlaceOutside(layout, user, log);
}
