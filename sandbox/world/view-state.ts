import { elementsOf } from '../block-kit/elements.js';
import { type Json, listIn, textIn } from '../json.js';
import type { ViewState } from './types.js';

// Shapes: ViewStateValue in @slack/bolt 5.1.0, types/view/index.d.ts; empty values are null, as in Slack's own
// view_submission examples (docs.slack.dev/reference/interaction-payloads/view-interactions-payload).

const single = (state: string, initial: string) => (element: Json) => ({ [state]: element[initial] ?? null });
const many = (state: string, initial: string) => (element: Json) => ({ [state]: element[initial] ?? [] });

const initialValues: Record<string, (element: Json) => Json> = {
  plain_text_input: single('value', 'initial_value'),
  number_input: single('value', 'initial_value'),
  email_text_input: single('value', 'initial_value'),
  url_text_input: single('value', 'initial_value'),
  rich_text_input: single('rich_text_value', 'initial_value'),
  file_input: many('files', 'initial_files'),
  datepicker: single('selected_date', 'initial_date'),
  timepicker: single('selected_time', 'initial_time'),
  datetimepicker: single('selected_date_time', 'initial_date_time'),
  static_select: single('selected_option', 'initial_option'),
  external_select: single('selected_option', 'initial_option'),
  radio_buttons: single('selected_option', 'initial_option'),
  users_select: single('selected_user', 'initial_user'),
  conversations_select: single('selected_conversation', 'initial_conversation'),
  channels_select: single('selected_channel', 'initial_channel'),
  checkboxes: many('selected_options', 'initial_options'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
};

/** The state a view or message starts with. Buttons and overflow menus have none. */
export function initialState(blocks: Json[]): ViewState {
  const state: ViewState = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const initial = initialValues[textIn(element.type)];
      if (!initial) continue;
      state[textIn(block.block_id)] ??= {};
      Object.assign(state[textIn(block.block_id)] ?? {}, {
        [textIn(element.action_id)]: { type: element.type, ...initial(element) },
      });
    }
  }
  return state;
}

/** An element's entry in the state, of what a client sent for it: nothing for buttons, and no strange properties. */
export function entryOf(element: Json, sent: Json): Json | undefined {
  const initial = initialValues[textIn(element.type)]?.({});
  if (!initial || (sent.type !== undefined && sent.type !== element.type)) return undefined;
  return {
    type: element.type,
    ...Object.fromEntries(Object.keys(initial).map((name) => [name, sent[name] ?? initial[name]])),
  };
}

/**
 * What stays of `old` in new blocks: whatever has the same block_id, action_id and type. Even "nothing chosen" stays,
 * so a new `initial_option` needs a new id to show (bolt-python#572).
 */
export function carryOver(old: ViewState, blocks: Json[]): ViewState {
  const state = initialState(blocks);
  for (const [blockId, actions] of Object.entries(state)) {
    for (const [actionId, fresh] of Object.entries(actions)) {
      const kept = old[blockId]?.[actionId];
      if (kept && kept.type === fresh.type) actions[actionId] = kept;
    }
  }
  return state;
}

/** Gives every block and element an id and text objects their defaults, as Slack does before it sends them back. */
export function fillIds(blocks: unknown, nextId: () => string): Json[] {
  return listIn(blocks).map((block) => {
    const filled: Json = { ...withTextDefaults(block), block_id: block.block_id ?? nextId() };
    const named = (element: Json) => ({ action_id: nextId(), ...element });
    if (block.type === 'card' && block.actions !== undefined) filled.actions = listIn(filled.actions).map(named);
    if (block.type === 'carousel') filled.elements = fillIds(filled.elements, nextId);
    if (block.type === 'actions') filled.elements = listIn(filled.elements).map(named);
    if (block.type === 'input') filled.element = listIn([filled.element]).map(named)[0];
    const accessory = listIn([filled.accessory])[0];
    if (accessory && accessory.type !== 'image') filled.accessory = named(accessory);
    return filled;
  });
}

function withTextDefaults(value: Json): Json {
  const entries = Object.entries(value).map(([name, entry]): [string, unknown] => [name, defaultsIn(entry)]);
  const result = Object.fromEntries(entries);
  if (result.type === 'plain_text') return { emoji: true, ...result };
  if (result.type === 'mrkdwn') return { verbatim: false, ...result };
  return result;
}

function defaultsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(defaultsIn);
  return typeof value === 'object' && value !== null
    ? withTextDefaults(Object.fromEntries(Object.entries(value)))
    : value;
}
