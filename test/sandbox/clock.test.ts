import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { askSandbox, screenOf } from './ask-sandbox.js';
import { WORKSPACE } from './small-bot.js';

const HOUR = 3_600_000;
let real = 0;
let sandbox: Sandbox;
afterEach(() => sandbox.stop());

async function start(at: string, move?: (offsetMs: number) => Promise<void>, startsAheadMs = 0): Promise<void> {
  real = Date.parse(at);
  const clock = { timeZone: 'Europe/Berlin', startsAheadMs, ...(move ? { move } : {}) };
  sandbox = await startSandbox({ ...WORKSPACE, now: () => real, clock });
}

const moveTo = (to: string) => askSandbox(sandbox, 'clock', { to });
const now = () => new Date(sandbox.world.now()).toISOString();

test('the clock goes on by an hour, a day, a week, and the bot is told each time', async () => {
  const told: number[] = [];
  await start('2026-11-22T10:00:00Z', async (offsetMs) => {
    told.push(offsetMs);
  });
  for (const to of ['hour', 'day', 'week']) await moveTo(to);
  expect(told).toEqual([HOUR, 25 * HOUR, 193 * HOUR]);
  expect(now()).toBe('2026-11-30T11:00:00.000Z');
});

test.each([
  ['2026-11-22T10:00:00Z', '2026-11-30T23:00:00.000Z'],
  // Summer time ended on the way, and the year.
  ['2026-10-10T10:00:00Z', '2026-10-31T23:00:00.000Z'],
  ['2026-12-31T22:59:00Z', '2026-12-31T23:00:00.000Z'],
  ['2026-12-31T23:00:00Z', '2027-01-31T23:00:00.000Z'],
  ['2027-01-31T10:00:00Z', '2027-01-31T23:00:00.000Z'],
])('from %s the next month begins at %s in Berlin', async (from, to) => {
  await start(from, async () => {});
  await moveTo('month');
  expect(now()).toBe(to);
});

test('it goes to an instant, and never back', async () => {
  await start('2026-11-22T10:00:00Z', async () => {});
  expect(await moveTo('2026-11-23T08:30:00Z')).toMatchObject({ clock: { now: Date.parse('2026-11-23T08:30:00Z') } });
  expect(await moveTo('2026-11-22T10:00:00Z')).toEqual({ error: 'The clock can only be moved forward.' });
  expect(now()).toBe('2026-11-23T08:30:00.000Z');
  real += 1000;
  expect(now()).toBe('2026-11-23T08:30:01.000Z');
});

test('it can start behind the real time', async () => {
  await start('2026-11-22T10:00:00Z', async () => {}, -48 * HOUR);
  expect(now()).toBe('2026-11-20T10:00:00.000Z');
});

test('without a bot that obeys it, it stands as it is', async () => {
  await start('2026-11-22T10:00:00Z');
  expect((await screenOf(sandbox, 'U0ANA')).clock).toMatchObject({ isMovable: false });
  expect(await moveTo('hour')).toEqual({ error: 'This clock cannot be moved: no bot here obeys it.' });
});

test('one move at a time, and everybody sees that it is under way; a bot that fails keeps its time', async () => {
  let finish = (_error?: Error) => {};
  await start(
    '2026-11-22T10:00:00Z',
    () =>
      new Promise((resolve, reject) => {
        finish = (error) => (error ? reject(error) : resolve());
      }),
  );
  const first = moveTo('day');
  while (!(await screenOf(sandbox, 'U0ANA')).clock.isMoving) await wait(5);
  expect(await moveTo('day')).toEqual({ error: 'The clock is being moved already.' });
  finish();
  await first;
  expect((await screenOf(sandbox, 'U0ANA')).clock).toMatchObject({ isMoving: false, isMovable: true });

  const second = moveTo('day');
  while (!(await screenOf(sandbox, 'U0ANA')).clock.isMoving) await wait(5);
  finish(new Error('The bot is gone.'));
  expect(await second).toEqual({ error: 'The bot is gone.' });
  expect(now()).toBe('2026-11-23T10:00:00.000Z');
});

test('what lives for seconds of real time outlives a move: triggers, and the addresses of answers', async () => {
  await start('2026-11-22T10:00:00Z', async () => {});
  const slack = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });
  const trigger = sandbox.world.newTrigger('U0ANA');
  const url = sandbox.world.newResponseUrl({ userId: 'U0ANA', channelId: 'C0GENERAL' });
  const before = await slack.chat.postMessage({ channel: 'C0GENERAL', text: 'before' });
  await sandbox.moveClock('month');
  const after = await slack.chat.postMessage({ channel: 'C0GENERAL', text: 'after' });
  expect(Number(after.ts) - Number(before.ts)).toBeGreaterThan(7 * 24 * 3600);
  const title = { type: 'plain_text' as const, text: 'Form' };
  await slack.views.open({ trigger_id: trigger, view: { type: 'modal', title, blocks: [{ type: 'divider' }] } });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text: 'late' }) })).status).toBe(200);
});
