/** The first run, what is checked then, and the doctor. */
export const setup = {
  'setup.others_can':
    'It is not set up yet. An admin or owner of this Slack workspace can do that, here in their Home.',
  'setup.you_can': 'It is not set up yet. You run this Slack workspace, so you can: you become its first admin.',
  'setup.start': 'Set up Partner Rewards',
  'setup.title': 'Set up Partner Rewards',
  'setup.three_steps': 'Three steps. Each checks itself; open this Home again to see it afresh.',
  'setup.channels': 'Channels',
  'setup.people': 'People',
  'setup.money_and_time': 'Money and time',
  'setup.done': 'done',
  'setup.to_do': 'to do',
  'setup.rest_works': 'The rest works as it is:',
  'setup.settings': 'Settings',

  'channel_check.choose.review-channel': 'Choose the channel where rewards are reviewed, best a private one.',
  'channel_check.choose.finance-channel': 'Choose the channel where invoices are posted, best a private one.',
  'channel_check.good.review-channel': 'Cards of rewards go to {channel}.',
  'channel_check.good.finance-channel': 'Invoices go to {channel}.',
  'channel_check.hidden': '{channel} is private and the bot is not in it, or it is gone. Type {invite} there.',
  'channel_check.not_member': 'The bot is not in {channel}. Type {invite} there.',
  'channel_check.invite_command': '/invite @Partner Rewards',
  'channel_check.archived': '{channel} is archived. Unarchive it, or choose another channel.',
  'channel_check.shared':
    '{channel} is shared beyond this workspace, where outsiders would read it. Choose another channel.',
  'channel_check.no_answer': 'Slack did not answer, so {channel} could not be checked. Look again in a minute.',
  'channel_check.refused': '{channel} could not be checked: Slack says “{refused}”.',

  // Under its field: 150 characters.
  'channel_error.not_chosen': 'Choose a channel.',
  'channel_error.not_member': 'The bot is not in this channel. Type {invite} there, then press Save again.',
  'channel_error.archived': 'This channel is archived. Choose another.',
  'channel_error.shared':
    'This channel is shared beyond this workspace, where outsiders would read it. Choose another.',
  'channel_error.no_answer': 'Slack did not answer, so the channel could not be checked. Press Save again.',
  'channel_error.refused': 'The channel could not be checked: Slack says “{refused}”.',

  'people_check.create': 'Create: {who}',
  'people_check.approve': 'Approve: {who}',
  'people_check.invoices': 'Invoices: {who}',
  'people_check.admins': 'Admins: {who}',
  'people_check.admins_only': 'admins only',
  'people_check.nobody': 'nobody',
  'people_check.people': '{count, plural, one {# person} other {# people}}',
  'people_check.user_groups': '{count, plural, one {# user group} other {# user groups}}',
  'people_check.gap.administer':
    'There is nobody who is an admin. Name a person; a user group counts once it has been read.',
  'people_check.gap.approve':
    'There is nobody who may approve rewards. Name a person; a user group counts once it has been read.',
  'people_check.gap.approve_others':
    'There is nobody who may approve what somebody else created. Name a second person who may create, or who may approve.',
  'people_check.only_decider':
    'Only {who} may approve. On a reward of their own they decide alone, with a reason that is announced.',
  'people_check.deactivated': 'Deactivated in Slack, and so nobody who approves: {people}. Take them off the roles.',
  'people_check.admins_deactivated':
    'Every admin is deactivated in Slack, so nobody can change the settings. Name another at the command line: {command}',
  'people_check.stale_groups':
    'Not read for a day, so it counts for nothing: user group {groups}. See that it exists and is in use.',

  'money_check.currencies': 'Currencies: {currencies}',
  'money_check.time_zone': 'Time zone: {zone}',
  'money_check.new_and_approved': 'Unreviewed rewards: paid, marked so',
  'money_check.approved_only': 'Unreviewed rewards: wait until approved',
  'money_check.not_answered': 'Say in Money whether rewards that nobody reviewed may be paid.',
} as const;
