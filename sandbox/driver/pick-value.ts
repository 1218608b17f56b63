import { type Json, listIn, textIn, textOf } from '../json.js';
import type { World } from '../world/world.js';
import { optionsOf } from './find-element.js';

function findOption(options: Json[], label: string): Json {
  const option = options.find((it) => textOf(it.text) === label);
  if (option) return option;
  throw new Error(
    `"${label}" is not offered. Offered: ${options.map((it) => textOf(it.text)).join(', ') || 'nothing'}.`,
  );
}

function findUser(world: World, label: string): string {
  const name = label.replace(/^@/, '');
  const user = [...world.users.values()].find((it) => [it.id, it.name, it.realName].includes(name) && !it.deleted);
  if (!user) throw new Error(`Nobody here is called "${label}".`);
  return user.id;
}

function findChannel(world: World, label: string): string {
  const name = label.replace(/^#/, '');
  const channel = [...world.channels.values()].find((it) => it.id === name || it.name === name);
  if (!channel) throw new Error(`There is no channel "${label}".`);
  return channel.id;
}

function parseInstant(label: string): number {
  const instant = Date.parse(label);
  if (Number.isNaN(instant)) throw new Error(`A time is chosen as YYYY-MM-DDTHH:MM:SSZ, not "${label}".`);
  return instant;
}

/** Plain words as a rich text: RichTextBlock in @slack/types 3.2.0. */
function richTextOf(text: string): Json {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function toggleId(chosen: unknown, id: string): unknown[] {
  const ids: unknown[] = Array.isArray(chosen) ? chosen : [];
  return ids.includes(id) ? ids.filter((it) => it !== id) : [...ids, id];
}

function toggle(chosen: Json[], option: Json): Json[] {
  const rest = chosen.filter((it) => it.value !== option.value);
  return rest.length === chosen.length ? [...chosen, option] : rest;
}

/** What choosing `label` makes of an element's state. `offered` are the options an external select was sent. */
export function pickValue(world: World, element: Json, label: string, current: Json, offered: Json[] = []): Json {
  const options = [...optionsOf(element), ...offered];
  switch (textIn(element.type)) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: findOption(options, label) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { selected_options: toggle(listIn(current.selected_options), findOption(options, label)) };
    case 'users_select':
      return { selected_user: findUser(world, label) };
    case 'conversations_select':
      return { selected_conversation: findChannel(world, label) };
    case 'channels_select':
      return { selected_channel: findChannel(world, label) };
    case 'multi_users_select':
      return { selected_users: toggleId(current.selected_users, findUser(world, label)) };
    case 'multi_conversations_select':
      return { selected_conversations: toggleId(current.selected_conversations, findChannel(world, label)) };
    case 'multi_channels_select':
      return { selected_channels: toggleId(current.selected_channels, findChannel(world, label)) };
    case 'datepicker':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(label)) throw new Error(`A date is chosen as YYYY-MM-DD, not "${label}".`);
      return { selected_date: label };
    case 'timepicker':
      return { selected_time: label };
    case 'datetimepicker':
      return { selected_date_time: Math.floor(parseInstant(label) / 1000) };
    case 'rich_text_input':
      return { rich_text_value: label === '' ? null : richTextOf(label) };
    case 'file_input':
      throw new Error('The sandbox has no files of people to choose from.');
    default:
      return { value: label === '' ? null : label };
  }
}
