import type { Clock } from '../clock.js';
import type { Db } from '../db/client.js';

/** What every use case needs. */
export interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}
