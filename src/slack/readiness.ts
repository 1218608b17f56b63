import { elapsedMs } from '../clock.js';
import { within } from './within.js';

/** A connection that died unheard may keep a check waiting for minutes. */
const MAX_CHECK_MS = 2_500;

/**
 * A check whose outcome is kept for `freshMs`, and that runs once at a time, however often it is asked for: the port may
 * be public.
 */
export function cacheCheck(check: () => Promise<boolean>, freshMs: number): () => Promise<boolean> {
  let isRunning = false;
  let startedAt = Number.NEGATIVE_INFINITY;
  let outcome = Promise.resolve(false);
  return () => {
    if (!isRunning && elapsedMs() - startedAt >= freshMs) {
      isRunning = true;
      startedAt = elapsedMs();
      outcome = within(MAX_CHECK_MS, check()).then((isGood) => {
        isRunning = false;
        return isGood ?? false;
      });
    }
    return outcome;
  };
}
