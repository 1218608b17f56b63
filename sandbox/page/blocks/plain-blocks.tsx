import { type Json, textIn, textOf } from '../../json.js';
import { Picture } from './picture.js';
import { TextObject } from './text-object.js';

export function HeaderBlock({ block }: { block: Json }) {
  return (
    <h3 className="block-header" data-level={String(block.level ?? '')}>
      <TextObject text={block.text} />
    </h3>
  );
}

export function DividerBlock() {
  return <hr />;
}

export function ImageBlock({ block }: { block: Json }) {
  return (
    <figure>
      {block.title !== undefined && <figcaption>{textOf(block.title)}</figcaption>}
      <Picture image={block} className="block-image" />
    </figure>
  );
}

const LEVELS: Record<string, { sign: string; name: string }> = {
  info: { sign: 'ℹ', name: 'Note' },
  success: { sign: '✓', name: 'Done' },
  warning: { sign: '⚠', name: 'Warning' },
  error: { sign: '✕', name: 'Error' },
};

export function AlertBlock({ block }: { block: Json }) {
  const level = LEVELS[textIn(block.level)];
  return (
    <div className="alert" data-level={textIn(block.level) || 'default'}>
      {level && (
        <span className="alert-sign" role="img" aria-label={level.name}>
          {level.sign}
        </span>
      )}
      <TextObject text={block.text} />
    </div>
  );
}
