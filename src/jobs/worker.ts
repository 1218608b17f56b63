import { EventEmitter } from 'node:events';
import { addMilliseconds } from 'date-fns';
import {
  type JobHelpers,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { type Job, type JobName, jobPayloads } from '../domain/jobs.js';
import { keepAlive, releaseSilent, signOff } from '../services/keep-workers.js';
import { noteTrouble } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readCallFailure } from '../slack/errors.js';
import type { JobContext } from './context.js';
import { crontab, jobHandlers } from './index.js';
import { ChannelRefused } from './show-message.js';

export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly concurrency: number;
  /** How often a worker says that it lives, in milliseconds; silent for three times as long, its jobs are taken back. */
  readonly heartbeatMs: number;
  /** How long a message waits for a channel to be mended before it is tried again, in milliseconds. */
  readonly troubleRetryMs: number;
}

export interface Worker {
  isRunning(): boolean;
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
}

const HEARTBEATS_UNTIL_SILENT = 3;

/** Starts working the queue. Jobs of a process that was killed come back here once its heartbeat has been missed. */
export async function startWorker(context: JobContext, settings: WorkerSettings): Promise<Worker> {
  const workerIds = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => workerIds.add(worker.workerId));
  events.on('worker:stop', ({ worker }) => workerIds.delete(worker.workerId));

  await releaseSilent(context, settings.heartbeatMs * HEARTBEATS_UNTIL_SILENT);
  const runner = await run({
    connectionString: settings.databaseUrl,
    concurrency: settings.concurrency,
    maxPoolSize: settings.concurrency + 3,
    noHandleSignals: true,
    pollInterval: 1_000,
    crontab,
    events,
    logger: quietLogger(context),
    taskList: Object.fromEntries(
      (Object.keys(jobHandlers) as JobName[]).map((name) => [name, taskFor(name, context, settings)]),
    ) satisfies TaskList,
  });
  let running = true;
  void runner.promise.then(
    () => {
      running = false;
    },
    (error: unknown) => {
      running = false;
      context.logger.fatal({ err: error }, 'worker stopped');
    },
  );
  const heart = startHeart(context, workerIds, settings.heartbeatMs);
  // What fell due while no bot was running is not to wait for the full hour.
  await owe(context, { name: 'run-clock', payload: {} });
  await owe(context, { name: 'refresh-user-groups', payload: {} });
  return { isRunning: () => running, stop: () => stopWorker(context, runner, heart, workerIds) };
}

function taskFor<Name extends JobName>(name: Name, context: JobContext, settings: WorkerSettings) {
  return async (payload: unknown, { job }: JobHelpers): Promise<void> => {
    const parsed = jobPayloads[name].parse(payload) as Job['payload'];
    const startedAt = performance.now();
    const log = context.logger.child({ job: name, jobId: job.id, attempt: job.attempts });
    try {
      // The table pairs each name with the handler of its own payload.
      const handle = jobHandlers[name] as (payload: Job['payload'], context: JobContext) => Promise<void>;
      await handle(parsed, { ...context, logger: log });
      log.debug({ ms: Math.round(performance.now() - startedAt) }, 'job done');
    } catch (error) {
      const postponedMs = await postponement(error, context, settings);
      if (postponedMs === undefined) {
        log.warn({ err: error }, 'job failed');
        throw error;
      }
      log.info({ postponedMs, reason: error instanceof Error ? error.message : 'unknown' }, 'job postponed');
      await owe(context, { name, payload: parsed } as Job, { runAt: addMilliseconds(new Date(), postponedMs) });
    }
  };
}

/** How long a job waits for something that is nobody's bug. Undefined: a failure, which the queue counts and retries. */
async function postponement(
  error: unknown,
  context: JobContext,
  settings: WorkerSettings,
): Promise<number | undefined> {
  if (error instanceof ChannelRefused) {
    await noteTrouble(context, error.workspaceId, error.channel, error.problem);
    return settings.troubleRetryMs;
  }
  const failure = readCallFailure(error);
  return failure?.kind === 'rate_limited' ? failure.retryAfterMs : undefined;
}

function startHeart(context: JobContext, workerIds: ReadonlySet<string>, heartbeatMs: number): NodeJS.Timeout {
  const beat = async () => {
    try {
      await keepAlive(context, [...workerIds]);
      const released = await releaseSilent(context, heartbeatMs * HEARTBEATS_UNTIL_SILENT);
      if (released.length > 0) context.logger.info({ workers: released.length }, 'jobs of silent workers released');
    } catch (error) {
      context.logger.warn({ err: error }, 'heartbeat failed');
    }
  };
  void beat();
  return setInterval(() => void beat(), heartbeatMs);
}

async function stopWorker(
  context: JobContext,
  runner: Runner,
  heart: NodeJS.Timeout,
  workerIds: ReadonlySet<string>,
): Promise<void> {
  const ids = [...workerIds];
  await runner.stop();
  clearInterval(heart);
  await signOff(context, ids);
}

// graphile-worker says a line for every job; ours says it with the ids that matter.
function quietLogger({ logger }: JobContext): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') logger.error(message);
  });
}
