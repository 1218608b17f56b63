import type { ComponentType } from 'react';
import { textIn } from '../../../json.js';
import { Undrawn } from '../undrawn.js';
import { ButtonElement } from './button-element.js';
import { Checkboxes, RadioButtons } from './choice-list.js';
import { MomentField } from './date-fields.js';
import type { ElementProps } from './labels.js';
import { OverflowElement } from './overflow-element.js';
import { RichTextField } from './rich-text-field.js';
import { SelectElement } from './select-element.js';
import { TextField } from './text-field.js';
import './controls.css';
import './fields.css';
import './selects.css';

const MENUS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];

const DRAWN = new Map<string, ComponentType<ElementProps>>([
  ['button', ButtonElement],
  ['overflow', OverflowElement],
  ['radio_buttons', RadioButtons],
  ['checkboxes', Checkboxes],
  ['rich_text_input', RichTextField],
  ['file_input', () => <p className="field-note">The sandbox cannot take files here yet.</p>],
  ...['plain_text_input', 'number_input', 'email_text_input', 'url_text_input'].map(
    (type): [string, ComponentType<ElementProps>] => [type, TextField],
  ),
  ...['datepicker', 'timepicker', 'datetimepicker'].map((type): [string, ComponentType<ElementProps>] => [
    type,
    MomentField,
  ]),
  ...MENUS.flatMap((type): [string, ComponentType<ElementProps>][] => [
    [type, SelectElement],
    [`multi_${type}`, SelectElement],
  ]),
]);

/** Whatever a person can use, by its type. */
export function Element(props: ElementProps) {
  const type = textIn(props.element.type);
  const Drawn = DRAWN.get(type);
  return Drawn ? <Drawn {...props} /> : <Undrawn what={`${type} element`} json={props.element} />;
}

/** Elements of several inputs, which a single label cannot name. */
export function isGroup(type: unknown): boolean {
  return type === 'radio_buttons' || type === 'checkboxes' || type === 'file_input';
}
