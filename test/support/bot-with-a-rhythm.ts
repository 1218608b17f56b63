import { createBot } from '../../src/bot.js';
import { systemClock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import { createDb } from '../../src/db/client.js';
import { createLogger } from '../../src/logger.js';
import { shiftDate } from './shift-date.js';

/**
 * The bot as src/app.ts starts it, for tests that kill it: TEST_HEARTBEAT_MS between heartbeats, and the machine's clock
 * TEST_CLOCK_SHIFT_MS ahead for all that runs in the process, libraries included.
 */
shiftDate(Number(process.env.TEST_CLOCK_SHIFT_MS ?? 0));
const config = readConfig(process.env);
const heartbeatMs = Number(process.env.TEST_HEARTBEAT_MS);
const bot = createBot({
  config,
  databaseUrl: config.databaseUrl ?? '',
  db: createDb(config.databaseUrl ?? ''),
  clock: systemClock,
  logger: createLogger(config.logLevel),
  rhythm: { heartbeatMs, messageEveryMs: 0, troubleRetryMs: 300, pollMs: 50 },
});
await bot.start();
