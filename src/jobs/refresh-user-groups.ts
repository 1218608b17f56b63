import { owe } from '../services/owe.js';
import { noteUserGroup, readGroupsInUse } from '../services/read-role-holders.js';
import type { JobHandler } from './context.js';

/** Mirrors the user groups that roles were given to. One that cannot be read keeps what it had, and lapses after a day. */
export const refreshUserGroups: JobHandler<'refresh-user-groups'> = async (_payload, context) => {
  for (const { workspaceId, groupId } of await readGroupsInUse(context)) {
    // For another process, which may have started long before this one stops.
    if (context.stopping.aborted) return owe(context, { name: 'refresh-user-groups', payload: {} });
    try {
      const { users = [] } = await context.slackOf(workspaceId).usergroups.users.list({ usergroup: groupId });
      await noteUserGroup(context, { workspaceId, groupId, userIds: users });
    } catch (error) {
      context.logger.warn({ workspaceId, groupId, err: error }, 'user group not refreshed');
    }
  }
};
