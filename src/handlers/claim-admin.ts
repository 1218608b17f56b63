import { claimAdmin } from '../services/claim-admin.js';
import { readSlackPerson } from '../slack/look-around.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';

/** Set up Partner Rewards: the first who runs the Slack workspace becomes the admin. Slack is asked now, not believed. */
export function pressClaim(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const { workspaceId } = deps;
    const userId = body.user.id;
    const person = await readSlackPerson(client, workspaceId, userId);
    await claimAdmin(deps, { workspaceId, userId, person });
  };
}
