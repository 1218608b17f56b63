import { type Reach, UNREACHABLE, type Unreachable } from './shown.js';

/** What of a contact matters for whether a message can reach them. */
export interface ReachableContact {
  readonly slackUserId: string | null;
  readonly email?: string | null;
  /** Why the last message could not be delivered for good; null while nothing speaks against it. */
  readonly unreachable: string | null;
}

/** The contact whom Slack messages go to: the first that can be reached, else the first there is, the primary one. */
export function pickContact<Contact extends ReachableContact>(contacts: readonly Contact[]): Contact | undefined {
  return contacts.find((contact) => contact.slackUserId && !contact.unreachable) ?? contacts[0];
}

/** Whether a partner with these contacts, the primary one first, can be told in Slack, as far as is known. */
export function reachOf(contacts: readonly ReachableContact[]): Reach {
  const contact = pickContact(contacts);
  if (!contact) return { reachable: false, why: 'no_contact' };
  if (isUnreachable(contact.unreachable)) return { reachable: false, why: contact.unreachable };
  if (!contact.slackUserId) return { reachable: false, why: 'no_slack_user', ...(contact.email && { byEmail: true }) };
  return { reachable: true, slackUserId: contact.slackUserId };
}

/** A message's problem that no later attempt will mend; a rate limit, say, is not one. */
export function isUnreachable(problem: string | null): problem is Unreachable {
  return UNREACHABLE.some((why) => why === problem);
}
