import { parseISO } from 'date-fns/parseISO';
import type { Clock } from '../../src/clock.js';

/** A Monday morning in the middle of a month. `npm run test:days` sets another instant. */
export const BEGINNING = parseISO(process.env.TEST_NOW ?? '2026-11-16T09:30:00Z');

/** A clock that stands where it is put. */
export interface TestClock extends Clock {
  set(instant: string | Date): void;
}

export function createTestClock(beginning: string | Date = BEGINNING): TestClock {
  let now = new Date(beginning);
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant);
    },
  };
}
