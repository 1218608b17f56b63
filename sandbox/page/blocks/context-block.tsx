import { type Json, listIn } from '../../json.js';
import { Picture } from './picture.js';
import { TextObject } from './text-object.js';

export function ContextBlock({ block }: { block: Json }) {
  return (
    <div className="context">
      {listIn(block.elements).map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
        <span key={index} className="context-part">
          {element.type === 'image' ? (
            <Picture image={element} className="context-image" />
          ) : (
            <TextObject text={element} />
          )}
        </span>
      ))}
    </div>
  );
}
