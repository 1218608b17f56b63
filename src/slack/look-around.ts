import type { WebClient } from '@slack/web-api';
import type { ChannelLook, SlackPerson } from '../domain/setup.js';
import { readCallFailure, refusalCode } from './errors.js';
import { within } from './within.js';

/** A user group as people know it. */
export interface GroupName {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
}

/** What Slack says of a channel at this moment. Whatever it says or does not say is an answer: this never throws for it. */
export async function lookAtChannel(client: WebClient, channel: string): Promise<ChannelLook> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    return {
      kind: 'seen',
      isMember: found?.is_member === true,
      isArchived: found?.is_archived === true,
      // With another company, with another workspace of the same, or about to be.
      isShared: Boolean(
        found?.is_ext_shared ||
          found?.is_shared ||
          found?.is_org_shared ||
          found?.is_pending_ext_shared ||
          found?.pending_shared?.length,
      ),
    };
  } catch (error) {
    const code = refusalCode(error);
    if (code === 'channel_not_found') return { kind: 'hidden' };
    if (code !== undefined) return { kind: 'refused', code };
    if (readCallFailure(error)) return { kind: 'no_answer' };
    throw error;
  }
}

/** Who somebody is in this Slack workspace at this moment. */
export async function readSlackPerson(client: WebClient, teamId: string, userId: string): Promise<SlackPerson> {
  const { user } = await client.users.info({ user: userId });
  const isOfTeam = user?.team_id === teamId || user?.enterprise_user?.teams?.includes(teamId) === true;
  return {
    isAdmin: Boolean(user?.is_admin || user?.is_owner || user?.is_primary_owner),
    isDeactivated: user?.deleted === true,
    isGuest: Boolean(user?.is_restricted || user?.is_ultra_restricted),
    isExternal: !isOfTeam || user?.is_stranger === true,
    isBot: user?.is_bot === true,
  };
}

/** Of how many people it is asked, and for how long: somebody waits for the answer. */
const MOST_PEOPLE = 20;
const PATIENCE_MS = 1_500;

/** Who of these people is deactivated, as far as Slack says so in a moment. Never throws. */
export async function findDeactivated(client: WebClient, userIds: readonly string[]): Promise<string[]> {
  const asked = userIds.slice(0, MOST_PEOPLE).map(async (user) => {
    const answer = await within(PATIENCE_MS, client.users.info({ user }));
    return answer?.user?.deleted === true ? [user] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** The user groups of the workspace that are in use. */
export async function listUserGroups(client: WebClient): Promise<GroupName[]> {
  const { usergroups = [] } = await client.usergroups.list({});
  return usergroups.flatMap(({ id, name, handle }) => (id ? [{ id, name: name ?? id, handle: handle ?? '' }] : []));
}

export async function readUserGroup(client: WebClient, groupId: string): Promise<string[]> {
  const { users = [] } = await client.usergroups.users.list({ usergroup: groupId });
  return users;
}
