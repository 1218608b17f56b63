import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import {
  card,
  choose,
  chooseInMenu,
  composer,
  form,
  isGone,
  messages,
  openControls,
  replies,
  sees,
  send,
  whispers,
} from '../support/page.js';
import { givenCard } from '../support/rewards.js';
import { ANA, BO, CLEO, CY, DANA, FINANCE, LENA, OMAR, REVIEW, type Team, TRANSPORTS } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('the main job, by clicking', (windows) => {
  describe.each(TRANSPORTS)('over %s', (transport) => {
    let team: Team;
    beforeAll(async () => {
      team = await startTeamWithAClock({ transport });
      await givenAcme(team);
      await givenPartner(team, { key: 'acorn-media', name: 'Acorn Media' });
    });
    afterAll(() => team.stop());

    test('Ana asks for a reward and Bo approves it; the partner is told, and Ana', async () => {
      const ana = await windows.open(team, ANA, REVIEW);
      await composer(ana).pressSequentially('/rew');
      await ana.getByRole('option', { name: '/reward' }).click();
      expect(await composer(ana).inputValue()).toBe('/reward ');
      await composer(ana).press('Enter');

      const reward = form(ana);
      const partner = reward.getByRole('combobox', { name: 'Partner' });
      await partner.pressSequentially('ac');
      await reward.getByRole('option').nth(1).waitFor();
      await partner.pressSequentially('me');
      await isGone(reward.getByRole('option', { name: 'Acorn Media' }));
      await reward.getByRole('option', { name: 'Acme Growth GmbH' }).click();
      await sees(reward, 'acme-growth · Gold · nothing pending · nothing paid');
      await choose(reward, 'Connect a customer', 'ini', 'Initech');

      await reward.getByRole('textbox', { name: 'Reward amount' }).fill('12,50');
      await reward.getByRole('button', { name: 'Create Reward' }).click();
      await sees(reward, 'Please complete this required field.');
      await reward.getByRole('textbox', { name: 'Reward description' }).fill('It');
      await reward.getByRole('button', { name: 'Create Reward' }).click();
      await sees(reward, 'Say what it is for, in at least 3 characters.');
      await sees(reward, /Type it like 1,250\.50/);
      expect(await reward.getByRole('textbox', { name: 'Reward amount' }).inputValue()).toBe('12,50');
      expect(await partner.inputValue()).toContain('Acme Growth GmbH');

      await reward.getByRole('textbox', { name: 'Reward description' }).fill('Webinar in November');
      await reward.getByRole('textbox', { name: 'Reward amount' }).fill('1,250.50');
      await reward.getByRole('textbox', { name: 'Internal note' }).fill('Agreed with Dana');
      await reward.getByRole('button', { name: 'Create Reward' }).click();
      await isGone(reward);
      const asked = card(ana, 1001, 'New');
      await sees(asked, '$1,250.50');
      await sees(asked, /Initech/);

      const bo = await windows.open(team, BO, REVIEW);
      await card(bo, 1001, 'New').getByRole('button', { name: 'Approve' }).click();
      await sees(card(bo, 1001, 'Approved'), /Approved by/);
      await sees(card(ana, 1001, 'Approved'), /Approved by/);

      await ana.getByRole('button', { name: 'Partner Rewards' }).click();
      await sees(messages(ana), 'R-1001 is created');
      const lena = await windows.open(team, LENA, `D${LENA.slice(1)}`);
      await sees(messages(lena), 'You earned $1,250.50');
      expect(await lena.getByText('Agreed with Dana').count()).toBe(0);
    });
  });

  describe('one team', () => {
    let team: Team;
    let acme: string;
    beforeAll(async () => {
      team = await startTeamWithAClock();
      acme = (await givenAcme(team)).acme;
    });
    afterAll(() => team.stop());
    const given = (amount: string, partnerId = acme) => givenCard(team, { partnerId, amount });

    test('a likely duplicate is shown in the form, and created anyway', async () => {
      const { number } = await given('250');
      const ana = await windows.open(team, ANA, REVIEW);
      await send(ana, '/reward acme 250 Webinar in November');
      const reward = form(ana);
      await reward.getByRole('button', { name: 'Create Reward' }).click();
      await sees(reward, `R-${number}`);
      await sees(reward, 'This looks like');
      await reward.getByRole('button', { name: 'Create anyway' }).click();
      await sees(card(ana, number + 1, 'New'), /Looks like/i);
    });

    test('declined with a reason, in words that reach the partner', async () => {
      const { number } = await given('31');
      const bo = await windows.open(team, BO, REVIEW);
      await card(bo, number, 'New').getByRole('button', { name: 'Decline' }).click();
      const decline = form(bo, 'Decline reward');
      await decline.getByRole('button', { name: 'Decline', exact: true }).click();
      await sees(decline, 'Please complete this required field.');
      await choose(decline, 'Reason', 'oth', 'Other');
      await decline.getByRole('textbox', { name: 'What the partner is told' }).fill('It was paid by card.');
      await decline.getByRole('button', { name: 'Decline', exact: true }).click();
      await sees(card(bo, number, 'Declined'), 'It was paid by card.');
      const lena = await windows.open(team, LENA, `D${LENA.slice(1)}`);
      const told = messages(lena).filter({ hasText: 'Your reward of $31.00 was declined' });
      await sees(told, 'It was paid by card.');
    });

    test('held, with who looks after it and by when, and released', async () => {
      const { number } = await given('32');
      const bo = await windows.open(team, BO, REVIEW);
      await card(bo, number, 'New').getByRole('button', { name: 'Hold' }).click();
      const hold = form(bo, 'Hold reward');
      await hold.getByRole('textbox', { name: 'Reason' }).fill('Waiting for the figures');
      await choose(hold, 'Who looks after it', 'cy', 'Cy Berg');
      await hold.getByLabel('Review by').fill('2026-11-20');
      await hold.getByRole('button', { name: 'Hold', exact: true }).click();
      const held = card(bo, number, 'Hold');
      await sees(held, 'Waiting for the figures');
      await sees(held, '@cy');
      await held.getByRole('button', { name: 'Release' }).click();
      await card(bo, number, 'New').getByRole('button', { name: 'Approve' }).waitFor();
    });

    test('a decision is changed, and the history tells it all', async () => {
      const { number } = await given('33');
      const bo = await windows.open(team, BO, REVIEW);
      await card(bo, number, 'New').getByRole('button', { name: 'Approve' }).click();
      await chooseInMenu(card(bo, number, 'Approved'), 'Change decision…');
      const change = form(bo, 'Change decision');
      await change.getByRole('radio', { name: 'Hold it' }).check();
      await change.getByRole('button', { name: 'Continue' }).click();
      const hold = form(bo, 'Hold reward');
      await hold.getByRole('textbox', { name: 'Reason' }).fill('The invoice is missing');
      await hold.getByRole('button', { name: 'Hold', exact: true }).click();
      await isGone(hold);
      const held = card(bo, number, 'Hold');
      await chooseInMenu(held, 'History');
      const history = bo.getByRole('dialog');
      await sees(history, /Created by/);
      await sees(history, /Approved by/);
      await sees(history, /The invoice is missing/);
      await history.getByRole('button', { name: 'Close' }).first().click();
      await isGone(history);

      await held.getByRole('button', { name: /^\d+ repl/ }).click();
      await sees(replies(bo), 'The invoice is missing');
    });

    test('withdrawn by who created it', async () => {
      const { number } = await given('34');
      const ana = await windows.open(team, ANA, REVIEW);
      await chooseInMenu(card(ana, number, 'New'), 'Withdraw…');
      await form(ana, 'Withdraw reward').getByRole('button', { name: 'Withdraw', exact: true }).click();
      await sees(card(ana, number, 'Declined'), /Withdrawn by/);
    });

    test('marked as paid, outside of any invoice', async () => {
      const { number } = await given('35');
      const bo = await windows.open(team, BO, REVIEW);
      await chooseInMenu(card(bo, number, 'New'), 'Mark as paid…');
      const paid = form(bo, 'Mark as paid');
      await paid.getByRole('textbox', { name: 'How it was paid' }).fill('Bank transfer 4711');
      await paid.getByRole('button', { name: 'Mark as paid', exact: true }).click();
      await sees(card(bo, number, 'Paid'), /Bank transfer 4711/);
      const lena = await windows.open(team, LENA, `D${LENA.slice(1)}`);
      await sees(messages(lena), 'You were paid $35.00');
    });

    test('a partner whom nobody could tell is linked to a Slack user, who then is told', async () => {
      const partnerId = await givenPartner(team, { key: 'globex', name: 'Globex' });
      const { number } = await given('36', partnerId);
      const dana = await windows.open(team, DANA, REVIEW);
      await chooseInMenu(card(dana, number, 'New'), 'Link a Slack user…');
      const link = form(dana, 'Link a Slack user');
      await choose(link, 'Who at this partner is told?', 'omar', 'Omar Haddad');
      await link.getByRole('button', { name: 'Link', exact: true }).click();
      await isGone(link);
      const omar = await windows.open(team, OMAR, `D${OMAR.slice(1)}`);
      await sees(messages(omar), 'A reward of $36.00');
    });

    test('who may not decide is told so, and nobody else sees it', async () => {
      const { number } = await given('37');
      const ana = await windows.open(team, ANA, REVIEW);
      await card(ana, number, 'New').getByRole('button', { name: 'Approve' }).click();
      await sees(whispers(ana), /Only approvers/);
      const cy = await windows.open(team, CY, REVIEW);
      await card(cy, number, 'New').waitFor();
      expect(await whispers(cy).count()).toBe(0);
    });

    test('the month ends: the invoice is cut, finalised and marked as paid, and the partner is told', async () => {
      const cleo = await windows.open(team, CLEO, FINANCE);
      const controls = await openControls(cleo, 'Time');
      await controls.getByRole('button', { name: 'To the next month' }).click();
      const invoice = messages(cleo).filter({ hasText: /INV-2026-0001/ });
      await sees(invoice, /In review until 7 December/);
      await controls.getByRole('button', { name: 'A week on' }).click();
      await sees(invoice, /Finalised/);
      await invoice.getByRole('button', { name: 'Mark as paid' }).click();
      const paid = form(cleo, 'Mark invoice as paid');
      await paid.getByRole('textbox', { name: 'Reference' }).fill('SEPA 4711');
      await paid.getByRole('button', { name: 'Mark as paid', exact: true }).click();
      await sees(invoice, /SEPA 4711/);
      const lena = await windows.open(team, LENA, `D${LENA.slice(1)}`);
      await sees(messages(lena), /INV-2026-0001 · November 2026 · Paid/);
    });
  });
});
