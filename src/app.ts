import { createBot } from './bot.js';
import { readConfig } from './config.js';
import { createDb } from './db/client.js';
import { migrate } from './db/migrate.js';
import { openDatabase } from './db/open-database.js';
import { createLogger } from './logger.js';
import { explainStartFailure } from './start-failure.js';

const MOST_MS_TO_STOP = 9_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const log = (line: string) => logger.info(line);

  const database = await openDatabase({ ...config, log });
  await migrate(database.url, { log });
  const db = createDb(database.url);
  const bot = createBot({ config, databaseUrl: database.url, db, clock: { now: () => new Date() }, logger });

  const stop = async (): Promise<void> => {
    // Whatever hangs, the supervisor gets its exit in time; what was not finished is still in the queue.
    setTimeout(() => process.exit(0), MOST_MS_TO_STOP).unref();
    await bot.stop();
    await db.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  await bot.start();
}

process.on('unhandledRejection', explainStartFailure);
await main().catch(explainStartFailure);
