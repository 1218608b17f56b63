import type { SettingName } from './settings.js';

/**
 * What each setting can be, as it follows "must be": for whoever runs the server, in the environment and on the command
 * line. In Slack the forms say it, in their reader's language.
 */
export const SETTING_EXPECTED: Readonly<Record<SettingName, string>> = {
  name: 'a name of 1 to 75 characters',
  currencies: 'ISO 4217 codes, the default first: USD or USD,EUR',
  'time-zone': 'an IANA time zone: Europe/Berlin',
  'review-channel': 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  'finance-channel': 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  'admin-users': 'Slack user or user group ids, at least one: U0123456789,S0123456789',
  'manager-users':
    'Slack user or user group ids, each with the partner groups it is limited to, if any: U0123456789:Gold+Silver,S0123456789; in a group’s name write %2C for a comma, %2B for a plus',
  'approver-users': 'Slack user or user group ids, or nothing for admins only',
  'finance-users': 'Slack user or user group ids, or nothing for admins only',
  'reward-cap': 'the most one reward may be, in major units: 100000',
  'review-days': 'whole days, 0 to 60',
  'payment-days': 'whole days, 0 to 120',
  unreviewed: 'new_and_approved or approved_only',
  'four-eyes': 'on or off',
  'duplicate-days': 'whole days, 0 to 365',
  'second-approval': 'the amount from which two people must approve, in major units: 5000; or off',
  'reminder-hours':
    'whole hours after which an undecided card is reminded of, 0 to 720; 0 for none at all, not even before the cut',
  escalation: 'Slack user or user group ids that are named when reminders have not helped, or nothing',
  'digest-days': 'whole days before the month ends, 0 to 20; 0 for no digest',
  'minimum-payout': 'the least a partner is paid with one invoice, in major units: 25; 0 for any amount',
  'invoice-bound': 'the most an invoice may come to without being asked about, in major units: 1000000',
  address: 'the address on your invoices, at most 500 characters; \\n begins a new line',
};
