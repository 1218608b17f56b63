import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject } from './json.js';

function fileIn(dataDir: string): string {
  return join(dataDir, 'sandbox', 'sandbox.json');
}

/** Leaves word of where the sandbox runs, for the command line. Answers how to take it back. */
export function announceSandbox(sandbox: { url: string }, dataDir: string): () => void {
  const file = fileIn(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ url: sandbox.url, pid: process.pid })}\n`);
  return () => {
    if (findSandbox(dataDir) === sandbox.url) rmSync(file, { force: true });
  };
}

/** The address of a sandbox that was announced there and answers. */
export async function findRunningSandbox(dataDir: string): Promise<string | undefined> {
  const url = findSandbox(dataDir);
  const answers =
    url !== undefined &&
    (await fetch(`${url}/sandbox/weather`).then(
      ({ ok }) => ok,
      () => false,
    ));
  return answers ? url : undefined;
}

/** The address of the sandbox that was announced there last. */
export function findSandbox(dataDir: string): string | undefined {
  try {
    const said: unknown = JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
    return isObject(said) && typeof said.url === 'string' ? said.url : undefined;
  } catch {
    return undefined;
  }
}
