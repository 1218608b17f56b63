import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { runClock } from '../../src/services/run-clock.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { invoiceSaying } from '../support/invoices.js';
import { answerTo, forgeClick, grantOmar, refusesOmar, seatOmar, TOLD, written } from '../support/omar.js';
import { cardShowing, givenCard, givenReward, modalFor } from '../support/rewards.js';
import { BO, CY, DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

// What takes more than one step, and Omar had the role for the first alone.

let team: Team;
let acme: string;
let posted: Record<'card' | 'own' | 'notice' | 'invoice', Message>;
beforeAll(async () => {
  team = await startTeam();
  ({ acme } = await givenAcme(team));
  await givenPartner(team, { key: 'globex', name: 'Globex', group: 'Silver' });
  await givenPartner(team, { key: 'globex-2', name: 'Globex Two', group: 'Silver' });
  seatOmar(team);
  team.clock.set('2026-04-10T12:00:00Z');
  await givenReward(team, { partnerId: acme, amount: '40' });
  team.clock.set('2026-05-01T00:30:00Z');
  await runClock(team.deps, { actor: 'bot' });
  await grantOmar(team, 'manager');
  const { number: ownNumber } = await givenReward(team, { partnerId: acme, amount: '17', by: OMAR });
  const { card, number } = await givenCard(team, { partnerId: acme, amount: '12' });
  const own = await cardShowing(team, ownNumber, 'New');
  const told = (message: Message) => message.visibleText().includes(`R-${number} `);
  const notice = await eventually(() => team.slack.directMessages(LENA).find(told));
  const invoice = await invoiceSaying(team, 'INV-2026-0001', 'In review until');
  posted = { card, own, notice, invoice };
}, 60_000);
afterAll(() => team.stop());

const omar = () => team.slack.as(OMAR);
const choose = (name: 'card' | 'invoice', label: string) => () => omar().choose(posted[name], label);
const types = (text: string) => () => omar().types('/reward', text);

test('shortcuts, and the buttons of a Home that was drawn before', async () => {
  await grantOmar(team, undefined);
  await refusesOmar(team, () => omar().usesShortcut('create_reward'), TOLD.managers);
  await refusesOmar(team, () => omar().usesMessageShortcut(posted.card, 'reward_for_message'), TOLD.managers);
  for (const [label, told] of [
    ['Create a reward', TOLD.managers],
    ['Filter', TOLD.approvers],
    ['Approve several', TOLD.approvers],
  ] as const) {
    await grantOmar(team, 'admin');
    await omar().opensHome();
    const shown = () => omar().home()?.buttons() ?? [];
    const button = await eventually(() => shown().find((it) => it.startsWith(label)));
    await grantOmar(team, undefined);
    await refusesOmar(team, async () => omar().home()?.press(button), told);
    // Drawn again without it, which must not overtake the next.
    await eventually(() => !shown().includes(button));
  }
});

test('several approvals, at the choice and at the confirmation', async () => {
  const chooseOne = async () => {
    await grantOmar(team, 'approver');
    await omar().opensHome();
    await eventually(() => omar().home()?.buttons().includes('Approve several…'));
    const form = await modalFor(team, OMAR, async () => omar().home()?.press('Approve several…'));
    const [label = ''] = form.labels();
    const option = JSON.stringify(form.view).match(/\$12\.00 · R-[0-9]+ · Acme Growth GmbH/)?.[0] ?? '';
    await form.select(label, option);
    return form;
  };
  const chosen = await chooseOne();
  await grantOmar(team, undefined);
  const before = await written(team);
  expect(Object.values((await chosen.submit()).errors ?? {}).join()).toContain(TOLD.approvers);
  await chosen.close(true);
  const confirmed = await chooseOne();
  expect(await confirmed.submit()).toEqual({ status: 'updated' });
  await grantOmar(team, undefined);
  expect(await confirmed.submit()).toEqual({ status: 'updated' });
  expect(confirmed.visibleText()).not.toContain('Acme');
  expect(confirmed.visibleText()).toContain(TOLD.approvers);
  expect(await written(team)).toEqual(before);
  await confirmed.close(true);
});

test('deciding alone, by who is no admin any more when the reason comes', async () => {
  const others = [BO, CY, DANA];
  const removed = await team.db.reads.roleGrant.findMany({ where: { principalId: { in: others } } });
  await grantOmar(team, 'admin');
  await team.db.transaction((tx) => tx.roleGrant.deleteMany({ where: { principalId: { in: others } } }));
  const form = await modalFor(team, OMAR, () => omar().press(posted.own, 'Approve'));
  expect(form.title).toBe('Decide alone');
  await form.fill({ Reason: 'In a hurry' });
  await grantOmar(team, undefined);
  const before = await written(team);
  expect((await form.submit()).errors).toEqual({ Reason: expect.stringContaining(TOLD.approvers) });
  expect(await written(team)).toEqual(before);
  await form.close(true);
  await team.db.transaction((tx) => tx.roleGrant.createMany({ data: removed }));
});

test('settings: the command, a topic from the menu, a group of partners, and the form', async () => {
  await grantOmar(team, undefined);
  await refusesOmar(team, types('settings'), TOLD.admins);
  const menu = async () => {
    await grantOmar(team, 'admin');
    return modalFor(team, OMAR, types('settings'));
  };
  const open = await menu();
  await grantOmar(team, undefined);
  await refusesOmar(team, () => open.press('Money'), TOLD.admins);
  for (const topic of ['Who may create', 'Money']) {
    const topics = await menu();
    const form = await modalFor(team, OMAR, () => topics.press(topic));
    await grantOmar(team, undefined);
    if (topic === 'Who may create') {
      await refusesOmar(team, () => form.select('For which partners', 'Only Gold'), TOLD.admins);
      continue;
    }
    await form.fill({ 'Least a partner is paid': '25' });
    const before = await written(team);
    expect(Object.values((await form.submit()).errors ?? {}).join()).toContain(TOLD.admins);
    expect(await written(team)).toEqual(before);
    await form.close(true);
  }
});

test('a partner of several, and the way from its details to a reward', async () => {
  await grantOmar(team, 'manager');
  const matches = await modalFor(team, OMAR, types('partner glob'));
  await grantOmar(team, undefined);
  const label = matches.labels()[0] ?? '';
  await refusesOmar(team, () => matches.select(label, 'Globex Two · globex-2'), TOLD.team);
  await grantOmar(team, 'manager');
  const details = await modalFor(team, OMAR, types('partner globex'));
  await grantOmar(team, undefined);
  await refusesOmar(team, () => details.press('Manual Rewards'), TOLD.managers);
});

test('clicks that nobody was offered: sending again, the seat of the first admin, a list of partners', async () => {
  await grantOmar(team, undefined);
  await answerTo(team, OMAR, choose('card', 'Mark as paid…'));
  const { id } = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 1200n } });
  await refusesOmar(team, () => forgeClick(team, 'reward_menu', `resend:${id}:1`, 'overflow'), TOLD.reviewers);
  await refusesOmar(team, () => forgeClick(team, 'reward_menu', `clawback:${id}:1`, 'overflow'), TOLD.reviewers);
  await refusesOmar(team, () => forgeClick(team, 'claim_admin', 'x'), 'Only an admin or owner of this Slack workspace');
  const { id: invoiceId } = await team.db.reads.invoice.findFirstOrThrow();
  await grantOmar(team, 'finance');
  const list = await modalFor(team, OMAR, choose('invoice', 'All partners'));
  await list.close(true);
  await grantOmar(team, undefined);
  await refusesOmar(team, () => forgeClick(team, 'invoice_partners', `${invoiceId}:1`), TOLD.finance);
});

test('a question, by who is no contact of the partner any more', async () => {
  const lena = team.slack.as(LENA);
  const form = await modalFor(team, LENA, () => lena.press(posted.notice, 'Ask about this reward'));
  await form.fill({ 'Your question': 'And when?' });
  const be = (slackUserId: string | null) =>
    team.db.transaction((tx) => tx.contact.updateMany({ where: { partnerId: acme }, data: { slackUserId } }));
  await be(null);
  const before = await written(team);
  expect((await form.submit()).errors).toEqual({ 'Your question': expect.stringContaining('cannot be found here') });
  await form.close(true);
  expect(await answerTo(team, LENA, () => lena.press(posted.notice, 'Ask about this reward'))).toContain(
    'cannot be found here',
  );
  expect(await written(team)).toEqual(before);
  await be(LENA);
});
