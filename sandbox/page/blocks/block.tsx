import type { ComponentType } from 'react';
import { type Json, textIn } from '../../json.js';
import { ActionsBlock } from './actions-block.js';
import { ContextBlock } from './context-block.js';
import { InputBlock } from './input-block.js';
import { MarkdownBlock } from './markdown-block.js';
import { AlertBlock, DividerBlock, HeaderBlock, ImageBlock } from './plain-blocks.js';
import { RichText } from './rich-text.js';
import { SectionBlock } from './section-block.js';
import { TableBlock } from './table-block.js';
import { Undrawn } from './undrawn.js';
import './blocks.css';

const DRAWN = new Map<string, ComponentType<{ block: Json }>>(
  Object.entries({
    actions: ActionsBlock,
    alert: AlertBlock,
    context: ContextBlock,
    divider: DividerBlock,
    header: HeaderBlock,
    image: ImageBlock,
    input: InputBlock,
    markdown: MarkdownBlock,
    rich_text: RichText,
    section: SectionBlock,
    table: TableBlock,
  }),
);

/** The blocks of a message or view, one below the other. */
export function Blocks({ blocks }: { blocks: Json[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <div key={textIn(block.block_id) || index} className="block" data-block={textIn(block.type)}>
          <Block block={block} />
        </div>
      ))}
    </div>
  );
}

function Block({ block }: { block: Json }) {
  const type = textIn(block.type);
  const Drawn = DRAWN.get(type);
  return Drawn ? <Drawn block={block} /> : <Undrawn what={`${type} block`} json={block} />;
}
