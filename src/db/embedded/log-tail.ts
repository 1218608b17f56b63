import { readFile } from 'node:fs/promises';

/** @returns the last `count` lines of a file; an empty string if it cannot be read. */
export async function readLastLines(file: string, count: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
