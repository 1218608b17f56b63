import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { realNow } from '../../sandbox/real-clock.js';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import type { TrafficEntry } from '../../sandbox/traffic.js';
import { type SmallBot, startSmallBot, withSmallBot } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const everyField = {
  type: 'modal' as const,
  callback_id: 'all',
  title: plain('All'),
  submit: plain('Go'),
  blocks: [
    { type: 'section', block_id: 'who', text: plain('Owner'), accessory: { type: 'users_select', action_id: 'who' } },
    {
      type: 'actions',
      block_id: 'kind',
      elements: [
        {
          type: 'static_select',
          action_id: 'kind',
          placeholder: plain('Kind'),
          options: [option('Gift'), option('Bonus')],
        },
      ],
    },
    {
      type: 'input',
      block_id: 'day',
      optional: true,
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'day' },
    },
    {
      type: 'input',
      block_id: 'how',
      optional: true,
      dispatch_action: true,
      label: plain('How'),
      element: { type: 'radio_buttons', action_id: 'how', options: [option('Fast'), option('Slow')] },
    },
    {
      type: 'input',
      block_id: 'what',
      optional: true,
      label: plain('What'),
      element: { type: 'checkboxes', action_id: 'what', options: [option('One'), option('Two')] },
    },
    {
      type: 'input',
      block_id: 'typed',
      optional: true,
      dispatch_action: true,
      label: plain('Typed'),
      element: {
        type: 'plain_text_input',
        action_id: 'typed',
        min_length: 3,
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
    },
    {
      type: 'input',
      block_id: 'enter',
      optional: true,
      dispatch_action: true,
      label: plain('Enter'),
      element: { type: 'plain_text_input', action_id: 'enter' },
    },
  ],
};

let seen: string[] = [];
let heard: unknown[] = [];

function fill(app: App): void {
  app.command('/all', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: everyField });
  });
  app.action(/.*/, async ({ ack, action, body, respond }) => {
    await ack();
    seen.push('action_id' in action ? action.action_id : '?');
    heard.push(body);
    if ('action_id' in action && action.action_id === 'replace')
      await respond({ text: 'Replaced', replace_original: true });
    if ('action_id' in action && action.action_id === 'delete') await respond({ delete_original: true });
  });
  app.view('all', async ({ ack, view }) => {
    heard.push(view.state.values);
    const push = { type: 'modal' as const, callback_id: 'two', title: plain('Two'), submit: plain('Go'), blocks: [] };
    await ack({ response_action: 'push', view: push });
  });
  app.view('two', async ({ ack, view }) => {
    if (view.title.text === 'Two')
      await ack({ response_action: 'update', view: { ...everyField, callback_id: 'two', title: plain('Three') } });
    else if (view.state.values.typed?.typed?.value === 'wrong')
      await ack({ response_action: 'errors', errors: { kind: 'not an input' } });
    else await ack({ response_action: 'clear' });
  });
  app.shortcut('make', async ({ ack, body }) => {
    await ack();
    heard.push(body);
  });
  app.event('tokens_revoked', async ({ body }) => {
    heard.push(body);
  });
}

describe.each(['http', 'socket'] as const)('what people can do, over %s', (transport) => {
  let bot: SmallBot;
  const ana = () => bot.sandbox.as('U0ANA');
  beforeAll(async () => {
    bot = await startSmallBot(transport, fill);
  });
  afterAll(() => bot.stop());

  test('every kind of field, those that tell the bot at once and those that do not', async () => {
    [seen, heard] = [[], []];
    await ana().types('/all');
    const modal = await eventually(() => ana().modal());
    expect(modal.labels()).toEqual(['Owner', 'Kind', 'Day', 'How', 'What', 'Typed', 'Enter']);
    await modal.select('Owner', 'Bo Berg');
    await modal.select('Kind', 'Bonus');
    await modal.select('How', 'Slow');
    await modal.fill({ Day: '2026-11-14', What: 'One', Typed: 'wo', Enter: 'quiet' });
    await modal.select('What', 'Two');
    expect(seen).toEqual(['who', 'kind', 'how', 'typed']);
    await modal.pressEnter('Enter');
    expect(seen.at(-1)).toBe('enter');
    await expect(modal.select('Kind', 'Nothing')).rejects.toThrow('"Nothing" is not offered. Offered: Gift, Bonus');
    await expect(modal.fill({ Nobody: 'x' })).rejects.toThrow('There is no field "Nobody"');

    expect((await modal.submit()).errors).toEqual({ Typed: 'Please use at least 3 characters.' });
    await modal.fill({ Typed: 'word' });
    expect(await modal.submit()).toEqual({ status: 'pushed' });
    expect(heard.at(-1)).toEqual({
      who: { who: { type: 'users_select', selected_user: 'U0BO' } },
      kind: { kind: { type: 'static_select', selected_option: expect.objectContaining({ value: 'bonus' }) } },
      day: { day: { type: 'datepicker', selected_date: '2026-11-14' } },
      how: { how: { type: 'radio_buttons', selected_option: expect.objectContaining({ value: 'slow' }) } },
      what: {
        what: {
          type: 'checkboxes',
          selected_options: [expect.objectContaining({ value: 'one' }), expect.objectContaining({ value: 'two' })],
        },
      },
      typed: { typed: { type: 'plain_text_input', value: 'word' } },
      enter: { enter: { type: 'plain_text_input', value: 'quiet' } },
    });
  });

  test('a submission may push, update and clear; errors under no input are refused', async () => {
    expect(ana().modal()?.title).toBe('Two');
    expect(await ana().modal()?.submit()).toEqual({ status: 'updated' });
    expect(ana().modal()?.title).toBe('Three');
    await ana().modal()?.fill({ Typed: 'wrong' });
    expect(await ana().modal()?.submit()).toMatchObject({ status: 'failed', reason: expect.stringContaining('kind') });
    await ana().modal()?.clear('Typed');
    expect(await ana().modal()?.submit()).toEqual({ status: 'closed' });
    expect(ana().modal()).toBeUndefined();
  });

  const buttons = (...ids: string[]) => [
    {
      type: 'actions' as const,
      elements: ids.map((id) => ({ type: 'button' as const, text: plain(id), action_id: id })),
    },
  ];

  test('a click carries the message, and its response_url replaces or deletes it', async () => {
    await bot.app.client.chat.postMessage({ channel: 'C0REVIEW', text: 'x', blocks: buttons('replace') });
    const [message] = bot.sandbox.messagesIn('C0REVIEW') as [Message];
    await ana().press(message, 'replace');
    expect(heard.at(-1)).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ANA', username: 'ana', team_id: 'T0SANDBOX' },
      container: { type: 'message', message_ts: message.ts, channel_id: 'C0REVIEW', is_ephemeral: false },
      channel: { id: 'C0REVIEW', name: 'privategroup' },
      message: { type: 'message', ts: message.ts, bot_id: 'B0REWARDS' },
      actions: [{ type: 'button', action_id: 'replace', text: { type: 'plain_text', text: 'replace', emoji: true } }],
      response_url: expect.stringContaining('/response/'),
    });
    await eventually(() => bot.sandbox.messagesIn('C0REVIEW').find((it) => it.text === 'Replaced'));
  });

  test('an ephemeral message is clicked without its content, and deleted the same way', async () => {
    await bot.app.client.chat.postEphemeral({
      channel: 'C0REVIEW',
      user: 'U0ANA',
      text: 'x',
      blocks: buttons('delete'),
    });
    const message = await eventually(() =>
      ana()
        .ephemerals()
        .find((it) => it.buttons().includes('delete')),
    );
    await ana().press(message, 'delete');
    expect(heard.at(-1)).toMatchObject({ container: { is_ephemeral: true } });
    expect(heard.at(-1)).not.toHaveProperty('message');
    await eventually(
      () =>
        !ana()
          .ephemerals()
          .some((it) => it.number === message.number),
    );
    await expect(ana().press(message, 'delete')).rejects.toThrow('no longer there');
  });

  test('shortcuts and events arrive', async () => {
    const said = ana().says('C0REVIEW', 'Great webinar');
    expect((await ana().usesShortcut('make')).status).toBe('acked');
    expect(heard.at(-1)).toMatchObject({ type: 'shortcut', callback_id: 'make', trigger_id: expect.any(String) });
    expect((await ana().usesMessageShortcut(said, 'make')).status).toBe('acked');
    expect(heard.at(-1)).toMatchObject({ type: 'message_action', message: { text: 'Great webinar', user: 'U0ANA' } });
    expect((await bot.sandbox.event({ type: 'tokens_revoked', tokens: { bot: ['U0REWARDS'] } })).status).toBe('acked');
    await eventually(() => JSON.stringify(heard.at(-1)).includes('tokens_revoked'));
  });

  test('the same payload can be sent again, and the same names are escaped', async () => {
    await ana().types('/all', 'for @bo in #general, by @here & <x>');
    const entry = bot.sandbox.traffic.findLast((it) => it.what === '/all') as TrafficEntry;
    expect(entry.request).toMatchObject({
      text: 'for <@U0BO|bo> in <#C0GENERAL|general>, by <!here> &amp; &lt;x&gt;',
      channel_name: 'general',
    });
    expect((await bot.sandbox.redeliver(entry)).status).toBe('acked');
  });

  test('people of other companies have no commands', async () => {
    await expect(bot.sandbox.as('U0LENA').types('/all')).rejects.toThrow('not shared');
    await expect(bot.sandbox.as('U0GONE').types('/all')).rejects.toThrow('deactivated');
  });
});

describe('response_urls', () => {
  test('serve five times within half an hour', () =>
    withSmallBot('http', fill, async (bot) => {
      const url = bot.sandbox.world.newResponseUrl({ userId: 'U0ANA', channelId: 'C0OUT' });
      const post = async (body: object) => (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
      expect(await post({ text: 'x', blocks: [{ type: 'nonsense' }] })).toBe(400);
      const statuses = [];
      for (const text of ['1', '2', '3', '4', '5', '6'])
        statuses.push(await post({ text, response_type: text === '5' ? 'in_channel' : 'ephemeral' }));
      expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
      expect(
        bot.sandbox
          .as('U0ANA')
          .ephemerals('C0OUT')
          .map((it) => it.text),
      ).toEqual(['1', '2', '3', '4']);
      expect(bot.sandbox.messagesIn('C0OUT').map((it) => it.text)).toEqual(['5']);
      const old = bot.sandbox.world.newResponseUrl({ userId: 'U0ANA', channelId: 'C0OUT' });
      Object.assign(bot.sandbox.world.responseUrls.get(old.split('/').at(-1) ?? '') ?? {}, {
        bornAt: realNow() - 31 * 60_000,
      });
      expect((await fetch(old, { method: 'POST', body: '{"text":"x"}' })).status).toBe(404);
    }));
});

describe('raw requests', () => {
  test('with a wrong signature or an old timestamp are turned away by the bot', () =>
    withSmallBot('http', fill, async (bot) => {
      const body = 'command=%2Fall&text=';
      const old = Math.floor(realNow() / 1000) - 400;
      expect((await bot.sandbox.send({ body, signature: 'v0=bad' })).status).toBe(401);
      expect((await bot.sandbox.send({ body, timestamp: old })).status).toBe(401);
      expect(
        (await bot.sandbox.send({ body, contentType: 'application/x-www-form-urlencoded; charset=utf-8' })).status,
      ).toBe(400);
    }));
});

describe('Socket Mode', () => {
  test('without a connection nothing is delivered, and a ticket serves once', () =>
    withSmallBot('socket', fill, async (bot) => {
      await eventually(() => bot.sandbox.connections() === 1);
      bot.sandbox.dropSockets();
      await eventually(() => bot.sandbox.connections() === 0);
      expect((await bot.sandbox.as('U0ANA').types('/all')).shown).toContain('dispatch_failed');
      const { url = '' } = await new WebClient(bot.sandbox.appToken, {
        slackApiUrl: bot.sandbox.apiUrl,
      }).apps.connections.open({});
      const connect = () =>
        new Promise((resolve) => {
          const socket = new WebSocket(url);
          socket.on('message', (data) => {
            resolve(JSON.parse(String(data)).type);
            socket.close();
          });
          socket.on('error', (error) => resolve(error.message));
        });
      expect(await connect()).toBe('hello');
      expect(await connect()).toContain('401');
    }));
});
