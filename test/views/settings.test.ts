import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { granteesFor, readGrantees, showGrantees } from '../../src/domain/grants.js';
import { SETTING_NAMES } from '../../src/domain/settings.js';
import type { ChannelProblem } from '../../src/domain/setup.js';
import type { HomeSetup, HomeSheet } from '../../src/domain/shown-home.js';
import { modal } from '../../src/views/blocks.js';
import { buildHome } from '../../src/views/home.js';
import { buildSettingsForm, readSettingsForm } from '../../src/views/settings-form.js';
import { timeZoneOptions, userGroupOptions } from '../../src/views/settings-inputs.js';
import { buildSettingsMenu, TOPICS } from '../../src/views/settings-topics.js';
import { channelErrorText } from '../../src/views/setup-words.js';
import { speakTo } from '../../src/views/speak.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { fill, keptIn, peopleInput } from './forms.js';
import { HOSTILE, longest } from './samples.js';
import { channels, names, people, report, setups, shownAs, VALUES } from './settings-samples.js';

/** Where people are chosen. */
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

  test('say under a field what to enter or choose in it, within what Slack shows there', () => {
    for (const name of SETTING_NAMES) {
      const text = speakTo().say(`setting_error.${name}`);
      expect(text).toMatch(/^(Choose|Enter) .+\.$/);
      expect(text.length).toBeLessThanOrEqual(150);
      expect(text).not.toMatch(/\bids?\b|U0123|C0123/);
    }
  });

  test.each([
    ['a person', '', { selected_users: ['U0ANA', 'U0BO'] }],
    ['a user group', '.user_groups', { selected_options: [{ value: 'S0ALL' }] }],
  ])('limit nobody to a partner group who may reward all partners, and say so: %s', (_, input, chosenNow) => {
    const shown = shownAs({ 'manager-users': 'U0ANA,S0ALL,U0BO:Silver' }, ['Gold']);
    const form = buildSettingsForm('managers', shown, { groupNames: names, scope: 'Gold' });
    const people = peopleInput(form).block_id ?? '';
    expect(readSettingsForm(fill(form, { [`${people}${input}`]: chosenNow }), shown)).toEqual({
      ok: false,
      errors: { [people]: 'Somebody you chose may reward all partners. Take them off All partners first.' },
    });
    const forAll = buildSettingsForm('managers', shown, { groupNames: names });
    expect(readSettingsForm(fill(forAll), shown)).toMatchObject({ ok: true });
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
  const sheet: HomeSheet = { programme: 'Northwind', isSetUp: true, roles: new Set(), admins: ['U0DANA'] };
  const homeWith = (setup: HomeSetup | undefined) =>
    modal({
      title: 'Home',
      blocks: buildHome({ ...sheet, roles: new Set(setup?.kind === 'admin' ? ['admin'] : []), setup }).blocks as [],
    });

  test.each(setups)('of an admin says what is to be done: %s', (_, setup) => expectShown(homeWith(setup)));

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
