import { type Json, objectIn, textIn } from '../json.js';

/** How a field got its new value. */
export type Trigger = 'typed' | 'entered' | 'chosen';

/** Whether using this element tells the bot at once, or only with the form. */
export function isDispatching({ block, element }: { block: Json; element: Json }, trigger: Trigger): boolean {
  if (block.type !== 'input') return true;
  if (block.dispatch_action !== true) return false;
  if (trigger === 'chosen') return true;
  const listed = objectIn(element.dispatch_action_config).trigger_actions_on;
  // The documented default is the Enter key.
  const triggers = Array.isArray(listed) ? listed.map(textIn) : ['on_enter_pressed'];
  return triggers.includes(trigger === 'typed' ? 'on_character_entered' : 'on_enter_pressed');
}

// docs.slack.dev/reference/block-kit/block-elements/select-menu-element: the default is three characters.
const DEFAULT_MIN_QUERY = 3;

/** How many characters are typed before the bot is asked for options. */
export function minQueryOf(element: Json): number {
  return typeof element.min_query_length === 'number' ? element.min_query_length : DEFAULT_MIN_QUERY;
}
