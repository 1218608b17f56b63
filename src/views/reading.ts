import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import { formatDay } from './formats.js';
import { speakTo } from './speak.js';
import { cleanText } from './text.js';

/** What a form's reader says: the values, or what to show under which field. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: Record<string, string> };

/** The part of Bolt's `ViewStateValue` that the forms use. */
export interface FieldState {
  readonly value?: string | null | undefined;
  readonly selected_date?: string | null | undefined;
  readonly selected_user?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_users?: readonly string[] | undefined;
  readonly selected_conversation?: string | null | undefined;
  readonly selected_options?: readonly { readonly value: string }[] | undefined;
}

/** The part of Bolt's `ViewOutput` that the forms use: what a person put in, and what the form remembers. */
export interface FilledForm {
  readonly private_metadata: string;
  readonly state: { readonly values: { readonly [blockId: string]: { readonly [actionId: string]: FieldState } } };
}

/** What a field holds. Every input has its block_id as its action_id. */
export function fieldOf(form: FilledForm, id: string): FieldState {
  return form.state.values[id]?.[id] ?? {};
}

/** What was typed, trimmed and without what cannot be shown; undefined where that leaves nothing. */
export function textOf(form: FilledForm, id: string): string | undefined {
  return cleanText(fieldOf(form, id).value ?? '').trim() || undefined;
}

export function optionOf(form: FilledForm, id: string): string | undefined {
  return fieldOf(form, id).selected_option?.value;
}

/** What is wrong with a text's length, if anything. */
export function lengthError(
  text: string | undefined,
  { least = 0, most }: { least?: number; most: number },
  { missing = '', reader }: { readonly missing?: string; readonly reader?: Reader | undefined } = {},
): string | undefined {
  if ((text?.length ?? 0) < least) return missing;
  const length = text?.length ?? 0;
  return length > most ? speakTo(reader).say('common.too_long', { length, most }) : undefined;
}

/** The errors that there are, or undefined where all is well. */
export function errorsOf(found: Record<string, string | undefined>): Record<string, string> | undefined {
  const errors: Record<string, string> = {};
  for (const [id, error] of Object.entries(found)) if (error) errors[id] = error;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** What is wrong with the day of a payment, if anything: Paid is for good, so a day to come is a slip to be caught. */
export function paidDayError(
  paidOn: LocalDate | null | undefined,
  today: LocalDate,
  reader?: Reader,
): string | undefined {
  const { say } = speakTo(reader);
  if (!paidOn) return say('common.choose_paid_day');
  return paidOn > today ? say('common.paid_day_to_come', { day: formatDay(paidOn, reader) }) : undefined;
}
