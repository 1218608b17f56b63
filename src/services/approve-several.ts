import { randomUUID } from 'node:crypto';
import { findRewardNames } from '../db/named-rewards.js';
import { findPerson } from '../db/people.js';
import { findReward } from '../db/rewards.js';
import { loadActor } from '../db/roles.js';
import { findUndecided, sumUndecided, type UndecidedFilter } from '../db/undecided.js';
import { getProgramme } from '../db/workspaces.js';
import { isRefusal, Refusal } from '../domain/errors.js';
import type { QueueRow } from '../domain/home-parts.js';
import { readHomePlace } from '../domain/home-place.js';
import { mayReview } from '../domain/policy.js';
import type { SeveralResult } from '../domain/several.js';
import { decideReward } from './decide-reward.js';
import type { Deps } from './deps.js';
import { readFilter, showRows } from './read-home-queue.js';
import { requireAllowed } from './require-allowed.js';

/** Whoever approves several at once. */
interface Approver {
  readonly workspaceId: string;
  readonly userId: string;
}

/**
 * What of their filtered queue somebody may approve, in its order, and how many more there are: New, or what is on Hold
 * where that is what they filter by, since it was set aside on purpose.
 */
export function readApprovable(
  deps: Deps,
  who: Approver,
  most: number,
): Promise<{ readonly rows: QueueRow[]; readonly more: number }> {
  return readQueueOf(deps, who, most, (filter) => ({ ...filter, status: filter.status ?? 'New' }));
}

/** The unreviewed rewards of an invoice that a person may approve, by number, and how many more there are. */
export function readApprovableOnInvoice(
  deps: Deps,
  who: Approver,
  invoiceId: string,
  most: number,
): Promise<{ readonly rows: QueueRow[]; readonly more: number }> {
  return readQueueOf(deps, who, most, () => ({ invoiceId, status: 'New' }));
}

/** Those of these rewards that still wait for a decision, as they are now. */
export async function readStillApprovable(
  deps: Deps,
  who: Approver,
  rewardIds: readonly string[],
): Promise<QueueRow[]> {
  const { rows } = await readQueueOf(deps, who, rewardIds.length, () => ({ ids: rewardIds }));
  return rows;
}

function readQueueOf(
  { db, clock }: Deps,
  { workspaceId, userId }: Approver,
  most: number,
  narrow: (filter: UndecidedFilter) => UndecidedFilter,
): Promise<{ rows: QueueRow[]; more: number }> {
  return db.snapshot(async (reads) => {
    const now = clock.now();
    const actor = await loadActor(reads, workspaceId, userId, now);
    requireAllowed(mayReview(actor));
    const programme = await getProgramme(reads, workspaceId);
    const scope = { workspaceId, programmeId: programme.id };
    const place = readHomePlace((await findPerson(reads, workspaceId, userId))?.home);
    const asked = readFilter(now, place.queue.filter);
    const filter = { ...narrow(asked), notOf: { userId, partnerIds: [...actor.partnerIds] } };
    const found = await findUndecided(reads, scope, filter, undefined, most);
    const all = await sumUndecided(reads, scope, filter);
    const show = await showRows(reads, programme, { actor, now }, found);
    return { rows: found.map(show), more: all.reduce((count, { rewards }) => count + rewards, 0) - found.length };
  });
}

/**
 * Approves one after the other, each by the ordinary decision in a transaction of its own, at the revision that was seen;
 * what is refused stops no other. Sent twice, the second finds approved what the first approved. Refuses whoever may not
 * review before it names any of them. `bulkId` names the submission: each creator is told of what it approved in one
 * message.
 */
export async function approveSeveral(
  deps: Deps,
  { workspaceId, userId }: Approver,
  refs: readonly { readonly rewardId: string; readonly revision: number }[],
  bulkId: string = randomUUID(),
): Promise<SeveralResult[]> {
  requireAllowed(mayReview(await loadActor(deps.db.reads, workspaceId, userId, deps.clock.now())));
  const ids = refs.map(({ rewardId }) => rewardId);
  const names = await findRewardNames(deps.db.reads, workspaceId, ids);
  const results: SeveralResult[] = [];
  let held: SeveralResult['outcome'] | undefined;
  for (const ref of refs) {
    const order = { ...ref, workspaceId, by: userId, decision: 'approve', bulkId } as const;
    // What waits for a cut once is not made to wait again for each.
    const outcome = held ?? (await approve(deps, order));
    if (outcome.kind === 'refused' && isRefusal(outcome.refusal, 'held_by')) held = outcome;
    results.push({ reward: names.get(ref.rewardId), outcome });
  }
  return results;
}

async function approve(deps: Deps, order: Parameters<typeof decideReward>[1]): Promise<SeveralResult['outcome']> {
  try {
    await decideReward(deps, order);
    const reward = await findReward(deps.db.reads, order.workspaceId, order.rewardId);
    return { kind: reward?.firstApprovedBy === order.by ? 'first_of_two' : 'approved' };
  } catch (error) {
    const before = ownApproval(error, order.by);
    if (before) return { kind: before };
    return error instanceof Refusal ? { kind: 'refused', refusal: error } : { kind: 'failed', error };
  }
}

/** The same submission came before: what was asked for is done. */
function ownApproval(error: unknown, userId: string): 'approved' | 'first_of_two' | undefined {
  if (!isRefusal(error, 'reward_changed') && !isRefusal(error, 'already_so')) return undefined;
  const { status, last } = error.facts;
  if (last.actor !== userId) return undefined;
  if (last.kind === 'approved_first') return 'first_of_two';
  return status === 'Approved' && last.kind === 'approved' ? 'approved' : undefined;
}
