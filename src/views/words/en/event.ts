/**
 * What happened to a reward, in its thread, on its card and in its history. "Put on hold", never "Held": each sentence
 * names at most the status it leads to, since the card may name no other.
 */
export const event = {
  'event.created': 'Created by {who}',
  'event.approved': 'Approved by {who}',
  'event.approved_first': 'Approved by {who}, 1 of 2',
  'event.declined': 'Declined by {who}',
  'event.held': 'Put on hold by {who}',
  'event.released': 'Released by {who}',
  'event.reopened': 'Reopened by {who}',
  'event.marked_paid': 'Marked as paid by {who}',
  'event.changes_requested': 'Changes asked for by {who}',
  'event.edited': 'Changed by {who}',
  'event.sent_back_unchanged': 'Sent back unchanged by {who}',
  'event.withdrawn_by_creator': 'Withdrawn by its creator, {who}',
  'event.withdrawn_by_admin': 'Withdrawn by an admin, {who}',
  'event.invoiced': 'Put on {invoice}',
  'event.invoiced_somewhere': 'Put on an invoice',
  'event.pulled': 'Put on {invoice} by {who}',
  'event.pulled_somewhere': 'Put on an invoice by {who}',
  'event.carried_forward_for_minimum':
    "Carried forward to the next invoice: the partner's total was below the minimum payout",
  'event.carried_to_for_minimum':
    "Carried forward to the {month} invoice: the partner's total was below the minimum payout",
  'event.carried_to': "Carried forward to the {month} invoice: the partner's total was zero or less",
  'event.carried_forward': "Carried forward to the next invoice: the partner's total was zero or less",
  'event.postponed': 'Moved to the next invoice by {who}',
  'event.invoice_voided': 'Its invoice was voided by {who}',
  'event.paid_on_invoice': 'Paid with {invoice}',
  'event.paid_on_its_invoice': 'Paid with its invoice',

  // The same, with when it was.
  'dated_event.created': 'Created by {who}, {when}',
  'dated_event.approved': 'Approved by {who}, {when}',
  'dated_event.approved_first': 'Approved by {who}, 1 of 2, {when}',
  'dated_event.declined': 'Declined by {who}, {when}',
  'dated_event.held': 'Put on hold by {who}, {when}',
  'dated_event.released': 'Released by {who}, {when}',
  'dated_event.reopened': 'Reopened by {who}, {when}',
  'dated_event.marked_paid': 'Marked as paid by {who}, {when}',
  'dated_event.changes_requested': 'Changes asked for by {who}, {when}',
  'dated_event.edited': 'Changed by {who}, {when}',
  'dated_event.sent_back_unchanged': 'Sent back unchanged by {who}, {when}',
  'dated_event.withdrawn_by_creator': 'Withdrawn by its creator, {who}, {when}',
  'dated_event.withdrawn_by_admin': 'Withdrawn by an admin, {who}, {when}',
  'dated_event.invoiced': 'Put on {invoice}, {when}',
  'dated_event.invoiced_somewhere': 'Put on an invoice, {when}',
  'dated_event.pulled': 'Put on {invoice} by {who}, {when}',
  'dated_event.pulled_somewhere': 'Put on an invoice by {who}, {when}',
  'dated_event.carried_forward_for_minimum':
    "Carried forward to the next invoice: the partner's total was below the minimum payout, {when}",
  'dated_event.carried_to_for_minimum':
    "Carried forward to the {month} invoice: the partner's total was below the minimum payout, {when}",
  'dated_event.carried_to': "Carried forward to the {month} invoice: the partner's total was zero or less, {when}",
  'dated_event.carried_forward': "Carried forward to the next invoice: the partner's total was zero or less, {when}",
  'dated_event.postponed': 'Moved to the next invoice by {who}, {when}',
  'dated_event.invoice_voided': 'Its invoice was voided by {who}, {when}',
  'dated_event.paid_on_invoice': 'Paid with {invoice}, {when}',
  'dated_event.paid_on_its_invoice': 'Paid with its invoice, {when}',

  // What came with it, each beside the others.
  'event_detail.from_a_message': 'from a message ↗',
  'event_detail.partner': 'partner {from} → {to}',
  'event_detail.customer': 'customer {from} → {to}',
  'event_detail.no_customer': 'none',
  'event_detail.description': 'another description',
  'event_detail.note': 'another internal note',
  'event_detail.asked_by': 'asked for by {who}',
  'event_detail.approval_voided': 'the first approval no longer counts',
  'event_detail.first_approved_by': 'first approved by {who}',
  'event_detail.silently': 'the partner is not told',
  'event_detail.owner': '{who} looks after it',
  'event_detail.review_by': 'review by {day}',
  'event_detail.paid_on': 'paid on {day}',
  'event_detail.left_invoice': 'taken off {invoice}',
  'event_detail.decides_alone': 'alone, since nobody else may decide on it',
  'event_detail.decides_alone_because': 'alone, since nobody else may decide on it: “{reason}”',
  'event_detail.approves_alone': 'alone, since nobody else may give the second approval',
  'event_detail.approves_alone_because': 'alone, since nobody else may give the second approval: “{reason}”',
  'event_detail.as_of': 'with the clock set to {time}',
  'event_detail.earlier_not_shown':
    '{count, plural, one {# earlier event not shown} other {# earlier events not shown}}',

  // Its creator is told what somebody else decided: on one reward, on several together, or with an invoice.
  'decision_note.reward': '{reward}: {amount} for {partner}',
  'decision_note.reward_and_status': '{reward} · {status}',
  'decision_note.approved':
    '{count, plural, one {# reward that you created is Approved} other {# rewards that you created are Approved}}: {sums}',
  'decision_note.approved_once':
    '{count, plural, one {# reward that you created has} other {# rewards that you created have}} 1 of 2 approvals: {sums}',
  'decision_note.paid':
    '{count, plural, one {# reward that you created is Paid} other {# rewards that you created are Paid}} with {invoice}: {sum}',

  // Its creator is asked for changes to it.
  'changes_note.asks': '{who} asks for changes to {reward}: {amount} for {partner}',
  'changes_note.still_waits':
    '{who} still waits for your changes to {reward}: {amount} for {partner}, asked for {when}',
  'changes_note.asked': '{who} asked for changes to {reward}, for {partner}',
  'changes_note.sent_back': 'Sent back by {who}, {when}',
  'changes_note.edit': 'Edit and send back',
  'changes_note.edit_aloud': 'Edit {reward} and send it back',
} as const;
