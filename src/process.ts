import { type Bot, type BotParts, createBot } from './bot.js';
import { readConfig } from './config.js';
import { createDb } from './db/client.js';
import { migrate } from './db/migrate.js';
import { type OpenDatabase, openDatabase } from './db/open-database.js';
import { createLogger } from './logger.js';
import { explainStartFailure } from './start-failure.js';

const MOST_MS_TO_STOP = 9_000;

/**
 * Runs the bot as this process: reads the environment, opens the database, starts, and stops on SIGTERM or SIGINT.
 * What goes wrong at the start is said in a sentence, and ends the process.
 */
export async function runProcess(parts: Pick<BotParts, 'clock' | 'rhythm'>): Promise<Bot> {
  let database: OpenDatabase | undefined;
  let isStopping = false;

  const fail = async (error: unknown): Promise<never> => {
    // What fails because the bot lets go is no failure.
    if (isStopping) return new Promise(() => {});
    isStopping = true;
    explainStartFailure(error);
    await database?.close();
    process.exit(1);
  };
  process.on('unhandledRejection', (error) => void fail(error));

  const start = async (): Promise<Bot> => {
    const config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    const log = (line: string) => logger.info(line);
    database = await openDatabase({ ...config, log });
    await migrate(database.url, { log });
    const db = createDb(database.url);
    const bot = createBot({ ...parts, config, databaseUrl: database.url, db, logger });

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
    return bot;
  };
  return start().catch(fail);
}
