import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { type SmallBot, startSmallBot } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Manual Rewards'),
  submit: plain('Create Reward'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'partner',
      dispatch_action: true,
      label: plain('Partner'),
      element: { type: 'external_select', action_id: 'partner', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'amount',
      label: plain('Reward amount'),
      element: { type: 'plain_text_input', action_id: 'amount' },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Internal note'),
      element: { type: 'plain_text_input', action_id: 'note', multiline: true },
    },
  ],
};

const card = (status: string) => ({
  text: `R-1 · ${status}`,
  blocks: [
    { type: 'header', text: plain(`R-1 · ${status}`) },
    { type: 'section', block_id: 'who', text: { type: 'mrkdwn', text: '*Acme &amp; Co* by <@U0ANA>' } },
    {
      type: 'actions',
      block_id: `actions-${status}`,
      elements: [
        ...(status === 'New'
          ? [
              {
                type: 'button',
                action_id: 'approve',
                text: plain('Approve'),
                value: 'r1',
                confirm: { title: plain('Sure?'), text: plain('Approve R-1?') },
              },
            ]
          : []),
        { type: 'overflow', action_id: 'more', options: [{ text: plain('History'), value: 'history' }] },
      ],
    },
  ],
});

let suggestionStates: unknown[] = [];

function fill(app: App): void {
  app.command('/reward', async ({ ack, client, body }) => {
    if (body.text === 'help') return ack({ text: `Hello ${body.text}` });
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.options('partner', async ({ ack, payload, body }) => {
    suggestionStates.push('view' in body ? body.view?.state.values : undefined);
    await ack({ options: [{ text: plain(`Acme (${payload.value})`), value: 'p1' }] });
  });
  app.action('partner', async ({ ack, client, body }) => {
    await ack();
    if (!('view' in body) || !body.view) return;
    const line = { type: 'context', elements: [plain('acme-growth · Gold')] };
    const [partner, ...rest] = form.blocks;
    const blocks = [...(partner ? [partner] : []), line, ...rest];
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: { ...form, blocks } });
  });
  app.view('form', async ({ ack, view, client, body }) => {
    const amount = view.state.values.amount?.amount?.value ?? '';
    if (amount === 'lots') return ack({ response_action: 'errors', errors: { amount: 'Not a number' } });
    await ack();
    await client.chat.postMessage({
      channel: 'C0REVIEW',
      ...card('New'),
      metadata: { event_type: 'reward', event_payload: { id: 'r1' } },
    });
    await client.chat.postMessage({ channel: body.user.id, text: 'Your reward was created.' });
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, client, body }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'Another time.' });
  });
  app.action('approve', async ({ ack, client, body, respond }) => {
    await ack();
    if (!('message' in body) || !body.message || !body.channel) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, ...card('Approved') });
    await client.chat.postMessage({ channel: body.channel.id, thread_ts: body.message.ts, text: 'Approved' });
    await respond('You approved it.');
  });
  app.action('more', async ({ ack, payload, body, client }) => {
    await ack();
    if ('selected_option' in payload && body.channel)
      await client.chat.postEphemeral({
        channel: body.channel.id,
        user: body.user.id,
        text: String(payload.selected_option?.value),
      });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text: plain('Welcome') }] },
    });
  });
}

describe.each(['http', 'socket'] as const)('a conversation over %s', (transport) => {
  let bot: SmallBot;
  let card: Message;
  const ana = () => bot.sandbox.as('U0ANA');
  const bo = () => bot.sandbox.as('U0BO');

  beforeAll(async () => {
    suggestionStates = [];
    bot = await startSmallBot(transport, fill);
  });
  afterAll(() => bot.stop());

  test('a command answered at once is shown to the one who typed it', async () => {
    const answer = await ana().types('/reward', 'help');
    expect(answer).toMatchObject({ status: 'acked', text: 'Hello help' });
    expect(
      ana()
        .ephemerals()
        .map((it) => it.text),
    ).toEqual(['Hello help']);
    expect(bo().ephemerals()).toEqual([]);
  });

  test('a form suggests, dispatches, keeps what was typed, refuses, and closes', async () => {
    expect((await ana().types('/reward')).status).toBe('acked');
    const modal = await eventually(() => ana().modal());
    expect(modal.title).toBe('Manual Rewards');
    expect(modal.labels()).toEqual(['Partner', 'Reward amount', 'Internal note']);
    expect((await modal.submit()).errors).toEqual({
      Partner: 'Please complete this required field.',
      'Reward amount': 'Please complete this required field.',
    });

    await modal.fill({ 'Reward amount': 'lots' });
    expect(await modal.suggest('Partner', 'ac')).toEqual(['Acme (ac)']);
    await modal.select('Partner', 'Acme (a)', 'a');
    await eventually(() => modal.visibleText().includes('acme-growth · Gold'));
    expect(modal.value('Partner')).toBe('Acme (a)');
    expect(modal.value('Reward amount')).toBe('lots');

    expect(await modal.submit()).toEqual({ status: 'errors', errors: { 'Reward amount': 'Not a number' } });
    expect(modal.errors()).toEqual({ 'Reward amount': 'Not a number' });
    await modal.fill({ 'Reward amount': '250' });
    expect(modal.errors()).toEqual({});
    expect(await modal.submit()).toEqual({ status: 'closed' });
    expect(ana().modal()).toBeUndefined();
    await eventually(() => bot.sandbox.directMessages('U0ANA').some((it) => it.text === 'Your reward was created.'));
  });

  test('suggestions do not see what was entered since the view was last shown (bolt-js#1146)', () => {
    expect(suggestionStates[0]).toEqual({
      partner: { partner: { type: 'external_select', selected_option: null } },
      amount: { amount: { type: 'plain_text_input', value: null } },
      note: { note: { type: 'plain_text_input', value: null } },
    });
  });

  test('a card reads as people see it, and is pressed once', async () => {
    [card] = bot.sandbox.messagesIn('C0REVIEW') as [Message];
    expect(card.visibleText()).toBe('R-1 · New\nAcme & Co by @ana');
    expect(card.buttons()).toEqual(['Approve']);
    expect(card.menu()).toEqual(['History']);
    expect(card.metadata).toEqual({ event_type: 'reward', event_payload: { id: 'r1' } });

    expect(await bo().press(card, 'Approve')).toMatchObject({ status: 'acked', confirmed: 'Approve R-1?' });
    const after = await eventually(() => bot.sandbox.messagesIn('C0REVIEW').find((it) => it.edited));
    expect(after).toMatchObject({ ts: card.ts, text: 'R-1 · Approved' });
    await eventually(() =>
      bo()
        .ephemerals()
        .some((it) => it.text === 'You approved it.'),
    );
    expect(bot.sandbox.thread('C0REVIEW', card.ts).map((it) => it.text)).toEqual(['Approved']);
  });

  test('a button that is gone cannot be pressed, except from a stale screen', async () => {
    await expect(bo().press(card, 'Approve')).rejects.toThrow('There is no button "Approve"');
    expect((await bo().pressStale(card, 'Approve')).status).toBe('acked');
    expect((await bo().choose(card, 'History')).status).toBe('acked');
    await eventually(() =>
      bo()
        .ephemerals('C0REVIEW')
        .some((it) => it.text === 'history'),
    );
    await expect(bot.sandbox.as('U0LENA').choose(card, 'History')).rejects.toThrow('does not see');
  });

  test('closing a form is told to a bot that asked', async () => {
    await ana().types('/reward');
    await (await eventually(() => ana().modal())).close();
    expect(ana().modal()).toBeUndefined();
    await eventually(() => bot.sandbox.directMessages('U0ANA').some((it) => it.text === 'Another time.'));
  });

  test('the Home tab is published when it is opened', async () => {
    expect((await ana().opensHome()).status).toBe('acked');
    expect((await eventually(() => ana().home())).visibleText()).toBe('Welcome');
  });
});
