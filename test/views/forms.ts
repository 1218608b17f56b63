import type { InputBlock, ModalView } from '@slack/types';
import { listIn } from '../../sandbox/json.js';
import type { ViewState } from '../../sandbox/world/types.js';
import { carryOver, initialState } from '../../sandbox/world/view-state.js';
import type { FieldState, FilledForm } from '../../src/views/reading.js';

/** A form as Slack submits it untouched, or with these fields put in. */
export function fill(form: ModalView, put: Readonly<Record<string, FieldState>> = {}): FilledForm {
  const initial = initialState(listIn(form.blocks));
  const values: Record<string, Record<string, FieldState>> = {};
  for (const [blockId, actions] of Object.entries(initial)) values[blockId] = { ...actions };
  for (const [id, state] of Object.entries(put)) {
    if (!values[id]?.[id]) throw new Error(`the form has no field ${id}`);
    values[id] = { [id]: state };
  }
  return { private_metadata: form.private_metadata ?? '', state: { values } };
}

/** What Slack keeps of this form in another build of it. */
export function keptIn(again: ModalView, before: FilledForm): ViewState {
  const old: ViewState = {};
  for (const [blockId, actions] of Object.entries(before.state.values)) {
    old[blockId] = Object.fromEntries(
      Object.entries(actions).map(([id, state]) => [id, { ...state, type: typeIn(again, blockId) }]),
    );
  }
  return carryOver(old, listIn(again.blocks));
}

function typeIn(form: ModalView, blockId: string): unknown {
  return initialState(listIn(form.blocks))[blockId]?.[blockId]?.type;
}

export function typed(value: string): FieldState {
  return { value };
}

export function chosen(value: string): FieldState {
  return { selected_option: { value } };
}

/** Where a form asks for people. */
export function peopleInput(form: ModalView): InputBlock {
  const found = form.blocks.find(
    (block): block is InputBlock => 'element' in block && block.element.type === 'multi_users_select',
  );
  if (!found) throw new Error('no people are asked for');
  return found;
}
