import type { Db } from '../db/client.js';

/** Time is an argument: UTC instants. */
export interface Clock {
  now(): Date;
}

/** What every use case needs. */
export interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}
