import { useId } from 'react';
import { type Json, listIn, textIn } from '../../json.js';
import { Element } from './elements/element.js';
import { nameOf } from './section-block.js';

export function ActionsBlock({ block }: { block: Json }) {
  const id = useId();
  return (
    <div className="actions">
      {listIn(block.elements).map((element, index) => (
        <Element
          key={textIn(element.action_id) || index}
          block={block}
          element={element}
          labels={{ id: `${id}-${index}`, label: nameOf(element), isClearable: false }}
        />
      ))}
    </div>
  );
}
