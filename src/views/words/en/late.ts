/** Answers of the bot itself: a usage, a problem, something late. */
export const late = {
  'problem.title': 'That did not work',

  'late.still_working': 'Still working…',
  'late.takes_longer':
    'What you sent is being carried out, which takes longer than usual. This view will say when it is done.',
  'late.done': 'Done',
  'late.was_carried_out': 'What you sent has been carried out.',
  'late.not_done_yet': 'Not done yet',
  'late.form_asks': 'The form has something to ask you first. Go back to it.',

  'usage.not_understood': 'The bot does not understand “{typed}”.',
  'usage.form': '{command} opens the form for a reward.',
  'usage.filled_in': '{command} opens it filled in: partner, amount, description.',
  'usage.filled_in_example': 'acme 250 for the webinar',
  'usage.partner': '{command} shows a partner: contacts, customers, sums, newest rewards.',
  'usage.reward': '{command} shows a reward and its history.',
  'usage.mine': '{command} lists the rewards you created, or earned.',
  'usage.queue': '{command} says what waits for a decision.',
  'usage.invoice': '{command} lists the invoices that are not paid yet.',
  'usage.settings': '{command} opens the settings, for admins.',
} as const;
