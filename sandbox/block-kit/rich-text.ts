import { boolean, byType, type Check, integer, list, oneOf, shape, string, typed } from './checks.js';

// @slack/types 3.2.0, block-kit/block-elements.d.ts, from RichTextBroadcastMention on

const style = shape({ bold: boolean, code: boolean, italic: boolean, strike: boolean, underline: boolean });

const leaf = (type: string, fields: Record<string, Check>, required: string[]) =>
  typed(type, { ...fields, style }, required);

// A text leaf may hold line breaks but not be empty.
const text = leaf('text', { text: string({ min: 1 }) }, ['text']);
const link = leaf('link', { url: string({ min: 1, max: 3000 }), text: string(), unsafe: boolean }, ['url']);

const leaves = byType({
  text,
  link,
  broadcast: leaf('broadcast', { range: oneOf('here', 'channel', 'everyone') }, ['range']),
  color: leaf('color', { value: string({ matching: /^#[0-9a-f]{6}$/i }) }, ['value']),
  channel: leaf('channel', { channel_id: string({ min: 1 }) }, ['channel_id']),
  date: leaf(
    'date',
    { timestamp: integer(0, 99_999_999_999), format: string({ min: 1 }), url: string(), fallback: string() },
    ['timestamp', 'format'],
  ),
  emoji: leaf('emoji', { name: string({ min: 1 }), unicode: string(), url: string() }, ['name']),
  team: leaf('team', { team_id: string({ min: 1 }) }, ['team_id']),
  user: leaf('user', { user_id: string({ min: 1 }) }, ['user_id']),
  usergroup: leaf('usergroup', { usergroup_id: string({ min: 1 }) }, ['usergroup_id']),
});

const border = oneOf(0, 1);
const section = typed('rich_text_section', { elements: list(leaves) }, ['elements']);

export const richText = typed(
  'rich_text',
  {
    block_id: string({ min: 1, max: 255 }),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: typed(
          'rich_text_list',
          {
            elements: list(section),
            style: oneOf('bullet', 'ordered'),
            indent: integer(0, 8),
            offset: integer(0, 9999),
            border,
          },
          ['elements', 'style'],
        ),
        rich_text_quote: typed('rich_text_quote', { elements: list(leaves), border }, ['elements']),
        rich_text_preformatted: typed(
          'rich_text_preformatted',
          { elements: list(byType({ text, link })), border, language: string() },
          ['elements'],
        ),
      }),
    ),
  },
  ['elements'],
);
