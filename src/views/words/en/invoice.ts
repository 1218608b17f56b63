/** An invoice wherever it is named: its message, its forms, its files. */
export const invoice = {
  'invoice_status.in_review': 'in review',
  'invoice_status.paused': 'paused',
  'invoice_status.finalised': 'finalised',
  'invoice_status.paid': 'paid',
  'invoice_status.failed': 'payment failed',
  'invoice_status.void': 'void',
  'invoice.not_reviewed': '{count, number} not reviewed',
} as const;
