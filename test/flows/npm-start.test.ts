import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Screen, ShownMessage } from '../../sandbox/screen/screen.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { askSandbox, doAs, screenOf } from '../sandbox/ask-sandbox.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { type BotProcess, spawnScript, statusOf } from '../support/process.js';
import { ANA, BO, CLEO, LENA } from '../support/team.js';

// What `npm start` does where no Slack variable is set: a person's first minutes, in a process of its own.

let dataDir: string;
beforeAll(async () => {
  dataDir = await makeThrowawayFolder();
});
afterAll(() => removeThrowawayFolder(dataDir));

let started: BotProcess | undefined;
afterEach(async () => {
  started?.signal('SIGTERM');
  await started?.ended;
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<{ url: string }> {
  const script = spawnScript('scripts/start.ts', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal', ...env });
  started = script;
  await eventually(() => script.said().includes('Ready.'), 120_000).catch(() => {
    throw new Error(`It is not ready, and said: ${script.said()}`);
  });
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(script.said())?.[0];
  if (!url) throw new Error(`No address was said: ${script.said()}`);
  return { url };
}

const textsIn = (screen: Screen, channel: string) =>
  screen.messages.filter((it) => it.channel === channel && !it.threadTs).map((it) => it.text);

test('a local Slack opens in which three months have happened, and everything is still there after a restart', async () => {
  // Theirs, for something else: what is in it is not touched, nor even looked at.
  const sandbox = await start({ DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/production' });
  expect(await statusOf(sandbox.url)).toBe(200);
  const invoices = textsIn(await screenOf(sandbox, CLEO), 'C0FINANCE').join('\n');
  const cards = await cardsOnceInvoiced(sandbox, invoices);
  for (const status of ['New', 'Approved', 'Declined', 'Hold', 'Paid'])
    expect(cards.filter((text) => text.includes(` · ${status}`)).length).toBeGreaterThan(0);
  expect(invoices).toMatch(/INV-\d{4}-0001.*Paid on.*INV-\d{4}-0002.*In review until/s);
  expect(textsIn(await screenOf(sandbox, LENA), 'D0LENA').join('\n')).toContain('You were paid $1,250.50');

  const second = spawnScript('scripts/start.ts', { DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.said()).toBe(
    `The sandbox runs already, at ${sandbox.url}. Stop it first, or set DATA_DIR to another folder.\n`,
  );

  // As npm and a terminal do it together.
  for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
    started?.signal(signal);
    await wait(50);
  }
  expect(await started?.ended).toBe(0);
  expect(existsSync(path.join(dataDir, 'sandbox/northwind/postgres/data/postmaster.pid'))).toBe(false);

  const again = await start();
  expect(again.url).toBe(sandbox.url);
  expect(textsIn(await screenOf(again, BO), 'C0REVIEW')).toEqual(cards);
  await createAndApprove(again);
  await seeTheMonthEnd(again);
}, 240_000);

/** On a busy machine the last cards are redrawn a while after the invoice is there: those on it say so. */
function cardsOnceInvoiced(sandbox: { url: string }, invoices: string): Promise<string[]> {
  const [, number = '', rewards] = /(INV-\d{4}-0002)[\s\S]*?(\d+) rewards/.exec(invoices) ?? [];
  return eventually(async () => {
    const cards = textsIn(await screenOf(sandbox, BO), 'C0REVIEW');
    return cards.filter((text) => text.includes(number)).length === Number(rewards) && cards;
  }, 30_000);
}

/** As the page does it: by the ids of what is on the screen. */
async function createAndApprove(sandbox: { url: string }): Promise<void> {
  await doAs(sandbox, ANA, { do: 'command', channel: 'C0GENERAL', command: '/reward', text: 'acme 75 for the booth' });
  const form = await eventually(async () => (await screenOf(sandbox, ANA)).modals[0]);
  expect(await doAs(sandbox, ANA, { do: 'submit', view: form.id, state: form.state })).toEqual({ status: 'ok' });
  const card = await eventually(() => cardSaying(sandbox, 'for the booth'));
  const approve = { do: 'press', in: { message: card.number }, ...placeOf(card, 'approve') } as const;
  expect(await doAs(sandbox, BO, approve)).toEqual({ status: 'ok' });
  await eventually(async () => (await cardSaying(sandbox, 'for the booth'))?.text.includes('· Approved'), 20_000);
}

async function seeTheMonthEnd(sandbox: { url: string }): Promise<void> {
  await askSandbox(sandbox, 'clock', { to: 'month' });
  await eventually(async () => {
    const texts = textsIn(await screenOf(sandbox, CLEO), 'C0FINANCE');
    return (
      texts.some((text) => /INV-\d{4}-0002.*Finalised/s.test(text)) && texts.some((text) => text.includes('-0003'))
    );
  }, 20_000);
}

async function cardSaying(sandbox: { url: string }, words: string): Promise<ShownMessage | undefined> {
  const { messages } = await screenOf(sandbox, BO);
  return messages.find((it) => it.channel === 'C0REVIEW' && !it.threadTs && it.text.includes(words));
}

function placeOf({ blocks }: ShownMessage, actionId: string): { blockId: string; actionId: string } {
  const block = blocks.find((it) => JSON.stringify(it.elements ?? []).includes(`"action_id":"${actionId}"`));
  return { blockId: String(block?.block_id), actionId };
}

test('with a Slack variable set there is no sandbox: it says what is missing', async () => {
  const folder = path.join(dataDir, 'real');
  const script = spawnScript('scripts/start.ts', { DATA_DIR: folder, REVIEW_CHANNEL: 'C0123456789' });
  expect(await script.ended).toBe(1);
  expect(script.said()).toMatch(/^SLACK_BOT_TOKEN is missing\./);
  expect(existsSync(path.join(folder, 'sandbox'))).toBe(false);
}, 60_000);
