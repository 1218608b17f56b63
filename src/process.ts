import { setTimeout as wait } from 'node:timers/promises';
import { type Bot, type BotParts, createBot } from './bot.js';
import { readConfig } from './config.js';
import { createDb, type Db } from './db/client.js';
import { migrate } from './db/migrate.js';
import { type OpenDatabase, openDatabase } from './db/open-database.js';
import { createLogger } from './logger.js';
import { explainStartFailure } from './start-failure.js';

// A supervisor that kills after ten seconds finds the process gone. The database in DATA_DIR needs the last of them.
const MAX_STOP_MS = 8_500;
const MAX_BOT_STOP_MS = 7_500;
const MAX_DISCONNECT_MS = 300;

/**
 * Runs the bot as this process: reads the environment, opens the database, starts, and stops on SIGTERM or SIGINT.
 * What goes wrong at the start is said in a sentence, and ends the process.
 */
export async function runProcess(parts: Pick<BotParts, 'clock' | 'rhythm'>): Promise<Bot> {
  let opening: Promise<OpenDatabase> | undefined;
  let db: Db | undefined;
  let bot: Bot | undefined;
  let ending: Promise<never> | undefined;

  /** Stops the bot and ends the process. Further calls join the first; each step has a limit. */
  const end = (code: number): Promise<never> => {
    ending ??= (async () => {
      // Jobs that were not finished by then are still in the queue.
      setTimeout(() => process.exit(code), MAX_STOP_MS).unref();
      await Promise.race([bot?.stop().catch(() => undefined), wait(MAX_BOT_STOP_MS)]);
      await Promise.race([db?.close().catch(() => undefined), wait(MAX_DISCONNECT_MS)]);
      await opening?.then((database) => database.close()).catch(() => undefined);
      process.exit(code);
    })();
    return ending;
  };
  const fail = (error: unknown): Promise<never> => {
    // Work that fails because the bot stops is no failure.
    if (!ending) explainStartFailure(error);
    return end(1);
  };
  process.on('unhandledRejection', (error) => void fail(error));
  process.on('uncaughtException', (error) => void fail(error));
  // Not `once`: npm and a terminal send the same signal twice, and the second would end the process at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));

  const start = async (): Promise<Bot> => {
    const config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    const log = (line: string) => logger.info(line);
    opening = openDatabase({ ...config, log });
    const { url } = await opening;
    await migrate(url, { log });
    db = createDb(url);
    bot = createBot({ ...parts, config, databaseUrl: url, db, logger });
    await bot.start();
    return bot;
  };
  return start().catch(fail);
}
