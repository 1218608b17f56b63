import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeProcess } from './processes.js';

/** What a running server writes into its cluster about itself (postmaster.pid, one value a line). */
export interface PidFile {
  pid: number;
  port: number;
  /** 'starting', 'ready', 'stopping'. */
  status: string;
}

/** No system hands out numbers this high, so the server the file then speaks of is surely dead. */
const NOBODY = 4_194_999;

export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || 0, status: lines[7] ?? '' };
}

/** @returns false if the server died without removing its file, even where its number went to another program. */
export async function isServerAlive(entry: PidFile, cluster: string): Promise<boolean> {
  const found = await describeProcess(entry.pid);
  if (found === undefined) return false;
  if (found.program === 'unknown') return true;
  return found.program.startsWith('postgres') && (found.folder === undefined || found.folder === cluster);
}

/**
 * Postgres refuses to start while the number in a dead server's file belongs to any process of its user, as happens
 * when containers restart. The number is replaced and the file kept, because by its other lines Postgres
 * makes sure that no child of the dead server is still at work.
 */
export async function releasePidFile(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const entry = await readPidFile(cluster);
  if (entry === undefined || (await isServerAlive(entry, cluster))) return;
  await writeFile(file, text.replace(/^\s*\d+/, String(NOBODY)));
}
