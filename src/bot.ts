import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, type Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { AppConfig } from './config.js';
import { canRead, type Db } from './db/client.js';
import { DEADLINES, type Deadlines } from './handlers/deps.js';
import { registerHandlers } from './handlers/index.js';
import { NotOurWorkspace } from './jobs/context.js';
import { startWorker, type Worker } from './jobs/worker.js';
import { installWorkspace } from './services/install-workspace.js';
import { owe } from './services/owe.js';
import { createBackgroundClient, interactiveOptions } from './slack/clients.js';
import { createInFlight } from './slack/in-flight.js';
import { createPace } from './slack/pace.js';
import { createPackageLogger } from './slack/package-logger.js';
import { readTeam } from './slack/read-team.js';
import { cacheCheck } from './slack/readiness.js';
import { createReceiver } from './slack/receivers.js';

export interface BotParts {
  readonly config: AppConfig;
  readonly databaseUrl: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For tests, which have less time than people. */
  readonly rhythm?: Partial<Rhythm>;
}

/** Milliseconds between the things the bot does again and again. */
export interface Rhythm {
  readonly messageEveryMs: number;
  readonly heartbeatMs: number;
  readonly troubleRetryMs: number;
  readonly pollMs: number;
  /** How long it is believed that the Slack token is good, or is not. */
  readonly tokenCheckMs: number;
  /** How long the bot works on after it was told to stop, before people are told that it could not finish. */
  readonly interruptMs: number;
  readonly deadlines: Deadlines;
}

const RHYTHM: Rhythm = {
  messageEveryMs: 1_000,
  heartbeatMs: 10_000,
  troubleRetryMs: 30_000,
  pollMs: 1_000,
  tokenCheckMs: 10_000,
  interruptMs: 6_000,
  deadlines: DEADLINES,
};
const DATABASE_CHECK_MS = 500;

export interface Bot {
  /** Answers Slack and works the queue from here on. Throws a sentence where Slack or the settings will not have it. */
  start(): Promise<void>;
  /** Has done now what the hourly clock would do. */
  tick(): Promise<void>;
  /** Takes no more, finishes what was begun, lets go. Called again, it is the same stop. */
  stop(): Promise<void>;
}

/** Puts everything together: the one place that knows everybody. */
export function createBot({ config, databaseUrl, db, clock, logger, rhythm: given }: BotParts): Bot {
  const rhythm = { ...RHYTHM, ...given };
  const { botToken, apiUrl } = config.slack;
  const background = createBackgroundClient(botToken, apiUrl, logger);
  const inFlight = createInFlight();
  let stopping = new AbortController();
  let interruption = new AbortController();
  let app: App | undefined;
  let isReceiving = false;
  let worker: Worker | undefined;
  let stopped: Promise<void> | undefined;
  const canReadDatabase = cacheCheck(() => canRead(db.reads), DATABASE_CHECK_MS);
  const hasGoodToken = cacheCheck(() => isTokenGood(background), rhythm.tokenCheckMs);
  const isReady = async () =>
    !stopping.signal.aborted &&
    (worker?.isRunning() ?? false) &&
    (await canReadDatabase()) &&
    (await hasGoodToken()) &&
    !stopping.signal.aborted;

  async function stop(): Promise<void> {
    stopping.abort();
    const interrupt = setTimeout(() => interruption.abort(), rhythm.interruptMs);
    // Side by side: both have only the time that the supervisor leaves.
    await Promise.all([finishRequests(), worker?.stop()]);
    clearTimeout(interrupt);
    logger.info('bot stopped');
  }

  async function finishRequests(): Promise<void> {
    if (isReceiving) {
      await sleep(config.drainMs ?? 0);
      await app?.stop();
      isReceiving = false;
    }
    await inFlight.idle();
  }

  return {
    async start() {
      [stopping, interruption, stopped] = [new AbortController(), new AbortController(), undefined];
      // One for each request that is being worked on.
      setMaxListeners(0, interruption.signal);
      const team = await readTeam(background);
      await installWorkspace({ db, clock }, { team, firstStart: config.firstStart });
      const receiver = createReceiver(config, { isReady, logger });
      app = createApp(receiver, botToken, apiUrl, logger);
      app.use(({ next }) => inFlight.track(next()));
      registerHandlers(app, {
        db,
        clock,
        logger,
        workspaceId: team.id,
        deadlines: rhythm.deadlines,
        interruption: interruption.signal,
      });
      await app.init();
      const pace = createPace(rhythm.messageEveryMs);
      worker = await startWorker(
        { db, clock, logger, pace, slackOf: onlyFor(team.id, background), stopping: stopping.signal },
        { databaseUrl, concurrency: 5, ...rhythm },
      );
      await app.start();
      isReceiving = true;
      logger.info({ team: team.id, port: config.port, mode: config.slack.appToken ? 'socket' : 'http' }, 'bot started');
    },
    async tick() {
      await owe({ db }, { name: 'run-clock', payload: {} });
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function createApp(receiver: Receiver, token: string, apiUrl: string, logger: Logger): App {
  return new App({
    receiver,
    token,
    deferInitialization: true,
    convoStore: false,
    // Shows the handler of errors the payload, whose shape is logged.
    extendedErrorHandler: true,
    logger: createPackageLogger(logger, 'bolt'),
    clientOptions: interactiveOptions(apiUrl),
  });
}

/** One bot token, one workspace: a job of another is not ours to do. */
function onlyFor(workspaceId: string, client: WebClient): (asked: string) => WebClient {
  return (asked) => {
    if (asked !== workspaceId) throw new NotOurWorkspace(asked);
    return client;
  };
}

async function isTokenGood(client: WebClient): Promise<boolean> {
  return client.auth.test().then(
    () => true,
    () => false,
  );
}
