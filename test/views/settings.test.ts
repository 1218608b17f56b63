import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { InputBlock, ModalView } from '@slack/types';
import { granteesFor, readGrantees, showGrantees } from '../../src/domain/grants.js';
import type { SettingName } from '../../src/domain/settings.js';
import type { ChannelCheck, ChannelProblem, PeopleCheck, SetupReport } from '../../src/domain/setup.js';
import type { HomeSetup, HomeSheet } from '../../src/domain/shown-home.js';
import { modal } from '../../src/views/blocks.js';
import { buildHome } from '../../src/views/home.js';
import { buildSettingsForm, readSettingsForm, type SettingsShown } from '../../src/views/settings-form.js';
import { timeZoneOptions, userGroupOptions } from '../../src/views/settings-inputs.js';
import { buildSettingsMenu, TOPICS } from '../../src/views/settings-topics.js';
import { channelErrorText } from '../../src/views/setup-words.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { fill, keptIn } from './forms.js';
import { HOSTILE, longest } from './samples.js';

const VALUES: Partial<Record<SettingName, string>> = {
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
const shownAs = (values: Partial<Record<SettingName, string>>, partnerGroups: readonly string[]): SettingsShown => ({
  settings: new Map(
    Object.entries(values).map(([name, value]) => [name as SettingName, { value, seen: `stamp-of-${name}` }]),
  ),
  partnerGroups,
});
/** Where people are chosen. */
function peopleInput(form: ModalView): InputBlock {
  const found = form.blocks.find(
    (block): block is InputBlock => 'element' in block && block.element.type === 'multi_users_select',
  );
  if (!found) throw new Error('no people are asked for');
  return found;
}
const names = new Map([['S0MANAGERS', 'Partner managers @partner-managers']]);

describe('the forms of Settings', () => {
  test.each(TOPICS)('ask for what is to be set, as it is: %s', (topic) =>
    expectShown(buildSettingsForm(topic, shownAs(VALUES, ['Gold']), { groupNames: names })),
  );

  test('show who may reward the partners of one group', () =>
    expectShown(buildSettingsForm('managers', shownAs(VALUES, ['Gold']), { groupNames: names, scope: 'Silver' })));

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ])('hold whatever groups and names are called, and how many there are: %s', (_, textOf) => {
    const groups = Array.from({ length: 150 }, (_, index) => textOf(75).slice(0, 72) + index);
    const people = Array.from({ length: 300 }, (_, index) => `U0PERSON${index}`).join(',');
    const values = { ...VALUES, name: textOf(75).slice(0, 75), address: textOf(500).slice(0, 500) };
    for (const role of ['admin', 'manager', 'approver', 'finance'] as const) values[`${role}-users`] = people;
    const about = { groupNames: names, scope: groups[0] };
    for (const topic of TOPICS) {
      const form = buildSettingsForm(
        topic,
        shownAs(values, groups),
        topic === 'managers' ? about : { groupNames: names },
      );
      expectAccepted(form);
      expectHarmless(form);
    }
  });

  // One letter's case, a space that is not seen, a Cyrillic letter, an accent written in two ways, another's hash.
  const ALIKE = [
    ...['Gold', 'gold', 'Gold Plus', 'Gold  Plus', 'G\u043eld', 'G\u00f3ld', 'Go\u0301ld', 'Gold+gold', 'Gold%2Bgold'],
    createHash('sha256').update('Gold').digest('base64url'),
  ];
  const limits = ALIKE.map((group, at) => ({ principalId: `U0${at}`, partnerGroups: [group] }));

  test.each(ALIKE)('show and change the managers of one partner group of several that look alike: %j', (scope) => {
    const before = [{ principalId: 'U0ALL', partnerGroups: [] }, ...limits];
    const shown = shownAs({ 'manager-users': showGrantees(before) }, ALIKE);
    const form = buildSettingsForm('managers', shown, { groupNames: names, scope });
    const people = peopleInput(form);
    const own = limits.find(({ partnerGroups }) => partnerGroups.includes(scope))?.principalId;
    expect(people).toMatchObject({ element: { initial_users: [own] } });

    const read = readSettingsForm(fill(form, { [people.block_id ?? '']: { selected_users: ['U0NEW'] } }), shown);
    const [wish] = read.ok ? read.value : [];
    const after = readGrantees(wish?.value ?? '');
    for (const group of [undefined, ...ALIKE])
      expect([group, granteesFor(after, group)]).toEqual([
        group,
        group === scope ? ['U0NEW'] : granteesFor(before, group),
      ]);
  });

  test('keep nobody who was chosen for one partner group when another that looks alike is chosen', () => {
    const shown = shownAs({ 'manager-users': '' }, ALIKE);
    const formOf = (scope: string | undefined) => buildSettingsForm('managers', shown, { groupNames: names, scope });
    for (const scope of [undefined, ...ALIKE]) {
      const before = fill(formOf(scope), {
        [peopleInput(formOf(scope)).block_id ?? '']: { selected_users: ['U0NEW'] },
      });
      const others = [undefined, ...ALIKE].filter((other) => other !== scope);
      for (const other of others) expect(JSON.stringify(keptIn(formOf(other), before))).not.toContain('U0NEW');
      expect(JSON.stringify(keptIn(formOf(scope), before))).toContain('U0NEW');
    }
  });

  test('offer no partner group by the name that stands for all partners, and leave whoever is limited to it', () => {
    const shown = shownAs({ 'manager-users': 'U0ANA:=,U0BO' }, ['=']);
    const form = buildSettingsForm('managers', shown, { groupNames: names });
    expect(JSON.stringify(form.blocks).match(/"value":"="/g)).toEqual(['"value":"="', '"value":"="']);
    const read = readSettingsForm(fill(form), shown);
    expect(read).toMatchObject({ ok: true, value: [{ name: 'manager-users', value: 'U0ANA:=,U0BO' }] });
  });

  test('stand behind one menu', () => expectShown(buildSettingsMenu()));

  test('say under a field why a channel cannot be used, within what Slack shows there', () => {
    const problems: ChannelProblem[] = ['not_chosen', 'hidden', 'not_member', 'archived', 'shared', 'no_answer'];
    for (const problem of [...problems, { refused: HOSTILE }]) {
      const text = channelErrorText(problem);
      expect(text.length).toBeLessThanOrEqual(150);
      expect(text).toMatch(/\.$/);
    }
  });
});

test('a time zone is found by what is typed of it, and a user group by its name or handle', () => {
  const texts = (found: ReturnType<typeof timeZoneOptions>) => found.options.map(({ text }) => text.text);
  expect(texts(timeZoneOptions(['Europe/Berlin', 'America/New_York'], 'new york'))).toEqual(['America/New_York']);
  expect(timeZoneOptions(Intl.supportedValuesOf('timeZone'), '').options).toHaveLength(100);
  const groups = [
    { id: 'S0A', name: 'Approvers', handle: 'reward-approvers' },
    { id: 'S0B', name: longest(200), handle: longest(200) },
  ];
  expect(texts(userGroupOptions(groups, 'REWARD-'))).toEqual(['Approvers @reward-approvers']);
  for (const text of texts(userGroupOptions(groups, ''))) expect(text.length).toBeLessThanOrEqual(75);
});

describe('Home', () => {
  const people: PeopleCheck = {
    gaps: [],
    deciders: ['U0BO', 'U0CY', 'U0DANA'],
    staleGroups: [],
    named: { admin: ['U0DANA'], manager: ['U0ANA:Gold', 'S0MANAGERS'], approver: ['U0BO', 'U0CY'], finance: [] },
  };
  const channels = (review?: ChannelProblem, finance?: ChannelProblem): ChannelCheck[] => [
    { setting: 'review-channel', channel: 'C0REVIEW', problem: review },
    { setting: 'finance-channel', channel: 'C0FINANCE', problem: finance },
  ];
  const report: SetupReport = { channels: channels(), people, currencies: ['USD', 'EUR'], timeZone: 'Europe/Berlin' };
  const sheet: HomeSheet = { programme: 'Northwind', isSetUp: true, roles: new Set(), admins: ['U0DANA'] };
  const homeWith = (setup: HomeSetup | undefined) =>
    modal({
      title: 'Home',
      blocks: buildHome({ ...sheet, roles: new Set(setup?.kind === 'admin' ? ['admin'] : []), setup }).blocks as [],
    });

  test.each<[string, HomeSetup]>([
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
        },
      },
    ],
    ['the bot was removed', { kind: 'admin', report: { ...report, channels: channels('not_member', 'archived') } }],
    ['a channel was shared', { kind: 'admin', report: { ...report, channels: channels('shared', 'hidden') } }],
    [
      'Slack does not say',
      { kind: 'admin', report: { ...report, channels: channels('no_answer', { refused: 'missing_scope' }) } },
    ],
    [
      'user groups are stale, and one person is left to decide',
      {
        kind: 'admin',
        report: { ...report, people: { ...people, gaps: [], onlyDecider: 'U0BO', staleGroups: ['S0MANAGERS'] } },
      },
    ],
    [
      'two who may decide are deactivated',
      { kind: 'admin', report: { ...report, people: { ...people, deactivated: ['U0BO', 'U0CY'] } } },
    ],
    [
      'nobody is there',
      { kind: 'admin', report: { ...report, people: { ...people, gaps: ['administer', 'approve'] } } },
    ],
  ])('of an admin says what is to be done: %s', (_, setup) => expectShown(homeWith(setup)));

  test('counts as its reader does', () => {
    const approver = Array.from({ length: 1_234 }, (_, index) => `U0PERSON${index}`);
    const setup: HomeSetup = {
      kind: 'admin',
      report: { ...report, people: { ...people, named: { ...people.named, approver } } },
    };
    const home = buildHome({ ...sheet, setup }, { locale: 'de-DE', timeZone: 'Europe/Berlin' });
    expect(JSON.stringify(home)).toContain('Approve: 1.234 people');
  });

  test('holds whatever Slack says', () => {
    const home = homeWith({ kind: 'admin', report: { ...report, channels: channels({ refused: HOSTILE }) } });
    expectAccepted(home);
    expectHarmless(home);
  });
});
