import { type Json, objectIn, textIn } from '../../json.js';
import type { Act } from '../../screen/acts.js';

/** An element and the block it stands in. */
export interface Placed {
  block: Json;
  element: Json;
}

export type Trigger = Extract<Act, { do: 'enter' }>['trigger'];

/** Whether using this element tells the bot at once, or only with the form. */
export function isDispatching({ block, element }: Placed, trigger: Trigger): boolean {
  if (block.type !== 'input') return true;
  if (block.dispatch_action !== true) return false;
  if (trigger === 'chosen') return true;
  const listed = objectIn(element.dispatch_action_config).trigger_actions_on;
  // The documented default is the Enter key.
  const triggers = Array.isArray(listed) ? listed.map(textIn) : ['on_enter_pressed'];
  return triggers.includes(trigger === 'typed' ? 'on_character_entered' : 'on_enter_pressed');
}
