import { type Json, listIn, objectIn, textIn } from '../../../json.js';
import { TextObject } from '../text-object.js';
import { TroubleNote } from '../trouble-note.js';
import { type ElementProps, nameAttributes } from './labels.js';
import { useField } from './use-field.js';

export function RadioButtons({ block, element, labels }: ElementProps) {
  const field = useField({ block, element });
  const chosen = objectIn(field.entry.selected_option).value;
  return (
    <div
      className="choices"
      role="radiogroup"
      {...nameAttributes(labels)}
      aria-describedby={labels.describedBy}
      aria-invalid={labels.isInvalid}
      aria-required={labels.isRequired}
    >
      {listIn(element.options).map((option, index) => (
        <Choice
          key={textIn(option.value)}
          option={option}
          id={`${labels.id}-${index}`}
          type="radio"
          name={labels.id}
          isChosen={option.value === chosen}
          onChoose={() => void field.choose({ selected_option: option })}
        />
      ))}
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}

export function Checkboxes({ block, element, labels }: ElementProps) {
  const field = useField({ block, element });
  const chosen = listIn(field.entry.selected_options);
  const toggle = (option: Json) => {
    const rest = chosen.filter((it) => it.value !== option.value);
    void field.choose({ selected_options: rest.length === chosen.length ? [...chosen, option] : rest });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: its label stands outside, as that of every other element does
    <div className="choices" role="group" {...nameAttributes(labels)} aria-describedby={labels.describedBy}>
      {listIn(element.options).map((option, index) => (
        <Choice
          key={textIn(option.value)}
          option={option}
          id={`${labels.id}-${index}`}
          type="checkbox"
          isChosen={chosen.some((it) => it.value === option.value)}
          isInvalid={labels.isInvalid}
          onChoose={() => toggle(option)}
        />
      ))}
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}

interface ChoiceProps {
  option: Json;
  id: string;
  type: 'radio' | 'checkbox';
  name?: string;
  isChosen: boolean;
  isInvalid?: boolean | undefined;
  onChoose(): void;
}

function Choice({ option, id, type, name, isChosen, isInvalid, onChoose }: ChoiceProps) {
  const hasMore = option.description !== undefined;
  return (
    <div className="choice">
      <input
        id={id}
        type={type}
        name={name}
        checked={isChosen}
        onChange={onChoose}
        aria-invalid={isInvalid === true ? true : undefined}
        aria-describedby={hasMore ? `${id}-more` : undefined}
      />
      <label htmlFor={id}>
        <TextObject text={option.text} />
      </label>
      {hasMore && (
        <p id={`${id}-more`} className="choice-more">
          <TextObject text={option.description} />
        </p>
      )}
    </div>
  );
}
