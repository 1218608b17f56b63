import type { SettingName } from '../../src/domain/settings.js';
import type { ChannelCheck, ChannelProblem, PeopleCheck, SetupReport } from '../../src/domain/setup.js';
import type { HomeSetup } from '../../src/domain/shown-home.js';
import type { SettingsShown } from '../../src/views/settings-form.js';

export const VALUES: Partial<Record<SettingName, string>> = {
  name: 'Northwind',
  currencies: 'USD,EUR',
  'time-zone': 'Europe/Berlin',
  'review-channel': 'C0REVIEW',
  'finance-channel': 'C0FINANCE',
  'admin-users': 'U0DANA',
  'manager-users': 'S0MANAGERS,U0ANA:Gold+Silver',
  'approver-users': 'U0BO,U0CY',
  'reward-cap': '100000',
  'review-days': '7',
  'payment-days': '5',
  unreviewed: 'new_and_approved',
  'four-eyes': 'on',
  'duplicate-days': '30',
  'second-approval': 'off',
  'reminder-hours': '24',
  'digest-days': '3',
  'minimum-payout': '0',
  'invoice-bound': '1000000',
  address: 'Hafenstraße 1\\n20457 Hamburg',
};
export const shownAs = (
  values: Partial<Record<SettingName, string>>,
  partnerGroups: readonly string[],
): SettingsShown => ({
  settings: new Map(
    Object.entries(values).map(([name, value]) => [name as SettingName, { value, seen: `stamp-of-${name}` }]),
  ),
  partnerGroups,
});

export const names = new Map([['S0MANAGERS', 'Partner managers @partner-managers']]);

export const people: PeopleCheck = {
  gaps: [],
  deciders: ['U0BO', 'U0CY', 'U0DANA'],
  admins: ['U0DANA'],
  staleGroups: [],
  named: { admin: ['U0DANA'], manager: ['U0ANA:Gold', 'S0MANAGERS'], approver: ['U0BO', 'U0CY'], finance: [] },
};
export const channels = (review?: ChannelProblem, finance?: ChannelProblem): ChannelCheck[] => [
  { setting: 'review-channel', channel: 'C0REVIEW', problem: review },
  { setting: 'finance-channel', channel: 'C0FINANCE', problem: finance },
];
export const report: SetupReport = {
  channels: channels(),
  people,
  currencies: ['USD', 'EUR'],
  timeZone: 'Europe/Berlin',
  unreviewed: 'new_and_approved',
};

export const setups: [string, HomeSetup][] = [
  ['nobody was named, for whoever may be the first', { kind: 'unclaimed', mayClaim: true }],
  ['nobody was named, for everybody else', { kind: 'unclaimed', mayClaim: false }],
  ['all is set up', { kind: 'admin', report }],
  [
    'nothing is set up',
    {
      kind: 'admin',
      report: {
        ...report,
        channels: [
          { setting: 'review-channel', channel: null, problem: 'not_chosen' },
          { setting: 'finance-channel', channel: null, problem: 'not_chosen' },
        ],
        people: { ...people, gaps: ['approve_others'], onlyDecider: 'U0DANA' },
        unreviewed: null,
      },
    },
  ],
  ['only approved rewards are paid', { kind: 'admin', report: { ...report, unreviewed: 'approved_only' } }],
  ['the bot was removed', { kind: 'admin', report: { ...report, channels: channels('not_member', 'archived') } }],
  ['a channel was shared', { kind: 'admin', report: { ...report, channels: channels('shared', 'hidden') } }],
  [
    'Slack does not say',
    { kind: 'admin', report: { ...report, channels: channels('no_answer', { refused: 'missing_scope' }) } },
  ],
  [
    'user groups are stale',
    { kind: 'admin', report: { ...report, people: { ...people, staleGroups: ['S0MANAGERS'] } } },
  ],
  [
    'one admin is left to decide',
    { kind: 'admin', report: { ...report, people: { ...people, onlyDecider: 'U0DANA' } } },
  ],
  [
    'the one admin is deactivated',
    { kind: 'admin', report: { ...report, people: { ...people, deactivated: ['U0DANA'] } } },
  ],
  [
    'two who may decide are deactivated',
    { kind: 'admin', report: { ...report, people: { ...people, deactivated: ['U0BO', 'U0CY'] } } },
  ],
  ['nobody is there', { kind: 'admin', report: { ...report, people: { ...people, gaps: ['administer', 'approve'] } } }],
];
