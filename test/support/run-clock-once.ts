import { createDb } from '../../src/db/client.js';
import { runClock } from '../../src/services/run-clock.js';

/** A program of its own for tests that kill one: the clock of one workspace runs once, at the instant it is told. */
const [url = '', workspaceId = '', instant = ''] = process.argv.slice(2);
const db = createDb(url, { connections: 1 });
await runClock({ db, clock: { now: () => new Date(instant) } }, { workspaceId, actor: 'bot' });
await db.close();
