import type { Own } from './four-eyes.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { LocalDate } from './period.js';
import type { Role } from './policy.js';
import type { RewardStatus } from './reward.js';
import type { SettingName } from './settings.js';

/** What is said of the last thing that happened to something, to whoever came too late. */
export interface LastChange {
  readonly kind: string;
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string | undefined;
}

/** What holds rows for longer than a person waits: a month's cut, other work on a whole invoice, or anything else. */
export type HeldBy = 'cut' | 'invoice' | 'others';

/** Everything a person can be refused, with the facts its sentence needs. The sentences are in views/refusals. */
export interface RefusalFacts {
  not_allowed: { readonly needs: readonly Role[]; readonly staleGroups: boolean };
  not_yours_to_withdraw: { readonly staleGroups: boolean };
  /** A manager limited to some partner groups, and a partner of none of them. */
  partner_group_not_yours: { readonly groups: readonly string[] };
  not_yours_to_edit: { readonly staleGroups: boolean };
  own_reward: { readonly because: Own };
  /** They gave the first of two approvals. */
  approved_before: Record<never, never>;
  /** Not shown: the handler asks for the reason in a modal. */
  reason_needed: Record<never, never>;

  reward_not_found: Record<never, never>;
  reward_changed: { readonly reward: string; readonly status: RewardStatus; readonly last: LastChange };
  already_so: { readonly reward: string; readonly status: RewardStatus; readonly last: LastChange };
  reward_paid: { readonly reward: string };
  invoice_locked: { readonly reward: string; readonly invoice: string };
  was_invoiced: { readonly reward: string };
  /** Two people must approve it, and not both have. */
  needs_second_approval: Record<never, never>;
  move_not_possible: { readonly reward: string; readonly status: RewardStatus };

  not_to_be_clawed_back: { readonly reward: string; readonly status: RewardStatus };
  clawback_of_clawback: { readonly reward: string };
  clawback_too_much: { readonly reward: string; readonly left: Money };
  /** Others have taken some of it back: `clawback` is the last of theirs. */
  clawback_overtaken: {
    readonly reward: string;
    readonly left: Money;
    readonly clawback: string;
    readonly taken: Money;
    readonly last: LastChange;
  };

  /** Unknown here, or of another workspace. */
  question_not_found: Record<never, never>;
  question_answered: { readonly reward: string; readonly last: LastChange };
  too_many_questions: { readonly reward: string; readonly most: number };

  partner_unknown: Record<never, never>;
  customer_unknown: Record<never, never>;
  contact_linked: { readonly partner: string };
  currency_unused: { readonly currency: string; readonly currencies: readonly string[] };
  amount_over_cap: { readonly cap: Money };

  invoice_not_found: Record<never, never>;
  invoice_changed: { readonly invoice: string; readonly status: InvoiceStatus; readonly last: LastChange };
  invoice_not_finalised: { readonly invoice: string; readonly status: InvoiceStatus };
  /** A payment is made from the day of the cut on, and not after today. Both are days where the programme is. */
  payment_day_not_possible: { readonly given: LocalDate; readonly cutOn: LocalDate; readonly today: LocalDate };
  invoice_move_not_possible: { readonly invoice: string; readonly status: InvoiceStatus };
  line_unknown: { readonly invoice: string };
  not_to_be_pulled: { readonly reward: string; readonly invoice: string };
  partner_stays_negative: {
    readonly reward: string;
    readonly partner: string;
    readonly invoice: string;
    /** What their waiting clawbacks take back, above zero. */
    readonly owed?: Money | undefined;
    /** The programme's minimum payout, if it has one. */
    readonly minimum?: Money | undefined;
  };
  too_many_missed_periods: { readonly since: string; readonly most: number };
  run_over_bound: {
    readonly month: string;
    readonly total: Money;
    readonly rewards: number;
    readonly bound: Money;
  };
  /** The run that was to be allowed is allowed or done by now. */
  run_settled: { readonly month: string; readonly currency: string; readonly last: LastChange };
  run_not_stopped: { readonly month: string; readonly currency: string };

  /** The bot had to stop before the work was done, which may still be committed. */
  interrupted: Record<never, never>;

  /** The channels are not chosen yet: an admin does that in the bot's Home. */
  not_set_up: Record<never, never>;
  /** Another transaction holds what this is about for longer than a person waits. */
  held_by: { readonly work: HeldBy };
  workspace_unknown: { readonly known: readonly string[] };
  setting_unknown: { readonly name: string; readonly known: readonly string[] };
  setting_invalid: { readonly name: SettingName };
  currency_in_use: { readonly currency: string; readonly rewards: number };
  /** Somebody else changed it while the form was open. */
  setting_changed: { readonly name: string; readonly last: LastChange };
  /** Nobody would be left who is an admin, or who may decide on what somebody else created. */
  nobody_left: { readonly to: 'administer' | 'approve' | 'approve_others' };
  /** The first admin is there by now. */
  admin_claimed: { readonly last: LastChange };
  not_workspace_admin: Record<never, never>;
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
