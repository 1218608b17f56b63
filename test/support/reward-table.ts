import type { Decision, RewardStatus } from '../../src/domain/reward.js';

// SPEC 4, written out again by hand. `-` and "tell them" are answers in words.
export type Answer =
  | RewardStatus
  | 'already_so'
  | 'move_not_possible'
  | 'reward_paid'
  | 'invoice_locked'
  | 'was_invoiced'
  | 'needs_second_approval';
type Row = Readonly<Record<Decision, Answer>>;
export const OFF_INVOICE: Readonly<Record<RewardStatus, Row>> = {
  New: {
    approve: 'Approved',
    decline: 'Declined',
    hold: 'Hold',
    release: 'already_so',
    reopen: 'already_so',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Approved: {
    approve: 'already_so',
    decline: 'Declined',
    hold: 'Hold',
    release: 'move_not_possible',
    reopen: 'move_not_possible',
    mark_paid: 'Paid',
    withdraw: 'move_not_possible',
    request_changes: 'move_not_possible',
  },
  Hold: {
    approve: 'Approved',
    decline: 'Declined',
    hold: 'already_so',
    release: 'New',
    reopen: 'move_not_possible',
    mark_paid: 'Paid',
    withdraw: 'Declined',
    request_changes: 'Hold',
  },
  Declined: {
    approve: 'move_not_possible',
    decline: 'already_so',
    hold: 'move_not_possible',
    release: 'move_not_possible',
    reopen: 'New',
    mark_paid: 'move_not_possible',
    withdraw: 'already_so',
    request_changes: 'move_not_possible',
  },
  Paid: {
    approve: 'reward_paid',
    decline: 'reward_paid',
    hold: 'reward_paid',
    release: 'reward_paid',
    reopen: 'reward_paid',
    mark_paid: 'reward_paid',
    withdraw: 'reward_paid',
    request_changes: 'reward_paid',
  },
};
