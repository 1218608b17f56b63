import type { WebClient } from '@slack/web-api';
import type { Reach, Unreachable } from '../domain/shown.js';
import { refusalCode } from './errors.js';

/** The Slack user with this e-mail, if there is one in the workspace. External people are never found this way. */
export async function findUserByEmail(client: WebClient, email: string): Promise<string | undefined> {
  try {
    const { user } = await client.users.lookupByEmail({ email });
    return user?.deleted ? undefined : user?.id;
  } catch (error) {
    if (refusalCode(error) === 'users_not_found') return undefined;
    throw error;
  }
}

/** Whether a direct message to this user can arrive, asked of Slack. */
export async function checkReach(client: WebClient, userId: string): Promise<Reach> {
  try {
    const { user } = await client.users.info({ user: userId });
    if (user?.deleted) return { reachable: false, why: 'deactivated' };
    if (user?.is_stranger) return { reachable: false, why: 'not_shared' };
    return { reachable: true, slackUserId: userId };
  } catch (error) {
    const why = unreachableBecause(refusalCode(error));
    if (why) return { reachable: false, why };
    throw error;
  }
}

// Slack's words for a person it will not let us write to. `channel_not_found` is what posting to such a user id says.
const BECAUSE: Readonly<Record<string, Unreachable>> = {
  user_not_found: 'not_shared',
  user_not_visible: 'not_shared',
  users_not_found: 'no_slack_user',
  channel_not_found: 'not_shared',
  user_disabled: 'deactivated',
  messages_tab_disabled: 'refused',
  cannot_dm_bot: 'refused',
  restricted_action: 'refused',
  not_allowed: 'refused',
};

/** Why a person cannot be written to, from Slack's refusal. Undefined: the refusal says something else. */
export function unreachableBecause(code: string | undefined): Unreachable | undefined {
  if (code === undefined) return undefined;
  return BECAUSE[code] ?? (code.startsWith('slack_connect_') ? 'refused' : undefined);
}
