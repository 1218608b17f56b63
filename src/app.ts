import { createBot } from './bot.js';
import { readConfig } from './config.js';
import { createDb } from './db/client.js';
import { migrate } from './db/migrate.js';
import { type OpenDatabase, openDatabase } from './db/open-database.js';
import { createLogger } from './logger.js';
import { explainStartFailure } from './start-failure.js';

const MOST_MS_TO_STOP = 9_000;
let database: OpenDatabase | undefined;
let isStopping = false;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const log = (line: string) => logger.info(line);

  database = await openDatabase({ ...config, log });
  await migrate(database.url, { log });
  const db = createDb(database.url);
  const bot = createBot({ config, databaseUrl: database.url, db, clock: { now: () => new Date() }, logger });

  const stop = async (): Promise<void> => {
    isStopping = true;
    // Whatever hangs, the supervisor gets its exit in time; what was not finished is still in the queue.
    setTimeout(() => process.exit(0), MOST_MS_TO_STOP).unref();
    await bot.stop();
    await db.close();
    await database?.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  await bot.start();
}

async function fail(error: unknown): Promise<void> {
  // What fails because the bot lets go is no failure.
  if (isStopping) return;
  isStopping = true;
  explainStartFailure(error);
  await database?.close();
  process.exit(1);
}

process.on('unhandledRejection', (error) => void fail(error));
await main().catch(fail);
