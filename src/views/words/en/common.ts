/** What stands in many places. */
export const common = {
  'common.moment': '{day} at {time}',
  'common.the_bot': 'the bot',
  'common.the_command_line': 'the command line',
  'common.somebody': 'somebody',
  'common.quoted': '“{text}”',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.too_long': 'This has {length, number} characters; {most, number} is the most.',
  'common.choose_paid_day': 'Choose the day it was paid.',
  'common.paid_day_to_come': 'Choose today or an earlier day.',
  'count.more': '{count, number} more',
  'count.contacts': '{count, plural, one {# contact} other {# contacts}}',
  'count.customers': '{count, plural, one {# customer} other {# customers}}',
  'count.partners': '{count, plural, one {# partner} other {# partners}}',
  'count.rewards': '{count, plural, one {# reward} other {# rewards}}',
} as const;
