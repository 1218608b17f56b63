import { readdirSync } from 'node:fs';
import path from 'node:path';
import { differenceInSeconds } from 'date-fns/differenceInSeconds';
import { secondsToMilliseconds } from 'date-fns/secondsToMilliseconds';
import { systemClock } from '../../src/clock.js';

const LIBRARY = findLibrary();

/** Why no process's clock can be set here, if none can. */
export const NO_FAKETIME = LIBRARY ? undefined : 'faketime is not installed (apt-get install faketime)';
if (NO_FAKETIME && process.env.BROWSER_TESTS === 'required')
  throw new Error(`BROWSER_TESTS=required, and ${NO_FAKETIME}.`);

/** Debian's place for it. */
function findLibrary(): string | undefined {
  const folders = readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => path.join('/usr/lib', name, 'faketime'))
    .flatMap((folder) => listFiles(folder).map((file) => path.join(folder, file)))
    .find((file) => file.endsWith('/libfaketime.so.1'));
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export interface FakeClock {
  /** For a process that lives at that time. The processes it starts with an environment of their own do not. */
  readonly env: Readonly<Record<string, string>>;
  /** The time of such a process, in milliseconds. */
  now(): number;
}

/** A clock that is at `beginning` now, and runs. */
export function fakeClockAt(beginning: Date): FakeClock {
  const seconds = differenceInSeconds(beginning, systemClock.now());
  return {
    env: {
      LD_PRELOAD: LIBRARY ?? '',
      FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`,
      // Timeouts go on as they are.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    now: () => systemClock.now().getTime() + secondsToMilliseconds(seconds),
  };
}
