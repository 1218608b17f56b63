import type { Logger } from 'pino';
import type { Deps } from '../services/deps.js';

/** What every handler is given. */
export interface HandlerDeps extends Deps {
  /** The team whose token this bot holds. */
  readonly workspaceId: string;
  readonly logger: Logger;
  /** Aborted when the bot is about to end with work undone. */
  readonly interruption: AbortSignal;
  readonly deadlines: Deadlines;
}

/** For forms, in milliseconds. */
export interface Deadlines {
  /** After how long a form is answered with a view that says that the bot is at work. Slack waits for 3,000. */
  readonly answerAfterMs: number;
  /** How long after that answer Slack shows it. */
  readonly shownAfterMs: number;
}

/** Leaves an answer some hundred milliseconds of Slack's three seconds to arrive. */
export const DEADLINES: Deadlines = { answerAfterMs: 2_300, shownAfterMs: 1_000 };
