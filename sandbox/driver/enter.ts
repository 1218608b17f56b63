import { isDeepStrictEqual } from 'node:util';
import { isDispatching, type Trigger } from '../block-kit/dispatch.js';
import { type Json, textIn } from '../json.js';
import type { StoredMessage, ViewRecord, ViewState } from '../world/types.js';
import { entryOf } from '../world/view-state.js';
import { blocksOf } from '../world/views.js';
import { actInView, actOnMessage } from './act.js';
import { type Placed, placesIn } from './find-element.js';
import type { Answer, Stage } from './stage.js';

const idsOf = ({ block, element }: Placed): [string, string] => [textIn(block.block_id), textIn(element.action_id)];

export function entryIn(state: ViewState, placed: Placed): Json | undefined {
  const [blockId, actionId] = idsOf(placed);
  return state[blockId]?.[actionId];
}

function putEntry(state: ViewState, placed: Placed, value: Json): void {
  const [blockId, actionId] = idsOf(placed);
  state[blockId] = { ...state[blockId], [actionId]: { type: placed.element.type, ...value } };
}

/** A field of a view gets a new value; the bot hears of it where the block dispatches. */
export async function enterInView(
  stage: Stage,
  view: ViewRecord,
  placed: Placed,
  value: Json,
  trigger: Trigger,
): Promise<Answer | undefined> {
  putEntry(view.state, placed, value);
  delete view.errors[textIn(placed.block.block_id)];
  stage.world.pulse.beat();
  return isDispatching(placed, trigger) ? actInView(stage, view, placed, value) : undefined;
}

/** The same in a message. */
export async function enterInMessage(
  stage: Stage,
  userId: string,
  message: StoredMessage,
  placed: Placed,
  value: Json,
  trigger: Trigger,
): Promise<Answer | undefined> {
  if (placed.element.type !== 'overflow') putEntry(message.state, placed, value);
  stage.world.pulse.beat();
  return isDispatching(placed, trigger) ? actOnMessage(stage, userId, message, placed, value) : undefined;
}

/** What a client says was entered takes the place of what was, in the fields there are. Answers what changed. */
function takeState(state: ViewState, blocks: Json[], sent: ViewState): Placed[] {
  return placesIn(blocks).filter((placed) => {
    const given = entryIn(sent, placed);
    const entry = given && entryOf(placed.element, given);
    if (!entry || isDeepStrictEqual(entry, entryIn(state, placed))) return false;
    putEntry(state, placed, entry);
    return true;
  });
}

/** Whatever was corrected is no longer complained about. */
export function takeViewState(view: ViewRecord, sent: ViewState): void {
  for (const { block } of takeState(view.state, blocksOf(view), sent)) delete view.errors[textIn(block.block_id)];
}

export function takeMessageState(message: StoredMessage, sent: ViewState): void {
  takeState(message.state, message.blocks, sent);
}
