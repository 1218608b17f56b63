import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger as QueueLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import { ownWordsOf } from '../slack/package-logger.js';
import { crontab } from './index.js';
import type { Run } from './keep-running.js';

export interface QueueSettings {
  readonly databaseUrl: string;
  readonly concurrency: number;
  /** How long a worker that found nothing to do waits before it looks again, in milliseconds. */
  readonly pollMs: number;
}

export interface QueueParts {
  readonly taskList: TaskList;
  readonly logger: Logger;
  /** Resolves when none of the jobs is at work. */
  readonly idle: () => Promise<void>;
  /** Is told the name in which jobs and queues are locked from now on. */
  readonly onPool: (poolId: string) => void;
}

/**
 * Without a batch, graphile-worker does not wait until the end of a job is written down: stopped meanwhile, it would
 * leave the job and its queue locked, and a database that is away for a moment would end the process.
 */
const UNTIL_WRITTEN_DOWN = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
const MOST_MS_TO_WRITE_DOWN = 2_000;

/**
 * Works the queue until it is stopped, or graphile-worker gives up: it does where the end of a job cannot be written
 * down, which is where a job is at work while the database goes away.
 */
export async function runQueue(settings: QueueSettings, { taskList, logger, idle, onPool }: QueueParts): Promise<Run> {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => onPool(workerPool.id));
  let isTaking = true;
  const over = new Promise<void>((resolve) => events.on('pool:gracefulShutdown', () => resolve())).then(() => {
    isTaking = false;
  });
  const runner = await run({
    connectionString: settings.databaseUrl,
    concurrency: settings.concurrency,
    maxPoolSize: settings.concurrency + 3,
    noHandleSignals: true,
    pollInterval: settings.pollMs,
    preset: UNTIL_WRITTEN_DOWN,
    crontab,
    events,
    logger: quietLogger(logger),
    taskList,
  });
  const ended = runner.promise.catch(() => undefined);
  // Refused where it has stopped by itself.
  const halt = () => runner.stop().catch(() => ended);
  /** One who was looking for a job may have found it meanwhile. */
  const writtenDown = async () => {
    await idle();
    await wait(MOST_MS_TO_WRITE_DOWN, undefined, { ref: false });
    await idle();
  };
  return {
    over,
    async stop() {
      // Where the ends of several jobs could not be written down, graphile-worker miscounts them and waits for ever.
      await Promise.race([isTaking ? halt() : ended, writtenDown()]);
      // Its clock and its connections outlive the one that gave up.
      void halt();
    },
  };
}

// graphile-worker says a line for every job; ours says it with the ids that matter, and without anybody's words.
function quietLogger(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (level === 'error' && !(meta && 'failure' in meta))
      logger.error({ queue: ownWordsOf(message) }, 'queue trouble');
  });
}
