import { realpath } from 'node:fs/promises';
import { readClusterVersion } from './cluster.js';
import { errorCode } from './embedded-database-error.js';
import { layoutOf } from './layout.js';
import { clusterIn, locatePlace } from './place.js';

/**
 * @returns whether DATA_DIR holds a database. Nothing is made or started. True also where that cannot be told, which
 * `openEmbeddedDatabase` then explains.
 */
export async function hasEmbeddedDatabase(dataDir: string): Promise<boolean> {
  try {
    const place = await locatePlace(layoutOf(await realpath(dataDir)));
    return (await readClusterVersion(clusterIn(place))) !== undefined;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}
