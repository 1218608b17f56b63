import { EventEmitter } from 'node:events';
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
import { owe, oweCardsOfPayment } from '../services/owe.js';
import { isTokenRefusal, readCallFailure } from '../slack/errors.js';
import { Paused } from '../slack/pace.js';
import { type JobContext, NotOurWorkspace } from './context.js';
import { crontab, jobHandlers } from './index.js';
import { ChannelRefused } from './show-message.js';
import { ContactChanged } from './write-to-partner.js';

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
/** How long another workspace's job rests before anybody takes it again: its own process, with luck. */
const OTHERS_RETRY_MS = 30_000;

/**
 * Without a batch, graphile-worker does not wait until the end of a job is written down: stopped meanwhile, it would
 * leave the job and its queue locked, and a database that is away for a moment would end the process.
 */
const UNTIL_WRITTEN_DOWN = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Starts working the queue. Jobs of a process that was killed come back here once its heartbeat has been missed. */
export async function startWorker(context: JobContext, settings: WorkerSettings): Promise<Worker> {
  // Jobs and queues are locked in the name of the pool, not of its workers.
  const poolIds = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => poolIds.add(workerPool.id));

  await releaseSilent(context, settings.heartbeatMs * HEARTBEATS_UNTIL_SILENT);
  const runner = await run({
    connectionString: settings.databaseUrl,
    concurrency: settings.concurrency,
    maxPoolSize: settings.concurrency + 3,
    noHandleSignals: true,
    pollInterval: 1_000,
    preset: UNTIL_WRITTEN_DOWN,
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
  const heart = await startHeart(context, poolIds, settings.heartbeatMs);
  // What fell due while no bot was running is not to wait for the full hour.
  await owe(context, { name: 'run-clock', payload: {} });
  await owe(context, { name: 'refresh-user-groups', payload: {} });
  return { isRunning: () => running, stop: () => stopWorker(context, runner, heart, poolIds) };
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
        if (job.attempts >= job.max_attempts) await oweWarning(context, { name, payload: parsed } as Job);
        throw withoutWords(error);
      }
      log.info({ postponedMs, reason: error instanceof Error ? error.message : 'unknown' }, 'job postponed');
      await owe(context, { name, payload: parsed } as Job, { inMs: postponedMs });
    }
  };
}

/** Owes what shows that a job was given up: nothing else would tell the people who look there. */
async function oweWarning(context: JobContext, { name, payload }: Job): Promise<void> {
  if ('rewardId' in payload && name !== 'show-reward-card') {
    const { workspaceId, rewardId } = payload;
    await owe(context, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
  }
  if (name === 'send-invoice-files') await owe(context, { name: 'show-invoice', payload });
  if (name === 'tell-partner-of-payment') {
    const { workspaceId, invoiceId } = payload;
    await owe(context, { name: 'show-invoice', payload: { workspaceId, invoiceId } });
    await oweCardsOfPayment(context, payload);
  }
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
  if (error instanceof NotOurWorkspace) return OTHERS_RETRY_MS;
  if (error instanceof Paused) return error.ms;
  if (error instanceof ContactChanged) return 0;
  const failure = readCallFailure(error);
  switch (failure?.kind) {
    case 'rate_limited':
      context.pace.pause(failure.retryAfterMs);
      return failure.retryAfterMs;
    case 'unclear':
    case 'not_sent':
      return settings.troubleRetryMs;
    case 'refused':
      // A token that is put right later finds its messages waiting.
      return isTokenRefusal(failure.code) ? settings.troubleRetryMs : undefined;
    case undefined:
      return undefined;
  }
}

async function startHeart(
  context: JobContext,
  poolIds: ReadonlySet<string>,
  heartbeatMs: number,
): Promise<NodeJS.Timeout> {
  const beat = async () => {
    try {
      await keepAlive(context, [...poolIds]);
      const released = await releaseSilent(context, heartbeatMs * HEARTBEATS_UNTIL_SILENT);
      if (released.length > 0) context.logger.info({ workers: released.length }, 'jobs of silent workers released');
    } catch (error) {
      context.logger.warn({ err: error }, 'heartbeat failed');
    }
  };
  await beat();
  return setInterval(() => void beat(), heartbeatMs);
}

async function stopWorker(
  context: JobContext,
  runner: Runner,
  heart: NodeJS.Timeout,
  poolIds: ReadonlySet<string>,
): Promise<void> {
  await runner.stop();
  clearInterval(heart);
  await signOff(context, [...poolIds]);
}

/** A failure as the queue may keep it: Postgres' and Slack's own messages can hold what people typed. */
function withoutWords(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  return new Error(error instanceof Error ? `${error.name}${code}` : 'failed');
}

// graphile-worker says a line for every job; ours says it with the ids that matter, and without anybody's words.
function quietLogger({ logger }: JobContext): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (level === 'error' && !(meta && 'failure' in meta))
      logger.error({ queue: message.slice(0, 60) }, 'queue trouble');
  });
}
