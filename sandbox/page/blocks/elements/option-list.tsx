import type { UseComboboxReturnValue } from 'downshift';
import { type RefObject, useId } from 'react';
import { Icon } from '../../icon.js';
import type { ChoiceSource } from './choice-source.js';
import type { Choice } from './choices.js';
import { usePopup } from './use-popup.js';

export interface OptionListProps {
  /** What the list hangs on. */
  frame: RefObject<HTMLElement | null>;
  menu: UseComboboxReturnValue<Choice>;
  source: ChoiceSource;
  label: string;
  chosen?: string | undefined;
}

/** The open menu of a select: choices in their groups, or why there are none. */
export function OptionList({ frame, menu, source, label, chosen }: OptionListProps) {
  const popup = usePopup(menu.isOpen, frame);
  const groupId = useId();
  let index = -1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it acts on nothing, it keeps the focus in the field
    <div ref={popup} popover="manual" className="popup" onMouseDown={(event) => event.preventDefault()}>
      <div {...menu.getMenuProps({ 'aria-label': label })} className="options">
        {menu.isOpen &&
          source.groups.map((group, at) => {
            const options = group.choices.map((choice) => {
              index += 1;
              return (
                <div
                  key={choice.key}
                  {...menu.getItemProps({ item: choice, index })}
                  className="option"
                  data-highlighted={menu.highlightedIndex === index}
                  data-chosen={choice.key === chosen}
                >
                  <span className="option-label">{choice.label}</span>
                  {choice.description !== undefined && <span className="option-more">{choice.description}</span>}
                  {choice.key === chosen && <Icon name="check" />}
                </div>
              );
            });
            if (group.label === '') return options;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
              <div key={group.label} role="group" aria-labelledby={`${groupId}-${at}`}>
                <div id={`${groupId}-${at}`} className="option-group">
                  {group.label}
                </div>
                {options}
              </div>
            );
          })}
      </div>
      <p className="popup-note" role="status">
        {menu.isOpen && source.note}
      </p>
    </div>
  );
}
