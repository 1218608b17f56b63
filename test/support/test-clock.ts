import { parseISO } from 'date-fns/parseISO';
import { type Clock, systemClock } from '../../src/clock.js';

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

/** For tests that start the bot as a process, which lives at the machine's time. */
export const machineClock: TestClock = {
  now: systemClock.now,
  set: () => {
    throw new Error('The clock of another process cannot be set.');
  },
};
