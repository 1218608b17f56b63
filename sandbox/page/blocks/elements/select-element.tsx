import { isObject, type Json, listIn, textIn, textOf } from '../../../json.js';
import { useActing } from '../../acting.js';
import { TroubleNote } from '../trouble-note.js';
import { type ChoiceSource, useLocalChoices, useOfferedChoices } from './choice-source.js';
import { type Choice, choicesOf, optionChoice } from './choices.js';
import type { ElementProps } from './labels.js';
import { MultiSelectBox } from './multi-select-box.js';
import { SelectBox } from './select-box.js';
import { useField } from './use-field.js';

/** Where the state keeps what is chosen, by type; with an `s` where many may be. */
const SLOTS: Record<string, string> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
};

/** Every select menu, for one choice or for many. */
export function SelectElement(props: ElementProps) {
  const isOffered = textIn(props.element.type).endsWith('external_select');
  return isOffered ? <OfferedSelect {...props} /> : <LocalSelect {...props} />;
}

function LocalSelect(props: ElementProps) {
  return <Select {...props} source={useLocalChoices(props)} />;
}

function OfferedSelect(props: ElementProps) {
  return <Select {...props} source={useOfferedChoices(props)} />;
}

function Select({ block, element, labels, source }: ElementProps & { source: ChoiceSource }) {
  const field = useField({ block, element });
  const { screen } = useActing();
  const type = textIn(element.type);
  const slot = SLOTS[type.replace('multi_', '')] ?? '';
  const known = choicesOf(element, screen).flatMap((group) => group.choices);
  const shared = { labels, source, placeholder: textOf(element.placeholder), isBusy: field.isBusy };
  return (
    <div className="field-body">
      {type.startsWith('multi_') ? (
        <MultiSelectBox
          {...shared}
          selected={chosenIn(field.entry[`${slot}s`], known)}
          most={typeof element.max_selected_items === 'number' ? element.max_selected_items : Number.POSITIVE_INFINITY}
          onChoose={(choices) => void field.choose({ [`${slot}s`]: choices.map((choice) => choice.value) })}
        />
      ) : (
        <SelectBox
          {...shared}
          selected={chosenIn([field.entry[slot]], known)[0]}
          onChoose={(choice) => void field.choose({ [slot]: choice?.value ?? null })}
        />
      )}
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}

function chosenIn(values: unknown, known: Choice[]): Choice[] {
  if (!Array.isArray(values)) return [];
  const byOption: Json[] = listIn(values);
  if (values.some(isObject)) return byOption.map(optionChoice);
  const ids = values.filter((it) => typeof it === 'string');
  return ids.map((id) => known.find((choice) => choice.key === id) ?? { key: id, label: id, value: id });
}
