import { useId } from 'react';
import { type Json, objectIn, textIn, textOf } from '../../json.js';
import { Element, isGroup } from './elements/element.js';
import { useSurface } from './surface.js';

export function InputBlock({ block }: { block: Json }) {
  const id = useId();
  const { errors } = useSurface();
  const element = objectIn(block.element);
  const error = errors[textIn(block.block_id)];
  const hint = textOf(block.hint);
  const isOptional = block.optional === true;
  const label = (
    <>
      {textOf(block.label)}
      {isOptional && <span className="input-optional"> (optional)</span>}
    </>
  );
  const describedBy = [error !== undefined && `${id}-error`, hint !== '' && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="input" data-invalid={error !== undefined}>
      {isGroup(element.type) ? (
        <div id={`${id}-label`} className="input-label">
          {label}
        </div>
      ) : (
        <label id={`${id}-label`} htmlFor={`${id}-element`} className="input-label">
          {label}
        </label>
      )}
      <Element
        block={block}
        element={element}
        labels={{
          id: `${id}-element`,
          label: textOf(block.label),
          labelId: `${id}-label`,
          ...(describedBy === '' ? {} : { describedBy }),
          isInvalid: error !== undefined,
          isRequired: !isOptional,
          isClearable: isOptional,
        }}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="input-error">
          <span aria-hidden="true">⚠</span> {error}
        </p>
      )}
      {hint !== '' && (
        <p id={`${id}-hint`} className="input-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
