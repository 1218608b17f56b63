import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../sandbox/block-kit/check-message.js';
import { checkView } from '../../sandbox/block-kit/check-view.js';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value: string) => ({ text: plain(text), value });

// The shapes of the examples on docs.slack.dev, one page each; the words are our own.
const messages: [page: string, blocks: unknown[]][] = [
  [
    'reference/block-kit/blocks/actions-block, example 1',
    [
      {
        type: 'actions',
        block_id: 'actions1',
        elements: [
          {
            type: 'static_select',
            placeholder: { type: 'plain_text', text: 'Which one?' },
            action_id: 'select_2',
            options: [option('First', 'first'), option('Second', 'second')],
          },
          { type: 'button', text: { type: 'plain_text', text: 'Cancel' }, value: 'cancel', action_id: 'button_1' },
        ],
      },
    ],
  ],
  [
    'reference/block-kit/blocks/actions-block, example 2',
    [
      {
        type: 'actions',
        block_id: 'actionblock789',
        elements: [
          {
            type: 'datepicker',
            action_id: 'datepicker123',
            initial_date: '1990-04-28',
            placeholder: plain('Select a date'),
          },
          { type: 'overflow', options: [option('One', 'value-0'), option('Two', 'value-1')], action_id: 'overflow' },
          { type: 'button', text: plain('Click'), value: 'click_me_123', action_id: 'button' },
        ],
      },
    ],
  ],
  [
    'reference/block-kit/blocks/context-block',
    [
      {
        type: 'context',
        elements: [
          { type: 'image', image_url: 'https://image.example/pin.png', alt_text: 'pin' },
          mrkdwn('Location: *Dogpatch*'),
        ],
      },
    ],
  ],
  ['reference/block-kit/blocks/header-block', [{ type: 'header', text: plain('A heading') }, { type: 'divider' }]],
  [
    'reference/block-kit/blocks/image-block',
    [
      {
        type: 'image',
        title: plain('A picture'),
        block_id: 'image4',
        image_url: 'https://image.example/a.jpg',
        alt_text: 'Cats',
      },
      { type: 'image', title: plain('A file'), slack_file: { id: 'F0123456' }, alt_text: 'Cats' },
    ],
  ],
  [
    'reference/block-kit/blocks/section-block, examples 1 to 3',
    [
      { type: 'section', text: mrkdwn('A message *with some bold text*.') },
      {
        type: 'section',
        text: { text: 'A message *with some bold text*.', type: 'mrkdwn' },
        fields: [mrkdwn('*Priority*'), mrkdwn('*Type*'), { type: 'plain_text', text: 'High' }],
      },
      {
        type: 'section',
        text: { text: '*Sally* asked', type: 'mrkdwn' },
        accessory: { type: 'datepicker', action_id: 'datepicker123', initial_date: '1990-04-28' },
      },
    ],
  ],
  [
    'reference/block-kit/block-elements/button-element, with a confirm dialog',
    [
      {
        type: 'section',
        text: mrkdwn('This is a section block with a button.'),
        accessory: {
          type: 'button',
          text: plain('Click Me'),
          value: 'click_me_123',
          action_id: 'button',
          style: 'danger',
          confirm: {
            title: { type: 'plain_text', text: 'Are you sure?' },
            text: { type: 'plain_text', text: 'Would you not rather?' },
            confirm: { type: 'plain_text', text: 'Do it' },
            deny: { type: 'plain_text', text: 'Stop' },
          },
        },
      },
    ],
  ],
  [
    'reference/block-kit/blocks/rich-text-block',
    [
      {
        type: 'rich_text',
        block_id: 'block1',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'My favourites', style: { bold: true } }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            indent: 0,
            border: 1,
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'Huey' }] },
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: 'U123' },
                  { type: 'emoji', name: 'wave' },
                ],
              },
            ],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'What we need is examples.' }] },
          { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: '{ "object": {} }' }] },
          {
            type: 'rich_text_section',
            elements: [
              { type: 'date', timestamp: 1720710212, format: '{date_num} at {time}', fallback: 'timey' },
              { type: 'link', url: 'https://docs.slack.dev', text: 'docs' },
              { type: 'broadcast', range: 'everyone' },
              { type: 'usergroup', usergroup_id: 'S123' },
              { type: 'channel', channel_id: 'C123' },
            ],
          },
        ],
      },
    ],
  ],
  [
    'reference/block-kit/blocks/table-block',
    [
      {
        type: 'table',
        column_settings: [{ is_wrapped: true }, { align: 'right' }],
        rows: [
          [
            { type: 'raw_text', text: 'Header A' },
            { type: 'raw_number', value: 1, text: '1' },
          ],
          [
            { type: 'raw_text', text: 'Data 1A' },
            {
              type: 'rich_text',
              elements: [
                { type: 'rich_text_section', elements: [{ type: 'link', text: 'Data', url: 'https://slack.com' }] },
              ],
            },
          ],
        ],
      },
    ],
  ],
];

const views: [page: string, view: unknown][] = [
  [
    'reference/views/modal-views',
    {
      type: 'modal',
      title: { type: 'plain_text', text: 'Modal title' },
      blocks: [
        {
          type: 'section',
          text: mrkdwn("It's Block Kit...but _in a modal_"),
          block_id: 'section1',
          accessory: {
            type: 'button',
            text: { type: 'plain_text', text: 'Click me' },
            action_id: 'button_abc',
            value: 'Button value',
            style: 'danger',
          },
        },
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Input label' },
          element: {
            type: 'plain_text_input',
            action_id: 'input1',
            placeholder: { type: 'plain_text', text: 'Type in here' },
            multiline: false,
          },
          optional: false,
        },
      ],
      close: { type: 'plain_text', text: 'Cancel' },
      submit: { type: 'plain_text', text: 'Save' },
      private_metadata: 'Shhhhhhhh',
      callback_id: 'view_identifier_12',
    },
  ],
  [
    'reference/block-kit/block-elements: every input there is',
    {
      type: 'modal',
      title: plain('All'),
      submit: plain('Go'),
      blocks: [
        { type: 'checkboxes', options: [{ text: mrkdwn('*bold*'), value: 'a', description: plain('more') }] },
        { type: 'radio_buttons', options: [option('A', 'a')], initial_option: option('A', 'a') },
        { type: 'timepicker', initial_time: '11:40', timezone: 'Europe/Berlin' },
        { type: 'datetimepicker', initial_date_time: 1628633820 },
        { type: 'email_text_input' },
        { type: 'url_text_input' },
        { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '10', initial_value: '3' },
        { type: 'file_input', filetypes: ['csv'], max_files: 1 },
        { type: 'users_select', initial_user: 'U123' },
        {
          type: 'conversations_select',
          default_to_current_conversation: true,
          response_url_enabled: true,
          filter: { include: ['public'], exclude_bot_users: true },
        },
        { type: 'channels_select' },
        { type: 'external_select', min_query_length: 0, initial_option: option('A', 'a') },
        {
          type: 'multi_static_select',
          option_groups: [{ label: plain('G'), options: [option('A', 'a')] }],
          max_selected_items: 2,
        },
        { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
      ].map((element) => ({ type: 'input', label: plain('Label'), dispatch_action: true, element })),
    },
  ],
  [
    'reference/views/home-tab-views',
    {
      type: 'home',
      private_metadata: 'x',
      callback_id: 'home',
      blocks: [
        { type: 'section', text: mrkdwn('A simple stack of blocks') },
        { type: 'actions', elements: [{ type: 'button', text: plain('Action A'), value: 'Action A', action_id: 'a' }] },
      ],
    },
  ],
  [
    'reference/block-kit/blocks/alert-block',
    { type: 'modal', title: plain('x'), blocks: [{ type: 'alert', level: 'warning', text: mrkdwn('Careful') }] },
  ],
];

describe('what the documentation shows is accepted', () => {
  test.each(messages)('%s', (_page, blocks) => {
    expect(checkMessage({ text: 'Words', blocks })).toEqual([]);
  });
  test.each(views)('%s', (_page, view) => {
    expect(checkView(view)).toEqual([]);
  });
  test('messaging/message-metadata', () => {
    const metadata = {
      event_type: 'task_created',
      event_payload: { id: '11223', title: 'Redesign', tags: [{ name: 'a' }], open: true },
    };
    expect(checkMessage({ text: 'Words', metadata })).toEqual([]);
  });
});
