import type { RewardChanges, RewardEvent } from '../../src/domain/history.js';
import { ANA, BO, event, invoiceEvent, LENA } from './samples.js';

export const changes: RewardChanges = {
  partner: { fromId: 'a', toId: 'b', from: 'Acme', to: 'Globex' },
  amount: { from: { minor: '30000', currency: 'USD' }, to: { minor: '25000', currency: 'EUR' } },
  customer: { from: 'Initech', to: null },
  description: { from: 'Webinar', to: 'Webinar in November' },
  note: { from: null, to: 'See the mail' },
};

/** One event of every kind, each with all that it can carry. */
export const events: readonly RewardEvent[] = [
  event('created', 'New', { actor: ANA }),
  event('held', 'Hold', {
    reason: 'Waiting for the order number',
    facts: { owner: LENA, reviewBy: '2026-11-20', leftInvoice: 'INV-2026-0007' },
  }),
  event('released', 'New', { actor: 'command line' }),
  event('approved', 'Approved', { reason: 'Nobody else is left', facts: { alone: true } }),
  event('held', 'Hold', { reason: 'Waiting for the order', facts: { alone: true, aloneReason: 'Bo has left' } }),
  event('declined', 'Declined', { reason: 'Refunded', facts: { reasonCode: 'order_cancelled' } }),
  event('declined', 'Declined', { facts: { reasonCode: 'fraud', silently: true } }),
  event('reopened', 'New', { reason: 'By mistake' }),
  event('withdrawn', 'Declined', { actor: ANA, facts: { reasonCode: 'withdrawn_by_creator' } }),
  event('withdrawn', 'Declined', { facts: { reasonCode: 'withdrawn_by_admin' } }),
  event('invoiced', 'Approved', { actor: 'bot', facts: { invoice: 'INV-2026-0007', asOf: '2026-12-01T00:00:00Z' } }),
  event('carried_forward', 'Approved', { actor: 'bot', facts: { leftInvoice: 'INV-2026-0007', carriedTo: '2026-12' } }),
  event('carried_forward', 'Approved', {
    actor: 'bot',
    facts: { month: '2026-11', carriedTo: '2026-12', minimum: '25' },
  }),
  event('approved_first', 'New'),
  event('approved_first', 'New', { reason: 'Nobody else is left', facts: { alone: true } }),
  event('approved', 'Approved', { facts: { firstApprovedBy: ANA } }),
  event('approved', 'Approved', { reason: 'Cy has left', facts: { firstApprovedBy: BO, alone: true } }),
  event('changes_requested', 'Hold', { reason: 'Was it not 1,250?', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('edited', 'New', { actor: ANA, reason: 'It was.', facts: { askedBy: BO, changes, approvalVoided: true } }),
  event('edited', 'New', { actor: ANA, reason: 'As agreed.', facts: { askedBy: BO } }),
  event('postponed', 'Approved', { reason: 'Disputed', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('invoice_voided', 'Approved', { reason: 'Wrong month', facts: { leftInvoice: 'INV-2026-0007' } }),
  event('invoiced', 'Approved', { facts: { invoice: 'INV-2026-0008', pulled: true } }),
  event('marked_paid', 'Paid', { facts: { paidOn: '2026-11-16', reference: 'Bank transfer 4711' } }),
  event('paid_on_invoice', 'Paid', {
    facts: { invoice: 'INV-2026-0007', paidOn: '2026-12-12', reference: 'SEPA 7' },
  }),
];

/** An invoice through everything that can happen to one. */
export const invoiceEvents = [
  invoiceEvent('cut', { actor: 'bot', facts: { asOf: '2026-12-01T00:00:00Z' } }),
  invoiceEvent('line_removed', { reason: 'decline', facts: { reward: 'R-1042' } }),
  invoiceEvent('line_removed', {
    reason: 'postponed',
    facts: { reward: 'R-1043', words: 'Disputed', carriedForward: ['R-1044', 'R-1045'] },
  }),
  invoiceEvent('line_added', { facts: { reward: 'R-1043', takenAlong: ['R-1046'] } }),
  invoiceEvent('paused', { reason: 'Waiting for the tax office' }),
  invoiceEvent('resumed', { facts: { reviewEndsAt: '2026-12-14T23:00:00Z', expectedPaymentOn: '2026-12-20' } }),
  invoiceEvent('finalised', { actor: 'bot' }),
  invoiceEvent('failed', { reason: 'The bank refused the file' }),
  invoiceEvent('retried'),
  invoiceEvent('paid', { facts: { paidOn: '2026-12-21', reference: 'SEPA 7' } }),
  invoiceEvent('voided', { reason: 'Wrong currency', facts: { rewards: 61, total: '4831000' } }),
  invoiceEvent('voided', { reason: 'hold', facts: { reward: 'R-1042' } }),
];

/** Events as they were written before the invoice was part of them, or as they seldom come. */
export const eventsSeldom: readonly RewardEvent[] = [
  event('created', 'New', { facts: { evidence: 'https://example.slack.com/archives/C1/p1' } }),
  event('approved', 'Approved', { facts: { firstApprovedBy: BO, alone: true, aloneReason: 'Cy has left' } }),
  event('declined', 'Declined', { facts: { reasonCode: 'withdrawn_by_creator' } }),
  event('declined', 'Declined', { facts: { reasonCode: 'withdrawn_by_admin' } }),
  event('invoiced', 'Approved'),
  event('invoiced', 'Approved', { facts: { pulled: true } }),
  event('paid_on_invoice', 'Paid'),
  event('carried_forward', 'Approved', { facts: { leftInvoice: 'INV-2026-0007' } }),
  event('carried_forward', 'Approved', { facts: { minimum: '2500' } }),
];
export const invoiceEventsSeldom = [
  invoiceEvent('line_removed'),
  invoiceEvent('line_added'),
  ...['withdraw', 'request_changes', 'mark_paid'].map((reason) =>
    invoiceEvent('line_removed', { reason, facts: { reward: 'R-1042' } }),
  ),
];
