import { type ChangeEvent, type KeyboardEvent, useId } from 'react';
import { type Json, textIn, textOf } from '../../../json.js';
import { useSurface } from '../surface.js';
import { TroubleNote } from '../trouble-note.js';
import { type ElementProps, fieldAttributes } from './labels.js';
import { useField } from './use-field.js';

const INPUT_MODES: Record<string, 'decimal' | 'numeric' | 'email' | 'url' | 'text'> = {
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};

/** From here on the letters left are counted. */
const COUNTED_FROM = 0.8;

/** plain_text_input and its kin for numbers, addresses and links. Text to the last letter: what it means is the bot's. */
export function TextField({ block, element, labels }: ElementProps) {
  const field = useField({ block, element });
  const { submit } = useSurface();
  const counterId = useId();
  const value = textIn(field.entry.value);
  const isLong = element.multiline === true;
  const most = typeof element.max_length === 'number' ? element.max_length : 3000;
  const isCounted = value.length >= most * COUNTED_FROM;
  const asValue = (text: string): Json => ({ value: text === '' ? null : text });
  const enter = async (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isLong) return;
    event.preventDefault();
    void field.type(asValue(value), 'entered');
    submit?.();
  };
  const attributes = {
    ...fieldAttributes(labels),
    'aria-describedby': [labels.describedBy, isCounted && counterId].filter(Boolean).join(' ') || undefined,
    className: 'text-field',
    value,
    placeholder: textOf(element.placeholder) || undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      void field.type(asValue(event.currentTarget.value), 'typed'),
    onKeyDown: enter,
  };
  return (
    <div className="field-body">
      {isLong ? (
        <textarea {...attributes} rows={3} />
      ) : (
        <input {...attributes} type="text" autoComplete="off" inputMode={INPUT_MODES[textIn(element.type)] ?? 'text'} />
      )}
      {isCounted && (
        <span id={counterId} className="counter" data-over={value.length > most}>
          {value.length > most ? `${value.length - most} too many` : `${most - value.length} left`}
        </span>
      )}
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}
