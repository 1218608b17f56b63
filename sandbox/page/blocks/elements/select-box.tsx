import { type UseComboboxProps, type UseComboboxState, useCombobox } from 'downshift';
import { useRef, useState } from 'react';
import { Icon } from '../../icon.js';
import type { ChoiceSource } from './choice-source.js';
import type { Choice } from './choices.js';
import { fieldAttributes, type Labels } from './labels.js';
import { OptionList } from './option-list.js';
import { Spinner } from './spinner.js';

export interface SelectBoxProps {
  labels: Labels;
  source: ChoiceSource;
  placeholder: string;
  isBusy: boolean;
  selected: Choice | undefined;
  onChoose(choice: Choice | undefined): void;
}

const { InputBlur, InputChange, InputKeyDownEscape } = useCombobox.stateChangeTypes;

/** Leaving the field or pressing Escape chooses nothing: only Enter and a click do. */
const keepChosen: NonNullable<UseComboboxProps<Choice>['stateReducer']> = (state, { type, changes }) => {
  const isLeaving = type === InputBlur || type === InputKeyDownEscape;
  const kept: Partial<UseComboboxState<Choice>> = isLeaving ? { selectedItem: state.selectedItem } : {};
  return { ...changes, ...kept };
};

/** One choice, found by typing. */
export function SelectBox({ labels, source, placeholder, isBusy, selected, onChoose }: SelectBoxProps) {
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // While it is open the field holds the letters searched for; closed, what is chosen.
  const [typed, setTyped] = useState<string>();
  const menu = useCombobox<Choice>({
    inputId: labels.id,
    ...(labels.labelId === undefined ? {} : { labelId: labels.labelId }),
    items: source.groups.flatMap((group) => group.choices),
    itemToString: (choice) => choice?.label ?? '',
    itemToKey: (choice) => choice?.key,
    selectedItem: selected ?? null,
    inputValue: typed ?? selected?.label ?? '',
    defaultHighlightedIndex: 0,
    stateReducer: keepChosen,
    onIsOpenChange: ({ isOpen, type }) => {
      if (!isOpen) setTyped(undefined);
      else if (type !== InputChange) source.ask('');
    },
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) onChoose(selectedItem);
    },
  });
  const isClearable = labels.isClearable && selected !== undefined;
  return (
    <div className="select-box" ref={frame}>
      <input
        {...menu.getInputProps({
          ...fieldAttributes(labels),
          ref: input,
          placeholder: selected?.label ?? (placeholder || 'Select an option'),
          onChange: (event) => {
            setTyped(event.currentTarget.value);
            source.ask(event.currentTarget.value);
          },
          onKeyDown: (event) => {
            // The dialog around it closes by the same key.
            if (event.key === 'Escape' && menu.isOpen) event.stopPropagation();
          },
        })}
        className="text-field"
      />
      {isBusy && <Spinner />}
      {isClearable && (
        <button
          type="button"
          className="select-clear"
          aria-label={`Clear ${labels.label}`}
          onClick={() => {
            onChoose(undefined);
            input.current?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      )}
      <button
        {...menu.getToggleButtonProps({ 'aria-label': `Choices for ${labels.label}` })}
        type="button"
        className="select-toggle"
      >
        <Icon name="chevron" />
      </button>
      <OptionList frame={frame} menu={menu} source={source} label={labels.label} chosen={selected?.key} />
    </div>
  );
}
