import type { InputBlock, PlainTextOption } from '@slack/types';
import { plain } from './blocks.js';
import { USER_GROUPS } from './ids.js';
import { input } from './inputs.js';
import { type FilledForm, fieldOf } from './reading.js';
import { isSlackUser, oneLine, shorten } from './text.js';

/** The part of an input that says what it is for. */
export interface Asked {
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

export function numberInput(id: string, asked: Asked, value: string): InputBlock {
  return input(
    { id, ...asked },
    {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '0',
      ...(/^[0-9]+$/.test(value) && { initial_value: value }),
    },
  );
}

/** Public and private channels that the person is in and outsiders are not. */
export function channelInput(id: string, asked: Asked, value: string): InputBlock {
  return input(
    { id, ...asked },
    {
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
      ...(value && { initial_conversation: value }),
    },
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export function choiceInput(id: string, asked: Asked, choices: readonly Choice[], value: string): InputBlock {
  const options = choices.map(choiceOption);
  const initial = options.find((option) => option.value === value);
  return input({ id, ...asked }, { type: 'static_select', options, ...(initial && { initial_option: initial }) });
}

export function choiceOption({ value, text }: Choice): PlainTextOption {
  return { text: plain(oneLine(text), 75), value };
}

export function peopleInput(id: string, asked: Asked, principalIds: readonly string[]): InputBlock {
  const people = principalIds.filter(isSlackUser);
  return input({ id, ...asked }, { type: 'multi_users_select', ...(people.length > 0 && { initial_users: people }) });
}

/** User groups are looked up by what is typed. `names`: of those chosen already, where Slack said them in time. */
export function userGroupsInput(
  setting: string,
  asked: Asked,
  principalIds: readonly string[],
  names: ReadonlyMap<string, string>,
): InputBlock {
  const options = principalIds
    .filter((id) => id.startsWith('S'))
    .map((id) => choiceOption({ value: id, text: names.get(id) ?? id }));
  return input(
    { id: `${setting}${USER_GROUPS}`, ...asked },
    {
      type: 'multi_external_select',
      min_query_length: 0,
      ...(options.length > 0 && { initial_options: options }),
    },
  );
}

/** The people and user groups of the two inputs, in a settled order. */
export function readPrincipals(form: FilledForm, id: string): string[] {
  const people = fieldOf(form, id).selected_users ?? [];
  const groups = (fieldOf(form, `${id}${USER_GROUPS}`).selected_options ?? []).map((option) => option.value);
  return [...new Set([...people, ...groups])].sort();
}

/** What the user groups' input offers for these letters. */
export function userGroupOptions(
  groups: readonly { readonly id: string; readonly name: string; readonly handle: string }[],
  typed: string,
): { readonly options: PlainTextOption[] } {
  const letters = typed.trim().toLowerCase();
  const found = groups.filter(({ name, handle }) => `${name} @${handle}`.toLowerCase().includes(letters));
  return { options: found.slice(0, 100).map((group) => choiceOption({ value: group.id, text: groupLabel(group) })) };
}

export function groupLabel({ name, handle }: { readonly name: string; readonly handle: string }): string {
  return handle ? `${shorten(oneLine(name), 45)} @${shorten(oneLine(handle), 25)}` : oneLine(name);
}

/** What the time zone's input offers for these letters: `new york` finds America/New_York. */
export function timeZoneOptions(zones: readonly string[], typed: string): { readonly options: PlainTextOption[] } {
  const letters = typed.trim().toLowerCase().replaceAll(' ', '_');
  const found = zones.filter((zone) => zone.toLowerCase().includes(letters));
  return { options: found.slice(0, 100).map((zone) => choiceOption({ value: zone, text: zone })) };
}
