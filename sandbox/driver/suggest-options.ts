import type { Problem } from '../block-kit/checks.js';
import { suggestionAnswer } from '../block-kit/composition.js';
import { isObject, type Json } from '../json.js';
import type { ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { optionsOf, type Placed } from './find-element.js';
import { payloadBase, type Stage } from './stage.js';

// docs.slack.dev/reference/block-kit/block-elements/select-menu-element: the default is three characters.
const DEFAULT_MIN_QUERY = 3;

/**
 * What the bot offers for these letters; a late or failed answer shows "no results". One request for the whole
 * query, where Slack sends one per keystroke. The view in the payload is as it was last opened or updated: what was
 * entered since is not in its state, not even what an action told the bot (bolt-js#1146).
 * Throws if the bot's answer breaks the limits.
 */
export async function suggestOptions(stage: Stage, view: ViewRecord, placed: Placed, query: string): Promise<Json[]> {
  const { world } = stage;
  const { block, element } = placed;
  if (query.length < Number(element.min_query_length ?? DEFAULT_MIN_QUERY)) return [];
  const user = world.users.get(view.userId);
  if (!user) throw new Error(`${view.userId} is not here.`);
  const delivery = await stage.deliver('interactive', {
    type: 'block_suggestion',
    ...payloadBase(world, user),
    container: { type: 'view', view_id: view.id },
    action_id: element.action_id,
    block_id: block.block_id,
    value: query,
    view: viewPayload(world, view, view.served),
  });
  if (delivery.status !== 'acked' || !isObject(delivery.body)) {
    world.notify(view.userId, 'No results');
    return [];
  }
  const found: Problem[] = [];
  suggestionAnswer(delivery.body, '', found);
  if (found.length > 0)
    throw new Error(`Slack refuses these options: ${found.map((it) => `${it.pointer} ${it.message}`).join('; ')}`);
  return optionsOf(delivery.body);
}
