import { elementsOf } from '../block-kit/elements.js';
import { type Json, listIn, textIn, textOf } from '../json.js';

/** An element and the block it stands in. */
export interface Placed {
  block: Json;
  element: Json;
  label: string;
}

const BUTTONLIKE = ['button', 'overflow'];

function placedIn(block: Json): Placed[] {
  return elementsOf(block).map((element) => {
    const own = textOf(element.text) || textOf(element.placeholder) || textIn(element.action_id);
    const around = textOf(block.label) || (block.type === 'section' ? textOf(block.text) : '');
    return { block, element, label: element.type === 'button' ? own : around || own };
  });
}

function theOne(found: Placed[], label: string, kind: string, offered: string[]): Placed {
  const [first] = found;
  if (!first) throw new Error(`There is no ${kind} "${label}" here. There is: ${offered.join(', ') || 'none'}.`);
  if (found.length > 1) throw new Error(`There are ${found.length} ${kind}s "${label}" here.`);
  return first;
}

/** Everything a person can use in these blocks. */
export function placesIn(blocks: Json[]): Placed[] {
  return blocks.flatMap(placedIn);
}

/** The element with these ids, as a client names it. */
export function findPlaced(blocks: Json[], blockId: string, actionId: string): Placed | undefined {
  return placesIn(blocks).find(({ block, element }) => block.block_id === blockId && element.action_id === actionId);
}

export function buttonsIn(blocks: Json[]): Placed[] {
  return placesIn(blocks).filter(({ element }) => element.type === 'button');
}

/** The button with this text, or of several alike the one that is read aloud so; throws if there is none, or more than one. */
export function findButton(blocks: Json[], label: string): Placed {
  const buttons = buttonsIn(blocks);
  const [spoken, ...others] = buttons.filter(({ element }) => element.accessibility_label === label);
  if (spoken && others.length === 0) return spoken;
  const labels = buttons.map((it) => it.label);
  return theOne(
    buttons.filter((it) => it.label === label),
    label,
    'button',
    labels,
  );
}

/** What a person can fill in or choose from, by the label they read. */
export function fieldsIn(blocks: Json[]): Placed[] {
  return placesIn(blocks).filter(({ element }) => !BUTTONLIKE.includes(textIn(element.type)));
}

export function findField(blocks: Json[], label: string): Placed {
  const fields = fieldsIn(blocks);
  const labels = fields.map((it) => it.label);
  return theOne(
    fields.filter((it) => it.label === label),
    label,
    'field',
    labels,
  );
}

/** The options an element offers by itself, groups flattened. */
export function optionsOf(element: Json): Json[] {
  return [...listIn(element.options), ...listIn(element.option_groups).flatMap((group) => listIn(group.options))];
}

/** Options of the overflow menus. */
export function menuIn(blocks: Json[]): string[] {
  const menus = placesIn(blocks).filter(({ element }) => element.type === 'overflow');
  return menus.flatMap(({ element }) => optionsOf(element).map((option) => textOf(option.text)));
}

/** The menu, of whatever kind, that offers an option with this text. */
export function findOffer(blocks: Json[], option: string): Placed {
  const menus = placesIn(blocks).filter(({ element }) => element.type !== 'button');
  const offers = menus.filter(({ element }) => optionsOf(element).some((it) => textOf(it.text) === option));
  return theOne(offers, option, 'menu item', menuIn(blocks));
}
