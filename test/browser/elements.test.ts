import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { BlockAction, ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock, PlainTextElement, PlainTextOption } from '@slack/types';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../sandbox/start-sandbox.js';
import { type SmallBot, startSmallBot } from '../sandbox/small-bot.js';
import { describeInBrowser } from '../support/browser.js';
import { choose, form, isGone, messages, sees, send } from '../support/page.js';

// The shapes of values and actions are those of docs.slack.dev/reference/block-kit/block-elements and
// docs.slack.dev/reference/interaction-payloads, not of our own code.

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });
const option = (name: string): PlainTextOption => ({ text: plain(name), value: name.toLowerCase() });
const [RED, GREEN, BLUE] = [option('Red'), option('Green'), option('Blue')];
const COLOURS = [RED, GREEN, BLUE];
const QUESTION = {
  title: plain('Sure?'),
  text: plain('It cannot be taken back.'),
  confirm: plain('Do it'),
  deny: plain('Leave it'),
};

interface Case {
  readonly type: string;
  readonly element?: Record<string, unknown>;
  fill(inside: Locator, label: string): Promise<void>;
  readonly value: Record<string, unknown>;
  /** As it is submitted when nobody touched it. */
  readonly empty: Record<string, unknown>;
}

const typing =
  (text: string): Case['fill'] =>
  (inside, label) =>
    inside.getByLabel(label).fill(text);
const choosing =
  (...names: string[]): Case['fill'] =>
  async (inside, label) => {
    for (const name of names) await choose(inside, label, name.slice(0, 3).toLowerCase(), name);
  };
const checking =
  (role: 'checkbox' | 'radio', ...names: string[]): Case['fill'] =>
  async (inside, label) => {
    const group = inside.getByRole(role === 'radio' ? 'radiogroup' : 'group', { name: label });
    for (const name of names) await group.getByRole(role, { name }).check();
  };

const CASES: readonly Case[] = [
  { type: 'plain_text_input', fill: typing('A "line" <b>'), value: { value: 'A "line" <b>' }, empty: { value: null } },
  {
    type: 'number_input',
    element: { is_decimal_allowed: true },
    fill: typing('12.50'),
    value: { value: '12.50' },
    empty: { value: null },
  },
  {
    type: 'email_text_input',
    fill: typing('ana@example.com'),
    value: { value: 'ana@example.com' },
    empty: { value: null },
  },
  {
    type: 'url_text_input',
    fill: typing('https://example.com'),
    value: { value: 'https://example.com' },
    empty: { value: null },
  },
  {
    type: 'rich_text_input',
    fill: typing('Rich'),
    value: {
      rich_text_value: {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Rich' }] }],
      },
    },
    empty: { rich_text_value: null },
  },
  {
    type: 'static_select',
    element: { options: COLOURS },
    fill: choosing('Green'),
    value: { selected_option: GREEN },
    empty: { selected_option: null },
  },
  {
    type: 'multi_static_select',
    element: {
      option_groups: [
        { label: plain('Warm'), options: [RED] },
        { label: plain('Cold'), options: [GREEN, BLUE] },
      ],
    },
    fill: choosing('Blue', 'Red'),
    value: { selected_options: [BLUE, RED] },
    empty: { selected_options: [] },
  },
  {
    type: 'external_select',
    element: { min_query_length: 1 },
    fill: choosing('Green'),
    value: { selected_option: GREEN },
    empty: { selected_option: null },
  },
  {
    type: 'multi_external_select',
    element: { min_query_length: 1 },
    fill: choosing('Red', 'Green'),
    value: { selected_options: [RED, GREEN] },
    empty: { selected_options: [] },
  },
  { type: 'users_select', fill: choosing('Bo Berg'), value: { selected_user: 'U0BO' }, empty: { selected_user: null } },
  {
    type: 'multi_users_select',
    fill: choosing('Ana Silva', 'Bo Berg'),
    value: { selected_users: ['U0ANA', 'U0BO'] },
    empty: { selected_users: [] },
  },
  {
    type: 'conversations_select',
    fill: choosing('#reward-review'),
    value: { selected_conversation: 'C0REVIEW' },
    empty: { selected_conversation: null },
  },
  {
    type: 'multi_conversations_select',
    fill: choosing('#general', '#secret'),
    value: { selected_conversations: ['C0GENERAL', 'C0SECRET'] },
    empty: { selected_conversations: [] },
  },
  {
    type: 'channels_select',
    fill: choosing('#general'),
    value: { selected_channel: 'C0GENERAL' },
    empty: { selected_channel: null },
  },
  {
    type: 'multi_channels_select',
    fill: choosing('#general', '#outside'),
    value: { selected_channels: ['C0GENERAL', 'C0OUT'] },
    empty: { selected_channels: [] },
  },
  {
    type: 'datepicker',
    fill: typing('2026-11-30'),
    value: { selected_date: '2026-11-30' },
    empty: { selected_date: null },
  },
  { type: 'timepicker', fill: typing('14:05'), value: { selected_time: '14:05' }, empty: { selected_time: null } },
  {
    type: 'datetimepicker',
    fill: typing('2026-11-30T14:05'),
    // Of the person's own clock, in Berlin.
    value: { selected_date_time: Date.parse('2026-11-30T14:05:00+01:00') / 1000 },
    empty: { selected_date_time: null },
  },
  {
    type: 'checkboxes',
    element: { options: COLOURS },
    fill: checking('checkbox', 'Red', 'Blue'),
    value: { selected_options: [RED, BLUE] },
    empty: { selected_options: [] },
  },
  {
    type: 'radio_buttons',
    element: { options: COLOURS },
    fill: checking('radio', 'Green'),
    value: { selected_option: GREEN },
    empty: { selected_option: null },
  },
];

const nameOf = (type: string) => `The ${type.replaceAll('_', ' ')}`;
const inputs = CASES.map(
  ({ type, element }) =>
    ({
      type: 'input',
      block_id: type,
      optional: true,
      label: plain(nameOf(type)),
      element: { type, action_id: 'it', ...element },
    }) as InputBlock,
);

const IN_A_MESSAGE = [
  { type: 'section', block_id: 'words', text: { type: 'mrkdwn', text: '*Bold* <@U0BO> &lt;not a tag&gt;' } },
  {
    type: 'rich_text',
    block_id: 'rich',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['One', 'Two'].map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Quoted', style: { italic: true } }] },
    ],
  },
  {
    type: 'table',
    block_id: 'table',
    rows: [
      ['Partner', 'Total'].map((text) => ({ type: 'raw_text', text })),
      ['Acme', '$250.00'].map((text) => ({ type: 'raw_text', text })),
    ],
  },
  {
    type: 'video',
    block_id: 'video',
    title: plain('A film'),
    alt_text: 'A film',
    video_url: 'https://example.com/film',
    thumbnail_url: 'https://example.com/film.png',
  },
  {
    type: 'section',
    block_id: 'beside',
    text: plain('Due on'),
    accessory: { type: 'datepicker', action_id: 'due' },
  },
  {
    type: 'actions',
    block_id: 'doing',
    elements: [
      { type: 'button', action_id: 'plain', text: plain('Press me'), value: 'v1' },
      { type: 'button', action_id: 'asking', text: plain('Delete'), value: 'v2', style: 'danger', confirm: QUESTION },
      { type: 'static_select', action_id: 'colour', placeholder: plain('Colour'), options: COLOURS },
      { type: 'users_select', action_id: 'person', placeholder: plain('Person') },
      { type: 'checkboxes', action_id: 'ticks', options: [RED, GREEN] },
      { type: 'radio_buttons', action_id: 'wheel', options: [BLUE] },
      { type: 'overflow', action_id: 'menu', options: [option('Open'), option('Archive')], confirm: QUESTION },
    ],
  },
] as unknown as KnownBlock[];

describeInBrowser('Block Kit in the page', (windows) => {
  let bot: SmallBot;
  let submitted: ViewStateValue[] = [];
  let actions: BlockAction['actions'] = [];
  beforeAll(async () => {
    bot = await startSmallBot('http', (app) => {
      app.command('/form', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: plain('Everything'),
            submit: plain('Submit'),
            blocks: inputs,
          },
        });
      });
      app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: 'it' }, ({ ack, payload }) =>
        ack({ options: COLOURS.filter(({ value }) => value?.startsWith(payload.value)) }),
      );
      app.view('form', async ({ ack, view }) => {
        await ack();
        submitted = CASES.flatMap(({ type }) => view.state.values[type]?.it ?? []);
      });
      app.action<BlockAction>(/.*/, async ({ ack, body }) => {
        await ack();
        actions = [...actions, ...body.actions];
      });
    });
    await bot.app.client.chat.postMessage({ channel: 'C0REVIEW', text: 'Blocks', blocks: IN_A_MESSAGE });
  });
  afterEach(() => {
    actions = [];
  });
  afterAll(() => bot?.stop());
  const open = (place: string) => windows.open({ slack: bot.sandbox }, 'U0ANA', place);
  const openForm = async (page: Page) => {
    await send(page, '/form');
    return form(page, 'Everything');
  };
  const submit = async (everything: Locator) => {
    submitted = [];
    await everything.getByRole('button', { name: 'Submit' }).click();
    await isGone(everything);
  };

  test('every input of a form gives the value that Slack documents, and none where nothing was entered', async () => {
    const page = await open('C0GENERAL');
    await submit(await openForm(page));
    expect(submitted).toEqual(CASES.map(({ type, empty }) => ({ type, ...empty })));

    const everything = await openForm(page);
    for (const { type, fill } of CASES) await fill(everything, nameOf(type));
    await submit(everything);
    expect(submitted).toEqual(CASES.map(({ type, value }) => ({ type, ...value })));
  });

  test('what was chosen can be taken back', async () => {
    const page = await open('C0GENERAL');
    const everything = await openForm(page);
    for (const { type, fill } of CASES.filter((it) => it.type.endsWith('static_select')))
      await fill(everything, nameOf(type));
    await everything.getByRole('button', { name: 'Clear The static select' }).click();
    await everything.getByRole('button', { name: 'Remove Blue' }).click();
    await submit(everything);
    expect(submitted.find(({ type }) => type === 'static_select')).toEqual({
      type: 'static_select',
      selected_option: null,
    });
    expect(submitted.find(({ type }) => type === 'multi_static_select')).toEqual({
      type: 'multi_static_select',
      selected_options: [RED],
    });
  });

  test('what is no number, no address or too much is said under its field', async () => {
    const page = await open('C0GENERAL');
    const everything = await openForm(page);
    await typing('a dozen')(everything, nameOf('number_input'));
    await typing('ana')(everything, nameOf('email_text_input'));
    await everything.getByRole('button', { name: 'Submit' }).click();
    await sees(everything, 'Please enter a number.');
    await sees(everything, 'Please enter an email address.');
    await everything.getByRole('button', { name: 'Cancel' }).click();
    await isGone(everything);
  });

  describe('a message', () => {
    const told = async (page: Page) => {
      const [action] = await eventually(() => actions.length > 0 && actions);
      await page.getByRole('log').locator('[aria-busy=true]').waitFor({ state: 'detached' });
      const { action_ts: ts, ...rest } = { ...action } as Record<string, unknown>;
      expect(ts).toMatch(/^\d+\.\d{6}$/);
      actions = [];
      return rest;
    };
    const inBlock = (blockId: string, actionId: string, type: string) => ({
      type,
      action_id: actionId,
      block_id: blockId,
    });

    test('is drawn with its table, its rich text, and what this Slack does not know', async () => {
      const page = await open('C0REVIEW');
      const message = messages(page).first();
      await message.getByRole('columnheader', { name: 'Partner' }).waitFor();
      await message.getByRole('cell', { name: '$250.00' }).waitFor();
      expect(await message.getByRole('listitem').allInnerTexts()).toEqual(['One', 'Two']);
      await sees(message.locator('blockquote'), 'Quoted');
      await sees(message.locator('strong'), 'Bold');
      await sees(message, '@bo');
      await sees(message, '<not a tag>');
      await sees(message, /This sandbox cannot draw a video block/);
      await message.getByText('What the bot sent').click();
      await sees(message, /"video_url": "https:\/\/example.com\/film"/);
    });

    test('tells the bot of each control what Slack would', async () => {
      const page = await open('C0REVIEW');
      const message = messages(page).first();
      await message.getByRole('button', { name: 'Press me' }).click();
      expect(await told(page)).toEqual({
        ...inBlock('doing', 'plain', 'button'),
        text: plain('Press me'),
        value: 'v1',
      });

      await choose(message, 'Colour', 'gre', 'Green');
      expect(await told(page)).toMatchObject({
        ...inBlock('doing', 'colour', 'static_select'),
        selected_option: GREEN,
      });
      await choose(message, 'Person', 'bo', 'Bo Berg');
      expect(await told(page)).toMatchObject({ ...inBlock('doing', 'person', 'users_select'), selected_user: 'U0BO' });
      await message.getByRole('checkbox', { name: 'Red' }).check();
      expect(await told(page)).toEqual({ ...inBlock('doing', 'ticks', 'checkboxes'), selected_options: [RED] });
      await message.getByRole('radio', { name: 'Blue' }).check();
      expect(await told(page)).toEqual({ ...inBlock('doing', 'wheel', 'radio_buttons'), selected_option: BLUE });
      await message.getByLabel('Due on').fill('2026-11-30');
      expect(await told(page)).toEqual({ ...inBlock('beside', 'due', 'datepicker'), selected_date: '2026-11-30' });
    });

    test('asks first where its control has a question', async () => {
      const page = await open('C0REVIEW');
      const message = messages(page).first();
      const question = page.getByRole('dialog', { name: 'Sure?' });
      await message.getByRole('button', { name: 'Delete' }).click();
      await sees(question, 'It cannot be taken back.');
      await question.getByRole('button', { name: 'Leave it' }).click();
      await isGone(question);
      await message.getByRole('button', { name: 'Delete' }).click();
      await page.keyboard.press('Escape');
      await isGone(question);
      expect(actions).toEqual([]);

      await message.getByRole('button', { name: 'Delete' }).click();
      await question.getByRole('button', { name: 'Do it' }).click();
      expect(await told(page)).toMatchObject({ ...inBlock('doing', 'asking', 'button'), value: 'v2' });
      await message.locator('[data-block=actions]').getByRole('button', { name: 'More actions' }).click();
      await message.getByRole('menuitem', { name: 'Archive' }).click();
      await question.getByRole('button', { name: 'Do it' }).click();
      expect(await told(page)).toMatchObject({
        ...inBlock('doing', 'menu', 'overflow'),
        selected_option: option('Archive'),
      });
    });
  });
});
