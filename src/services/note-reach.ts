import { saveMessage } from '../db/messages.js';
import {
  findContactsToMatch,
  findPartner,
  lockPartner,
  setContactFound,
  setContactUnreachable,
} from '../db/partners.js';
import type { Unreachable } from '../domain/shown.js';
import type { Deps } from './deps.js';
import type { Addressee } from './read-partner-notice.js';

// Slack is asked before anything is written here, and that takes its time: what a person or an import has said of the
// contact meanwhile stands.

/** Remembers who a contact is in Slack, unless they are linked to somebody else by now. */
export async function noteFound(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  contactId: string,
  slackUserId: string,
): Promise<void> {
  await db.transaction((tx) => setContactFound(tx, workspaceId, contactId, slackUserId));
}

export interface Untold {
  readonly workspaceId: string;
  readonly key: string;
  readonly rewardId?: string | undefined;
  readonly invoiceId?: string | undefined;
  readonly partnerId: string;
  /** Whom it was tried with, as they were read then. */
  readonly to: Addressee | undefined;
  readonly why: Unreachable;
}

/**
 * Writes down that a partner was not told, and why. False, and nothing is written: the partner's contact is another one
 * by now, who has to be tried.
 */
export async function noteUntold({ db, clock }: Deps, untold: Untold): Promise<boolean> {
  const { workspaceId, key, rewardId, invoiceId, partnerId, to, why } = untold;
  return db.transaction(async (tx) => {
    // Whoever links a contact holds this row too, and looks for what was not told: one of us sees the other.
    await lockPartner(tx, workspaceId, partnerId);
    const stands = to
      ? await setContactUnreachable(tx, workspaceId, to.contactId, { slackUserId: to.slackUserId ?? null, why })
      : (await findPartner(tx, workspaceId, partnerId))?.contacts.length === 0;
    if (!stands) return false;
    const message = { workspaceId, key, rewardId, invoiceId, channel: '', problem: why, changedAt: clock.now() };
    await saveMessage(tx, { ...message, state: 'failed' });
    return true;
  });
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
