import { type Json, listIn } from '../json.js';
import {
  all,
  boolean,
  byType,
  type Check,
  integer,
  list,
  oneOf,
  type Problem,
  pick,
  rule,
  shape,
  string,
  typed,
} from './checks.js';
import { anyText, plainText } from './composition.js';
import { contextElements, elements, elementsOf, image } from './elements.js';
import { richText } from './rich-text.js';

// Fields: @slack/types 3.2.0, block-kit/blocks.d.ts. Limits: the same and docs.slack.dev/reference/block-kit/blocks.
// Left out, and so refused: container, context_actions, data_table, plan, task_card; and file, which no app may send.

export type Surface = 'message' | 'modal' | 'home';

const identified = { block_id: string({ min: 1, max: 255 }) };

const menus = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const manyMenus = menus.map((menu) => `multi_${menu}`);
const pickers = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];

const inActions = pick(
  elements,
  'button',
  'overflow',
  'datetimepicker',
  'rich_text_input',
  ...menus,
  ...manyMenus,
  ...pickers,
);
const inSection = { ...pick(elements, 'button', 'overflow', ...menus, ...manyMenus, ...pickers), image: image({}) };
const inInput = pick(
  elements,
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
  'datetimepicker',
  ...menus,
  ...manyMenus,
  ...pickers,
);

const cell = byType({
  rich_text: richText,
  raw_text: typed('raw_text', { text: string({ min: 1 }) }, ['text']),
  raw_number: typed('raw_number', { value: () => {}, text: string({ min: 1 }) }, ['value', 'text']),
});

const card = all(
  typed('card', {
    ...identified,
    hero_image: image({}),
    icon: image({}),
    title: anyText(150),
    subtitle: anyText(150),
    body: anyText(200),
    actions: list(byType(pick(elements, 'button')), { min: 1, max: 3 }),
  }),
  rule((given) =>
    ['hero_image', 'title', 'actions', 'body'].some((name) => name in given)
      ? undefined
      : 'missing required field: hero_image, title, actions or body',
  ),
);

const https = string({ max: 3000, matching: /^https:/ });

const blocks: Record<string, Check> = {
  actions: typed('actions', { ...identified, elements: list(byType(inActions), { min: 1, max: 25 }) }, ['elements']),
  alert: typed(
    'alert',
    { ...identified, text: anyText(), level: oneOf('default', 'info', 'warning', 'error', 'success') },
    ['text'],
  ),
  card,
  carousel: typed('carousel', { ...identified, elements: list(card, { min: 1, max: 10 }) }, ['elements']),
  context: typed('context', { ...identified, elements: list(byType(contextElements), { min: 1, max: 10 }) }, [
    'elements',
  ]),
  divider: typed('divider', identified),
  header: typed('header', { ...identified, text: plainText(150), level: integer(1, 4) }, ['text']),
  image: image({ ...identified, title: plainText(2000) }),
  input: typed(
    'input',
    {
      ...identified,
      label: plainText(2000),
      hint: plainText(2000),
      optional: boolean,
      dispatch_action: boolean,
      element: byType(inInput),
    },
    ['label', 'element'],
  ),
  markdown: typed('markdown', { ...identified, text: string({ min: 1, max: 12_000 }) }, ['text']),
  rich_text: richText,
  section: all(
    typed('section', {
      ...identified,
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: byType(inSection),
      expand: boolean,
    }),
    rule((section) =>
      'text' in section || 'fields' in section ? undefined : 'missing required field: text or fields',
    ),
  ),
  table: typed(
    'table',
    {
      ...identified,
      rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }),
      column_settings: list(shape({ align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), { max: 20 }),
    },
    ['rows'],
  ),
  video: typed(
    'video',
    {
      ...identified,
      video_url: https,
      thumbnail_url: string({ min: 1, max: 3000 }),
      alt_text: string({ max: 2000 }),
      title: plainText(199),
      title_url: https,
      author_name: string({ max: 49 }),
      provider_name: string(),
      provider_icon_url: string({ max: 3000 }),
      description: plainText(),
    },
    ['video_url', 'thumbnail_url', 'alt_text', 'title'],
  ),
};

const everywhere = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'video'];

const allowed: Record<Surface, Check> = {
  message: list(byType(pick(blocks, ...everywhere, 'card', 'carousel', 'markdown', 'table')), { max: 50 }),
  modal: list(byType(pick(blocks, ...everywhere, 'alert')), { max: 100 }),
  home: list(byType(pick(blocks, ...everywhere, 'card', 'carousel')), { max: 100 }),
};

function checkUnique(ids: unknown[], name: string, at: (index: number) => string, found: Problem[]): void {
  const seen = new Set<unknown>();
  ids.forEach((id, index) => {
    if (id !== undefined && seen.has(id)) found.push({ pointer: at(index), message: `${name} must be unique: ${id}` });
    seen.add(id);
  });
}

function checkWhole(given: Json[], surface: Surface, at: string, found: Problem[]): void {
  checkUnique(
    given.map((block) => block.block_id),
    'block_id',
    (index) => `${at}/${index}/block_id`,
    found,
  );
  given.forEach((block, index) => {
    const ids = elementsOf(block).map((element) => element.action_id);
    checkUnique(ids, 'action_id', () => `${at}/${index}`, found);
  });
  if (given.flatMap(elementsOf).filter((element) => element.focus_on_load === true).length > 1)
    found.push({ pointer: at, message: 'only one element may have focus_on_load' });
  const tables = given.filter((block) => block.type === 'table').length;
  if (surface === 'message' && tables > 1) found.push({ pointer: at, message: 'only_one_table_allowed' });
}

/** Everything Slack would refuse in these blocks on this surface. */
export function checkBlocks(given: unknown, surface: Surface, at: string): Problem[] {
  const found: Problem[] = [];
  allowed[surface](given, at, found);
  checkWhole(listIn(given), surface, at, found);
  return found;
}
