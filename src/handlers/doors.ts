import type { App, BlockAction, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { shapeOf } from '../slack/payload-shape.js';
import { answerInTime } from './answer-in-time.js';
import type { HandlerDeps } from './deps.js';
import {
  type ActionArgs,
  type CommandArgs,
  explainAction,
  explainCommand,
  explainGlobalShortcut,
  explainHome,
  explainMessageShortcut,
  explainOptions,
  explainSubmit,
  type GlobalShortcutArgs,
  type Handler,
  type HomeArgs,
  type MessageShortcutArgs,
  type OptionsArgs,
  type SubmitArgs,
} from './explain.js';
import { showHome } from './show-home.js';
import { untilInterrupted } from './until-interrupted.js';

type Id = string | RegExp;

type ListenerError = Parameters<Parameters<App['error']>[0]>[0];

/** How each kind of row is registered with Bolt: in the wrapper that answers where its people look. */
export function openDoors(app: App, deps: HandlerDeps) {
  // The last net: it has no ack, so it can only log.
  app.error(async ({ error, body }: ListenerError) =>
    deps.logger.error({ err: error, shape: shapeOf(body) }, 'listener failed'),
  );

  const bound = <Args>(handle: Handler<Args>) => untilInterrupted(deps, handle);
  const pressed = (action_id: Id) => ({ type: 'block_actions', action_id }) as const;
  return {
    onCommand: (name: string, handle: Handler<CommandArgs>) => app.command(name, explainCommand(deps, bound(handle))),
    onGlobalShortcut: (callback_id: string, handle: Handler<GlobalShortcutArgs>) =>
      app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id }, explainGlobalShortcut(deps, bound(handle))),
    onMessageShortcut: (callback_id: string, handle: Handler<MessageShortcutArgs>) =>
      app.shortcut<MessageShortcut>(
        { type: 'message_action', callback_id },
        explainMessageShortcut(deps, bound(handle)),
      ),
    onHomeOpened: (handle: Handler<HomeArgs>) => app.event('app_home_opened', explainHome(deps, bound(handle))),
    onOptions: (action_id: Id, handle: Handler<OptionsArgs>) =>
      app.options({ type: 'block_suggestion', action_id }, explainOptions(deps, bound(handle))),
    onAction: (id: Id, handle: Handler<ActionArgs>) =>
      app.action<BlockAction>(pressed(id), explainAction(deps, bound(handle))),
    /** Home's own buttons, which are answered by drawing it. */
    onHome: (id: Id, handle: Handler<ActionArgs>) =>
      app.action<BlockAction>(pressed(id), explainAction(deps, bound(handle), showHome)),
    onSubmit: (callback_id: string, handle: Handler<SubmitArgs>) =>
      app.view({ type: 'view_submission', callback_id }, answerInTime(deps, explainSubmit(deps, bound(handle)))),
  };
}
