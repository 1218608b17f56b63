import { noteReach, readContactsToMatch } from '../services/note-reach.js';
import { findUserByEmail } from '../slack/who-can-be-reached.js';
import type { JobHandler } from './context.js';

/** Finds the Slack users of contacts known by e-mail only, so that four eyes knows whose partner is whose. */
export const matchContacts: JobHandler<'match-contacts'> = async ({ workspaceId }, context) => {
  const client = context.slackOf(workspaceId);
  for await (const contact of readContactsToMatch(context, workspaceId)) {
    await context.pace('users.lookupByEmail');
    const slackUserId = await findUserByEmail(client, contact.email);
    if (slackUserId) await noteReach(context, workspaceId, contact.id, { slackUserId, unreachable: null });
  }
};
