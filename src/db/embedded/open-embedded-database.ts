import { listLiveClients, registerClient, unregisterClient } from './clients.js';
import { findRunningServer } from './connection.js';
import { explainFailure } from './embedded-database-error.js';
import { type Layout, prepareLayout } from './layout.js';
import { withLock } from './lock.js';
import { clusterIn, locatePlace } from './place.js';
import { stopServer } from './server.js';
import { startFromDisk } from './start-from-disk.js';

export interface EmbeddedDatabaseOptions {
  dataDir: string;
  /** Told what an operator should know: where the data is, what was repaired. */
  log?: ((line: string) => void) | undefined;
  /** For tests only: does not wait for the disk, so a power cut would destroy the data. */
  throwaway?: boolean;
}

/** One client's hold on the server; the last one to let go stops it. */
export interface EmbeddedDatabase {
  url: string;
  /** Idempotent. Stops the server unless another live process uses it. */
  close(): Promise<void>;
}

/**
 * Finds or starts the Postgres server kept in DATA_DIR and registers this process as its client. The server is
 * detached: it survives this process, however it ends, and the next one finds it.
 * @throws EmbeddedDatabaseError, a sentence that names DATA_DIR
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  try {
    const layout = await prepareLayout(options.dataDir);
    return await withLock(layout, log, () => join(layout, log, options.throwaway ?? false));
  } catch (error) {
    throw explainFailure(error, options.dataDir);
  }
}

async function join(layout: Layout, log: (line: string) => void, throwaway: boolean): Promise<EmbeddedDatabase> {
  const client = await registerClient(layout.clients);
  try {
    const found = clusterIn(await locatePlace(layout));
    const running = await findRunningServer(layout, found);
    const { url, cluster } =
      running === undefined ? await startFromDisk(layout, log, throwaway) : { url: running, cluster: found };
    let closing: Promise<void> | undefined;
    return {
      url,
      close: () => {
        closing ??= withLock(layout, log, () => leave(layout, client, cluster)).catch((error: unknown) => {
          throw explainFailure(error, layout.dataDir);
        });
        return closing;
      },
    };
  } catch (error) {
    await locatePlace(layout)
      .then((place) => leave(layout, client, clusterIn(place)))
      .catch(() => unregisterClient(client));
    throw error;
  }
}

async function leave(layout: Layout, client: string, cluster: string): Promise<void> {
  await unregisterClient(client);
  if ((await listLiveClients(layout.clients)).length === 0) await stopServer(cluster);
}
