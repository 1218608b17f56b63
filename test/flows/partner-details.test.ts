import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { readPartnerDetails } from '../../src/services/read-partner-details.js';
import { givenAcme, givenCustomer, givenPartner } from '../support/directory.js';
import { installTestWorkspace } from '../support/installed-workspace.js';
import { ACME, openForm } from '../support/reward-form.js';
import { cardShowing, decide, givenReward, modalFor, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CLEO, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam();
  ({ acme } = await givenAcme(team));
});
afterAll(() => team.stop());

const show = (words: string, by = ANA) => openForm(team, `partner ${words}`.trim(), by);

const saidTo = (by: string, typed: string) => whisperedTo(team, by, () => team.slack.as(by).types('/reward', typed));

test('a manager sees a partner whole, and goes on to a reward for it', async () => {
  for (let index = 0; index < 11; index++)
    await givenCustomer(team, { partnerId: acme, name: `Customer ${index + 10}`, key: `c-${index}` });
  const first = await givenReward(team, { partnerId: acme, amount: '1,250.50' });
  const second = await givenReward(team, { partnerId: acme, amount: '40' });
  await cardShowing(team, first.number, 'New');
  await decide(team, second.id, 'mark_paid', { facts: { paidOn: '2026-11-20' } });
  await untilQuiet(team);

  const details = await show('growth');
  const text = details.visibleText();
  for (const line of [
    'Acme Growth GmbH',
    'acme-growth · Gold',
    'Pending: $1,250.50',
    'Paid: $40.00',
    '@lena · lena@acme.example · can be reached',
    '12 customers',
    'and 2 others',
    `R-${first.number} · $1,250.50 · New`,
    `R-${second.number} · $40.00 · Paid`,
  ])
    expect(text).toContain(line);

  // Pressed twice: the second press changes nothing, and nothing stands above the form.
  await Promise.all([details.press('Manual Rewards'), details.press('Manual Rewards')]);
  // In place of the details, so that each form is a submission of its own.
  await eventually(() => details.title === 'Manual Rewards');
  expect(details.value('Partner')).toBe(ACME);
  await details.fill({ 'Reward description': 'From the details', 'Reward amount': '8' });
  expect(await details.submit()).toEqual({ status: 'closed' });
  expect(team.slack.as(ANA).modal()).toBeUndefined();
  expect(await team.db.reads.reward.count({ where: { description: 'From the details' } })).toBe(1);
});

test('of several the one that is meant is chosen; an exact key is meant at once; archived ones are not there', async () => {
  await givenPartner(team, { key: 'nord', name: 'Nordwind' });
  await givenPartner(team, { key: 'nord-2', name: 'Nordwind Paris' });
  const gone = await givenPartner(team, { key: 'nord-3', name: 'Nordwind Rom' });
  await team.db.transaction((tx) => tx.partner.update({ where: { id: gone }, data: { archivedAt: team.clock.now() } }));
  const matches = await show('nordwind');
  expect(matches.visibleText()).toContain('Several partners match “nordwind”.');
  await matches.select('Several partners match “nordwind”.', 'Nordwind Paris · nord-2');
  await eventually(() => matches.visibleText().includes('Nordwind Paris'));
  expect((await show('NORD')).visibleText()).toContain('nothing');
  expect((await show('')).visibleText()).toContain('Which partner?');
  expect(await saidTo(ANA, 'partner nordwind rom')).toContain('No partner matches “nordwind rom”.');
  expect(await saidTo(ANA, 'partner <!channel>')).toContain('No partner matches');
});

test('approvers and finance look, without a way to a reward; nobody else does', async () => {
  for (const who of [BO, CLEO]) expect((await show('growth', who)).buttons()).toEqual([]);
  for (const who of [OMAR, LENA]) {
    expect(await saidTo(who, 'partner growth')).toContain(
      'Only partnership managers, approvers, finance and admins can do this.',
    );
  }
});

test("another workspace's partner is not there", async () => {
  const elsewhere = await installTestWorkspace(team.deps, 'T0ELSE');
  const theirs = await givenPartner({ ...team, workspaceId: elsewhere }, { key: 'secret', name: 'Secret Partner' });
  expect(await saidTo(ANA, 'partner secret')).toContain('No partner matches “secret”.');
  await expect(readPartnerDetails(team.deps, { workspaceId: team.workspaceId, by: ANA }, theirs)).rejects.toThrow(
    'partner_unknown',
  );
});

test('a line with an amount stays a reward', async () => {
  const form = await modalFor(team, ANA, () => team.slack.as(ANA).types('/reward', 'partner 250 x'));
  expect([form.title, form.value('Reward amount')]).toEqual(['Manual Rewards', '250']);
});
