import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebAPIPlatformError } from '@slack/web-api';
import { createDb, type Db } from '../src/db/client.js';
import { describeError } from '../src/logger.js';
import { createPace } from '../src/slack/pace.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

const SECRET = 'what-somebody-typed';
let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function failureOf(work: () => Promise<unknown>): Promise<Record<string, unknown>> {
  return describeError(
    await work().then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

test('of an error from outside the log keeps name, codes and stack frames, and nothing of its message', async () => {
  const away = createDb(`postgresql://me:${SECRET}@127.0.0.1:1/none`);
  const outside = await Promise.all([
    failureOf(() => fetch(`http://${SECRET} is no address\n    at ${SECRET}`)),
    failureOf(async () => JSON.parse(SECRET)),
    failureOf(async () => new Intl.DateTimeFormat('en', { timeZone: SECRET })),
    failureOf(() => db.reads.$queryRaw`SELECT ${SECRET}::text::int`),
    failureOf(() => away.reads.$queryRaw`SELECT 1`),
    failureOf(async () => {
      throw new WebAPIPlatformError({ ok: false, error: 'invalid_auth', needed: SECRET } as never);
    }),
    failureOf(async () => {
      throw Object.assign(new Error(SECRET), { originals: [new Error(SECRET)], code: `x ${SECRET}` });
    }),
  ]);
  await away.close();
  expect(JSON.stringify(outside)).not.toContain(SECRET);
  for (const { stack } of outside.slice(0, 5)) expect(stack).toMatch(/^\s+at /);
  expect(outside).toMatchObject([
    { type: 'TypeError', causes: [{ code: 'ERR_INVALID_URL' }] },
    { type: 'SyntaxError' },
    { type: 'RangeError' },
    { code: 'P2010', databaseError: '22P02' },
    { code: 'P2010', databaseError: 'DatabaseNotReachable' },
    { code: 'slack_webapi_platform_error', slackError: 'invalid_auth' },
    { type: 'Error', code: undefined, causes: [{ type: 'Error' }] },
  ]);
});

test('of an error of our own it keeps the message, which says what broke', async () => {
  const pace = createPace(0);
  pace.pause(60_000);
  expect(await failureOf(() => pace('C0REVIEW'))).toMatchObject({
    type: 'Paused',
    message: 'Slack asked for a pause',
    stack: expect.stringContaining('pace.ts'),
  });
});
