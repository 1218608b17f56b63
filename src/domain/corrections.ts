import type { RewardChanges, RewardEvent } from './history.js';
import type { Money } from './money.js';

type Edited = Pick<RewardEvent, 'revision' | 'facts'>;

/** What of a reward a partner is told. */
export interface ToldFacts {
  readonly amount: Money;
  readonly description: string;
  readonly customer?: string | undefined;
}

/** Whether a partner who was told of the reward now knows something that is no longer so. */
export function isVisible(changes: RewardChanges): boolean {
  return Boolean(changes.partner ?? changes.amount ?? changes.customer ?? changes.description);
}

/** The revision since which the reward is owed to the partner it is owed to just before `before`; 1: since it was made. */
export function owedSince(history: readonly Edited[], before = Number.POSITIVE_INFINITY): number {
  const given = history.findLast(({ revision, facts }) => revision < before && facts.changes?.partner);
  return given?.revision ?? 1;
}

/** Whether the partner it was owed to just before `before` was told of it, in messages about these revisions. */
export function wasTold(history: readonly Edited[], told: readonly number[], before: number): boolean {
  const since = owedSince(history, before);
  return told.some((revision) => revision >= since && revision < before);
}

/**
 * What changed since its partner was last told, in a message about one of these revisions: the next one says so, with
 * what the amount was. Undefined: they were not told yet, or what they were told is still true.
 */
export function correctionOf(
  history: readonly Edited[],
  told: readonly number[],
  now: Money,
): { readonly was?: Money | undefined } | undefined {
  const since = owedSince(history);
  const last = Math.max(...told.filter((revision) => revision >= since));
  if (!Number.isFinite(last)) return undefined;
  const edits = history.filter(({ revision, facts }) => revision > last && facts.changes && isVisible(facts.changes));
  if (edits.length === 0) return undefined;
  const was = edits.map(({ facts }) => facts.changes?.amount?.from).find((from) => from !== undefined);
  const money = was && { minor: BigInt(was.minor), currency: was.currency };
  const isOther = money && (money.minor !== now.minor || money.currency !== now.currency);
  return isOther ? { was: money } : {};
}

/** What the reward was just before the edit of this revision: what came after is not for whom it was owed to then. */
export function factsBefore(history: readonly Edited[], revision: number, now: ToldFacts): ToldFacts {
  const later = history.filter((event) => event.revision >= revision).map(({ facts }) => facts.changes);
  const amount = later.find((changes) => changes?.amount)?.amount?.from;
  const description = later.find((changes) => changes?.description)?.description?.from;
  const customer = later.find((changes) => changes?.customer)?.customer;
  return {
    amount: amount ? { minor: BigInt(amount.minor), currency: amount.currency } : now.amount,
    description: description ?? now.description,
    customer: customer ? (customer.from ?? undefined) : now.customer,
  };
}
