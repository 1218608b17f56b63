import { spawn } from 'node:child_process';

/** The system user Postgres runs as; undefined stands for the user we already are. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export interface Outcome {
  succeeded: boolean;
  /** stdout and stderr together, or why the program could not be run at all. */
  output: string;
}

/** Our own environment stays out: PGDATA, PGPORT or a foreign locale in it would change what Postgres does. */
const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** @returns options for `spawn` that make the child run as `user`, in a folder everybody may enter. */
export function spawnOptions(user: SystemUser | undefined) {
  const identity = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  // Windows programs need more of the environment than we could list, and have no root to worry about.
  const environment = process.platform === 'win32' ? {} : { cwd: '/', env: SERVER_ENVIRONMENT };
  return { ...identity, ...environment };
}

/** Runs a program to its end as `user`. Never rejects: a program that cannot be run has failed. */
export function runAs(user: SystemUser | undefined, program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    const fail = (error: unknown) => resolve({ succeeded: false, output: String(error) });
    try {
      const child = spawn(program, args, { ...spawnOptions(user), stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.on('error', fail);
      child.on('close', (code) => resolve({ succeeded: code === 0, output: output.trim() }));
    } catch (error) {
      fail(error);
    }
  });
}
