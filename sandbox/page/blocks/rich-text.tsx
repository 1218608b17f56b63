import type { ReactNode } from 'react';
import { type Json, listIn, objectIn, textIn } from '../../json.js';
import { Emphasised } from './emphasised.js';
import { Instant } from './instant.js';
import { Anchor, Broadcast, ChannelMention, GroupMention, UserMention } from './mentions.js';
import { Undrawn } from './undrawn.js';
import './text.css';

export function RichText({ block }: { block: Json }) {
  return (
    <div className="rich-text">
      {listIn(block.elements).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: Json }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <p>
          <Leaves of={part} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Leaves of={part} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Leaves of={part} />
        </pre>
      );
    case 'rich_text_list':
      return <List list={part} />;
    default:
      return <Undrawn what={`${textIn(part.type)} part`} json={part} />;
  }
}

function List({ list }: { list: Json }) {
  const indent = typeof list.indent === 'number' ? list.indent : 0;
  const items = listIn(list.elements).map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
    <li key={index}>
      <Leaves of={item} />
    </li>
  ));
  const style = { marginInlineStart: `${indent * 1.75}em` };
  if (list.style !== 'ordered')
    return (
      <ul style={style} data-indent={indent % 3}>
        {items}
      </ul>
    );
  return (
    <ol style={style} data-indent={indent % 3} start={1 + (typeof list.offset === 'number' ? list.offset : 0)}>
      {items}
    </ol>
  );
}

function Leaves({ of }: { of: Json }) {
  return listIn(of.elements).map((leaf, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
    <Emphasised key={index} {...emphasesOf(leaf)}>
      {drawLeaf(leaf)}
    </Emphasised>
  ));
}

function emphasesOf(leaf: Json) {
  const { bold, italic, strike, underline, code } = objectIn(leaf.style);
  return {
    bold: bold === true,
    italic: italic === true,
    strike: strike === true,
    underline: underline === true,
    code: code === true,
  };
}

function drawLeaf(leaf: Json): ReactNode {
  switch (leaf.type) {
    case 'text':
      return textIn(leaf.text);
    case 'link':
      return <Anchor url={textIn(leaf.url)}>{textIn(leaf.text) || textIn(leaf.url)}</Anchor>;
    case 'user':
      return <UserMention id={textIn(leaf.user_id)} />;
    case 'channel':
      return <ChannelMention id={textIn(leaf.channel_id)} />;
    case 'usergroup':
      return <GroupMention id={textIn(leaf.usergroup_id)} />;
    case 'broadcast':
      return <Broadcast range={textIn(leaf.range)} />;
    case 'date':
      return (
        <Instant
          timestamp={Number(leaf.timestamp)}
          format={textIn(leaf.format)}
          fallback={textIn(leaf.fallback)}
          url={textIn(leaf.url)}
        />
      );
    case 'emoji':
      return emojiOf(leaf);
    case 'color':
      return <Color value={textIn(leaf.value)} />;
    default:
      return <code>{JSON.stringify(leaf)}</code>;
  }
}

/** `unicode` is in hex, one part per code point: `1f44d-1f3fd`. */
function emojiOf(leaf: Json): string {
  const points = textIn(leaf.unicode)
    .split('-')
    .map((point) => Number.parseInt(point, 16));
  const isSound = points.every((point) => point > 0 && point <= 0x10ffff);
  return isSound ? String.fromCodePoint(...points) : `:${textIn(leaf.name)}:`;
}

function Color({ value }: { value: string }) {
  return (
    <span className="color">
      {/^#[0-9a-f]{6}$/i.test(value) && <span className="color-swatch" style={{ background: value }} />}
      {value}
    </span>
  );
}
