import { type Json, textIn } from '../json.js';
import type { ViewRecord } from './types.js';
import { carryOver, fillIds, initialState } from './view-state.js';
import { randomId, type World } from './world.js';

const MAX_STACK = 3;

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${randomId()}`;
}

function contentOf(view: Json): Json {
  return { ...view, blocks: fillIds(view.blocks, () => randomId(3)) };
}

export function blocksOf(view: ViewRecord): Json[] {
  return Array.isArray(view.content.blocks) ? view.content.blocks : [];
}

/** The person's open views, root first. */
export function stackOf(world: World, userId: string): ViewRecord[] {
  return (world.stacks.get(userId) ?? []).flatMap((id) => world.views.get(id) ?? []);
}

export function topView(world: World, userId: string): ViewRecord | undefined {
  return stackOf(world, userId).at(-1);
}

function createView(world: World, userId: string, view: Json, below?: ViewRecord): ViewRecord {
  const id = `V${randomId(5).toUpperCase()}`;
  const content = contentOf(view);
  const state = initialState(fillIds(content.blocks, randomId));
  const record: ViewRecord = {
    id,
    userId,
    content,
    state,
    heard: structuredClone(state),
    served: structuredClone(state),
    hash: newHash(world),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    errors: {},
  };
  world.views.set(id, record);
  world.pulse.beat();
  return record;
}

/** Shows a new modal in place of whatever the person had open. */
export function openView(world: World, userId: string, view: Json): ViewRecord {
  for (const old of stackOf(world, userId)) world.views.delete(old.id);
  const record = createView(world, userId, view);
  world.stacks.set(userId, [record.id]);
  return record;
}

/** Puts a view on top of the person's stack; nothing if the stack is full. */
export function pushView(world: World, userId: string, view: Json): ViewRecord | undefined {
  const stack = stackOf(world, userId);
  if (stack.length >= MAX_STACK) return undefined;
  const record = createView(world, userId, view, stack.at(-1));
  world.stacks.set(userId, [...stack.map((it) => it.id), record.id]);
  return record;
}

/** Replaces what a view shows, keeping what the person entered where ids and types are the same. */
export function updateView(world: World, record: ViewRecord, view: Json): ViewRecord {
  record.content = contentOf(view);
  const blocks = blocksOf(record);
  record.state = carryOver(record.state, blocks);
  record.heard = carryOver(record.heard, blocks);
  record.served = structuredClone(record.heard);
  record.errors = {};
  record.hash = newHash(world);
  world.pulse.beat();
  return record;
}

export function publishHome(world: World, userId: string, view: Json): ViewRecord {
  const old = homeOf(world, userId);
  if (old) return updateView(world, old, view);
  const record = createView(world, userId, view);
  world.homes.set(userId, record.id);
  return record;
}

export function homeOf(world: World, userId: string): ViewRecord | undefined {
  return world.views.get(world.homes.get(userId) ?? '');
}

/** Closes the top view, or the whole stack; answers what was closed, top first. */
export function closeViews(world: World, userId: string, all: boolean): ViewRecord[] {
  const stack = stackOf(world, userId);
  const closed = (all ? stack : stack.slice(-1)).reverse();
  for (const view of closed) world.views.delete(view.id);
  world.stacks.set(userId, all ? [] : stack.slice(0, -1).map((view) => view.id));
  world.pulse.beat();
  return closed;
}

/** Takes one view out of its stack, wherever it lies. */
export function closeView(world: World, view: ViewRecord): void {
  world.views.delete(view.id);
  const rest = (world.stacks.get(view.userId) ?? []).filter((id) => id !== view.id);
  world.stacks.set(view.userId, rest);
  world.pulse.beat();
}

export function findByExternalId(world: World, externalId: unknown): ViewRecord | undefined {
  const wanted = textIn(externalId);
  return wanted === '' ? undefined : [...world.views.values()].find((view) => view.content.external_id === wanted);
}
