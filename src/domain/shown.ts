import type { RewardEvent } from './history.js';
import type { InvoiceStatus } from './invoice.js';
import type { Money } from './money.js';
import type { LocalDate, Month } from './period.js';
import type { Decision, PaymentState, RewardStatus } from './reward.js';

// What services read and views show of rewards and partners. Facts only: the words and the blocks are the views'.

/** Why nobody at a partner can be told in Slack. */
export const UNREACHABLE = ['no_contact', 'no_slack_user', 'deactivated', 'not_shared', 'refused'] as const;
export type Unreachable = (typeof UNREACHABLE)[number];
export type Reach =
  | { readonly reachable: true; readonly slackUserId: string }
  /** `byEmail`: only an e-mail is known, and the job that writes asks Slack for its user. */
  | { readonly reachable: false; readonly why: Unreachable; readonly byEmail?: true };

/** A partner that a message is about to go to, and whether it arrives. */
export interface NoticeRecipient {
  readonly partner: string;
  readonly reach: Reach;
}

export interface PartnerName {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly group?: string | undefined;
}

/** The line under the chosen partner: one sum a currency. Pending is New, Approved and Hold. */
export interface PartnerSummary extends PartnerName {
  readonly pending: readonly Money[];
  readonly paid: readonly Money[];
  /** What clawbacks leave to be made up for, below zero: carried forward from invoice to invoice until it is. */
  readonly balance: readonly Money[];
  readonly reach: Reach;
}

export interface CustomerName {
  readonly id: string;
  readonly name: string;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
  readonly partnerId: string;
  readonly partnerName: string;
}

export interface ProgrammeRules {
  readonly currencies: readonly string[];
  /** In major units. */
  readonly rewardCap: bigint;
}

/** The reward that a new one looks like. */
export interface LikelyDuplicate {
  readonly id: string;
  readonly number: number;
  readonly status: RewardStatus;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

/** The invoice a reward is on, was paid on, or will go on as things stand. */
export type InvoicePlace =
  | {
      readonly kind: 'expected';
      readonly month: Month;
      readonly closesAt: Date;
      readonly timeZone: string;
      /** It goes on only if it is approved: the programme invoices approved rewards only, or two people must approve it. */
      readonly needsApproval: boolean;
      /** Two people must approve it, and not both have. */
      readonly needsSecondApproval?: boolean;
    }
  | {
      readonly kind: 'on';
      readonly number: string;
      readonly status: InvoiceStatus;
      /** Its expected payment date has passed, and it is neither paid nor void. */
      readonly isOverdue?: boolean | undefined;
      readonly month: Month;
      readonly link?: string | undefined;
    }
  | { readonly kind: 'none' };

/**
 * How the last message to the partner fared. `held_back`: the creator of the decision asked for silence.
 * `reachableNow`: it could not be sent then, and could be now.
 */
export type PartnerTold =
  | { readonly state: 'told' | 'waiting' | 'held_back' | 'unknown' }
  | { readonly state: 'not_told'; readonly why: Unreachable; readonly reachableNow?: boolean };

/** A paid reward as its clawback shows it. */
export interface CorrectedReward {
  readonly number: number;
  readonly amount: Money;
  /** To its card, where it has one. */
  readonly link?: string | undefined;
}

/** A clawback as the reward that it takes back shows it. */
export interface Clawback {
  readonly number: number;
  /** Below zero. */
  readonly amount: Money;
  readonly link?: string | undefined;
}

export interface RewardCard {
  readonly id: string;
  readonly revision: number;
  readonly number: number;
  readonly status: RewardStatus;
  readonly payment: PaymentState;
  readonly partner: PartnerName;
  readonly amount: Money;
  readonly description: string;
  readonly internalNote?: string | undefined;
  /** The permalink of the message it was created from. */
  readonly evidence?: string | undefined;
  readonly customer?: CustomerName | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly invoice: InvoicePlace;
  readonly duplicateOf?: LikelyDuplicate | undefined;
  /** The paid reward that this one, a clawback, takes back, with what it was. */
  readonly corrects?: CorrectedReward | undefined;
  /** What takes this one back, oldest first; declined clawbacks take nothing. */
  readonly clawbacks: readonly Clawback[];
  /** What can still be taken back of it, where a clawback can be asked for. */
  readonly leftToTakeBack?: Money | undefined;
  readonly told: PartnerTold;
  /** The partner whose it was before an edit, where they may not know that it is not theirs any more. */
  readonly former?: { readonly partner: string; readonly told: PartnerTold } | undefined;
  /** Why its creator may not know what changes are asked for, while they are. */
  readonly creatorNotAsked?: 'unknown' | Unreachable | undefined;
  /** Why its creator, who was asked, cannot be reminded any more. */
  readonly creatorNotReminded?: Unreachable | undefined;
  /** Where an approver may take it from here. */
  readonly decisions: readonly Decision[];
  /** While it is to be approved, where two people must: the first of them, once there is one. */
  readonly approvals?:
    | { readonly needed: number; readonly first?: { readonly by: string; readonly at: Date } | undefined }
    | undefined;
  /** From the first event on; never empty. */
  readonly history: readonly RewardEvent[];
  /** Jobs about it that ran out of attempts, by name. */
  readonly failedJobs: readonly string[];
}

/** Why a card is reminded of in its thread, and for whom. */
export interface Reminder {
  /** When it was left to be decided. */
  readonly since: Date;
  /** On hold: the day that is over, and who looks after it. */
  readonly reviewBy?: LocalDate | undefined;
  readonly owner?: string | undefined;
  /** Earlier ones have not helped. */
  readonly isEscalated: boolean;
  /** Slack users and user groups. */
  readonly for: readonly string[];
  /** Escalated before the cut: who can still decide is called besides. */
  readonly canDecide?: readonly string[] | undefined;
  /** Its month is about to be cut: it says what becomes of it then. */
  readonly isBeforeCut?: boolean | undefined;
  /** Changes are waited for, and from whom. */
  readonly changesBy?: { readonly creator: string; readonly isReachable: boolean } | undefined;
}
