import { type Json, listIn, objectIn, textIn, textOf } from '../../sandbox/json.js';

/** A message or view as a person would read it aloud, ids and values in brackets: what the snapshots hold. */
export function transcribe(shown: object): string {
  const { type, text, blocks, private_metadata: metadata, callback_id: callback, ...rest } = objectIn(shown);
  const bar = ['title', 'submit', 'close']
    .filter((part) => part in rest)
    .map((part) => `${part}: ${textOf(rest[part])}`);
  const head =
    type === 'modal'
      ? [bar.join(' | '), `${textIn(callback)} ${textIn(metadata)}`.trim()]
      : type === 'home'
        ? ['Home']
        : [`text: ${textIn(text)}`];
  return [...head, '---', ...listIn(blocks).map(block)].filter(Boolean).join('\n');
}

function block(given: Json): string {
  switch (given.type) {
    case 'header':
      return `# ${textOf(given.text)}`;
    case 'section':
      return textOf(given.text);
    case 'context':
      return `~ ${listIn(given.elements).map(textOf).join(' | ')}`;
    case 'rich_text':
      return listIn(given.elements).map(richElement).join('\n');
    case 'actions':
      return listIn(given.elements).map(element).join(' ');
    case 'input':
      return `${textOf(given.label)}${given.optional ? '' : '*'} ${element(objectIn(given.element))}${given.dispatch_action ? ' tells' : ''}${given.hint ? `\n  (${textOf(given.hint)})` : ''}`;
    default:
      return JSON.stringify(given);
  }
}

function richElement(given: Json): string {
  const line = listIn(given.elements).map(leaf).join('');
  return given.type === 'rich_text_quote' ? line.replace(/^/gm, '> ') : line;
}

function leaf(given: Json): string {
  const style = objectIn(given.style);
  switch (given.type) {
    case 'user':
      return `@${textIn(given.user_id)}`;
    case 'usergroup':
      return `@${textIn(given.usergroup_id)}`;
    case 'channel':
      return `#${textIn(given.channel_id)}`;
    case 'date':
      return `{${textIn(given.fallback)}}`;
    case 'link':
      return `[${textIn(given.text)}](${textIn(given.url)})`;
    default:
      return style.bold ? `**${textIn(given.text)}**` : style.code ? `\`${textIn(given.text)}\`` : textIn(given.text);
  }
}

function element(given: Json): string {
  const { type, action_id: id, value, style, text, placeholder, accessibility_label: spoken, confirm, ...rest } = given;
  const options = [
    ...listIn(rest.options),
    ...listIn([rest.initial_option]).map((option) => ({ ...option, chosen: true })),
  ];
  const listed = options.map(
    (option) => `${'chosen' in option ? '→ ' : ''}${textOf(objectIn(option).text)} (${textIn(objectIn(option).value)})`,
  );
  const initial = ['initial_value', 'initial_date', 'initial_user'].map((name) => textIn(rest[name])).join('');
  const asks = objectIn(confirm);
  const asked = confirm
    ? `asks “${['title', 'text', 'confirm', 'deny'].map((part) => textOf(asks[part])).join(' / ')}”`
    : '';
  const parts = [
    textIn(type),
    textIn(id),
    textIn(style),
    textIn(value),
    textIn(spoken),
    initial,
    textOf(placeholder),
    asked,
  ];
  return `[${[text ? textOf(text) : '', ...parts, ...listed].filter(Boolean).join(' · ')}]`;
}
