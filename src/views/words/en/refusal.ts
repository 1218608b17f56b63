/** Why something was refused, and what to do instead. Where it is shown under a field, it has room for 150 characters. */
export const refusal = {
  'refusal.not_allowed': 'Only {roles} can do this.',
  'refusal.ask_to_be_added': 'Ask an admin to add you.',
  'refusal.stale_groups':
    'Your user group could not be checked for a day, so it counts for nothing now. Ask an admin to look.',
  'role_holders.manager': 'partnership managers',
  'role_holders.approver': 'approvers',
  'role_holders.finance': 'finance',
  'role_holders.admin': 'admins',
  'refusal.not_yours_to_withdraw': 'Only its creator or an admin can withdraw it.',
  'refusal.not_yours_to_edit': 'Only its creator or an admin can change it.',
  'refusal.own_reward.creator': 'You created this reward, so somebody else has to decide on it.',
  'refusal.own_reward.contact': 'You are a contact of this partner, so somebody else has to decide on this reward.',
  'refusal.own_reward.editor': 'You changed this reward, so somebody else has to decide on it.',
  'refusal.approved_before': 'You gave the first of its two approvals, so somebody else has to give the second.',
  'refusal.partner_group_not_yours':
    'You may reward partners of {groups}, and this one is not. Ask an admin to add its group.',
  'refusal.no_partner_group_yours': 'You may not reward this partner. Ask an admin.',
  'refusal.reason_needed': 'Nobody else may decide on this reward. Say why you do.',

  'refusal.reward_not_found': 'This reward cannot be found here. Ask an admin.',
  'refusal.look_at_card': 'Look at the card again.',
  'refusal.stays_paid': 'It stays so: only a clawback can correct it.',
  'refusal.nothing_left_to_do': 'There is nothing left to do.',
  'refusal.reward_paid': '{reward} is Paid and stays so. Only a clawback can correct it.',
  'refusal.invoice_locked':
    '{reward} is on {invoice}, which is finalised, and stays as it is. Only a clawback can correct it.',
  'refusal.was_invoiced': '{reward} was on an invoice, so it cannot be reopened. Create another reward.',
  'refusal.move_not_possible': '{reward} is {status}, which does not allow this. See what its card offers.',

  'refusal.not_to_be_clawed_back': '{reward} is {status}. Only what is Paid can be taken back.',
  'refusal.clawback_of_clawback': '{reward} takes back another reward, and cannot be taken back itself.',
  'refusal.clawback_too_much': 'At most {left} of {reward} can be taken back.',
  'refusal.clawback_leaves': 'It takes {taken} of {reward} back; at most {left} more can be.',
  'refusal.clawback_leaves_nothing': 'It takes {taken} of {reward} back; nothing is left of it.',

  'refusal.question_not_found': 'This question cannot be found here. Ask an admin.',
  'refusal.look_at_thread': 'The thread shows the answer.',
  'refusal.too_many_questions':
    'You have {most, plural, one {# question} other {# questions}} about {reward} that nobody has answered yet. Wait for an answer.',

  'refusal.partner_unknown': 'This partner cannot be found. Choose one from the list.',
  'refusal.customer_unknown': 'This customer cannot be found. Choose one from the list, or none.',
  'refusal.contact_linked': '{partner} has a contact in Slack by now. The card offers to send the message again.',
  'refusal.currency_unused': 'This programme does not pay in {currency}. Use {currencies}.',
  'refusal.over_cap': 'One reward can be {cap} at most. Ask an admin if it should be more.',

  'refusal.invoice_not_found': 'This invoice cannot be found here. Ask an admin.',
  'refusal.look_at_invoice': 'Look at its message again.',
  'refusal.invoice_not_finalised':
    '{invoice} is {status}. Only an invoice that is finalised, or whose payment failed, can be marked as paid.',
  'refusal.invoice_move_not_possible': '{invoice} is {status}, which does not allow this. See what its message offers.',
  'refusal.line_unknown': 'This reward is not on {invoice}. Choose one from the list.',
  'refusal.not_to_be_pulled': '{reward} cannot go on {invoice}. Choose one from the list.',
  'refusal.stays_negative':
    'With {reward}, {partner} would still have zero or less on {invoice}. It waits for the next.',
  'refusal.stays_negative_owing':
    'With {reward} and {owed} to take back, {partner} would still have zero or less on {invoice}. It waits for the next.',
  'refusal.stays_below_minimum':
    'With {reward}, {partner} stays below the minimum of {minimum} on {invoice}. It waits for the next.',
  'refusal.stays_below_minimum_owing':
    'With {reward} and {owed} to take back, {partner} stays below the minimum of {minimum} on {invoice}. It waits for the next.',
  'refusal.too_many_missed_periods':
    'No month was closed since {since}, and more than {most, number} are not closed unasked. Ask an admin.',
  'refusal.run_over_bound':
    '{month} would come to {total} on {rewards, plural, one {# reward} other {# rewards}}, over the bound of {bound}. Finance is asked in Slack.',
  'refusal.run_not_stopped': "The {month} invoice in {currency} does not wait for anybody's word.",

  'refusal.not_set_up': 'This workspace is not set up yet. An admin does that in the Home of Partner Rewards.',
  'refusal.workspace_unknown': 'There is no such workspace. There are: {known}.',
  'refusal.no_workspace': 'There is no workspace yet. Start the bot once.',
  'refusal.setting_unknown': 'There is no setting “{setting}”. There are: {known}.',
  'refusal.setting_invalid': '{setting} must be {expected}.',
  'refusal.currency_in_use':
    '{currency} stays: {rewards, plural, one {# reward} other {# rewards}} in it may still be paid.',
  'refusal.open_form_again': 'Open the form again.',
  'refusal.nobody_left.administer':
    'That would leave nobody who is an admin. Name a person; a user group counts once it has been read.',
  'refusal.nobody_left.approve':
    'That would leave nobody who may approve rewards. Name a person; a user group counts once it has been read.',
  'refusal.nobody_left.approve_others':
    'That would leave nobody who may approve what somebody else created. Name a second person who may create, or who may approve.',
  'refusal.ask_first_admin': 'Ask them to add you.',
  'refusal.not_workspace_admin':
    'Only an admin or owner of this Slack workspace can set Partner Rewards up. Ask one of them.',

  // What happened to it before: with who it was, and where nobody can be mentioned.
  'last_change.who_did.changed': '{who} changed {thing} on {when}.',
  'last_change.who_did.created': '{who} created {thing} on {when}.',
  'last_change.who_did.approved': '{who} approved {thing} on {when}.',
  'last_change.who_did.declined': '{who} declined {thing} on {when}.',
  'last_change.who_did.held': '{who} put {thing} on hold on {when}.',
  'last_change.who_did.released': '{who} released {thing} on {when}.',
  'last_change.who_did.reopened': '{who} reopened {thing} on {when}.',
  'last_change.who_did.marked_paid': '{who} marked {thing} as paid on {when}.',
  'last_change.who_did.withdrawn': '{who} withdrew {thing} on {when}.',
  'last_change.who_did.approved_first': '{who} approved {thing} as the first of two on {when}.',
  'last_change.who_did.changes_requested': '{who} asked for changes to {thing} on {when}.',
  'last_change.who_did.edited': '{who} sent {thing} back on {when}.',
  'last_change.who_did.invoiced': '{who} put {thing} on an invoice on {when}.',
  'last_change.who_did.carried_forward': '{who} carried {thing} forward to the next invoice on {when}.',
  'last_change.who_did.postponed': '{who} moved {thing} to the next invoice on {when}.',
  'last_change.who_did.invoice_voided': '{who} took {thing} off its voided invoice on {when}.',
  'last_change.who_did.paid_on_invoice': '{who} paid {thing} with its invoice on {when}.',
  'last_change.who_did.cut': '{who} cut {thing} on {when}.',
  'last_change.who_did.finalised': '{who} finalised {thing} on {when}.',
  'last_change.who_did.paused': '{who} paused {thing} on {when}.',
  'last_change.who_did.resumed': '{who} resumed {thing} on {when}.',
  'last_change.who_did.failed': '{who} marked {thing} as failed on {when}.',
  'last_change.who_did.retried': '{who} took {thing} up again on {when}.',
  'last_change.who_did.paid': '{who} marked {thing} as paid on {when}.',
  'last_change.who_did.voided': '{who} voided {thing} on {when}.',
  'last_change.who_did.answered': '{who} answered the question about {thing} on {when}.',
  'last_change.who_did.month_closed': '{who} cut the {month} invoice in {currency} on {when}.',
  'last_change.who_did.run_allowed': '{who} let the bot cut the {month} invoice in {currency} on {when}.',
  'last_change.who_did.setting_changed': '{who} changed the setting {setting} on {when}.',
  'last_change.who_did.setting_installed':
    '{who} set the setting {setting} when the bot was started the first time on {when}.',
  'last_change.who_did.setting_claimed': '{who} set the setting {setting} on {when}.',
  'last_change.who_did.admin_changed': '{who} changed the first admin on {when}.',
  'last_change.who_did.admin_installed': '{who} set the first admin when the bot was started the first time on {when}.',
  'last_change.who_did.admin_claimed': '{who} set the first admin on {when}.',

  'last_change.was_done.changed': '{thing} was changed on {when}.',
  'last_change.was_done.created': '{thing} was created on {when}.',
  'last_change.was_done.approved': '{thing} was approved on {when}.',
  'last_change.was_done.declined': '{thing} was declined on {when}.',
  'last_change.was_done.held': '{thing} was put on hold on {when}.',
  'last_change.was_done.released': '{thing} was released on {when}.',
  'last_change.was_done.reopened': '{thing} was reopened on {when}.',
  'last_change.was_done.marked_paid': '{thing} was marked as paid on {when}.',
  'last_change.was_done.withdrawn': '{thing} was withdrawn on {when}.',
  'last_change.was_done.approved_first': '{thing} was approved as the first of two on {when}.',
  'last_change.was_done.changes_requested': '{thing} was put on hold for changes on {when}.',
  'last_change.was_done.edited': '{thing} was sent back on {when}.',
  'last_change.was_done.invoiced': '{thing} was put on an invoice on {when}.',
  'last_change.was_done.carried_forward': '{thing} was carried forward to the next invoice on {when}.',
  'last_change.was_done.postponed': '{thing} was moved to the next invoice on {when}.',
  'last_change.was_done.invoice_voided': '{thing} was taken off its voided invoice on {when}.',
  'last_change.was_done.paid_on_invoice': '{thing} was paid with its invoice on {when}.',
  'last_change.was_done.cut': '{thing} was cut on {when}.',
  'last_change.was_done.finalised': '{thing} was finalised on {when}.',
  'last_change.was_done.paused': '{thing} was paused on {when}.',
  'last_change.was_done.resumed': '{thing} was resumed on {when}.',
  'last_change.was_done.failed': '{thing} was marked as failed on {when}.',
  'last_change.was_done.retried': '{thing} was taken up again on {when}.',
  'last_change.was_done.paid': '{thing} was marked as paid on {when}.',
  'last_change.was_done.voided': '{thing} was voided on {when}.',
  'last_change.was_done.answered': 'The question about {thing} was answered on {when}.',
  'last_change.was_done.month_closed': 'The {month} invoice in {currency} was cut on {when}.',
  'last_change.was_done.run_allowed': 'The {month} invoice in {currency} was allowed to be cut on {when}.',
  'last_change.was_done.setting_changed': 'The setting {setting} was changed on {when}.',
  'last_change.was_done.setting_installed':
    'The setting {setting} was set when the bot was started the first time on {when}.',
  'last_change.was_done.setting_claimed': 'The setting {setting} was set on {when}.',
  'last_change.was_done.admin_changed': 'The first admin was changed on {when}.',
  'last_change.was_done.admin_installed': 'The first admin was set when the bot was started the first time on {when}.',
  'last_change.was_done.admin_claimed': 'The first admin was set on {when}.',

  // Amounts are typed in one form, whatever their reader's own is.
  'amount.unreadable': 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.',
  'amount.needs_code': "Type the currency's code instead of “{symbol}”: 50 {currency}.",
  'amount.two_currencies': 'You typed {typed} and chose {chosen}. Make them the same.',
  'amount.no_decimals': '{currency} has no decimals. Type a whole amount.',
  'amount.too_precise': '{currency} has {decimals, plural, one {# decimal} other {# decimals}}. Type no more.',
  'amount.not_positive': 'Type an amount above zero.',

  'slack_failure.too_late': 'Slack gave the bot no time to open the form. Try again.',
  'slack_failure.too_busy': 'Slack is taking no more requests for the moment. Try again in a minute.',
  'slack_failure.no_answer': 'Slack did not answer the bot. Try again.',
  'refusal.bug': 'Something went wrong. Try again; if it happens again, give an admin this reference: {reference}',

  // What follows "must be" and "Give".
  'setting_expected.name': 'a name of 1 to 75 characters',
  'setting_expected.currencies': 'ISO 4217 codes, the default first: USD or USD,EUR',
  'setting_expected.time-zone': 'an IANA time zone: Europe/Berlin',
  'setting_expected.review-channel': 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  'setting_expected.finance-channel': 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  'setting_expected.admin-users': 'Slack user or user group ids, at least one: U0123456789,S0123456789',
  'setting_expected.manager-users':
    'Slack user or user group ids, each with the partner groups it is limited to, if any: U0123456789:Gold+Silver,S0123456789; in a group’s name write %2C for a comma, %2B for a plus',
  'setting_expected.approver-users': 'Slack user or user group ids, or nothing for admins only',
  'setting_expected.finance-users': 'Slack user or user group ids, or nothing for admins only',
  'setting_expected.reward-cap': 'the most one reward may be, in major units: 100000',
  'setting_expected.review-days': 'whole days, 0 to 60',
  'setting_expected.payment-days': 'whole days, 0 to 120',
  'setting_expected.unreviewed': 'new_and_approved or approved_only',
  'setting_expected.four-eyes': 'on or off',
  'setting_expected.duplicate-days': 'whole days, 0 to 365',
  'setting_expected.second-approval': 'the amount from which two people must approve, in major units: 5000; or off',
  'setting_expected.reminder-hours':
    'whole hours after which an undecided card is raised, 0 to 720; 0 for none at all, not even before the cut',
  'setting_expected.escalation':
    'Slack user or user group ids that are named when reminders have not helped, or nothing',
  'setting_expected.digest-days': 'whole days before the month ends, 0 to 20; 0 for no digest',
  'setting_expected.minimum-payout':
    'the least a partner is paid with one invoice, in major units: 25; 0 for any amount',
  'setting_expected.invoice-bound':
    'the most an invoice may come to without being asked about, in major units: 1000000',
  'setting_expected.address': 'the address on your invoices, at most 500 characters; \\n begins a new line',
} as const;
