import { useId } from 'react';
import { isObject, type Json, listIn, textIn, textOf } from '../../json.js';
import { Element } from './elements/element.js';
import { Picture } from './picture.js';
import { TextObject } from './text-object.js';

export function SectionBlock({ block }: { block: Json }) {
  const id = useId();
  const { accessory } = block;
  const hasText = isObject(block.text);
  return (
    <div className="section">
      <div className="section-words">
        {hasText && (
          <div id={`${id}-text`}>
            <TextObject text={block.text} />
          </div>
        )}
        {Array.isArray(block.fields) && (
          <div className="section-fields">
            {listIn(block.fields).map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
              <div key={index}>
                <TextObject text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isObject(accessory) && (
        <div className="section-accessory">
          {accessory.type === 'image' ? (
            <Picture image={accessory} className="accessory-image" />
          ) : (
            <Element
              block={block}
              element={accessory}
              labels={{
                id: `${id}-element`,
                label: accessory.type === 'overflow' ? 'More actions' : textOf(block.text) || nameOf(accessory),
                ...(hasText && accessory.type !== 'overflow' ? { labelId: `${id}-text` } : {}),
                isClearable: false,
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** What an element without a label is called. */
export function nameOf(element: Json): string {
  if (element.type === 'overflow') return 'More actions';
  return textOf(element.placeholder) || textIn(element.type).replaceAll('_', ' ');
}
