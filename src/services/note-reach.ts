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

const PAGE = 200;

/** The contacts that are known by e-mail and not yet as Slack users. */
export async function* readContactsToMatch(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
): AsyncGenerator<{ readonly id: string; readonly email: string }> {
  let after: string | undefined;
  for (;;) {
    const page = await findContactsToMatch(db.reads, workspaceId, after, PAGE);
    for (const { id, email } of page) if (email) yield { id, email };
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
