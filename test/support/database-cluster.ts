import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layoutOf } from '../../src/db/embedded/layout.js';
import { canUse, clusterIn, locatePlace } from '../../src/db/embedded/place.js';
import { describeProcess } from '../../src/db/embedded/processes.js';
import { stopServer } from '../../src/db/embedded/server.js';
import { chooseSystemUser } from '../../src/db/embedded/system-user.js';

const PREFIX = 'partner-rewards-test-';
const TEMPORARY = [tmpdir(), '/tmp', '/var/tmp'];

/** Makes a DATA_DIR named after this process, so that later runs can tell whether it was left behind. */
export async function makeThrowawayFolder(): Promise<string> {
  const self = await describeProcess(process.pid);
  const folder = await mkdtemp(path.join(await chooseTemporary(), `${PREFIX}${process.pid}_${self?.startedAt}_`));
  // The server's own user must pass when the tests run as root.
  await chmod(folder, 0o711);
  return folder;
}

/** Root's TMPDIR may lie where the server's user may not enter; the tests are then not about that. */
async function chooseTemporary(): Promise<string> {
  const user = await chooseSystemUser(undefined);
  for (const folder of TEMPORARY) {
    if (await canUse(folder, user)) return folder;
  }
  return tmpdir();
}

/** Stops the server of a throwaway DATA_DIR, whoever uses it, and removes every trace of it. */
export async function removeThrowawayFolder(folder: string): Promise<void> {
  const layout = layoutOf(folder);
  const place = await locatePlace(layout).catch(() => layout.home);
  await stopServer(clusterIn(place));
  if (place !== layout.home) await rm(place, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what runs that were killed have left, servers included; those of live processes are not touched. */
export async function reapThrowawayFolders(): Promise<void> {
  for (const parent of new Set(TEMPORARY)) {
    for (const name of await readdir(parent).catch(() => [])) {
      if (!name.startsWith(PREFIX)) continue;
      const [pid, startedAt] = name.slice(PREFIX.length).split('_');
      const owner = await describeProcess(Number(pid));
      if (owner !== undefined && owner.startedAt === startedAt) continue;
      // Somebody else's may be none of our business to remove.
      await removeThrowawayFolder(path.join(parent, name)).catch(() => undefined);
    }
  }
}
