import type { HandlerDeps } from './deps.js';
import type { ActionArgs, GlobalShortcutArgs, Handler } from './explain.js';
import { openRewardForm } from './open-reward-form.js';

/** The form with nothing in it, from anywhere in Slack or from a Home. */
export function createRewardAnywhere(deps: HandlerDeps): Handler<GlobalShortcutArgs | ActionArgs> {
  return ({ body, client }) => openRewardForm(deps, { client, userId: body.user.id, triggerId: body.trigger_id }, {});
}
