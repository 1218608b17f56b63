import { isDeepStrictEqual } from 'node:util';
import { type Json, listIn, objectIn, textOf } from '../json.js';
import { all, boolean, type Check, integer, list, oneOf, rule, shape, string, typed } from './checks.js';
import {
  anyOption,
  anyText,
  confirmDialog,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  style,
} from './composition.js';
import { richText } from './rich-text.js';

// Fields: @slack/types 3.2.0, block-kit/block-elements.d.ts and extensions.d.ts.
// Limits: the same and docs.slack.dev/reference/block-kit/block-elements (slack-platform.md, 2.2).

const action = { action_id: string({ min: 1, max: 255 }) };
const confirmable = { ...action, confirm: confirmDialog };
const focusable = { focus_on_load: boolean };
const input = { ...focusable, placeholder: plainText(150) };
const menu = { ...confirmable, ...input };
const several = { max_selected_items: integer(1, 1000) };
const id = string({ min: 1 });
const number = string({ matching: /^-?\d+(\.\d+)?$/ });
const dispatching = {
  dispatch_action_config: shape({
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  }),
};
const staticMenu = {
  ...menu,
  options: list(plainOption, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};
const queried = { min_query_length: integer(0, 3000) };
const conversations = {
  ...menu,
  default_to_current_conversation: boolean,
  filter: shape({
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  }),
};

const isDate = (value: string) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
const date: Check = all(string({ matching: /^\d{4}-\d{2}-\d{2}$/ }), (value, at, found) => {
  if (typeof value === 'string' && !isDate(value)) found.push({ pointer: at, message: 'must be a valid date' });
});

/** "Exactly matches one of the options": text and value alike. */
const initialAmongOptions = rule((element) => {
  const offered = [
    ...listIn(element.options),
    ...listIn(element.option_groups).flatMap((group) => listIn(group.options)),
  ];
  const key = (option: Json) => [textOf(option.text), option.value, textOf(option.description)];
  const chosen = [...listIn(element.initial_options), ...listIn([element.initial_option])];
  const known = (option: Json) => offered.some((other) => isDeepStrictEqual(key(option), key(other)));
  return chosen.every(known) ? undefined : 'initial_option must match one of the options';
});

const optionsOrGroups = rule((element) =>
  'options' in element === 'option_groups' in element ? 'must have options or option_groups, one of them' : undefined,
);

const lengthsAgree = rule((element) => {
  const { min_length: min, max_length: max, initial_value: initial } = element;
  if (typeof min === 'number' && typeof max === 'number' && min > max) return 'min_length must not exceed max_length';
  if (typeof initial === 'string' && typeof max === 'number' && initial.length > max)
    return `initial_value must be less than ${max + 1} characters`;
  return undefined;
});

const numbersAgree = rule(({ min_value: min, max_value: max, initial_value: initial }) => {
  if (min !== undefined && max !== undefined && Number(min) > Number(max)) return 'min_value must not exceed max_value';
  const outside =
    (min !== undefined && Number(initial) < Number(min)) || (max !== undefined && Number(initial) > Number(max));
  return initial !== undefined && outside ? 'initial_value must be between min_value and max_value' : undefined;
});

/** Every element the sandbox knows, by type. Where each may stand is decided by the blocks. */
export const elements: Record<string, Check> = {
  button: typed(
    'button',
    {
      ...confirmable,
      text: plainText(75),
      value: string({ max: 2000 }),
      url: string({ max: 3000 }),
      style,
      accessibility_label: string({ max: 75 }),
    },
    ['text'],
  ),
  checkboxes: all(
    typed(
      'checkboxes',
      {
        ...confirmable,
        ...focusable,
        options: list(anyOption, { min: 1, max: 10 }),
        initial_options: list(anyOption, { min: 1, max: 10 }),
      },
      ['options'],
    ),
    initialAmongOptions,
  ),
  radio_buttons: all(
    typed(
      'radio_buttons',
      { ...confirmable, ...focusable, options: list(anyOption, { min: 1, max: 10 }), initial_option: anyOption },
      ['options'],
    ),
    initialAmongOptions,
  ),
  datepicker: typed('datepicker', { ...menu, initial_date: date }),
  timepicker: typed('timepicker', {
    ...menu,
    initial_time: string({ matching: /^([01]\d|2[0-3]):[0-5]\d$/ }),
    timezone: string(),
  }),
  datetimepicker: typed('datetimepicker', {
    ...confirmable,
    ...focusable,
    initial_date_time: integer(1_000_000_000, 9_999_999_999),
  }),
  email_text_input: typed('email_text_input', { ...action, ...input, ...dispatching, initial_value: string() }),
  url_text_input: typed('url_text_input', { ...action, ...input, ...dispatching, initial_value: string() }),
  number_input: all(
    typed(
      'number_input',
      {
        ...action,
        ...input,
        ...dispatching,
        is_decimal_allowed: boolean,
        initial_value: number,
        min_value: number,
        max_value: number,
      },
      ['is_decimal_allowed'],
    ),
    numbersAgree,
  ),
  plain_text_input: all(
    typed('plain_text_input', {
      ...action,
      ...input,
      ...dispatching,
      initial_value: string({ max: 3000 }),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    }),
    lengthsAgree,
  ),
  rich_text_input: typed('rich_text_input', {
    ...action,
    ...input,
    ...dispatching,
    initial_value: richText,
    min_lines: integer(1, 100),
    max_lines: integer(1, 100),
  }),
  file_input: typed('file_input', { ...action, filetypes: list(string({ min: 1 })), max_files: integer(1, 10) }),
  overflow: typed('overflow', { ...confirmable, options: list(overflowOption, { min: 1, max: 5 }) }, ['options']),
  static_select: all(
    typed('static_select', { ...staticMenu, initial_option: plainOption }),
    optionsOrGroups,
    initialAmongOptions,
  ),
  multi_static_select: all(
    typed('multi_static_select', { ...staticMenu, ...several, initial_options: list(plainOption, { min: 1 }) }),
    optionsOrGroups,
    initialAmongOptions,
  ),
  external_select: typed('external_select', { ...menu, ...queried, initial_option: plainOption }),
  multi_external_select: typed('multi_external_select', {
    ...menu,
    ...queried,
    ...several,
    initial_options: list(plainOption, { min: 1 }),
  }),
  users_select: typed('users_select', { ...menu, initial_user: id }),
  multi_users_select: typed('multi_users_select', { ...menu, ...several, initial_users: list(id) }),
  conversations_select: typed('conversations_select', {
    ...conversations,
    initial_conversation: id,
    response_url_enabled: boolean,
  }),
  multi_conversations_select: typed('multi_conversations_select', {
    ...conversations,
    ...several,
    initial_conversations: list(id),
  }),
  channels_select: typed('channels_select', { ...menu, initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: typed('multi_channels_select', { ...menu, ...several, initial_channels: list(id) }),
};

const picture = {
  image_url: string({ min: 1, max: 3000 }),
  slack_file: all(
    shape({ id: string({ min: 1 }), url: string({ min: 1 }) }),
    // "You must provide either the URL or ID. If both are provided then the payload will be rejected."
    rule((file) => ('id' in file === 'url' in file ? 'must have id or url, one of them' : undefined)),
  ),
  alt_text: string({ max: 2000 }),
};

const oneSource = rule((image) =>
  'image_url' in image === 'slack_file' in image ? 'must have image_url or slack_file, one of them' : undefined,
);

/** The image as a block (with a title) or as an element (without). */
export const image = (fields: Record<string, Check>) =>
  all(typed('image', { ...picture, ...fields }, ['alt_text']), oneSource);

/** Types whose `text` a person reads in a context block. */
export const contextElements: Record<string, Check> = {
  image: image({}),
  plain_text: anyText(),
  mrkdwn: anyText(),
};

/** The interactive or input elements of a block, wherever it keeps them. */
export function elementsOf(block: Json): Json[] {
  if (block.type === 'actions') return listIn(block.elements);
  if (block.type === 'card') return listIn(block.actions);
  if (block.type === 'carousel') return listIn(block.elements).flatMap(elementsOf);
  if (block.type === 'section') return listIn([block.accessory]).filter((accessory) => accessory.type !== 'image');
  return block.type === 'input' ? [objectIn(block.element)] : [];
}
