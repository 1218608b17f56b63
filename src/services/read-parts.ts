import type { Reads } from '../db/client.js';
import { findPartner } from '../db/partners.js';
import { findPerson } from '../db/people.js';
import { loadActor } from '../db/roles.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import type { HomeCreated, HomeEarnings, HomeInvoices, HomeQueue } from '../domain/home-parts.js';
import { type QueueFilter, readHomePlace } from '../domain/home-place.js';
import { type Actor, mayCreate, mayHandleInvoices, mayReview } from '../domain/policy.js';
import type { PartnerName } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { readHomeCreated } from './read-home-created.js';
import { readHomeEarnings } from './read-home-earnings.js';
import { readHomeInvoices } from './read-home-invoices.js';
import { readHomeQueue } from './read-home-queue.js';
import { nameOf } from './read-partner-summary.js';
import { requireAllowed } from './require-allowed.js';

// Parts of a Home on their own, for who asks for one. Each refuses whom Home would not show it.

interface Asked {
  readonly reads: Reads;
  readonly programme: Programme;
  readonly actor: Actor;
  readonly now: Date;
}

/** The whole queue, from its start. */
export function readQueue(deps: Deps, workspaceId: string, userId: string): Promise<HomeQueue> {
  return ask(deps, workspaceId, userId, ({ reads, programme, actor, now }) => {
    requireAllowed(mayReview(actor));
    return readHomeQueue(reads, programme, { actor, now }, { filter: {} });
  });
}

/** What they created and what they earned: one of them, or both. */
export function readMine(
  deps: Deps,
  workspaceId: string,
  userId: string,
): Promise<{ readonly created?: HomeCreated | undefined; readonly earnings?: HomeEarnings | undefined }> {
  return ask(deps, workspaceId, userId, async ({ reads, programme, actor, now }) => {
    const earnings = await readHomeEarnings(reads, programme, { userId, now }, { rewards: {} });
    const verdict = mayCreate(actor);
    if (!earnings) requireAllowed(verdict);
    return {
      created: verdict.allowed ? await readHomeCreated(reads, programme, { userId, now }, {}) : undefined,
      earnings,
    };
  });
}

export function readOpenInvoices(deps: Deps, workspaceId: string, userId: string): Promise<HomeInvoices> {
  return ask(deps, workspaceId, userId, ({ reads, programme, actor, now }) => {
    requireAllowed(mayHandleInvoices(actor));
    return readHomeInvoices(reads, programme, now);
  });
}

/** What somebody filters their queue by. */
export function readQueueFilter(
  deps: Deps,
  workspaceId: string,
  userId: string,
): Promise<{ readonly filter: QueueFilter; readonly partner?: PartnerName | undefined }> {
  return ask(deps, workspaceId, userId, async ({ reads, actor }) => {
    requireAllowed(mayReview(actor));
    const { filter } = readHomePlace((await findPerson(reads, workspaceId, userId))?.home).queue;
    const partner = filter.partnerId ? await findPartner(reads, workspaceId, filter.partnerId) : null;
    return { filter, partner: partner ? nameOf(partner) : undefined };
  });
}

function ask<Part>(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  read: (asked: Asked) => Promise<Part>,
): Promise<Part> {
  return db.snapshot(async (reads) => {
    const now = clock.now();
    const actor = await loadActor(reads, workspaceId, userId, now);
    return read({ reads, programme: await getProgramme(reads, workspaceId), actor, now });
  });
}
