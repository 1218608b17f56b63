import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { eventually, type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { askSandbox, doAs } from './ask-sandbox.js';
import { WORKSPACE } from './small-bot.js';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox(WORKSPACE);
});
afterEach(() => sandbox.stop());

/** Counts the events that come. */
async function follow() {
  const response = await fetch(`${sandbox.url}/sandbox/changes`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const seen = { events: 0, ended: false };
  const read = async () => {
    for await (const chunk of response.body ?? [])
      seen.events += Buffer.from(chunk).toString().split('data: {}\n\n').length - 1;
  };
  void read()
    .catch(() => {})
    .finally(() => {
      seen.ended = true;
    });
  await eventually(() => seen.events > 0);
  await wait(60);
  return seen;
}

test('a page hears at once, and again after each change, wherever it came from', async () => {
  const seen = await follow();
  expect(seen.events).toBe(1);
  const causes: (() => unknown)[] = [
    () => doAs(sandbox, 'U0ANA', { do: 'say', channel: 'C0GENERAL', text: 'hello' }),
    () => new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl }).auth.test(),
    () => askSandbox(sandbox, 'change', { change: 'kickBot', channel: 'C0GENERAL' }),
    () => askSandbox(sandbox, 'weather', { kind: 'hang', method: '*' }),
    () => sandbox.setUp({ label: 'x', done: 0 }),
    () => sandbox.as('U0BO').says('C0GENERAL', 'hi'),
  ];
  for (const cause of causes) {
    const before = seen.events;
    await cause();
    await eventually(() => seen.events > before);
    await wait(60);
  }
});

test('many changes at once are told in few events, the last one never lost', async () => {
  const seen = await follow();
  for (let i = 0; i < 50; i++) sandbox.world.notify('U0ANA', String(i));
  await wait(120);
  expect(seen.events).toBeGreaterThanOrEqual(3);
  expect(seen.events).toBeLessThan(6);
});

test('the stream ends when the sandbox stops', async () => {
  const seen = await follow();
  await sandbox.stop();
  await eventually(() => seen.ended);
  sandbox = await startSandbox(WORKSPACE);
});
