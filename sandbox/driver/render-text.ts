import { type Json, listIn, objectIn, textIn, textOf } from '../json.js';
import { parseMrkdwn } from '../mrkdwn/parse-mrkdwn.js';
import type { Token } from '../mrkdwn/tokens.js';
import type { ViewState } from '../world/types.js';
import type { World } from '../world/world.js';

function nameUser(world: World, id: string): string {
  return `@${world.users.get(id)?.name ?? id}`;
}

function nameChannel(world: World, id: string, label?: string): string {
  return `#${world.channels.get(id)?.name ?? label ?? id}`;
}

function nameGroup(world: World, id: string, label?: string): string {
  return `@${world.userGroups.find((it) => it.id === id)?.handle ?? label ?? 'group'}`;
}

function renderToken(world: World, token: Token): string {
  switch (token.kind) {
    case 'text':
    case 'code':
      return token.text;
    case 'codeBlock':
      return `\n${token.text}\n`;
    case 'quote':
      return `> ${renderTokens(world, token.content).replaceAll('\n', '\n> ')}\n`;
    case 'link':
      return token.label;
    case 'user':
      return nameUser(world, token.id);
    case 'channel':
      return nameChannel(world, token.id, token.label);
    case 'userGroup':
      return nameGroup(world, token.id, token.label);
    case 'broadcast':
      return `@${token.range}`;
    case 'date':
      return token.fallback;
    default:
      return renderTokens(world, token.content);
  }
}

function renderTokens(world: World, tokens: Token[]): string {
  return tokens.map((token) => renderToken(world, token)).join('');
}

/** mrkdwn as a person reads it: mentions by name, emphasis without its marks. */
export function renderMrkdwn(world: World, text: string): string {
  return renderTokens(world, parseMrkdwn(text)).replace(/^\n|\n$/g, '');
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
      return nameChannel(world, textIn(leaf.channel_id));
    case 'usergroup':
      return nameGroup(world, textIn(leaf.usergroup_id));
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
  const idsIn = (...chosen: unknown[]) => chosen.flat().filter((id) => typeof id === 'string');
  const names = [
    ...idsIn(state.selected_user, state.selected_users).map((id) => nameUser(world, id)),
    ...idsIn(
      state.selected_channel,
      state.selected_channels,
      state.selected_conversation,
      state.selected_conversations,
    ).map((id) => nameChannel(world, id)),
    ...listIn(state.files).map((file) => textIn(file.name)),
  ];
  if (names.length > 0) return names.join(', ');
  if (typeof state.selected_date_time === 'number') return new Date(state.selected_date_time * 1000).toISOString();
  const words = listIn(objectIn(state.rich_text_value).elements).flatMap((part) => renderRichText(world, part));
  const typed = state.value ?? state.selected_date ?? state.selected_time ?? words.join('\n');
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
