import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { JobName, JobPayload } from '../domain/jobs.js';
import type { Deps } from '../services/deps.js';
import type { Pace } from '../slack/pace.js';

/** A job of a workspace whose token this process does not hold: for the process that does. */
export class NotOurWorkspace extends Error {
  override readonly name = 'NotOurWorkspace';
  constructor(readonly workspaceId: string) {
    super(`no token for workspace ${workspaceId}`);
  }
}

/** What every job is given. */
export interface JobContext extends Deps {
  /** The background client of a workspace. Throws NotOurWorkspace. */
  readonly slackOf: (workspaceId: string) => WebClient;
  readonly pace: Pace;
  readonly logger: Logger;
  /** Aborted when the bot is to stop: a job of many steps ends after the one it is at, and owes the rest. */
  readonly stopping: AbortSignal;
}

export type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, context: JobContext) => Promise<void>;
