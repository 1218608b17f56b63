import { type Json, objectIn, textIn } from '../json.js';
import type { ViewState } from '../world/types.js';
import type { World } from '../world/world.js';
import { renderValue } from './render-text.js';

// Slack's clients refuse these before anything is sent; the wording is theirs as far as known.

const TYPED = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input'];

function complaintAbout(element: Json, value: string): string | undefined {
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && value.length < min) return `Please use at least ${min} characters.`;
  if (value.length > (typeof max === 'number' ? max : 3000)) return `Please use at most ${max ?? 3000} characters.`;
  if (element.type === 'number_input') {
    if (!/^-?\d*\.?\d+$/.test(value)) return 'Please enter a number.';
    if (element.is_decimal_allowed !== true && value.includes('.')) return 'Please enter a whole number.';
    if (element.min_value !== undefined && Number(value) < Number(element.min_value)) return 'The number is too small.';
    if (element.max_value !== undefined && Number(value) > Number(element.max_value)) return 'The number is too big.';
  }
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return 'Please enter an email address.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a URL.';
  return undefined;
}

/** What is chosen in a menu or a file field may be too much of it. */
function complaintAboutNumber(element: Json, entry: Json | undefined): string | undefined {
  const max = element.max_selected_items ?? (element.type === 'file_input' ? (element.max_files ?? 10) : undefined);
  const chosen = Object.values(entry ?? {}).find(Array.isArray)?.length ?? 0;
  return typeof max === 'number' && chosen > max ? `Please choose at most ${max}.` : undefined;
}

/** What the client would say under each field before it submits, by block_id. */
export function checkEntries(world: World, blocks: Json[], state: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks.filter((it) => it.type === 'input')) {
    const element = objectIn(block.element);
    const blockId = textIn(block.block_id);
    const entry = state[blockId]?.[textIn(element.action_id)];
    const value = renderValue(world, entry);
    const isText = value !== undefined && TYPED.includes(textIn(element.type));
    const complaint = isText ? complaintAbout(element, value) : complaintAboutNumber(element, entry);
    if (value === undefined && block.optional !== true) errors[blockId] = 'Please complete this required field.';
    else if (complaint !== undefined) errors[blockId] = complaint;
  }
  return errors;
}
