import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { elapsedMs } from '../../clock.js';
import { EmbeddedDatabaseError, errorCode } from './embedded-database-error.js';
import type { Layout } from './layout.js';

/** A server recovering from a power cut may hold the lock for minutes; a killed holder's lock expires by itself. */
const PATIENCE_MS = 300_000;
const NOTICE_MS = 8_000;
const POLL_MS = 100;
const STALE_MS = 5_000;

/**
 * Runs `work` while no other process initialises, starts or stops this database.
 * @throws EmbeddedDatabaseError when the lock stays taken for five minutes; the file system's error at once
 */
export async function withLock<T>(layout: Layout, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const release = await acquire(layout, log);
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}

async function acquire(layout: Layout, log: (line: string) => void): Promise<() => Promise<void>> {
  const begun = elapsedMs();
  let noticed = false;
  for (;;) {
    try {
      return await lock(layout.home, {
        lockfilePath: layout.lock,
        realpath: false,
        stale: STALE_MS,
        update: 1_000,
        // By default this would throw from a timer and end the process: Postgres' own lock still protects the data.
        onCompromised: (error) => log(`The lock on ${layout.home} was taken over by another process: ${error.message}`),
      });
    } catch (error) {
      // The library's own retries would try a missing permission again for just as long.
      if (errorCode(error) !== 'ELOCKED') throw error;
    }
    const waited = elapsedMs() - begun;
    if (waited > PATIENCE_MS) {
      throw new EmbeddedDatabaseError(
        `Another process has been starting or stopping the database in DATA_DIR ${layout.dataDir} for ` +
          `${PATIENCE_MS / 60_000} minutes. If none is, remove the folder ${layout.lock}.`,
      );
    }
    if (waited > NOTICE_MS && !noticed) {
      noticed = true;
      log(`Waiting for another process that starts or stops the database in DATA_DIR ${layout.dataDir}.`);
    }
    await sleep(POLL_MS);
  }
}
