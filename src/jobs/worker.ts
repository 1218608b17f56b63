import type { JobHelpers, TaskList } from 'graphile-worker';
import { elapsedMs } from '../clock.js';
import { isRefusal } from '../domain/errors.js';
import { type Job, type JobName, jobPayloads, priorityOf } from '../domain/jobs.js';
import { keepAlive, releaseSilent, signOff } from '../services/keep-workers.js';
import { noteTrouble } from '../services/message-ledger.js';
import { owe, oweCardsOfPayment } from '../services/owe.js';
import { isTokenRefusal, readCallFailure, refusalCode } from '../slack/errors.js';
import { createInFlight } from '../slack/in-flight.js';
import { Paused } from '../slack/pace.js';
import { type JobContext, NotOurWorkspace } from './context.js';
import { jobHandlers } from './index.js';
import { keepRunning } from './keep-running.js';
import { type QueueSettings, runQueue } from './queue-run.js';
import { ChannelRefused } from './show-message.js';
import { ContactChanged } from './write-to-partner.js';

export interface WorkerSettings extends QueueSettings {
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
 * Starts working the queue, and starts anew where it was given up because the database was away. Jobs of a process that
 * was killed come back here once its heartbeat has been missed.
 */
export async function startWorker(context: JobContext, settings: WorkerSettings): Promise<Worker> {
  // Jobs and queues are locked in the name of the pool, not of its workers.
  const poolIds = new Set<string>();
  const { track, idle } = createInFlight();
  const taskList: TaskList = {};
  for (const name of Object.keys(jobHandlers) as JobName[]) {
    const work = taskFor(name, context, settings);
    taskList[name] = (payload, helpers) => track(work(payload, helpers));
  }

  const start = async () => {
    // What a run that was given up still holds is held by nobody.
    await signOff(context, [...poolIds]);
    poolIds.clear();
    // A cut that is going on may hold some of these jobs: the heartbeat tries again.
    await releaseSilent(context, settings.heartbeatMs * HEARTBEATS_UNTIL_SILENT).catch((error: unknown) =>
      context.logger.warn({ err: error }, 'jobs of silent workers not released yet'),
    );
    await oweWhatFellDue(context);
    return runQueue(settings, { taskList, logger: context.logger, idle, onPool: (id) => poolIds.add(id) });
  };
  const queue = await keepRunning(start, context.logger);
  const heart = await startHeart(context, poolIds, settings.heartbeatMs);
  return {
    isRunning: () => queue.isRunning(),
    async stop() {
      await queue.stop();
      clearInterval(heart);
      // Where the database is away nothing can be signed off: the next process takes back what went silent.
      await signOff(context, [...poolIds]).catch((error: unknown) =>
        context.logger.warn({ err: error }, 'worker could not sign off'),
      );
    },
  };
}

/** What fell due while no bot worked is not to wait: one that runs in office hours alone never meets the night's. */
async function oweWhatFellDue(context: JobContext): Promise<void> {
  for (const name of ['run-clock', 'refresh-user-groups', 'check-books'] as const)
    await owe(context, { name, payload: {} });
}

function taskFor<Name extends JobName>(name: Name, context: JobContext, settings: WorkerSettings) {
  return async (payload: unknown, { job }: JobHelpers): Promise<void> => {
    const startedAt = elapsedMs();
    const log = context.logger.child({ job: name, jobId: job.id, attempt: job.attempts });
    try {
      const parsed = jobPayloads[name].parse(payload) as Job['payload'];
      // The table pairs each name with the handler of its own payload.
      const handle = jobHandlers[name] as (payload: Job['payload'], context: JobContext) => Promise<void>;
      await handle(parsed, { ...context, logger: log });
      log.debug({ ms: Math.round(elapsedMs() - startedAt) }, 'job done');
    } catch (error) {
      const postponedMs = await postponement(error, context, settings);
      if (postponedMs === undefined) {
        log.warn({ err: error }, 'job failed');
        if (job.attempts >= job.max_attempts) await oweWarning(context, name, payload);
        throw withoutWords(error);
      }
      const slackError = error instanceof ChannelRefused ? error.problem : refusalCode(error);
      log.info({ postponedMs, reason: withoutWords(error).message, slackError }, 'job postponed');
      // What is postponed was read, or it would have failed.
      await owe(context, { name, payload } as Job, { inMs: postponedMs, priority: priorityOf(job) });
    }
  };
}

/** Jobs beside its own that an invoice's message says of that they were given up. */
const SHOWN_ON_INVOICE: readonly JobName[] = [
  'send-invoice-files',
  'tell-partner-of-payment',
  'remind-of-overdue',
  'notify-late-payment',
  'notify-creator-of-payment',
];

/**
 * Owes what shows that a job was given up: nothing else would tell the people who look there. It may be given up because
 * its payload cannot be read, so of that only what the warning needs is asked for.
 */
async function oweWarning(context: JobContext, name: JobName, payload: unknown): Promise<void> {
  const reward = jobPayloads['show-reward-card'].safeParse(payload).data;
  if (reward && name !== 'show-reward-card') await owe(context, { name: 'show-reward-card', payload: reward });
  const invoice = jobPayloads['show-invoice'].safeParse(payload).data;
  if (invoice && SHOWN_ON_INVOICE.includes(name)) await owe(context, { name: 'show-invoice', payload: invoice });
  const payment = jobPayloads['tell-partner-of-payment'].safeParse(payload).data;
  if (payment && name === 'tell-partner-of-payment') await oweCardsOfPayment(context, payment);
}

/** How long a job waits for something that is nobody's bug. Undefined: a failure, which the queue counts and retries. */
async function postponement(
  error: unknown,
  context: JobContext,
  settings: WorkerSettings,
): Promise<number | undefined> {
  if (error instanceof AggregateError) return postponementOfAll(error, context, settings);
  if (error instanceof ChannelRefused) {
    await noteTrouble(context, error.workspaceId, error.channel, error.problem);
    return settings.troubleRetryMs;
  }
  if (error instanceof NotOurWorkspace) return OTHERS_RETRY_MS;
  // A cut holds what the job would write.
  if (isRefusal(error, 'held_by')) return settings.troubleRetryMs;
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

/** Of a job that writes to several people: a failure of one of them is a failure of the job. */
async function postponementOfAll(
  { errors }: AggregateError,
  context: JobContext,
  settings: WorkerSettings,
): Promise<number | undefined> {
  let longest = 0;
  for (const error of errors) {
    const ms = await postponement(error, context, settings);
    if (ms === undefined) return undefined;
    longest = Math.max(longest, ms);
  }
  return longest;
}

async function startHeart(
  context: JobContext,
  poolIds: ReadonlySet<string>,
  heartbeatMs: number,
): Promise<NodeJS.Timeout> {
  let isHeard = true;
  const beat = async () => {
    try {
      await keepAlive(context, [...poolIds]);
      const released = await releaseSilent(context, heartbeatMs * HEARTBEATS_UNTIL_SILENT);
      if (released.length > 0) context.logger.info({ workers: released.length }, 'jobs of silent workers released');
      isHeard = true;
    } catch (error) {
      // Once an outage, not once a beat.
      if (isHeard) context.logger.warn({ err: error }, 'heartbeat failed');
      isHeard = false;
    }
  };
  await beat();
  return setInterval(() => void beat(), heartbeatMs);
}

/** A failure as the queue may keep it: Postgres' and Slack's own messages can hold what people typed. */
function withoutWords(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  return new Error(error instanceof Error ? `${error.name}${code}` : 'failed');
}
