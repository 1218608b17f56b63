/** Tells the time: UTC instants. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock, for the processes' entry points and the age of signed requests. All else is given a clock. */
export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since the process started. For deadlines and durations: it goes on evenly when the clock is set. */
export function elapsedMs(): number {
  return performance.now();
}
