/** The files of an invoice: what is said of them, and what is printed. */
export const paper = {
  // In its thread
  'files_open.table': 'The lines of {invoice} as a table.',
  'files_open.table_and_pdf': 'The lines of {invoice} as a table and as a PDF.',
  'files_final.table': '{invoice} is final: its lines as a table.',
  'files_final.table_and_pdf': '{invoice} is final: its lines as a table and as a PDF.',
  'files_payable.table':
    '{invoice} is final: its lines as a table, and the payout file with {count, plural, one {# payment} other {# payments}}.',
  'files_payable.table_and_pdf':
    '{invoice} is final: its lines as a table and as a PDF, and the payout file with {count, plural, one {# payment} other {# payments}}.',
  'files.in_review_until': 'In review until {day}.',
  'files.what_changes': 'What leaves it or is added meanwhile is not in these files; the final ones follow.',
  'files.no_email': 'In it {count, plural, one {# partner has} other {# partners have}} no e-mail.',
  'files.not_printed': 'The PDF could not be printed. To try again: {command}',
  'files.here_now': 'The files of this invoice could not be put here at first. They are in this thread now.',
  'files.void': '{invoice} is void: do not use its files, least of all the payout file.',
  'files.at_the_command_line': 'They are always at the command line: {command} (or {formats})',
  'files_problem.unclear': 'Slack did not say whether the files of this invoice arrived.',
  'files_problem.missing_scope':
    'The files of this invoice cannot be put here: the app may not upload files (scope {scope}).',
  'files_problem.refused': 'The files of this invoice cannot be put here: Slack refuses them ({code}).',
  'files_remedy.unclear': 'If they are not in this thread, they were lost on the way.',
  'files_remedy.missing_scope':
    'For an admin: add {scope} under {page} in the settings of the Slack app and install it again. The files then come within the hour.',
  'files_remedy.refused':
    'For an admin: see what the workspace allows about files. Once it allows them, they come within the hour.',

  // On paper
  'paper.title': 'Invoice {invoice}',
  'paper.moment': '{day}, {time}',
  'paper_status.in_review': 'In review',
  'paper_status.paused': 'Paused',
  'paper_status.finalised': 'Final',
  'paper_status.paid': 'Paid',
  'paper_status.failed': 'Payment failed',
  'paper_status.void': 'Void',
  'paper_fact.month': 'Month',
  'paper_fact.from': 'From',
  'paper_fact.to': 'To',
  'paper_fact.time_zone': 'Time zone',
  'paper_fact.currency': 'Currency',
  'paper_fact.cut': 'Cut',
  'paper_fact.in_review_until': 'In review until',
  'paper_fact.payment_expected': 'Payment expected',
  'paper_fact.paid_on': 'Paid on',
  'paper_fact.reference': 'Reference',
  'paper_note.void': 'This invoice is void: nothing is paid with it.',
  'paper_note.may_change': 'Lines may still leave or be added until the review is over.',
  'paper_note.not_reviewed_yet': '{count, plural, one {# reward} other {# rewards}} not reviewed yet ({sum}).',
  'paper_note.not_reviewed_yet_marked':
    '{count, plural, one {# reward} other {# rewards}} not reviewed yet; they are marked ({sum}).',
  'paper_note.went_on_unreviewed': '{count, plural, one {# reward} other {# rewards}} went on without review ({sum}).',
  'paper_note.went_on_unreviewed_marked':
    '{count, plural, one {# reward} other {# rewards}} went on without review; they are marked ({sum}).',
  'paper_note.need_second_approval':
    '{count, plural, one {# reward waits} other {# rewards wait}} for a second approval, not on this invoice ({sum}).',
  'paper_note.held': '{count, plural, one {# reward} other {# rewards}} on hold and not on this invoice ({sum}).',
  'paper_note.postponed': '{count, plural, one {# reward} other {# rewards}} moved to the next invoice ({sum}).',
  'paper_note.declined': '{count, plural, one {# reward} other {# rewards}} declined and not on this invoice ({sum}).',
  'paper_note.paid_elsewhere':
    '{count, plural, one {# reward} other {# rewards}} paid elsewhere and not on this invoice ({sum}).',
  'paper_note.carried_forward':
    '{count, plural, one {# partner} other {# partners}} carried forward to the next invoice: {partners}.',
  'paper_note.too_many_lines':
    '{count, plural, one {# line} other {# lines}} are too many to print. Each of them is in {file}; here is what each partner is owed.',
  'paper_line.not_reviewed': 'Not reviewed',
  'paper_word.invoice': 'INVOICE',
  'paper_word.page_of': 'Page {page} of {pages}',
  'paper_word.subtotal': 'Subtotal',
  'paper_word.total': 'Total',
  'paper_column.reward': 'Reward',
  'paper_column.created': 'Created',
  'paper_column.description': 'Description',
  'paper_column.customer': 'Customer',
  'paper_column.amount': 'Amount',
  'paper_column.partner': 'Partner',
  'paper_column.partner_key': 'Partner key',
  'paper_column.rewards': 'Rewards',
} as const;
