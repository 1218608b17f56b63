import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { eventually } from '../../sandbox/start-sandbox.js';
import { type SmallBot, startSmallBot, withSmallBot } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const lateBy = 3200;

function fill(app: App): void {
  app.command('/late', async ({ ack }) => {
    await wait(lateBy);
    await ack('too late');
  });
  app.command('/form', async ({ ack, body, client }) => {
    await ack();
    const blocks = [{ type: 'section' as const, text: plain('Sure?') }];
    const view = { type: 'modal' as const, callback_id: 'late', title: plain('Late'), submit: plain('Go'), blocks };
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view('late', async ({ ack }) => {
    await wait(lateBy);
    await ack();
  });
  app.action('late', async () => {
    await wait(lateBy);
  });
}

describe.each(['http', 'socket'] as const)('a bot that is late, over %s', (transport) => {
  let bot: SmallBot;
  beforeAll(async () => {
    bot = await startSmallBot(transport, fill);
  });
  afterAll(() => bot.stop());

  test('times out, and people see what Slack shows them', async () => {
    const ana = bot.sandbox.as('U0ANA');
    const bo = bot.sandbox.as('U0BO');
    const button = { type: 'button' as const, text: plain('Late'), action_id: 'late' };
    const blocks = [{ type: 'actions' as const, elements: [button] }];
    await bot.app.client.chat.postMessage({ channel: 'C0REVIEW', text: 'x', blocks });
    const [message] = bot.sandbox.messagesIn('C0REVIEW');
    await ana.types('/form');
    const modal = await eventually(() => ana.modal());

    const [typed, unheard, pressed, submitted] = await Promise.all([
      ana.types('/late'),
      bo.types('/nothing'),
      message && bo.press(message, 'Late'),
      modal.submit(),
    ]);

    expect(typed).toMatchObject({ status: 'timed_out', shown: '/late failed with the error "operation_timeout"' });
    expect(typed.ms).toBeGreaterThanOrEqual(2990);
    expect(typed).not.toHaveProperty('text');
    // Over HTTP Bolt's own 404 comes at 3,001 ms, and is as late.
    expect(unheard).toMatchObject({ status: 'timed_out', shown: '/nothing failed with the error "operation_timeout"' });
    expect(pressed).toMatchObject({ status: 'timed_out', shown: expect.stringContaining('warning icon') });
    expect(submitted).toEqual({ status: 'timed_out' });
    expect(ana.modal()?.id).toBe(modal.id);
    expect(ana.notices()).toContain('We had some trouble connecting. Try again?');

    const late = await eventually(() => bot.sandbox.traffic.find((it) => it.what === '/late' && it.late));
    expect(late.ms).toBeGreaterThan(3000);
    expect(ana.ephemerals()).toEqual([]);
  });
});

test('a bot that is not there fails at once', () =>
  withSmallBot('http', fill, async (bot) => {
    bot.sandbox.deliverTo('http://127.0.0.1:1/slack/events');
    expect(await bot.sandbox.as('U0ANA').types('/form')).toMatchObject({
      status: 'failed',
      shown: '/form failed with the error "dispatch_failed"',
    });
  }));
