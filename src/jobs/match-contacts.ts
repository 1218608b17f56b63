import { noteFound, readContactsToMatch } from '../services/note-reach.js';
import { owe } from '../services/owe.js';
import { findUserByEmail } from '../slack/who-can-be-reached.js';
import type { JobHandler } from './context.js';

/**
 * Finds the Slack users of contacts known by e-mail only, so that four eyes knows whose partner is whose. A page at a
 * time: told to wait by Slack, it goes on from the page it was at; told to stop, from the contact it was at.
 */
export const matchContacts: JobHandler<'match-contacts'> = async ({ workspaceId, after }, context) => {
  const goOnAfter = (contactId: string | undefined) =>
    owe(context, { name: 'match-contacts', payload: { workspaceId, after: contactId } });
  const client = context.slackOf(workspaceId);
  const { contacts, next } = await readContactsToMatch(context, workspaceId, after);
  let last = after;
  for (const contact of contacts) {
    if (context.stopping.aborted) return goOnAfter(last);
    await context.pace('users.lookupByEmail');
    const slackUserId = await findUserByEmail(client, contact.email);
    if (slackUserId) await noteFound(context, workspaceId, contact.id, slackUserId);
    last = contact.id;
  }
  if (next) await goOnAfter(next);
};
