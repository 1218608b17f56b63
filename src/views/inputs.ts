import type { Datepicker, InputBlock, PlainTextInput, UsersSelect } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import { plain } from './blocks.js';
import { cleanText, isSlackUser, shorten } from './text.js';

interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Tell the bot at once when this changes, not only on submit. */
  readonly tells?: boolean;
}

/** An input whose action_id is its block_id, the same in every build, so that Slack keeps what was put in. */
export function input(field: Field, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: field.id,
    label: plain(field.label),
    element: { ...element, action_id: field.id },
    ...(field.hint && { hint: plain(field.hint) }),
    ...(field.optional && { optional: true }),
    ...(field.tells && { dispatch_action: true }),
  };
}

/** No `max_length`: what is too long comes back with an error, instead of being cut while it is pasted. */
export function textInput(field: Field & { multiline?: boolean; initial?: string | undefined; placeholder?: string }) {
  const element: PlainTextInput = {
    type: 'plain_text_input',
    ...(field.multiline && { multiline: true }),
    ...(field.initial && { initial_value: shorten(cleanText(field.initial), 3000) }),
    ...(field.placeholder && { placeholder: plain(field.placeholder, 150) }),
  };
  return input(field, element);
}

export function dateInput(field: Field & { initial?: LocalDate }): InputBlock {
  const element: Datepicker = { type: 'datepicker', ...(field.initial && { initial_date: field.initial }) };
  return input(field, element);
}

export function userInput(field: Field & { initial?: string }): InputBlock {
  const initial = field.initial && isSlackUser(field.initial) ? field.initial : undefined;
  const element: UsersSelect = { type: 'users_select', ...(initial && { initial_user: initial }) };
  return input(field, element);
}
