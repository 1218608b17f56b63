import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { givenPartner } from '../support/directory.js';
import { BERLIN, invoiceSaying, tickTeam } from '../support/invoices.js';
import { decide, givenCard, givenReward, modalFor, untilQuiet } from '../support/rewards.js';
import { ANA, BO, CLEO, LENA, OMAR, startTeam, type Team } from '../support/team.js';

const NOBODY = 'it has no contact';

describe('a form of a decision names who is told, and who is not', () => {
  let team: Team;
  let told: string;
  let lonely: string;
  let byMail: string;
  beforeAll(async () => {
    team = await startTeam({ env: BERLIN });
    team.clock.set('2026-01-10T12:00:00Z');
    told = await givenPartner(team, { key: 'told', name: 'Told', slackUserId: LENA });
    lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
    byMail = await givenPartner(team, { key: 'by-mail', name: 'By mail', email: 'nobody@mail.example' });
  });
  afterAll(() => team.stop());

  const choose = async (partnerId: string, item: string, by = BO): Promise<Modal> => {
    const { card } = await givenCard(team, { partnerId });
    return modalFor(team, by, () => team.slack.as(by).choose(card, item));
  };

  test('Approve several counts partners, not rewards, before anything is approved', async () => {
    const given = [];
    for (const partnerId of [told, told, lonely]) given.push(await givenReward(team, { partnerId }));
    await untilQuiet(team);
    await team.slack.as(BO).opensHome();
    const home = await eventually(() => {
      const shown = team.slack.as(BO).home();
      return shown?.visibleText().includes('3 New') && shown;
    });
    const form = await modalFor(team, BO, () => home.press('Approve several…'));
    for (const [index, { number }] of given.entries())
      await form.select('Rewards 1 to 3 of 3', `$250.00 · R-${number} · ${index < 2 ? 'Told' : 'Lonely'}`);
    expect(await form.submit()).toEqual({ status: 'updated' });
    expect(form.visibleText()).toContain('1 partner is told. Not told: Lonely (no contact).');
    await form.close();
  });

  test.each(['Withdraw…', 'Mark as paid…'])('%s says so of a partner that can be told', async (item) => {
    const form = await choose(told, item, item === 'Withdraw…' ? ANA : BO);
    expect(form.visibleText()).toContain('Told is told.');
  });

  test.each(['Withdraw…', 'Mark as paid…'])('%s promises nothing of a partner without a contact', async (item) => {
    const form = await choose(lonely, item, item === 'Withdraw…' ? ANA : BO);
    expect(form.visibleText()).toContain(`Lonely is not told: ${NOBODY}.`);
    expect(form.visibleText()).not.toContain('is told');
  });

  test('Decline… keeps the words for a partner without a contact', async () => {
    const { card } = await givenCard(team, { partnerId: lonely });
    const form = await modalFor(team, BO, () => team.slack.as(BO).press(card, 'Decline…'));
    expect(form.visibleText()).toContain(`Lonely is not told: ${NOBODY}.`);
    expect(form.visibleText()).not.toContain('What the partner is told');
    await form.fill({ Reason: 'Other', 'Words for the partner': 'Not in your region' });
    expect(await form.submit()).toEqual({ status: 'closed' });
  });

  test('and of a contact whose e-mail no Slack user has, once that was tried', async () => {
    const form = await choose(byMail, 'Withdraw…', ANA);
    expect(form.visibleText()).toContain('By mail is not told: none of its contacts has a Slack user.');
  });

  test('Ask for changes… does not promise to ask a creator whom the bot cannot write to', async () => {
    const error = { method: 'chat.postMessage', channel: ANA, kind: 'error', error: 'user_disabled' } as const;
    team.slack.weather.set(error);
    const form = await choose(told, 'Ask for changes…');
    team.slack.weather.clear();
    expect(JSON.stringify(form.view)).toContain('Its creator cannot be asked: their Slack user is deactivated.');
    await form.close();
    const other = await choose(told, 'Ask for changes…');
    expect(JSON.stringify(other.view)).toContain('Its creator is asked and can send it back.');
  });

  test('Change decision… offers to decline without a promise', async () => {
    const { id, card } = await givenCard(team, { partnerId: lonely });
    await decide(team, id, 'approve');
    await untilQuiet(team);
    const form = await modalFor(team, BO, () => team.slack.as(BO).choose(card, 'Change decision…'));
    expect(JSON.stringify(form.view)).toContain('You give the reason next; the partner cannot be told');
  });

  test('an invoice that is marked as paid counts the partners that are told, and those alone are', async () => {
    team.clock.set('2026-02-10T12:00:00Z');
    const partners = [
      { key: 'one', slackUserId: LENA },
      { key: 'two', slackUserId: OMAR },
      { key: 'three' },
      { key: 'four' },
      { key: 'five', email: 'five@mail.example' },
      { key: 'six', slackUserId: 'U0GONE' },
    ];
    team.slack.addUser({ id: 'U0GONE', name: 'gone', realName: 'Gone Person', email: 'gone@left.example' });
    team.slack.deactivate('U0GONE');
    for (const partner of partners) {
      const partnerId = await givenPartner(team, { ...partner, name: `Partner ${partner.key}` });
      await givenReward(team, { partnerId, amount: '100' });
    }
    await untilQuiet(team);
    await tickTeam(team, '2026-03-01T00:30:00Z');
    await tickTeam(team, '2026-03-08T00:30:00Z');
    const message = await invoiceSaying(team, 'INV-2026-0002', 'Finalised');
    const form = await modalFor(team, CLEO, () => team.slack.as(CLEO).press(message, 'Mark as paid…'));
    const shown = form.visibleText();
    expect(shown).toContain('6 rewards will be Paid. 2 partners are told. Not told: ');
    for (const name of ['three (no contact)', 'four (no contact)', 'five (no Slack user yet)', 'six (their Slack user'])
      expect(shown).toContain(`Partner ${name}`);
    await form.fill({ Reference: 'SEPA 1' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    await untilQuiet(team);
    const payments = await team.db.reads.message.findMany({ where: { key: { startsWith: 'payment:' } } });
    expect(
      payments
        .filter(({ state }) => state === 'posted')
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual([LENA, OMAR]);
    expect(payments.filter(({ state }) => state === 'failed')).toHaveLength(4);
  });
});
