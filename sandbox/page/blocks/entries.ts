import { useEffect, useReducer, useRef } from 'react';
import { isDispatching, type Trigger } from '../../block-kit/dispatch.js';
import type { Json } from '../../json.js';
import type { Outcome, Place } from '../../screen/acts.js';
import type { ViewState } from '../../world/types.js';
import { useActing } from '../acting.js';
import { createPause } from './pause.js';
import type { Placed } from './placed.js';

/** What a person enters in one view or message, and what they do there. */
export interface Entries {
  /** What is entered now: the server's, with what the person has changed since. */
  state: ViewState;
  /** Enters a value, and tells the bot where the block wants it told. Undefined where it does not. */
  enter(placed: Placed, value: Json, trigger: Trigger): Promise<Outcome | undefined>;
  press(placed: Placed, option?: string): Promise<Outcome>;
  suggest(placed: Placed, query: string): Promise<Outcome>;
  /** Waits until the bot has been told of everything, and gives what is entered then. */
  settle(): Promise<ViewState>;
}

/** Slack tells the bot of typing after a pause of about this long. */
const PAUSE_MS = 500;

/** What of `edits` still has its place: the same block_id, action_id and type. */
function stillThere(edits: ViewState, shown: ViewState): ViewState {
  const kept: ViewState = {};
  for (const [blockId, actions] of Object.entries(edits)) {
    for (const [actionId, entry] of Object.entries(actions)) {
      if (shown[blockId]?.[actionId]?.type === entry.type) kept[blockId] = { ...kept[blockId], [actionId]: entry };
    }
  }
  return kept;
}

function merge(shown: ViewState, edits: ViewState): ViewState {
  const kept = stillThere(edits, shown);
  return Object.fromEntries(
    Object.entries(shown).map(([blockId, actions]) => [blockId, { ...actions, ...kept[blockId] }]),
  );
}

/**
 * Keeps what the person enters, so that no late answer takes a letter from them. When the bot changes the view (its
 * `version`), an entry stays where its block_id, action_id and type are still there; other fields start anew.
 */
export function useEntries(place: Place, shown: ViewState, version: string): Entries {
  const { act } = useActing();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const edits = useRef<ViewState>({});
  const known = useRef(shown);
  known.current = shown;
  const underWay = useRef(new Set<Promise<Outcome>>());
  const pause = useRef(createPause(PAUSE_MS)).current;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is what drops entries
  useEffect(() => {
    edits.current = stillThere(edits.current, known.current);
  }, [version]);
  useEffect(() => () => pause.end(), [pause]);

  const latest = () => merge(known.current, edits.current);
  const idsOf = ({ block, element }: Placed) => ({
    in: place,
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    state: latest(),
  });

  const follow = (told: Promise<Outcome>): Promise<Outcome> => {
    underWay.current.add(told);
    void told.finally(() => underWay.current.delete(told));
    return told;
  };

  const enter: Entries['enter'] = async (placed, value, trigger) => {
    const { blockId, actionId } = idsOf(placed);
    const entry = { type: placed.element.type, ...value };
    edits.current = { ...edits.current, [blockId]: { ...edits.current[blockId], [actionId]: entry } };
    redraw();
    if (!isDispatching(placed, trigger)) return undefined;
    const tell = () => follow(act({ do: 'enter', ...idsOf(placed), value: entry, trigger }));
    const name = `${blockId} ${actionId}`;
    if (trigger === 'typed') return pause.before(name, tell);
    pause.drop(name);
    return tell();
  };

  const settle = async () => {
    pause.end();
    while (underWay.current.size > 0) await Promise.all(underWay.current);
    return latest();
  };

  return {
    state: latest(),
    enter,
    settle,
    press: (placed, option) =>
      follow(act({ do: 'press', ...idsOf(placed), ...(option === undefined ? {} : { option }) })),
    suggest: (placed, query) => act({ do: 'suggest', ...idsOf(placed), query }),
  };
}
