import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const Line = z.union([z.object({ url: z.string() }), z.object({ refused: z.string() }), z.object({ log: z.string() })]);

/** A process that uses the database, or was refused it. */
export interface DatabaseChild {
  url: string;
  /** The sentence it was refused with; empty if it was not. */
  refused: string;
  logged: string[];
  pid: number;
  /** Lets it close properly and end. */
  close(): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
}

export interface ChildOptions {
  checkout?: string;
  user?: { uid: number; gid: number };
}

/** Starts a process that opens the database in `dataDir`, without waiting for it to get there. */
export function spawnChild(dataDir: string, { checkout = CHECKOUT, user }: ChildOptions = {}) {
  return spawn(process.execPath, ['--import', 'tsx', path.join(checkout, 'test/support/database-client.ts'), dataDir], {
    cwd: checkout,
    stdio: ['pipe', 'pipe', 'inherit'],
    // An ordinary user may not enter root's home.
    env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent' },
    ...user,
  });
}

/** Starts a process that opens the database in `dataDir`, and waits until it has it or is refused. */
export async function openInChild(dataDir: string, options: ChildOptions = {}): Promise<DatabaseChild> {
  const child = spawnChild(dataDir, options);
  const ended = once(child, 'exit');
  const logged: string[] = [];
  const answer = { url: '', refused: '' };
  for await (const text of createInterface({ input: child.stdout })) {
    const line = Line.parse(JSON.parse(text));
    if ('log' in line) logged.push(line.log);
    else {
      Object.assign(answer, line);
      break;
    }
  }
  return {
    ...answer,
    logged,
    pid: child.pid ?? 0,
    close: async () => {
      child.stdin.end();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
