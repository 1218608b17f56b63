import { afterAll, beforeAll, test } from '@jest/globals';
import { expectAccessible } from '../support/accessible.js';
import { describeInBrowser, PHONE } from '../support/browser.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import {
  card,
  chooseInMenu,
  composer,
  form,
  isGone,
  messages,
  openControls,
  replies,
  sees,
  send,
} from '../support/page.js';
import { decide, givenCard, untilQuiet } from '../support/rewards.js';
import { ANA, BO, CLEO, DANA, FINANCE, LENA, OMAR, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('axe finds nothing serious', (windows) => {
  let team: Team;
  let unreachable: number;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    const { acme, initech } = await givenAcme(team);
    const globex = await givenPartner(team, { key: 'globex', name: 'شركة جلوبكس' });
    const approved = await givenCard(team, { partnerId: acme, customerId: initech, amount: '81' });
    const held = await givenCard(team, { partnerId: acme, amount: '82', internalNote: 'Agreed with Dana' });
    const declined = await givenCard(team, { partnerId: acme, amount: '83' });
    unreachable = (await givenCard(team, { partnerId: globex, amount: '84' })).number;
    await decide(team, approved.id, 'approve');
    await decide(team, held.id, 'hold', { reason: 'Waiting for the figures', facts: { owner: BO } });
    await decide(team, declined.id, 'decline', { reason: 'Paid by card', facts: { reasonCode: 'other' } });
    await untilQuiet(team);
  });
  afterAll(() => team.stop());

  test('in a channel with cards, in a thread, and with the switch of persons open', async () => {
    const bo = await windows.open(team, BO, REVIEW);
    await card(bo, 1001, 'Approved').waitFor();
    await expectAccessible(bo);
    await card(bo, 1001, 'Approved').getByRole('button', { name: /repl/ }).click();
    await sees(replies(bo), /Approved/);
    await expectAccessible(bo);
    await bo.getByRole('button', { name: 'You are Bo Lindqvist' }).click();
    await bo.getByRole('menuitemradio').first().waitFor();
    await expectAccessible(bo);
  });

  test('while a command is completed, and with what only one person sees', async () => {
    const omar = await windows.open(team, OMAR, 'C0GENERAL');
    await composer(omar).fill('/');
    await omar.getByRole('option').waitFor();
    await expectAccessible(omar);
    await send(omar, '/reward acme 250');
    await sees(messages(omar), 'Only visible to you');
    await expectAccessible(omar);
    await send(omar, '/nonsense');
    await sees(omar.getByRole('alert'), /not a valid command/);
    await expectAccessible(omar);
  });

  test('in the form of a reward, empty, filled in, with its suggestions and with errors', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    await send(ana, '/reward acme 12,50');
    const reward = form(ana);
    await sees(reward, /pending/);
    await expectAccessible(ana);
    await reward.getByRole('combobox', { name: 'Connect a customer' }).click();
    await reward.getByRole('option', { name: 'Initech' }).waitFor();
    await expectAccessible(ana);
    await ana.keyboard.press('Escape');
    await reward.getByRole('textbox', { name: 'Reward description' }).fill('It');
    await reward.getByRole('button', { name: 'Create Reward' }).click();
    await sees(reward, /Type it like/);
    await expectAccessible(ana);
    await reward.getByRole('button', { name: 'Cancel' }).click();
    await isGone(reward);
  });

  test('in the forms behind a card’s buttons', async () => {
    const bo = await windows.open(team, BO, REVIEW);
    for (const [button, title] of [
      ['Decline', 'Decline reward'],
      ['Hold', 'Hold reward'],
    ] as const) {
      await card(bo, unreachable, 'New').getByRole('button', { name: button }).click();
      const opened = form(bo, title);
      await opened.getByRole('combobox').first().click();
      await opened.getByRole('option').first().waitFor();
      await expectAccessible(bo);
      await bo.keyboard.press('Escape');
      await isGone(opened.getByRole('option'));
      await bo.keyboard.press('Escape');
      await isGone(opened);
    }
    await chooseInMenu(card(bo, 1001, 'Approved'), 'Change decision…');
    await form(bo, 'Change decision').waitFor();
    await expectAccessible(bo);
  });

  test('behind every item of a card’s menu', async () => {
    const dana = await windows.open(team, DANA, REVIEW);
    for (const item of ['Mark as paid…', 'Withdraw…', 'Link a Slack user…', 'History']) {
      await chooseInMenu(card(dana, unreachable, 'New'), item);
      await dana.getByRole('dialog').waitFor();
      await expectAccessible(dana);
      await dana.keyboard.press('Escape');
      await isGone(dana.getByRole('dialog'));
    }
  });

  test('in the direct messages of a partner', async () => {
    const lena = await windows.open(team, LENA, `D${LENA.slice(1)}`);
    await sees(messages(lena), /You earned/);
    await expectAccessible(lena);
  });

  test('in every panel of the controls', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    for (const panel of ['Time', 'Weather', 'Inspector', 'Workspace'] as const) {
      const controls = await openControls(ana, panel);
      if (panel === 'Weather') await controls.getByRole('switch', { name: /^Slow/ }).click();
      if (panel === 'Inspector') await controls.locator('summary').first().click();
      await expectAccessible(ana);
    }
    team.slack.weather.clear();
  });

  test('on the tour', async () => {
    const ana = await windows.open(team, ANA, REVIEW, { isFirstVisit: true });
    await ana.getByRole('complementary', { name: 'Tour' }).waitFor();
    await expectAccessible(ana);
  });

  test('on a telephone, with and without its sidebar', async () => {
    const ana = await windows.open(team, ANA, REVIEW, { viewport: PHONE, hasTouch: true });
    await card(ana, unreachable, 'New').waitFor();
    await expectAccessible(ana);
    await ana.getByRole('button', { name: 'Channels and people' }).click();
    await ana.getByRole('button', { name: 'You are Ana Silva' }).waitFor();
    await expectAccessible(ana);
  });

  test('in finance’s channel and where an invoice is marked as paid', async () => {
    const cleo = await windows.open(team, CLEO, FINANCE);
    const controls = await openControls(cleo, 'Time');
    await controls.getByRole('button', { name: 'To the next month' }).click();
    const invoice = messages(cleo).filter({ hasText: /INV-2026-0001/ });
    await sees(invoice, /In review/);
    await controls.getByRole('button', { name: 'A week on' }).click();
    await invoice.getByRole('button', { name: 'Mark as paid' }).waitFor();
    await expectAccessible(cleo);
    await invoice.getByRole('button', { name: 'Mark as paid' }).click();
    await form(cleo, 'Mark invoice as paid').waitFor();
    await expectAccessible(cleo);
  });
});
