import type { HandlerDeps } from './deps.js';
import type { GlobalShortcutArgs, Handler } from './explain.js';
import { openRewardForm } from './open-reward-form.js';

/** The form, from anywhere in Slack. */
export function createRewardAnywhere(deps: HandlerDeps): Handler<GlobalShortcutArgs> {
  return ({ body, client }) => openRewardForm(deps, { client, userId: body.user.id, triggerId: body.trigger_id }, {});
}
