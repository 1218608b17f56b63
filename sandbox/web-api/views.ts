import { checkView, isViewTooLarge } from '../block-kit/check-view.js';
import { isObject, type Json } from '../json.js';
import { checkPictures } from '../world/pictures.js';
import type { ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { findByExternalId, homeOf, openView, publishHome, pushView, topView, updateView } from '../world/views.js';
import type { Trigger, World } from '../world/world.js';
import { Refusal, refuseFor, requireText } from './refusal.js';

// Error words: docs.slack.dev/reference/methods/views.* and docs.slack.dev/interactivity/handling-user-interaction

const TRIGGER_LIFE_MS = 3000;

/** Refuses what Slack would: `view_too_large`, `invalid_arguments` with pointers, `duplicate_external_id`. */
export function requireSoundView(world: World, view: unknown, type: string, current?: ViewRecord): Json {
  if (!isObject(view)) throw refuseFor('invalid_arguments', [{ pointer: '/view', message: 'must be an object' }]);
  if (isViewTooLarge(view)) throw new Refusal('view_too_large');
  const problems = [...checkView(view), ...checkPictures(world, view.blocks, '/view/blocks')];
  if (view.type !== type) problems.push({ pointer: '/view/type', message: `must be ${type}` });
  if (problems.length > 0) throw refuseFor('invalid_arguments', problems);
  const twin = findByExternalId(world, view.external_id);
  if (twin && twin !== current) throw new Refusal('duplicate_external_id');
  return view;
}

/** Triggers live three seconds and serve once; a view that is refused does not use them up. */
function takeTrigger(world: World, args: Json): Trigger {
  const trigger = world.triggers.get(requireText(args, 'trigger_id'));
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (world.clock.real() - trigger.bornAt > TRIGGER_LIFE_MS) throw new Refusal('expired_trigger_id');
  return trigger;
}

export function viewsOpen(args: Json, world: World): Json {
  const view = requireSoundView(world, args.view, 'modal');
  const trigger = takeTrigger(world, args);
  trigger.used = true;
  return { view: viewPayload(world, openView(world, trigger.userId, view)) };
}

export function viewsPush(args: Json, world: World): Json {
  const view = requireSoundView(world, args.view, 'modal');
  const trigger = takeTrigger(world, args);
  if (!trigger.fromModal || !topView(world, trigger.userId)) throw new Refusal('not_found');
  const pushed = pushView(world, trigger.userId, view);
  if (!pushed) throw new Refusal('push_limit_reached');
  trigger.used = true;
  return { view: viewPayload(world, pushed) };
}

function requireHash(view: ViewRecord | undefined, hash: unknown): void {
  if (hash !== undefined && hash !== view?.hash) throw new Refusal('hash_conflict');
}

export function viewsUpdate(args: Json, world: World): Json {
  const id = args.view_id ?? args.external_id;
  if (id === undefined)
    throw refuseFor('invalid_arguments', [{ pointer: '/view_id', message: 'missing required field: view_id' }]);
  const current = findByExternalId(world, args.external_id) ?? world.views.get(String(args.view_id));
  if (!current) throw new Refusal('not_found');
  const view = requireSoundView(world, args.view, String(current.content.type), current);
  requireHash(current, args.hash);
  return { view: viewPayload(world, updateView(world, current, view)) };
}

export function viewsPublish(args: Json, world: World): Json {
  const user = world.users.get(requireText(args, 'user_id'));
  if (!user || user.isBot || world.isStranger(user)) throw new Refusal('user_not_found');
  const current = homeOf(world, user.id);
  const view = requireSoundView(world, args.view, 'home', current);
  requireHash(current, args.hash);
  return { view: viewPayload(world, publishHome(world, user.id, view)) };
}
