/** What a partner's contact reads, and what is read about a partner. */
export const partner = {
  'partner.for_partner': 'for {partner}',

  'told_reward.mistaken': 'A reward of {amount} was recorded for you by mistake',
  'told_reward.New': 'A reward of {amount}',
  'told_reward.Approved': 'You earned {amount}',
  'told_reward.Declined': 'Your reward of {amount} was declined',
  'told_reward.Paid': 'You were paid {amount}',
  'told_reward.corrected_to': 'Your reward is corrected to {amount}',
  'told_reward.corrected': 'Your reward of {amount} is corrected',
  'told_correction.New': 'A correction of {amount}',
  'told_correction.Approved': 'A correction of {amount} is approved',
  'told_correction.Declined': 'A correction of {amount} was declined',
  'told_correction.Paid': 'A correction of {amount} was settled',
  'told_correction.corrected': 'A correction of {amount} is corrected',
  'told_clawback.New': 'Clawback: {amount} of {reward}',
  'told_clawback.Approved': 'Clawback: {amount} of {reward} is taken back',
  'told_clawback.Declined': 'Clawback: {amount} of {reward} is not taken back after all',
  'told_clawback.Paid': 'Clawback: {amount} of {reward} was taken back and settled',

  'told_fact.withdrawn': 'It is withdrawn, and nothing of it will be paid to you.',
  'told_fact.corrected': 'Corrected: before, it was {amount}',
  'told_fact.customer': 'Customer: {customer}',
  'told_fact.being_reviewed': 'Being reviewed',
  'told_fact.expected': 'Expected around {day}',
  'told_fact.carried_for_minimum': 'Carried forward to the {month} invoice: below the minimum payout of {minimum}',
  'told_fact.carried': 'Carried forward to the {month} invoice: nothing was left to pay',
  'told_fact.late': 'Expected {day}. It is late; we will tell you when it is paid.',
  'told_fact.deducted_late':
    'Deducted from your payment, which was expected {day}. It is late; we will tell you when it is paid.',
  'told_fact.expected_if_approved': 'Expected around {day} if it is approved in time',
  'told_fact.deducted': 'Deducted from your payment, expected around {day}',
  'told_fact.paid_on': 'Paid on {day}',
  'told_fact.settled_on': 'Settled on {day}',

  'told_answer.title': 'Answer about {reward}',
  'told_answer.not_yours': 'no longer recorded for you',
  'told_answer.you_asked': 'You asked',
  'told_answer.you_asked_words': 'You asked: “{question}”',
  'told_answer.programme_answers': '{programme} answers',
  'told_answer.programme_answers_words': '{programme} answers: “{answer}”',

  'statement.title': 'You were paid {amount}',
  'statement.paid_for': 'Your {month}: paid on {day}, for {count, plural, one {# reward} other {# rewards}}',
  'statement.takes_back': 'clawback of {reward}: {description}',
  'statement.total': 'Total',
  'carried_in.balance':
    'Of it, {sum} for {count, plural, one {# reward} other {# rewards}} came from earlier months, carried forward because nothing was left to pay',
  'carried_in.below_minimum':
    'Of it, {sum} for {count, plural, one {# reward} other {# rewards}} came from earlier months: less than the minimum of {minimum} is not paid on its own',
  'carried_in.unexplained':
    'Of it, {sum} for {count, plural, one {# reward} other {# rewards}} came from earlier months',
  'carried_out.balance':
    'Carried forward to your next invoice: {sum} for {count, plural, one {# reward} other {# rewards}}, a balance that your next rewards make up for',
  'carried_out.below_minimum':
    'Carried forward to your next invoice: {sum} for {count, plural, one {# reward} other {# rewards}}: less than the minimum of {minimum} is not paid on its own',
  'carried_out.unexplained':
    'Carried forward to your next invoice: {sum} for {count, plural, one {# reward} other {# rewards}}',

  'late_payment.title': 'Your payment of {amount} is late',
  'late_payment.month': 'Your {month}: {count, plural, one {# reward} other {# rewards}}',

  'carried_month.title': 'Carried forward to the {next} invoice: {amount}',
  'carried_month.below_minimum':
    'Your {month}: {count, plural, one {# reward} other {# rewards}}, below the minimum payout of {minimum}',
  'carried_month.balance':
    'Your {month}: {count, plural, one {# reward that comes} other {# rewards that come}} to {sum}, so that nothing is left to pay',
  'carried_month.made_up_for': 'Your next rewards make up for it, and what they come to above zero is paid',
  'carried_month.nothing_lost': 'Nothing is lost: it is paid once your rewards come to that much together',

  'partner_details.title': 'Partner details',
  'partner_details.several_match': 'Several partners match “{typed}”.',
  'partner_details.which': 'Which partner?',
  'partner_details.choose_one': 'Choose one',
  'partner_details.pending': 'Pending: {sums}',
  'partner_details.paid': 'Paid: {sums}',
  'partner_details.balance': 'Balance, carried forward until rewards make up for it: {sums}',
  'partner_details.nothing': 'nothing',
  'partner_details.others': 'and {count, plural, one {# other} other {# others}}',
  'partner_details.can_be_reached': 'can be reached',
  'partner_details.cannot_be_told': 'cannot be told in Slack: {why}',
  'partner_details.told_by_email': 'can be told if Slack has a user with this e-mail',
  'partner_details.reward': 'Manual Rewards',
  'partner_details.reward_says': 'Manual Rewards for {partner}',
} as const;
