import { type Json, listIn, objectIn, textIn, textOf } from '../json.js';
import type { ViewState } from '../world/types.js';
import type { World } from '../world/world.js';

const undoEscapes = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function nameUser(world: World, id: string): string {
  return `@${world.users.get(id)?.name ?? id}`;
}

function readEntity(world: World, entity: string): string {
  const [target = '', label] = entity.split('|');
  if (target.startsWith('@')) return nameUser(world, target.slice(1));
  if (target.startsWith('#')) return `#${world.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('!subteam^')) {
    const group = world.userGroups.find((it) => it.id === target.slice('!subteam^'.length));
    return `@${group?.handle ?? label ?? 'group'}`;
  }
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target;
}

/** mrkdwn as a person reads it: entities resolved, emphasis marks gone, escapes undone last. */
export function renderMrkdwn(world: World, text: string): string {
  const plain = text
    .replace(/<([^<>]+)>/g, (_, entity: string) => readEntity(world, entity))
    .replace(/(^|[\s(])([*_~`])(?=\S)([^\n]*?\S)\2(?=$|[\s).,:;!?])/gm, '$1$3');
  return undoEscapes(plain);
}

function renderText(world: World, text: unknown): string {
  const { type } = objectIn(text);
  return type === 'mrkdwn' ? renderMrkdwn(world, textOf(text)) : textOf(text);
}

function renderLeaf(world: World, leaf: Json): string {
  switch (leaf.type) {
    case 'user':
      return nameUser(world, textIn(leaf.user_id));
    case 'channel':
      return readEntity(world, `#${textIn(leaf.channel_id)}`);
    case 'usergroup':
      return readEntity(world, `!subteam^${textIn(leaf.usergroup_id)}`);
    case 'broadcast':
      return `@${textIn(leaf.range)}`;
    case 'date':
      return textIn(leaf.fallback);
    case 'emoji':
      return `:${textIn(leaf.name)}:`;
    default:
      return textIn(leaf.text) || textIn(leaf.url);
  }
}

function renderRichText(world: World, part: Json): string[] {
  if (part.type === 'rich_text_list')
    return listIn(part.elements).flatMap((item) => renderRichText(world, item).map((line) => `• ${line}`));
  return [
    listIn(part.elements)
      .map((leaf) => renderLeaf(world, leaf))
      .join(''),
  ];
}

/** What is entered in an element, as shown on the screen. */
export function renderValue(world: World, state: Json | undefined): string | undefined {
  if (!state) return undefined;
  const options = [...listIn([state.selected_option]), ...listIn(state.selected_options)].map((it) => textOf(it.text));
  if (options.length > 0) return options.join(', ');
  if (typeof state.selected_user === 'string') return nameUser(world, state.selected_user);
  const channel = textIn(state.selected_channel) || textIn(state.selected_conversation);
  if (channel !== '') return readEntity(world, `#${channel}`);
  const typed = state.value ?? state.selected_date ?? state.selected_time;
  return typeof typed === 'string' && typed !== '' ? typed : undefined;
}

function renderInput(world: World, block: Json, state: ViewState): string[] {
  const value = renderValue(world, state[textIn(block.block_id)]?.[textIn(objectIn(block.element).action_id)]);
  const label = textOf(block.label) + (block.optional === true ? ' (optional)' : '');
  return [label, ...(value === undefined ? [] : [value]), textOf(block.hint)];
}

function renderBlock(world: World, block: Json, state: ViewState): string[] {
  switch (block.type) {
    case 'header':
    case 'alert':
      return [renderText(world, block.text)];
    case 'section':
      return [renderText(world, block.text), ...listIn(block.fields).map((field) => renderText(world, field))];
    case 'context':
      return [
        listIn(block.elements)
          .map((it) => (it.type === 'image' ? textIn(it.alt_text) : renderText(world, it)))
          .join(' '),
      ];
    case 'image':
      return [textOf(block.title), textIn(block.alt_text)];
    case 'markdown':
      return [textIn(block.text)];
    case 'rich_text':
      return listIn(block.elements).flatMap((part) => renderRichText(world, part));
    case 'table':
      return (Array.isArray(block.rows) ? block.rows : []).map((row) =>
        listIn(row)
          .map((cell) => textIn(cell.text) || renderBlock(world, cell, state).join(' '))
          .join('  '),
      );
    case 'input':
      return renderInput(world, block, state);
    default:
      return [];
  }
}

/** Blocks as a person reads them, a fact per line. Controls are not part of it: ask for buttons and menus. */
export function renderBlocks(world: World, blocks: Json[], state: ViewState = {}): string {
  return blocks
    .flatMap((block) => renderBlock(world, block, state))
    .filter((line) => line !== '')
    .join('\n');
}
