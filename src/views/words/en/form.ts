/** Forms about one reward: decisions, questions, a clawback. */
export const form = {
  'form.reason': 'Reason',
  'form.paid_on': 'Paid on',
  'form.say_why': 'Say why, in at least {least, number} characters.',

  'decide.approve': 'Approve',
  'decide.decline': 'Decline',
  'decide.hold': 'Hold',
  'decide.release': 'Release',
  'decide.reopen': 'Reopen',
  'decide.mark_paid': 'Mark as paid',
  'decide.withdraw': 'Withdraw',
  'decide.request_changes': 'Ask for changes',

  'alone.title': 'Decide alone',
  'alone.own':
    'This reward is your own, and nobody else may decide on it. You can, with a reason: it is announced in the channel and kept in the history.',
  'alone.approved_before':
    'You gave the first of two approvals, and nobody else may give the second. You can, with a reason: it is announced in the channel and kept in the history.',
  'alone.reason': 'Reason for deciding alone',
  'alone.partner_not_shown': 'Not shown to the partner.',

  'decline.title': 'Decline reward',
  'decline.choose_reason': 'Choose a reason.',
  'decline.words': 'What the partner is told',
  'decline.words_sent': 'Sent to the partner with the reason. Needed where the reason is Other.',
  'decline.say_why': 'Say why, in your words.',
  'decline.tell_partner': 'Tell the partner?',
  'decline.silently': 'Decline silently',
  'decline.silently_means': 'The partner is not told; the history says so.',

  'hold.title': 'Hold reward',
  'hold.partner_not_told': 'The partner is not told.',
  'hold.say_why': 'Say why it has to wait.',
  'hold.owner': 'Who looks after it',
  'hold.choose_owner': 'Choose who looks after it.',
  'hold.review_by': 'Review by',
  'hold.reminders_wait': 'Reminders wait for it. Without a day, they come as for a new card.',
  'hold.review_by_over': 'Choose today or a later day.',

  'mark_paid.title': 'Mark as paid',
  'mark_paid.outside_invoice':
    'For a reward paid outside its invoice. It goes on none, the partner is told, and it stays so.',
  'mark_paid.reference': 'How it was paid',
  'mark_paid.reference_example': 'Bank transfer 4711',
  'mark_paid.say_how': 'Say how it was paid.',

  'ask_changes.title': 'Ask for changes',
  'ask_changes.submit': 'Ask',
  'ask_changes.question': 'What should be changed, or what is not clear?',
  'ask_changes.what_follows':
    'Its creator is asked and can send it back. It is on hold until then. The partner is not told.',
  'ask_changes.say_what': 'Say what is asked for, in at least {least, number} characters.',

  'change_decision.title': 'Change decision',
  'change_decision.continue': 'Continue',
  'change_decision.not_any_more': 'It cannot be changed any more.',
  'change_decision.what_becomes': 'What should become of it?',
  'change_decision.choose': 'Choose what should become of it.',
  'change_decision.for_history': 'For the history.',
  'change_to.decline': 'Decline it',
  'change_to.hold': 'Hold it',
  'change_to.reopen': 'Reopen it',
  'change_means.decline': 'You give the reason next; the partner is told',
  'change_means.hold': 'You say why and until when next; the partner is not told',
  'change_means.reopen': 'It is New again, and to be decided',

  'clawback.title': 'Claw back reward',
  'clawback.submit': 'Claw back',
  'clawback.means':
    'What was paid stays paid. This makes a reward below zero, which is reviewed like any other and deducted from what the partner is paid next.',
  'clawback.amount': 'Amount to take back',
  'clawback.amount_at_most': 'In {currency}, above zero: {most} at most.',
  'clawback.partner_sees': 'Your partner sees this. Say why it is taken back.',

  'link.title': 'Link a Slack user',
  'link.submit': 'Link',
  'link.who_is_told': 'Who at this partner is told?',
  'link.from_now_on': 'From now on this person gets a message about every reward of {partner}.',
  'link.can_be_reached': 'The person has to be in this workspace, or share a channel with the bot.',
  'link.choose_person': 'Choose a person.',

  'ask.button': 'Ask about this reward',
  'ask.button_says': '{button}: {reward}, {amount}',
  'ask.title': 'Ask about this reward',
  'ask.submit': 'Ask',
  'ask.question': 'Your question',
  'ask.who_reads': 'The team reads it beside this reward. The answer comes to you as a message.',
  'ask.write': 'Write your question.',

  'question.asks_about': '{who} of {partner} asks about {reward}:',
  'question.reward_created_by': 'The reward was created by {who}',
  'question.answer': 'Answer…',
  'question.answer_says': 'Answer about {reward}: {question}',
  'question.answered_by': 'Answered by {who}, {when}',
  'question.send_again': 'Send the answer again',
  'question.send_again_says': 'Send again about {reward}: {question}',
  'answer_delivery.unknown': '{who} may not have got it: Slack did not say whether the message arrived',
  'answer_delivery.left': '{who} was not told: no longer a contact of the partner above',
  'answer_delivery.unreachable': '{who} was not told: Slack does not let the bot write to them',

  'answer.title': 'Answer',
  'answer.submit': 'Send',
  'answer.answer': 'Your answer',
  'answer.who_reads': "It goes to whoever asked, in the programme's name. Your own is not shown to them.",
  'answer.write': 'Write an answer.',

  'reminder.review_by': 'Its review-by day was {day}',
  'reminder.on_hold': 'On hold since {when}',
  'reminder.second_approval': 'Waits for its second approval since {when}',
  'reminder.nobody_decided': 'Nobody has decided on it since {when}',
  'reminder.escalated': '{people}: this still waits after several reminders. Please see that it is decided.',
  'reminder.changes_wait': 'Waits since {when} for changes by {who}',
  'reminder.changes_not_made':
    '{people}: this still waits after several reminders. Decide without the changes, or have an admin make them.',
  'reminder.creator_unreachable':
    '{people}: its creator cannot be reached. Decide without the changes, or have an admin make them.',
  'reminder.creator_not_reminded': 'Its creator was asked, but can no longer be reminded: {why}',
  'reminder.owner': '{people}: you look after it. Decide, or have it decided.',
  'reminder.can_decide':
    '{people}: {count, plural, one {you can decide, on the card above.} other {one of you can decide, on the card above.}}',
} as const;
