import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './embedded-database-error.js';

/** A process as far as one can tell it from another that was given the same number later. */
export interface ProcessDescription {
  /** Differs for every process that ever had this number; safe in a file name. */
  startedAt: string;
  /** The program's short name, as in `ps`. */
  program: string;
  /** Its working folder; missing where the system does not tell. */
  folder?: string;
}

/** @returns undefined if there is no such process, or only its unreaped remains. */
export async function describeProcess(pid: number): Promise<ProcessDescription | undefined> {
  if (!isRunning(pid)) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return describeWithPs(pid);

  // The name stands in brackets and may itself hold brackets and spaces.
  const program = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'noboot');
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return {
    startedAt: `${boot.slice(0, 8).trim()}-${fields[19] ?? ''}`,
    program,
    ...(folder === undefined ? {} : { folder }),
  };
}

/** @returns true as long as the number is taken, be it by another user's process. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** For systems without /proc, such as macOS. */
async function describeWithPs(pid: number): Promise<ProcessDescription | undefined> {
  const columns = ['-o', 'lstart=', '-o', 'comm=', '-p', String(pid)];
  const listing = await promisify(execFile)('ps', columns, { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } })
    .then(({ stdout }) => stdout.trim())
    .catch(() => '');
  const [, started, command] = /^(\w+ +\w+ +\d+ +[\d:]+ +\d+) +(.*)$/.exec(listing) ?? [];
  if (started === undefined || command === undefined) {
    return isRunning(pid) ? { startedAt: 'unknown', program: 'unknown' } : undefined;
  }
  return { startedAt: started.replace(/\W+/g, '-'), program: command.split('/').at(-1) ?? command };
}
