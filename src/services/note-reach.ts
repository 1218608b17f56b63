import { findContactsToMatch, setContactReach } from '../db/partners.js';
import type { Unreachable } from '../domain/shown.js';
import type { Deps } from './deps.js';

/** Remembers what was found out about reaching a contact. */
export async function noteReach(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  contactId: string,
  reach: { readonly slackUserId?: string; readonly unreachable: Unreachable | null },
): Promise<void> {
  await db.transaction((tx) => setContactReach(tx, workspaceId, contactId, reach));
}

// Well under what Slack allows in a minute, so that a page always gets done.
const PAGE = 20;

/** A page of the contacts that are known by e-mail and not yet as Slack users, and where the next one starts. */
export async function readContactsToMatch(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  after: string | undefined,
): Promise<{
  readonly contacts: readonly { readonly id: string; readonly email: string }[];
  readonly next?: string | undefined;
}> {
  const page = await findContactsToMatch(db.reads, workspaceId, after, PAGE);
  return {
    contacts: page.flatMap(({ id, email }) => (email ? [{ id, email }] : [])),
    next: page.length === PAGE ? page.at(-1)?.id : undefined,
  };
}
