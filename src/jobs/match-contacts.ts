import { noteFound, readContactsToMatch } from '../services/note-reach.js';
import { owe } from '../services/owe.js';
import { findUserByEmail } from '../slack/who-can-be-reached.js';
import type { JobHandler } from './context.js';

/**
 * Finds the Slack users of contacts known by e-mail only, so that four eyes knows whose partner is whose. A page at a
 * time: told to wait by Slack, it goes on from the page it was at.
 */
export const matchContacts: JobHandler<'match-contacts'> = async ({ workspaceId, after }, context) => {
  const client = context.slackOf(workspaceId);
  const { contacts, next } = await readContactsToMatch(context, workspaceId, after);
  for (const contact of contacts) {
    await context.pace('users.lookupByEmail');
    const slackUserId = await findUserByEmail(client, contact.email);
    if (slackUserId) await noteFound(context, workspaceId, contact.id, slackUserId);
  }
  if (next) await owe(context, { name: 'match-contacts', payload: { workspaceId, after: next } });
};
