import { spawn } from 'node:child_process';
import { open, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { elapsedMs } from '../../clock.js';
import type { Binaries } from './binaries.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import type { Layout } from './layout.js';
import { readLastLines } from './log-tail.js';
import { isServerAlive, readPidFile, releasePidFile } from './pid-file.js';
import { isRunning } from './processes.js';
import { type SystemUser, spawnOptions } from './run-as.js';

const ATTEMPTS = 20;
const PAUSE_MS = 500;
const POLL_MS = 20;
/** Replaying the log after a power cut may take minutes; a server still at it is not given up. */
const RECOVERY_MS = 280_000;
const STOP_MS = 60_000;

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  // The bot's own errors are the bot's to log; with statements and values in it this file would hold people's data.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

/** For tests: nothing is worth waiting for the disk, or tidying up. */
export const THROWAWAY_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=8GB',
  'checkpoint_timeout=1h',
  // With a database for each test file, a worker would look into one of them all the time.
  'autovacuum=off',
  'jit=off',
];

/**
 * Starts a detached server that outlives this process, and waits until it takes connections.
 * `preferredPort` (0 for none) is used if it is free, so that clients of a server that died find it again.
 * @returns the port on 127.0.0.1
 * @throws EmbeddedDatabaseError with the last lines of Postgres' log
 */
export async function startServer(
  layout: Layout,
  cluster: string,
  options: { binaries: Binaries; user: SystemUser | undefined; settings: readonly string[]; preferredPort: number },
): Promise<number> {
  await rename(layout.log, layout.previousLog).catch(() => undefined);
  let port = await findFreePort(options.preferredPort);
  for (let attempt = 1; ; attempt += 1) {
    await releasePidFile(cluster);
    if (await runServer(layout, cluster, port, options)) return port;
    const lines = await readLastLines(layout.log, 15);
    // The children of a killed server hold its memory for a moment; the port may have been taken since we looked.
    const isTransient = /Address already in use|shared memory block|"postmaster\.pid" already exists/.test(lines);
    if (!isTransient || attempt === ATTEMPTS) {
      throw new EmbeddedDatabaseError(
        `Postgres did not start in DATA_DIR ${layout.dataDir}. Its last words:\n${lines}`,
      );
    }
    if (lines.includes('Address already in use')) port = await findFreePort(0);
    else await sleep(PAUSE_MS);
  }
}

/** @returns true once the server is ready, false if it gave up. */
async function runServer(
  layout: Layout,
  cluster: string,
  port: number,
  { binaries, user, settings }: { binaries: Binaries; user: SystemUser | undefined; settings: readonly string[] },
): Promise<boolean> {
  // Opened by us and inherited: the server's user need not be able to enter this folder.
  const log = await open(layout.log, 'w', 0o600);
  try {
    const args = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]);
    const server = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...args], {
      ...spawnOptions(user),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let gaveUp = false;
    server.once('exit', () => {
      gaveUp = true;
    });
    server.once('error', (error) => {
      gaveUp = true;
      void log.write(`${error.message}\n`).catch(() => undefined);
    });
    server.unref();
    const deadline = elapsedMs() + RECOVERY_MS;
    while (!gaveUp && elapsedMs() < deadline) {
      const entry = await readPidFile(cluster);
      if (entry?.pid === server.pid && entry?.status === 'ready') return true;
      await sleep(POLL_MS);
    }
    return false;
  } finally {
    await log.close();
  }
}

/**
 * Fast shutdown: sessions are ended, everything committed is kept.
 * @throws EmbeddedDatabaseError if the server still runs after a minute
 */
export async function stopServer(cluster: string): Promise<void> {
  const entry = await readPidFile(cluster);
  if (entry === undefined || !(await isServerAlive(entry, cluster))) return;
  process.kill(entry.pid, 'SIGINT');
  const deadline = elapsedMs() + STOP_MS;
  while (elapsedMs() < deadline) {
    // Whoever started it may be slow to collect the ended process: the file it removes last counts too.
    if ((await readPidFile(cluster))?.pid !== entry.pid || !isRunning(entry.pid)) return;
    await sleep(POLL_MS);
  }
  throw new EmbeddedDatabaseError(`Postgres in ${cluster} did not stop within ${STOP_MS / 1000} seconds.`);
}

/** @returns `preferred` if nobody listens there, else a port the system says is free right now. */
async function findFreePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(findFreePort(0))));
    probe.listen({ host: '127.0.0.1', port: preferred }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : preferred));
    });
  });
}
