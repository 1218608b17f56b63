import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { mayChangeSettings, mayCreate, mayHandleInvoices, mayMendContact } from '../domain/policy.js';
import type { Deps } from './deps.js';
import { requireChannels } from './read-channels.js';
import { requireAllowed } from './require-allowed.js';

// Courtesy: whoever may not is told before they fill a form in. The law is in the transaction that writes.

export async function checkMayCreate({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayCreate(await loadActor(db.reads, workspaceId, userId, clock.now())));
  requireChannels(await getProgramme(db.reads, workspaceId));
}

export async function checkMayHandleInvoices({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayHandleInvoices(await loadActor(db.reads, workspaceId, userId, clock.now())));
}

export async function checkMayMendContact({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayMendContact(await loadActor(db.reads, workspaceId, userId, clock.now())));
}

export async function checkMayChangeSettings({ db, clock }: Deps, workspaceId: string, userId: string): Promise<void> {
  requireAllowed(mayChangeSettings(await loadActor(db.reads, workspaceId, userId, clock.now())));
}
