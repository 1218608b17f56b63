import { type Json, listIn, objectIn, textIn, textOf } from '../../../json.js';
import { TroubleNote } from '../trouble-note.js';
import { type ElementProps, fieldAttributes } from './labels.js';
import { useField } from './use-field.js';

/** rich_text_input as plain text: one section with one text in it. */
export function RichTextField({ block, element, labels }: ElementProps) {
  const field = useField({ block, element });
  return (
    <div className="field-body">
      <textarea
        {...fieldAttributes(labels)}
        className="text-field"
        rows={typeof element.min_lines === 'number' ? element.min_lines : 3}
        value={textIn(readText(field.entry.rich_text_value))}
        placeholder={textOf(element.placeholder) || undefined}
        onChange={(event) => void field.type({ rich_text_value: asRichText(event.currentTarget.value) }, 'typed')}
      />
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}

function readText(value: unknown): string {
  const sections = listIn(objectIn(value).elements);
  const lines = sections.map((section) =>
    listIn(section.elements)
      .map((leaf) => textIn(leaf.text))
      .join(''),
  );
  return lines.join('\n');
}

function asRichText(text: string): Json | null {
  if (text === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
