import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { elapsedMs } from '../clock.js';

/** Something that runs until it is stopped, unless it gives up by itself. */
export interface Run {
  /** Resolves as soon as it takes no more, whoever wanted that. */
  readonly over: Promise<void>;
  /** Takes no more, waits for what was begun, and lets go; also where it gave up by itself. */
  stop(): Promise<void>;
}

export interface KeptRunning {
  isRunning(): boolean;
  /** Ends what runs, or the wait until it starts anew. */
  stop(): Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** Starts it, and starts it anew whenever it gives up by itself. Throws what the very first start throws. */
export async function keepRunning(start: () => Promise<Run>, logger: Logger): Promise<KeptRunning> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const asked = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  let run: Run | undefined = await start();
  let waits = 0;

  /** Resolves to nothing where it is stopped meanwhile. */
  const startAnew = async (): Promise<Run | undefined> => {
    for (let isFirst = true; ; isFirst = false) {
      const ms = Math.min(FIRST_WAIT_MS * 2 ** waits++, LONGEST_WAIT_MS);
      await wait(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        return await start();
      } catch (error) {
        // Said once: while a database is away, every try fails alike.
        if (isFirst) logger.warn({ err: error }, 'worker cannot start yet');
      }
    }
  };

  const keep = async (): Promise<void> => {
    while (run) {
      const startedAt = elapsedMs();
      await Promise.race([run.over, asked]);
      if (signal.aborted) return;
      // One that gives up again and again is started ever more rarely.
      if (elapsedMs() - startedAt > LONGEST_WAIT_MS) waits = 0;
      logger.error('worker gave up, and is started anew');
      const gaveUp = run;
      run = undefined;
      await gaveUp.stop();
      run = await startAnew();
      if (run) logger.info('worker runs again');
    }
  };
  const kept = keep();

  return {
    isRunning: () => run !== undefined && !signal.aborted,
    async stop() {
      stopping.abort();
      await kept;
      await run?.stop();
    },
  };
}
