import { createBot } from '../../src/bot.js';
import { systemClock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import { createDb } from '../../src/db/client.js';
import { createLogger } from '../../src/logger.js';

/** The bot as src/app.ts starts it, for tests that kill it: with TEST_HEARTBEAT_MS, since they have no half minute. */
const config = readConfig(process.env);
const heartbeatMs = Number(process.env.TEST_HEARTBEAT_MS);
const bot = createBot({
  config,
  databaseUrl: config.databaseUrl ?? '',
  db: createDb(config.databaseUrl ?? ''),
  clock: systemClock,
  logger: createLogger(config.logLevel),
  rhythm: { heartbeatMs, messageEveryMs: 0, troubleRetryMs: 300 },
});
await bot.start();
