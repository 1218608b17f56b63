import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { Act, Outcome } from '../../sandbox/screen/acts.js';
import type { ShownMessage, ShownView } from '../../sandbox/screen/screen.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { askSandbox, doAs, screenOf } from './ask-sandbox.js';
import { type SmallBot, startSmallBot } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { action_id: id, ...element },
  ...more,
});

const FORM = {
  type: 'modal' as const,
  callback_id: 'form',
  notify_on_close: true,
  title: plain('Form'),
  submit: plain('Go'),
  blocks: [
    input('partner', { type: 'external_select', min_query_length: 2 }, { dispatch_action: true }),
    input('amount', { type: 'plain_text_input' }),
    input('note', { type: 'rich_text_input' }, { optional: true }),
    input('when', { type: 'datetimepicker' }, { optional: true }),
    input('who', { type: 'multi_users_select', max_selected_items: 1 }, { optional: true }),
    { type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] },
  ],
};

const CARD = [
  {
    type: 'actions' as const,
    block_id: 'card',
    elements: [
      { type: 'button' as const, action_id: 'approve', value: 'R-1', text: plain('Approve') },
      { type: 'overflow' as const, action_id: 'menu', options: [option('History'), option('Withdraw')] },
      { type: 'static_select' as const, action_id: 'kind', options: [option('Gift'), option('Bonus')] },
      { type: 'external_select' as const, action_id: 'partner', min_query_length: 0 },
      { type: 'button' as const, action_id: 'slow', text: plain('Slow') },
    ],
  },
];

let heard: { kind: string; payload: unknown }[] = [];
let answerForm: () => Promise<object | undefined> = async () => undefined;

function fill(app: App): void {
  const hear = (kind: string, payload: unknown) => heard.push({ kind, payload });
  app.command('/form', async ({ ack, body, client }) => {
    await ack();
    hear('command', body);
    await client.views.open({ trigger_id: body.trigger_id, view: JSON.parse(JSON.stringify(FORM)) });
  });
  app.command('/say', ({ ack }) => ack('Only you read this.'));
  app.options('partner', async ({ ack, body }) => {
    hear('options', body);
    const groups = [{ label: plain('Gold'), options: [option('Acme')] }];
    if (body.value === 'bad') await ack({ options: [{ text: plain('x'.repeat(76)), value: 'x' }] });
    else await ack(body.value === 'gr' ? { option_groups: groups } : { options: [option('Acme'), option('Acorn')] });
  });
  app.action('slow', () => wait(3300));
  app.action(/^(?!slow)/, async ({ ack, body, action }) => {
    await ack();
    hear('action', { body, action });
  });
  app.view({ callback_id: 'form', type: 'view_submission' }, async ({ ack, view }) => {
    hear('submission', view);
    const answer = await answerForm();
    await (answer ? ack(answer as never) : ack());
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    hear('closed', body);
  });
  app.shortcut('remember', async ({ ack, shortcut }) => {
    await ack();
    hear('shortcut', shortcut);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section' as const, text: plain(`Welcome to ${event.tab}`) }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

let bot: SmallBot;
beforeAll(async () => {
  bot = await startSmallBot('http', fill);
});
afterAll(() => bot.stop());
beforeEach(() => {
  heard = [];
  answerForm = async () => undefined;
});

const ana = (act: Act): Promise<Outcome> => doAs(bot.sandbox, 'U0ANA', act);
const told = (kind: string): unknown => heard.find((it) => it.kind === kind)?.payload;
const screen = () => screenOf(bot.sandbox, 'U0ANA');

async function openForm(): Promise<ShownView> {
  const { modals } = await screen();
  for (const modal of modals.reverse()) await ana({ do: 'close', view: modal.id, everything: true });
  await ana({ do: 'command', channel: 'C0GENERAL', command: '/form', text: '' });
  return eventually(async () => (await screen()).modals.at(-1));
}

async function postCard(): Promise<ShownMessage> {
  await bot.app.client.chat.postMessage({ channel: 'C0GENERAL', text: 'card', blocks: CARD });
  const posted = (await screen()).messages.at(-1);
  if (!posted) throw new Error('no card');
  return posted;
}

const amountOf = (value: string) => ({ amount: { amount: { type: 'plain_text_input', value } } });

test('a command is typed where a person is, and its answer is theirs alone', async () => {
  expect(await ana({ do: 'command', channel: 'C0OUT', command: '/say', text: 'hello' })).toEqual({ status: 'ok' });
  expect((await screen()).messages.at(-1)).toMatchObject({
    channel: 'C0OUT',
    text: 'Only you read this.',
    isEphemeral: true,
  });
  const command: Act = { do: 'command', channel: 'C0SHARED', command: '/say', text: '' };
  expect(await ana(command)).toEqual({ status: 'refused', shown: 'You are not in this conversation.' });
  expect(await ana({ ...command, channel: 'C0OLD' })).toMatchObject({ shown: 'This channel is archived.' });
  expect(await doAs(bot.sandbox, 'U0LENA', command)).toMatchObject({
    status: 'refused',
    shown: expect.stringContaining('external'),
  });
  expect(await doAs(bot.sandbox, 'U0GONE', command)).toMatchObject({
    status: 'refused',
    shown: expect.stringContaining('deactivated'),
  });
});

test('people talk in channels, in threads and to the bot', async () => {
  await ana({ do: 'say', channel: 'C0GENERAL', text: 'a question' });
  const question = (await screen()).messages.at(-1);
  await ana({ do: 'say', channel: 'C0GENERAL', text: 'an answer', threadTs: question?.ts ?? '' });
  expect((await screen()).messages.at(-1)).toMatchObject({ text: 'an answer', threadTs: question?.ts });
  await ana({ do: 'say', channel: 'D0ANA', text: 'hello bot' });
  expect((await screen()).messages.at(-1)).toMatchObject({ channel: 'D0ANA', text: 'hello bot' });
  expect(await ana({ do: 'say', channel: 'D0BO', text: 'not mine' })).toMatchObject({ status: 'refused' });
  expect(await ana({ do: 'say', channel: 'C0GENERAL', text: ' ' })).toMatchObject({ status: 'refused' });
});

test('a form is filled in, the bot hears what its fields dispatch, and it is sent', async () => {
  const { id } = await openForm();
  const at = { in: { view: id }, blockId: 'partner', actionId: 'partner' };
  expect(await ana({ do: 'suggest', ...at, query: 'a' })).toEqual({ status: 'ok', offered: [] });
  expect(await ana({ do: 'suggest', ...at, query: 'ac' })).toEqual({
    status: 'ok',
    offered: [{ label: '', options: [option('Acme'), option('Acorn')] }],
  });
  expect(await ana({ do: 'suggest', ...at, query: 'gr' })).toMatchObject({ offered: [{ label: 'Gold' }] });
  expect(await ana({ do: 'suggest', ...at, query: 'bad' })).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('less than 76'),
  });

  const value = { selected_option: option('Acme') };
  await ana({ do: 'enter', ...at, value, trigger: 'chosen', state: amountOf('12') });
  // The state that comes with the click is what was entered until then; a suggestion still carries an old one.
  expect(told('action')).toMatchObject({
    action: { ...value, block_id: 'partner' },
    body: { view: { state: { values: amountOf('12') } } },
  });
  heard = [];
  await ana({ do: 'suggest', ...at, query: 'ac', state: amountOf('13') });
  expect(told('options')).toMatchObject({
    value: 'ac',
    view: { state: { values: { ...amountOf('').amount, amount: { amount: { value: null } } } } },
  });

  expect(await ana({ do: 'submit', view: id, state: {} })).toEqual({ status: 'ok' });
  expect(told('submission')).toMatchObject({ state: { values: { ...amountOf('13'), partner: { partner: value } } } });
  expect((await screen()).modals).toEqual([]);
});

test('rich text, times and several people are entered as Slack enters them', async () => {
  const { id } = await openForm();
  const text = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Hi' }] }],
  };
  const enter = (name: string, value: Record<string, unknown>) =>
    ana({ do: 'enter', in: { view: id }, blockId: name, actionId: name, value, trigger: 'chosen' });
  await enter('partner', { selected_option: option('Acme') });
  await enter('note', { type: 'rich_text_input', rich_text_value: text, strange: 1 });
  await enter('when', { selected_date_time: 1_700_000_000 });
  await enter('who', { selected_users: ['U0BO', 'U0ANA'] });
  await ana({ do: 'submit', view: id, state: amountOf('1') });
  expect((await screen()).modals.at(-1)?.errors).toEqual({ who: 'Please choose at most 1.' });
  await enter('who', { selected_users: ['U0BO'] });
  await ana({ do: 'submit', view: id, state: {} });
  expect(told('submission')).toMatchObject({
    state: {
      values: {
        note: { note: { type: 'rich_text_input', rich_text_value: text } },
        when: { when: { type: 'datetimepicker', selected_date_time: 1_700_000_000 } },
        who: { who: { type: 'multi_users_select', selected_users: ['U0BO'] } },
      },
    },
  });
  expect(JSON.stringify(told('submission'))).not.toContain('strange');
  expect(await enter('note', {})).toEqual({ status: 'refused', shown: 'This view is no longer open.' });
});

test('a form that is not complete is not sent, and says where; what was typed stays', async () => {
  const { id } = await openForm();
  const state = { ...amountOf('12'), strange: { field: { value: 'x' } } };
  expect(await ana({ do: 'submit', view: id, state })).toEqual({ status: 'ok' });
  expect(heard.filter((it) => it.kind === 'submission')).toEqual([]);
  const [modal] = (await screen()).modals;
  expect(modal?.errors).toEqual({ partner: 'Please complete this required field.' });
  expect(modal?.state.amount).toEqual({ amount: { type: 'plain_text_input', value: '12' } });
  expect(modal?.state).not.toHaveProperty('strange');
  // What is corrected is no longer complained about.
  const corrected = { partner: { partner: { selected_option: option('Acme') } } };
  const more = { in: { view: id }, blockId: 'row', actionId: 'more' };
  await ana({ do: 'press', ...more, state: corrected });
  expect((await screen()).modals[0]?.errors).toEqual({});

  answerForm = async () => ({ response_action: 'errors', errors: { amount: 'Too much.' } });
  await ana({ do: 'submit', view: id, state: corrected });
  expect((await screen()).modals[0]?.errors).toEqual({ amount: 'Too much.' });
  answerForm = async () => ({ response_action: 'errors', errors: { nowhere: 'x' } });
  expect(await ana({ do: 'submit', view: id, state: corrected })).toMatchObject({
    status: 'failed',
    shown: 'We had some trouble connecting. Try again?',
    reason: expect.stringContaining('nowhere'),
  });
});

test('a form can be sent once at a time, and 3 s without an answer are too late', async () => {
  const { id } = await openForm();
  const state = { ...amountOf('12'), partner: { partner: { selected_option: option('Acme') } } };
  answerForm = async () => {
    await wait(3300);
    return undefined;
  };
  const [first, second] = await Promise.all([
    ana({ do: 'submit', view: id, state }),
    wait(100).then(() => ana({ do: 'submit', view: id, state })),
  ]);
  expect(second).toEqual({ status: 'refused', shown: 'This form is being submitted already.' });
  expect(first).toEqual({ status: 'late', shown: 'We had some trouble connecting. Try again?' });
  const { modals, notices } = await screen();
  expect(modals[0]).toMatchObject({ id, state: amountOf('12') });
  expect(notices).toEqual([]);
});

test('the lower of two forms waits for the upper one; the x closes both', async () => {
  const { id } = await openForm();
  const pushed = { ...FORM, blocks: [] };
  answerForm = async () => ({ response_action: 'push', view: pushed });
  const state = { ...amountOf('12'), partner: { partner: { selected_option: option('Acme') } } };
  await ana({ do: 'submit', view: id, state });
  const [, upper] = (await screen()).modals;
  expect(upper).toMatchObject({ rootId: id });
  for (const act of [
    { do: 'close' as const, view: id, everything: false },
    { do: 'submit' as const, view: id, state },
  ])
    expect(await ana(act)).toEqual({ status: 'refused', shown: 'Another form lies on top of this one.' });
  expect(await doAs(bot.sandbox, 'U0BO', { do: 'close', view: id, everything: true })).toMatchObject({
    status: 'refused',
  });
  await ana({ do: 'close', view: id, everything: true });
  expect((await screen()).modals).toEqual([]);
  expect(told('closed')).toMatchObject({ is_cleared: true });
});

test('a message is used by its buttons, its menu and its selects', async () => {
  const card = await postCard();
  const at = (actionId: string) => ({ in: { message: card.number }, blockId: 'card', actionId });
  expect(await ana({ do: 'press', ...at('approve') })).toEqual({ status: 'ok' });
  expect(told('action')).toMatchObject({ action: { value: 'R-1' }, body: { message: { ts: card.ts } } });
  heard = [];
  await ana({ do: 'press', ...at('menu'), option: 'withdraw' });
  expect(told('action')).toMatchObject({ action: { type: 'overflow', selected_option: { value: 'withdraw' } } });
  expect(await ana({ do: 'press', ...at('menu'), option: 'nothing' })).toMatchObject({ status: 'refused' });
  heard = [];
  await ana({ do: 'enter', ...at('kind'), value: { selected_option: option('Gift') }, trigger: 'chosen' });
  expect(told('action')).toMatchObject({
    action: { selected_option: { value: 'gift' } },
    body: { state: { values: { card: { kind: { selected_option: { value: 'gift' } } } } } },
  });
  expect((await screen()).messages.at(-1)?.state.card?.kind).toMatchObject({ selected_option: { value: 'gift' } });
  expect(await ana({ do: 'suggest', ...at('partner'), query: '' })).toMatchObject({ offered: [{ label: '' }] });
  expect(told('options')).toMatchObject({ container: { type: 'message', message_ts: card.ts } });

  expect(await ana({ do: 'press', ...at('gone') })).toEqual({ status: 'refused', shown: 'This is no longer there.' });
  expect(await doAs(bot.sandbox, 'U0LENA', { do: 'press', ...at('approve') })).toMatchObject({ status: 'refused' });
  await bot.app.client.chat.delete({ channel: 'C0GENERAL', ts: card.ts });
  expect(await ana({ do: 'press', ...at('approve') })).toMatchObject({ shown: 'This message is no longer there.' });
});

test('a button the bot does not answer shows the warning icon', async () => {
  const card = await postCard();
  const slow = { in: { message: card.number }, blockId: 'card', actionId: 'slow' };
  expect(await ana({ do: 'press', ...slow })).toMatchObject({
    status: 'late',
    shown: expect.stringContaining('warning icon'),
  });
});

test('shortcuts and the Home tab work from the page', async () => {
  const card = await postCard();
  await ana({ do: 'shortcut', callbackId: 'remember' });
  expect(told('shortcut')).toMatchObject({ type: 'shortcut' });
  heard = [];
  await ana({ do: 'shortcut', callbackId: 'remember', message: card.number });
  expect(told('shortcut')).toMatchObject({ type: 'message_action', message: { ts: card.ts } });
  await ana({ do: 'openHome' });
  const home = await eventually(async () => (await screen()).home);
  expect(home.content.blocks).toMatchObject([{ text: { text: 'Welcome to home' } }]);
});

test('who types key by key is offered what belongs to the last key', async () => {
  await openForm();
  const offered = await bot.sandbox.as('U0ANA').modal()?.typeAhead('partner', 'acm');
  expect(offered).toEqual(['Acme', 'Acorn']);
  expect(heard.map(({ payload }) => Object(payload).value)).toEqual(expect.arrayContaining(['ac', 'acm']));
  expect(heard.filter(({ kind }) => kind === 'options')).toHaveLength(2);
});

test('the workspace is changed from outside', async () => {
  const change = (body: object) => askSandbox(bot.sandbox, 'change', body);
  await change({ change: 'kickBot', channel: 'C0GENERAL' });
  const general = async () => (await screen()).conversations.find(({ id }) => id === 'C0GENERAL');
  expect(await general()).toMatchObject({ hasBot: false });
  await change({ change: 'inviteBot', channel: 'C0GENERAL' });
  await change({ change: 'share', channel: 'C0GENERAL', shared: true });
  await change({ change: 'archive', channel: 'C0GENERAL', archived: true });
  expect(await general()).toMatchObject({ hasBot: true, isShared: true, isArchived: true });
  await change({ change: 'archive', channel: 'C0GENERAL', archived: false });
  await change({ change: 'deactivate', user: 'U0BO', deactivated: true });
  expect((await screen()).people.find(({ id }) => id === 'U0BO')).toMatchObject({ isDeactivated: true });
  await change({ change: 'deactivate', user: 'U0BO', deactivated: false });
  await change({ change: 'scope', scope: 'chat:write', granted: false });
  await expect(postCard()).rejects.toThrow('missing_scope');
  await change({ change: 'scope', scope: 'chat:write', granted: true });
  const card = await postCard();
  await change({ change: 'deleteMessage', message: card.number });
  expect((await screen()).messages.map(({ number }) => number)).not.toContain(card.number);
  expect(await change({ change: 'kickBot', channel: 'C0NONE' })).toEqual({ error: 'There is no channel C0NONE.' });
  expect(await change({ change: 'explode' })).toEqual({ error: expect.any(String) });
});

test('the weather and the traffic can be looked at', async () => {
  await askSandbox(bot.sandbox, 'weather', {
    kind: 'rate_limited',
    method: 'chat.postMessage',
    times: 2,
    retryAfter: 1,
  });
  await expect(postCard()).rejects.toThrow('rate');
  expect(await askSandbox(bot.sandbox, 'weather')).toMatchObject({
    rules: [{ rule: { kind: 'rate_limited', method: 'chat.postMessage' }, left: 1 }],
  });
  await askSandbox(bot.sandbox, 'weather', { kind: 'clear' });
  expect(await askSandbox(bot.sandbox, 'weather')).toEqual({ rules: [] });

  const last = bot.sandbox.traffic.at(-1)?.number ?? 0;
  await postCard();
  expect(await askSandbox(bot.sandbox, `traffic?after=${last}`)).toMatchObject({
    entries: [{ number: last + 1, what: 'chat.postMessage', status: 200 }],
  });
});

test('one rule is lifted and another stays; a bot slower than 3 s is too late', async () => {
  await askSandbox(bot.sandbox, 'weather', { kind: 'slow_bot', method: '/say', ms: 3200, times: 1 });
  await askSandbox(bot.sandbox, 'weather', { kind: 'hang', method: '*' });
  const [slow, hanging] = bot.sandbox.weather.inForce;
  await askSandbox(bot.sandbox, 'weather', { kind: 'clear', id: hanging?.id });
  expect(await askSandbox(bot.sandbox, 'weather')).toEqual({ rules: [slow] });
  await postCard();

  const said = { do: 'command', channel: 'C0GENERAL', command: '/say', text: '' } as const;
  const outcome = await ana(said);
  expect(outcome).toMatchObject({ status: 'late', shown: expect.stringContaining('operation_timeout') });
  const [notice] = (await screen()).notices;
  expect(notice?.text).toBe(outcome.shown);
  expect(await ana({ do: 'dismiss', notice: notice?.id ?? 0 })).toEqual({ status: 'ok' });
  expect((await screen()).notices).toEqual([]);
  const delivered = await eventually(() => bot.sandbox.traffic.find((it) => it.what === '/say' && it.late));
  expect(delivered).toMatchObject({ status: 200, weather: { kind: 'slow_bot' } });
  expect(await ana(said)).toEqual({ status: 'ok' });
});

test('an act from another origin, or in another shape, is not done', async () => {
  const response = await fetch(`${bot.sandbox.url}/sandbox/do?as=U0ANA`, {
    method: 'POST',
    body: JSON.stringify({ do: 'say', channel: 'C0GENERAL', text: 'forged' }),
  });
  expect(response.status).toBe(400);
  expect(await askSandbox(bot.sandbox, 'do?as=U0ANA', { do: 'dance' })).toEqual({ error: expect.any(String) });
  expect((await screen()).messages.map(({ text }) => text)).not.toContain('forged');
});
