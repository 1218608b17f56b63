import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeProcess } from './processes.js';

/**
 * Who uses the server, one empty file each: `<pid>.<started>.<random>`. The name says everything, so that a client
 * killed while registering leaves nothing half-written. All of this is called under the lock.
 */
export async function registerClient(folder: string): Promise<string> {
  const self = await describeProcess(process.pid);
  const file = path.join(folder, `${process.pid}.${self?.startedAt ?? 'unknown'}.${randomUUID()}`);
  await writeFile(file, '', { mode: 0o600 });
  return file;
}

/** Takes one registration back; one that is already gone is no error. */
export async function unregisterClient(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** @returns the registrations whose process still runs; those of killed processes are removed on the way. */
export async function listLiveClients(folder: string): Promise<string[]> {
  const live: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    if (await isLive(name)) live.push(file);
    else await rm(file, { force: true });
  }
  return live;
}

async function isLive(name: string): Promise<boolean> {
  const [pid, startedAt] = name.split('.');
  const owner = await describeProcess(Number(pid) || 0);
  // pid 0 would mean our own process group: a stray file is nobody's.
  return Number(pid) > 0 && owner !== undefined && owner.startedAt === startedAt;
}
