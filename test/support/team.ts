import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { CAST } from '../../sandbox/cast.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.js';
import { type Bot, createBot, type Rhythm } from '../../src/bot.js';
import { type AppConfig, readConfig } from '../../src/config.js';
import { createDb, type Db } from '../../src/db/client.js';
import { createLogger } from '../../src/logger.js';
import { createBotRole } from './bot-role.js';
import { createTestDatabase } from './database.js';
import { IS_LONG } from './long.js';
import { createTestClock, type TestClock } from './test-clock.js';

export type Transport = 'http' | 'socket';
export const BOTH_TRANSPORTS: readonly Transport[] = ['http', 'socket'];
/** For stories in which the transport makes no difference: `npm run test:long` tells them over both. */
export const TRANSPORTS: readonly Transport[] = IS_LONG ? BOTH_TRANSPORTS : ['http'];

/** What the bot is granted here: what its manifest asks for, and what it may ask for besides. */
export const SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'files:write',
];
export const HISTORY_SCOPES = ['channels:history', 'groups:history', 'im:history'];

export const ANA = 'U0ANA'; // manager
export const BO = 'U0BO'; // approver
export const CY = 'U0CY'; // approver
export const CLEO = 'U0CLEO'; // finance
export const DANA = 'U0DANA'; // admin
export const LENA = 'U0LENA'; // contact of Acme
export const OMAR = 'U0OMAR'; // nobody
export const REVIEW = CAST.reviewChannel;
export const FINANCE = CAST.financeChannel;

/** A bot at work in a Slack of its own, with a database of its own. */
export interface Team {
  readonly slack: Sandbox;
  readonly db: Db;
  /** The owner's. */
  readonly databaseUrl: string;
  readonly clock: TestClock;
  readonly workspaceId: string;
  readonly url: string;
  readonly config: AppConfig;
  readonly bot: Bot;
  /** Services' dependencies, as the bot's own. */
  readonly deps: { readonly db: Db; readonly clock: TestClock };
  stop(): Promise<void>;
}

export interface TeamOptions {
  readonly transport?: Transport;
  readonly scopes?: readonly string[];
  /** Variables of the first start, beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
  readonly slack?: Partial<SandboxOptions>;
  /** Not started: `bot.start()` is the test's own. */
  readonly asleep?: boolean;
  /** Intervals beside the short ones of all tests. */
  readonly rhythm?: Partial<Rhythm>;
  readonly clock?: TestClock;
  /** The bot's role in the database owns nothing (docs/operate.md). */
  readonly ownsNothing?: boolean;
}

export const SHORT_RHYTHM = { messageEveryMs: 0, heartbeatMs: 500, troubleRetryMs: 300, pollMs: 50 };

export async function startTeam(options: TeamOptions = {}): Promise<Team> {
  const transport = options.transport ?? 'http';
  const [database, port] = await Promise.all([createTestDatabase(), findFreePort()]);
  const url = `http://127.0.0.1:${port}`;
  const clock = options.clock ?? createTestClock();
  const slack = await startSandbox({
    ...CAST,
    clock: sandboxClock(clock),
    scopes: [...(options.scopes ?? [...SCOPES, ...HISTORY_SCOPES])],
    transport,
    requestUrl: `${url}/slack/events`,
    ...options.slack,
  });
  const role = options.ownsNothing ? await createBotRole(database.url) : undefined;
  const botUrl = role?.url ?? database.url;
  const config = readConfig(environmentOf(slack, transport, port, botUrl, options.env));
  const db = createDb(botUrl);
  const bot = createBot({
    config,
    databaseUrl: botUrl,
    db,
    clock,
    logger: createLogger(process.env.LOG_LEVEL === undefined ? 'silent' : config.logLevel),
    rhythm: { ...SHORT_RHYTHM, ...options.rhythm },
  });
  let started = false;
  const team: Team = {
    slack,
    db,
    databaseUrl: database.url,
    clock,
    workspaceId: slack.team.id,
    url,
    config,
    bot: {
      ...bot,
      start: async () => {
        started = true;
        await bot.start();
      },
    },
    deps: { db, clock },
    stop: async () => {
      if (started) await bot.stop();
      await slack.stop();
      await db.close();
      await database.drop();
      await role?.drop();
    },
  };
  if (!options.asleep) await team.bot.start();
  return team;
}

/** The people in Slack live at the time of the bot. */
export function sandboxClock(clock: TestClock, timeZone = 'UTC') {
  return { timeZone, now: () => clock.now().getTime() };
}

export function environmentOf(
  slack: Pick<Sandbox, 'apiUrl' | 'botToken' | 'appToken' | 'signingSecret'>,
  transport: Transport,
  port: number,
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    ...(transport === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    REVIEW_CHANNEL: REVIEW,
    FINANCE_CHANNEL: FINANCE,
    ADMIN_USERS: DANA,
    MANAGER_USERS: ANA,
    APPROVER_USERS: `${BO},${CY}`,
    FINANCE_USERS: CLEO,
    UNREVIEWED: 'new_and_approved',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...env,
  };
}

/** A port that nobody listens on at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
