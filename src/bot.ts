import { App, LogLevel, type Receiver } from '@slack/bolt';
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
import { readTeam } from './slack/read-team.js';
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
  readonly deadlines: Deadlines;
}

const RHYTHM: Rhythm = {
  messageEveryMs: 1_000,
  heartbeatMs: 10_000,
  troubleRetryMs: 30_000,
  pollMs: 1_000,
  deadlines: DEADLINES,
};

export interface Bot {
  /** Answers Slack and works the queue from here on. Throws a sentence where Slack or the settings will not have it. */
  start(): Promise<void>;
  /** Has done now what the hourly clock would do. */
  tick(): Promise<void>;
  /** Takes no more, finishes what was begun, lets go. */
  stop(): Promise<void>;
}

/** Puts everything together: the one place that knows everybody. */
export function createBot({ config, databaseUrl, db, clock, logger, rhythm: given }: BotParts): Bot {
  const rhythm = { ...RHYTHM, ...given };
  const { botToken, apiUrl } = config.slack;
  const background = createBackgroundClient(botToken, apiUrl);
  const inFlight = createInFlight();
  let app: App | undefined;
  let isReceiving = false;
  let worker: Worker | undefined;
  const isReady = async () =>
    (worker?.isRunning() ?? false) && (await canRead(db.reads)) && (await isTokenGood(background));

  return {
    async start() {
      const team = await readTeam(background);
      await installWorkspace({ db, clock }, { team, firstStart: config.firstStart });
      const receiver = createReceiver(config, { isReady, logger });
      app = createApp(receiver, botToken, apiUrl);
      app.use(({ next }) => inFlight.track(next()));
      registerHandlers(app, { db, clock, logger, workspaceId: team.id, deadlines: rhythm.deadlines });
      await app.init();
      worker = await startWorker(
        { db, clock, logger, pace: createPace(rhythm.messageEveryMs), slackOf: onlyFor(team.id, background) },
        { databaseUrl, concurrency: 5, ...rhythm },
      );
      await app.start();
      isReceiving = true;
      logger.info({ team: team.id, port: config.port, mode: config.slack.appToken ? 'socket' : 'http' }, 'bot started');
    },
    async tick() {
      await owe({ db }, { name: 'run-clock', payload: {} });
    },
    async stop() {
      // Over a socket nothing can be answered once it is closed, so what was begun is finished first.
      await inFlight.idle();
      if (isReceiving) await app?.stop();
      await inFlight.idle();
      await worker?.stop();
      logger.info('bot stopped');
    },
  };
}

function createApp(receiver: Receiver, token: string, apiUrl: string): App {
  return new App({
    receiver,
    token,
    deferInitialization: true,
    convoStore: false,
    extendedErrorHandler: false,
    // Our own lines say what happened; Bolt's may hold what people typed.
    logLevel: LogLevel.ERROR,
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
