import { findPartner } from '../db/partners.js';
import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { mayChangeSettings, mayCreate, mayHandleInvoices, mayReview } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { requireChannels } from './read-channels.js';
import { requireAllowed } from './require-allowed.js';

// Courtesy: whoever may not is told before they fill a form in. The law is in the transaction that writes.

/** Creating, and for this partner where one is chosen already. */
export async function checkMayCreate(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  partnerId?: string,
): Promise<void> {
  const partner = partnerId ? await findPartner(db.reads, workspaceId, partnerId) : null;
  requireAllowed(mayCreate(await loadActor(db.reads, workspaceId, userId, clock.now()), partner ?? undefined));
  requireChannels(await getProgramme(db.reads, workspaceId));
}

export async function checkMayReview({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayReview(await loadActor(db.reads, workspaceId, userId, clock.now())));
}

export async function checkMayHandleInvoices({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayHandleInvoices(await loadActor(db.reads, workspaceId, userId, clock.now())));
}

export async function checkMayChangeSettings({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayChangeSettings(await loadActor(db.reads, workspaceId, userId, clock.now())));
}
