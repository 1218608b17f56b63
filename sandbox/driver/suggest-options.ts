import type { Problem } from '../block-kit/checks.js';
import { suggestionAnswer } from '../block-kit/composition.js';
import { minQueryOf } from '../block-kit/dispatch.js';
import { isObject, type Json, listIn, textOf } from '../json.js';
import type { StoredMessage, ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { messageOrigin } from './act.js';
import type { Placed } from './find-element.js';
import { activeUser, payloadBase, type Stage } from './stage.js';

/** Where the field stands: a view, or a message somebody looks at. */
export type FieldPlace = { view: ViewRecord } | { message: StoredMessage; userId: string };

export interface Suggestions {
  status: 'ok' | 'late' | 'failed';
  /** Options without a group stand in one without a label. */
  groups: { label: string; options: Json[] }[];
  /** What is wrong with the bot's answer. */
  reason?: string;
}

/**
 * The view in the payload is as it was last opened or updated: what was entered since is not in its state, not even
 * what an action told the bot (bolt-js#1146).
 */
function originOf(stage: Stage, place: FieldPlace): Json {
  if ('message' in place) return messageOrigin(stage.world, place.message);
  const { view } = place;
  return { container: { type: 'view', view_id: view.id }, view: viewPayload(stage.world, view, view.served) };
}

function groupsIn(answer: Json): Suggestions['groups'] {
  const grouped = listIn(answer.option_groups).map((it) => ({ label: textOf(it.label), options: listIn(it.options) }));
  const alone = listIn(answer.options);
  return alone.length > 0 ? [{ label: '', options: alone }, ...grouped] : grouped;
}

/** What the bot offers for these letters, which are one keystroke's. */
export async function suggestOptions(
  stage: Stage,
  place: FieldPlace,
  { block, element }: Placed,
  query: string,
): Promise<Suggestions> {
  const { world } = stage;
  const userId = 'view' in place ? place.view.userId : place.userId;
  if (query.length < minQueryOf(element)) return { status: 'ok', groups: [] };
  const delivery = await stage.deliver('interactive', {
    type: 'block_suggestion',
    ...payloadBase(world, activeUser(world, userId)),
    ...originOf(stage, place),
    action_id: element.action_id,
    block_id: block.block_id,
    value: query,
  });
  if (delivery.status !== 'acked' || !isObject(delivery.body))
    return { status: delivery.status === 'timed_out' ? 'late' : 'failed', groups: [] };
  const found: Problem[] = [];
  suggestionAnswer(delivery.body, '', found);
  if (found.length === 0) return { status: 'ok', groups: groupsIn(delivery.body) };
  const reason = found.map((it) => `${it.pointer} ${it.message}`).join('; ');
  return { status: 'failed', groups: [], reason: `Slack refuses these options: ${reason}` };
}

/** The options themselves, in one list; an answer that fails shows "No results". Throws if it breaks the limits. */
export async function suggestAll(stage: Stage, view: ViewRecord, placed: Placed, query: string): Promise<Json[]> {
  const { status, groups, reason } = await suggestOptions(stage, { view }, placed, query);
  if (reason !== undefined) throw new Error(reason);
  if (status !== 'ok') stage.world.notify(view.userId, 'No results');
  return groups.flatMap(({ options }) => options);
}
