import type { Logger } from 'pino';
import type { Deps } from '../services/deps.js';

/** What every handler is given. */
export interface HandlerDeps extends Deps {
  /** The team whose token this bot holds. */
  readonly workspaceId: string;
  readonly logger: Logger;
}
