import { type UseComboboxProps, useCombobox, useMultipleSelection } from 'downshift';
import { useRef, useState } from 'react';
import { Icon } from '../../icon.js';
import type { ChoiceSource } from './choice-source.js';
import { type Choice, filterGroups } from './choices.js';
import { fieldAttributes } from './labels.js';
import { OptionList } from './option-list.js';
import type { SelectBoxProps } from './select-box.js';
import { Spinner } from './spinner.js';

export type MultiSelectBoxProps = Omit<SelectBoxProps, 'selected' | 'onChoose'> & {
  selected: Choice[];
  /** How many may be chosen. */
  most: number;
  onChoose(choices: Choice[]): void;
};

const { InputBlur, InputChange, InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;

/** The menu stays open from one choice to the next. */
const stayOpen: NonNullable<UseComboboxProps<Choice>['stateReducer']> = (state, { type, changes }) => {
  if (type === InputBlur) return { ...changes, selectedItem: state.selectedItem };
  const isChoosing = (type === InputKeyDownEnter || type === ItemClick) && changes.selectedItem != null;
  return isChoosing ? { ...changes, isOpen: true, highlightedIndex: 0 } : changes;
};

/** Several choices, found by typing; each can be taken back. */
export function MultiSelectBox({ labels, source, placeholder, isBusy, selected, most, onChoose }: MultiSelectBoxProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const isFull = selected.length >= most;
  const isOffered = (choice: Choice) => !isFull && !selected.some((it) => it.key === choice.key);
  const offered: ChoiceSource = {
    ...source,
    groups: filterGroups(source.groups, isOffered),
    note: isFull ? `No more than ${most} can be chosen.` : source.note,
  };
  const chips = useMultipleSelection<Choice>({
    selectedItems: selected,
    itemToKey: (choice) => choice?.key,
    onSelectedItemsChange: ({ selectedItems = [] }) => onChoose(selectedItems),
  });
  const menu = useCombobox<Choice>({
    inputId: labels.id,
    ...(labels.labelId === undefined ? {} : { labelId: labels.labelId }),
    items: offered.groups.flatMap((group) => group.choices),
    itemToString: (choice) => choice?.label ?? '',
    itemToKey: (choice) => choice?.key,
    selectedItem: null,
    inputValue: typed,
    defaultHighlightedIndex: 0,
    stateReducer: stayOpen,
    onIsOpenChange: ({ isOpen, type }) => {
      if (!isOpen) setTyped('');
      else if (type !== InputChange) source.ask('');
    },
    onSelectedItemChange: ({ selectedItem }) => {
      if (!selectedItem) return;
      setTyped('');
      source.ask('');
      onChoose([...selected, selectedItem]);
    },
  });
  return (
    <div className="select-box select-many" ref={frame}>
      {selected.map((choice, index) => (
        <button
          key={choice.key}
          {...chips.getSelectedItemProps({
            selectedItem: choice,
            index,
            onClick: () => onChoose(selected.filter((it) => it !== choice)),
          })}
          type="button"
          className="chip"
          aria-label={`Remove ${choice.label}`}
        >
          {choice.label} <Icon name="close" />
        </button>
      ))}
      <input
        {...menu.getInputProps({
          ...chips.getDropdownProps({
            preventKeyAction: typed !== '',
            onKeyDown: (event) => {
              // The dialog around it closes by the same key.
              if (event.key === 'Escape' && menu.isOpen) event.stopPropagation();
            },
          }),
          ...fieldAttributes(labels),
          placeholder: selected.length === 0 ? placeholder || 'Select options' : '',
          onChange: (event) => {
            setTyped(event.currentTarget.value);
            source.ask(event.currentTarget.value);
          },
        })}
        className="text-field"
      />
      {isBusy && <Spinner />}
      <OptionList frame={frame} menu={menu} source={offered} label={labels.label} />
    </div>
  );
}
