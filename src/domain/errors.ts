import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { Role } from './policy.js';
import type { RewardStatus } from './reward.js';

/** What is said of the last thing that happened to something, to whoever came too late. */
export interface LastChange {
  readonly kind: string;
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string | undefined;
}

/** Everything a person can be refused, with the facts its sentence needs. The sentences are in views/refusals. */
export interface RefusalFacts {
  not_allowed: { readonly needs: readonly Role[]; readonly staleGroups: boolean };
  not_yours_to_withdraw: { readonly staleGroups: boolean };
  own_reward: { readonly because: 'creator' | 'contact' };
  /** Not shown: the handler asks for the reason in a modal. */
  reason_needed: Record<never, never>;

  reward_not_found: Record<never, never>;
  reward_changed: { readonly reward: string; readonly status: RewardStatus; readonly last: LastChange };
  already_so: { readonly reward: string; readonly status: RewardStatus; readonly last: LastChange };
  reward_paid: { readonly reward: string };
  invoice_locked: { readonly reward: string; readonly invoice: string };
  was_invoiced: { readonly reward: string };
  move_not_possible: { readonly reward: string; readonly status: RewardStatus };

  partner_unknown: Record<never, never>;
  customer_unknown: Record<never, never>;
  contact_linked: { readonly partner: string };
  currency_unused: { readonly currency: string; readonly currencies: readonly string[] };
  amount_over_cap: { readonly cap: Money };

  invoice_not_found: Record<never, never>;
  invoice_changed: { readonly invoice: string; readonly status: InvoiceStatus; readonly last: LastChange };
  invoice_not_finalised: { readonly invoice: string; readonly status: InvoiceStatus };
  too_many_missed_periods: { readonly since: string; readonly most: number };

  workspace_unknown: { readonly known: readonly string[] };
  setting_unknown: { readonly name: string; readonly known: readonly string[] };
  setting_invalid: { readonly name: string; readonly expected: string };
  currency_in_use: { readonly currency: string; readonly rewards: number };
  /** The names of the variables that the first start of a workspace cannot do without. */
  first_start_incomplete: { readonly missing: readonly string[] };
}

export type RefusalCode = keyof RefusalFacts;

/** An expected "no": coded, with facts, thrown anywhere below the handlers and worded where the person is looking. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: Code,
    readonly facts: RefusalFacts[Code],
  ) {
    super(code);
  }
}

/** Narrows a caught value to one refusal. */
export function isRefusal<Code extends RefusalCode>(error: unknown, code: Code): error is Refusal<Code> {
  return error instanceof Refusal && error.code === code;
}
