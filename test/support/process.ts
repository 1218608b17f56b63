import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** A bot in a process of its own. */
export interface BotProcess {
  readonly url: string;
  /** What it has written so far, both streams. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Answers `/readyz` with 200. Throws what it said if it ends before. */
  ready(): Promise<void>;
  /** kill -9; harmless if it has ended. */
  kill(): Promise<void>;
}

export interface SpawnOptions {
  /** The real one, or the one whose heart beats every so many milliseconds. */
  readonly heartbeatMs?: number;
  /** How far its clock is ahead of the machine's, in milliseconds; with `heartbeatMs` only. */
  readonly clockShiftMs?: number;
}

/** The bot with these variables and no others of ours. */
export function spawnBot(
  env: Readonly<Record<string, string>>,
  { heartbeatMs, clockShiftMs = 0 }: SpawnOptions = {},
): BotProcess {
  if (heartbeatMs === undefined) return spawnScript('src/app.ts', env);
  return spawnScript('test/support/bot-with-a-rhythm.ts', {
    ...env,
    TEST_HEARTBEAT_MS: String(heartbeatMs),
    TEST_CLOCK_SHIFT_MS: String(clockShiftMs),
  });
}

/** `node --import tsx` and this script with these words, with these variables and no others of ours. */
export function spawnScript(
  entry: string,
  env: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): BotProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(CHECKOUT, entry), ...words], {
    cwd: CHECKOUT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  let isOver = false;
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => {
      isOver = true;
      resolve(code ?? signal ?? -1);
    }),
  );
  const url = `http://127.0.0.1:${env.PORT}`;
  return {
    url,
    said: () => said,
    signal: (name) => void child.kill(name),
    ended,
    ready: async () => {
      while ((await statusOf(`${url}/readyz`)) !== 200) {
        if (isOver) throw new Error(`The bot ended: ${said}`);
        await wait(50);
      }
    },
    kill: async () => {
      if (!isOver) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The status of a GET, 0 where nobody answers. */
export async function statusOf(url: string): Promise<number> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status,
    () => 0,
  );
}
