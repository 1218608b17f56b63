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
    case 'datepicker':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(label)) throw new Error(`A date is chosen as YYYY-MM-DD, not "${label}".`);
      return { selected_date: label };
    case 'timepicker':
      return { selected_time: label };
    case 'rich_text_input':
    case 'file_input':
      throw new Error(`The sandbox cannot fill in a ${textIn(element.type)}.`);
    default:
      return { value: label === '' ? null : label };
  }
}
