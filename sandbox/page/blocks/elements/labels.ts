import type { Placed } from '../placed.js';

/** What an element is called and what is said about it, by whoever places it. */
export interface Labels {
  /** For the element's input. */
  id: string;
  label: string;
  /** The element that shows the label, if one does. */
  labelId?: string;
  describedBy?: string;
  isInvalid?: boolean;
  isRequired?: boolean;
  /** Whether a choice may be taken back. */
  isClearable: boolean;
}

export interface ElementProps extends Placed {
  labels: Labels;
}

export function nameAttributes({ label, labelId }: Labels) {
  return labelId === undefined ? { 'aria-label': label } : { 'aria-labelledby': labelId };
}

/** For whatever takes a value. */
export function fieldAttributes(labels: Labels) {
  return {
    id: labels.id,
    ...nameAttributes(labels),
    'aria-describedby': labels.describedBy,
    'aria-invalid': labels.isInvalid === true ? true : undefined,
    'aria-required': labels.isRequired === true ? true : undefined,
  };
}
