/** A reward wherever it is named: on its card, in a form, in Home. */
export const reward = {
  'reward.from_a_message': 'From a message ↗',
  'place.goes_on': "Goes on the {month} invoice, cut {cut} (the month's end in {zone})",
  'place.goes_on_if_approved': "Without a yes it stays off the {month} invoice, cut {cut} (the month's end in {zone})",
  'place.on_invoice': 'On invoice {invoice} · {month}, {status}',
  'place.on_paid_invoice': 'On invoice {invoice} · {month}',
  'place.after_decision': 'on the {month} invoice',
} as const;
