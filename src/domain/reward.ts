import { canStillChange, type InvoiceStatus } from './invoice.js';

export const REWARD_STATUSES = ['New', 'Approved', 'Declined', 'Hold', 'Paid'] as const;
export type RewardStatus = (typeof REWARD_STATUSES)[number];

/** The second axis: where the money is. */
export const PAYMENT_STATES = ['not_invoiced', 'on_invoice', 'paid_on_invoice', 'paid_elsewhere'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What a person can do to a reward once it exists. */
export const DECISIONS = [
  'approve',
  'decline',
  'hold',
  'release',
  'reopen',
  'mark_paid',
  'withdraw',
  'request_changes',
] as const;
export type Decision = (typeof DECISIONS)[number];

/** Every legal move of a person, SPEC 4's table: what is not here is refused. */
export const NEXT = {
  New: {
    approve: 'Approved',
    decline: 'Declined',
    hold: 'Hold',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Approved: { decline: 'Declined', hold: 'Hold', mark_paid: 'Paid' },
  Hold: {
    approve: 'Approved',
    decline: 'Declined',
    release: 'New',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Declined: { reopen: 'New' },
  Paid: {},
} as const satisfies Record<RewardStatus, Partial<Record<Decision, RewardStatus>>>;

/** The event that a decision leaves in the history. */
export const EVENT_OF = {
  approve: 'approved',
  decline: 'declined',
  hold: 'held',
  release: 'released',
  reopen: 'reopened',
  mark_paid: 'marked_paid',
  withdraw: 'withdrawn',
  request_changes: 'changes_requested',
} as const satisfies Record<Decision, string>;

/** Every kind of event a reward's history can hold: a decision, its creation, or its life on an invoice. */
export type RewardEventKind =
  | 'created'
  | (typeof EVENT_OF)[Decision]
  /** The first of the two approvals that it needs. */
  | 'approved_first'
  /** Sent back by its creator, after changes were asked for. */
  | 'edited'
  | 'invoiced'
  | 'carried_forward'
  | 'postponed'
  | 'invoice_voided'
  | 'paid_on_invoice';

/** Where a reward stands: both axes, and the invoice that its live line is on. */
export interface Standing {
  readonly status: RewardStatus;
  readonly payment: PaymentState;
  readonly invoice?: { readonly number: string; readonly status: InvoiceStatus } | undefined;
  /** Whether it ever had a line on an invoice. */
  readonly everInvoiced: boolean;
  /** How many people must approve it. */
  readonly approvalsNeeded?: number | undefined;
  /** Of these approvals, how many are still to come. */
  readonly approvalsLeft?: number | undefined;
  /** It takes back another reward: nothing about it is its creator's to change. */
  readonly isClawback?: boolean | undefined;
}

export interface Move {
  readonly event: RewardEventKind;
  readonly status: RewardStatus;
  readonly payment: PaymentState;
  /** The line is to be removed from the invoice in review, and the invoice totalled again. */
  readonly leavesInvoice: boolean;
}

export type MoveRefused =
  | 'already_so'
  | 'reward_paid'
  | 'invoice_locked'
  | 'was_invoiced'
  | 'needs_second_approval'
  | 'move_not_possible';

/** Where a decision leads, or why it may not be taken. Pure: the guarded write in db decides who was first. */
export function moveOf(standing: Standing, decision: Decision): Move | MoveRefused {
  if (standing.status === 'Paid') return 'reward_paid';
  if (standing.invoice && !canStillChange(standing.invoice.status)) return 'invoice_locked';
  const moves: Partial<Record<Decision, RewardStatus>> = NEXT[standing.status];
  const end = moves[decision];
  if (end && decision === 'request_changes' && standing.isClawback) return 'move_not_possible';
  if (end === 'Paid' && lacksApproval(standing)) return 'needs_second_approval';
  // The first of two approvals leaves it to be decided.
  const isFirst = decision === 'approve' && (standing.approvalsLeft ?? 1) > 1;
  const status = end && isFirst ? 'New' : end;
  if (!status) return isAlready(standing.status, decision) ? 'already_so' : 'move_not_possible';
  if (decision === 'reopen' && standing.everInvoiced) return 'was_invoiced';
  const leavesInvoice = standing.payment === 'on_invoice' && status !== 'Approved' && !isFirst;
  const event = isFirst ? 'approved_first' : EVENT_OF[decision];
  return { event, status, payment: paymentAfter(standing.payment, status, leavesInvoice), leavesInvoice };
}

/** Whether two people must approve a reward and not both have: until then nothing of it is paid (SPEC 4). */
export function lacksApproval({ status, approvalsNeeded }: Pick<Standing, 'status' | 'approvalsNeeded'>): boolean {
  return (status === 'New' || status === 'Hold') && (approvalsNeeded ?? 1) > 1;
}

/** The decisions that are legal now, in the order a person is offered them. */
export function legalDecisions(standing: Standing): Decision[] {
  return DECISIONS.filter((decision) => typeof moveOf(standing, decision) === 'object');
}

/** `R-1042` */
export function rewardNumber(number: number): string {
  return `R-${number}`;
}

/** `R-1042`, `r-1042` -> 1042. Undefined: it is no reward's number. */
export function readRewardNumber(text: string): number | undefined {
  const [, digits] = /^r-([1-9][0-9]{0,8})$/i.exec(text) ?? [];
  return digits ? Number(digits) : undefined;
}

function paymentAfter(payment: PaymentState, status: RewardStatus, leavesInvoice: boolean): PaymentState {
  if (status === 'Paid') return 'paid_elsewhere';
  return leavesInvoice ? 'not_invoiced' : payment;
}

function isAlready(status: RewardStatus, decision: Decision): boolean {
  const outcome: Partial<Record<RewardStatus, readonly Decision[]>> = {
    Approved: ['approve'],
    Declined: ['decline', 'withdraw'],
    Hold: ['hold'],
    New: ['release', 'reopen'],
  };
  return outcome[status]?.includes(decision) ?? false;
}
