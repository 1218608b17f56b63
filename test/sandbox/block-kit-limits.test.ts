import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../sandbox/block-kit/check-message.js';
import { checkView } from '../../sandbox/block-kit/check-view.js';

const chars = (count: number) => 'x'.repeat(count);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text });
const button = (more = {}) => ({ type: 'button', text: plain('Go'), ...more });
const section = (more = {}) => ({ type: 'section', text: plain('Words'), ...more });

const inMessage = (...blocks: unknown[]) => checkMessage({ text: 'Words', blocks });
const inActions = (...elements: unknown[]) => inMessage({ type: 'actions', elements });
const video = {
  type: 'video',
  title: plain('Film'),
  alt_text: 'A film',
  video_url: 'https://video.example/1',
  thumbnail_url: 'https://video.example/1.png',
};
const modal = (more = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks: [], ...more });
const inModal = (...blocks: unknown[]) => checkView(modal({ blocks }));
const input = (element: object, more = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const inInput = (element: object, more = {}) => inModal(input(element, more));

type Case = [name: string, max: number, at: (size: number) => { pointer: string }[]];

const longest: Case[] = [
  ['message text', 40_000, (n) => checkMessage({ text: chars(n) })],
  ['blocks in a message', 50, (n) => inMessage(...many(n, () => ({ type: 'divider' })))],
  ['blocks in a view', 100, (n) => inModal(...many(n, () => ({ type: 'divider' })))],
  ['title', 24, (n) => checkView(modal({ title: plain(chars(n)) }))],
  ['submit', 24, (n) => checkView(modal({ submit: plain(chars(n)) }))],
  ['close', 24, (n) => checkView(modal({ close: plain(chars(n)) }))],
  ['private_metadata', 3000, (n) => checkView(modal({ private_metadata: chars(n) }))],
  ['callback_id', 255, (n) => checkView(modal({ callback_id: chars(n) }))],
  ['external_id', 255, (n) => checkView(modal({ external_id: chars(n) }))],
  ['block_id', 255, (n) => inMessage({ type: 'divider', block_id: chars(n) })],
  ['header', 150, (n) => inMessage({ type: 'header', text: plain(chars(n)) })],
  ['section text', 3000, (n) => inMessage(section({ text: plain(chars(n)) }))],
  ['section field', 2000, (n) => inMessage({ type: 'section', fields: [plain(chars(n))] })],
  ['section fields', 10, (n) => inMessage({ type: 'section', fields: many(n, () => plain('x')) })],
  ['context elements', 10, (n) => inMessage({ type: 'context', elements: many(n, () => plain('x')) })],
  ['actions elements', 25, (n) => inActions(...many(n, () => button()))],
  ['card title', 150, (n) => inMessage({ type: 'card', title: plain(chars(n)) })],
  ['card body', 200, (n) => inMessage({ type: 'card', body: plain(chars(n)) })],
  ['card buttons', 3, (n) => inMessage({ type: 'card', actions: many(n, (i) => button({ action_id: `${i}` })) })],
  [
    'carousel',
    10,
    (n) => inMessage({ type: 'carousel', elements: many(n, () => ({ type: 'card', title: plain('x') })) }),
  ],
  ['video title', 199, (n) => inMessage({ ...video, title: plain(chars(n)) })],
  ['video author', 49, (n) => inMessage({ ...video, author_name: chars(n) })],
  ['markdown', 12_000, (n) => inMessage({ type: 'markdown', text: chars(n) })],
  ['button text', 75, (n) => inActions(button({ text: plain(chars(n)) }))],
  ['button value', 2000, (n) => inActions(button({ value: chars(n) }))],
  ['button url', 3000, (n) => inActions(button({ url: chars(n) }))],
  ['accessibility_label', 75, (n) => inActions(button({ accessibility_label: chars(n) }))],
  ['action_id', 255, (n) => inActions(button({ action_id: chars(n) }))],
  ['confirm title', 100, (n) => inActions(button({ confirm: { title: plain(chars(n)), text: plain('x') } }))],
  ['confirm text', 300, (n) => inActions(button({ confirm: { text: plain(chars(n)) } }))],
  ['confirm button', 30, (n) => inActions(button({ confirm: { text: plain('x'), confirm: plain(chars(n)) } }))],
  ['deny button', 30, (n) => inActions(button({ confirm: { text: plain('x'), deny: plain(chars(n)) } }))],
  ['overflow options', 5, (n) => inActions({ type: 'overflow', options: many(n, (i) => option(`${i}`)) })],
  ['option text', 75, (n) => inActions({ type: 'static_select', options: [{ text: plain(chars(n)), value: 'v' }] })],
  ['option value', 75, (n) => inActions({ type: 'static_select', options: [{ text: plain('t'), value: chars(n) }] })],
  [
    'option description',
    75,
    (n) => inActions({ type: 'static_select', options: [{ ...option('t'), description: plain(chars(n)) }] }),
  ],
  ['static_select options', 100, (n) => inActions({ type: 'static_select', options: many(n, (i) => option(`${i}`)) })],
  ['radio options', 10, (n) => inActions({ type: 'radio_buttons', options: many(n, (i) => option(`${i}`)) })],
  ['checkboxes options', 10, (n) => inActions({ type: 'checkboxes', options: many(n, (i) => option(`${i}`)) })],
  ['placeholder', 150, (n) => inInput({ type: 'external_select', placeholder: plain(chars(n)) })],
  ['input label', 2000, (n) => inInput({ type: 'plain_text_input' }, { label: plain(chars(n)) })],
  ['input hint', 2000, (n) => inInput({ type: 'plain_text_input' }, { hint: plain(chars(n)) })],
  ['max_length', 3000, (n) => inInput({ type: 'plain_text_input', max_length: n })],
  ['min_length', 3000, (n) => inInput({ type: 'plain_text_input', min_length: n })],
  ['initial_value', 10, (n) => inInput({ type: 'plain_text_input', max_length: 10, initial_value: chars(n) })],
  [
    'image alt_text',
    2000,
    (n) => inMessage({ type: 'image', image_url: 'https://x.example/a.png', alt_text: chars(n) }),
  ],
  ['image title', 2000, (n) => inMessage({ type: 'image', image_url: 'x', alt_text: 'a', title: plain(chars(n)) })],
  ['table rows', 100, (n) => inMessage({ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'x' }]) })],
  ['table cells', 20, (n) => inMessage({ type: 'table', rows: [many(n, () => ({ type: 'raw_text', text: 'x' }))] })],
];

describe('Block Kit limits', () => {
  test.each(longest)('%s: %i is accepted, one more is refused', (_name, max, problemsAt) => {
    expect(problemsAt(max)).toEqual([]);
    expect(problemsAt(max + 1)).toHaveLength(1);
  });

  const refused: [name: string, problems: { pointer: string; message: string }[], pointer: string, message: string][] =
    [
      ['a message without text', checkMessage({ blocks: [section()] }), '/text', 'no_text'],
      [
        'an empty text object',
        inMessage(section({ text: plain('') })),
        '/blocks/0/text/text',
        'must be more than 0 characters',
      ],
      ['an empty section', inMessage({ type: 'section' }), '/blocks/0', 'missing required field: text or fields'],
      [
        'an unknown property',
        inActions(button({ colour: 'red' })),
        '/blocks/0/elements/0/colour',
        'additional property: colour',
      ],
      [
        'an unknown style',
        inActions(button({ style: 'loud' })),
        '/blocks/0/elements/0/style',
        'must be one of: primary, danger',
      ],
      [
        'mrkdwn in a header',
        inMessage({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
        '/blocks/0/text/type',
        'must be one of: plain_text',
      ],
      [
        'a header too long',
        inMessage({ type: 'header', text: plain(chars(151)) }),
        '/blocks/0/text/text',
        'must be less than 151 characters',
      ],
      [
        'an alert in a message',
        inMessage({ type: 'alert', text: plain('x') }),
        '/blocks/0/type',
        'unsupported type: alert',
      ],
      ['a table in a modal', inModal({ type: 'table', rows: [] }), '/view/blocks/0/type', 'unsupported type: table'],
      ['a button in an input', inInput(button()), '/view/blocks/0/element/type', 'unsupported type: button'],
      [
        'no options',
        inActions({ type: 'overflow', options: [] }),
        '/blocks/0/elements/0/options',
        'no less than 1 items allowed',
      ],
      [
        'two blocks of one id',
        inMessage(section({ block_id: 'a' }), section({ block_id: 'a' })),
        '/blocks/1/block_id',
        'block_id must be unique: a',
      ],
      [
        'two actions of one id',
        inActions(button({ action_id: 'a' }), button({ action_id: 'a' })),
        '/blocks/0',
        'action_id must be unique: a',
      ],
      [
        'an input without a submit',
        checkView({ ...modal({ blocks: [input({ type: 'plain_text_input' })] }), submit: undefined }),
        '/view',
        'missing required field: submit (a view with inputs needs it)',
      ],
      ['a modal without a title', checkView({ type: 'modal', blocks: [] }), '/view', 'missing required field: title'],
      [
        'a Home tab with a title',
        checkView({ type: 'home', title: plain('x'), blocks: [] }),
        '/view/title',
        'additional property: title',
      ],
      [
        'an impossible date',
        inInput({ type: 'datepicker', initial_date: '2026-02-30' }),
        '/view/blocks/0/element/initial_date',
        'must be a valid date',
      ],
      [
        'an option that is not offered',
        inInput({ type: 'static_select', options: [option('a')], initial_option: option('b') }),
        '/view/blocks/0/element',
        'initial_option must match one of the options',
      ],
      [
        'options and groups at once',
        inInput({ type: 'static_select' }),
        '/view/blocks/0/element',
        'must have options or option_groups, one of them',
      ],
      [
        'min above max',
        inInput({ type: 'plain_text_input', min_length: 5, max_length: 4 }),
        '/view/blocks/0/element',
        'min_length must not exceed max_length',
      ],
      [
        'a number outside its bounds',
        inInput({ type: 'number_input', is_decimal_allowed: false, min_value: '2', initial_value: '1' }),
        '/view/blocks/0/element',
        'initial_value must be between min_value and max_value',
      ],
      [
        'an empty text leaf',
        inMessage({
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
        }),
        '/blocks/0/elements/0/elements/0/text',
        'must be more than 0 characters',
      ],
      [
        'metadata without a payload',
        checkMessage({ text: 'x', metadata: { event_type: 'a' } }),
        '/metadata',
        'missing required field: event_payload',
      ],
      [
        'metadata with a null',
        checkMessage({ text: 'x', metadata: { event_type: 'a', event_payload: { id: null } } }),
        '/metadata/event_payload/id',
        'must be a string, a number, a boolean or an object of those',
      ],
    ];
  test.each(refused)('refuses %s', (_name, problems, pointer, message) => {
    expect(problems).toEqual([{ pointer, message }]);
  });

  test('refuses two fields that both want the focus, and views over 250 kB', () => {
    const focused = (id: string) => input({ type: 'plain_text_input', focus_on_load: true }, { block_id: id });
    expect(inModal(focused('a'))).toEqual([]);
    expect(inModal(focused('a'), focused('b'))).toHaveLength(1);
    const long = (id: number) => section({ block_id: `${id}`, text: plain(chars(2900)) });
    expect(inModal(...many(84, long))).toEqual([]);
    expect(inModal(...many(88, long)).at(-1)?.message).toContain('view_too_large');
  });
});
