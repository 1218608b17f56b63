import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { givenAcme } from '../support/directory.js';
import { card, composer, form, isGone, messages, sees } from '../support/page.js';
import { LENA, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

const coach = (page: Page) => page.getByRole('complementary', { name: 'Tour' });
const step = (page: Page, title: string) => coach(page).getByRole('heading', { name: title }).waitFor();
const press = (page: Page, name: string) => coach(page).getByRole('button', { name, exact: true }).click();

describeInBrowser('the tour', (windows) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    await givenAcme(team);
  });
  afterAll(() => team.stop());

  test('walks whoever comes for the first time from the command to the partner’s payment', async () => {
    const page = await windows.open(team, '', '', { isFirstVisit: true });
    await step(page, 'Reward a partner');
    await press(page, 'Go to #reward-review');
    await press(page, 'Type it for me');
    await composer(page).press('Enter');

    await step(page, 'Look, and create it');
    await form(page).getByRole('button', { name: 'Create Reward' }).click();

    await step(page, 'Approve it');
    await press(page, 'Be Bo');
    await card(page, 1001, 'New').getByRole('button', { name: 'Approve' }).click();

    await step(page, 'What the partner is told');
    await press(page, 'Be Lena');
    await sees(messages(page), 'You earned $250.00');
    await press(page, 'Next');

    await step(page, 'Let the month end');
    await press(page, 'To the next month');

    await step(page, 'The invoice is cut');
    await press(page, 'Be Cleo');
    const invoice = messages(page).filter({ hasText: /INV-2026-0001/ });
    await sees(invoice, /In review/);
    await press(page, 'Next');

    await step(page, 'A week on');
    await press(page, 'A week on');
    await sees(invoice, /Finalised/);

    await step(page, 'Mark it as paid');
    await invoice.getByRole('button', { name: 'Mark as paid' }).click();
    const paid = form(page, 'Mark invoice as paid');
    await paid.getByRole('textbox', { name: 'Reference' }).fill('SEPA 4711');
    await paid.getByRole('button', { name: 'Mark as paid', exact: true }).click();

    await step(page, 'The partner is paid');
    await press(page, 'Be Lena');
    await sees(messages(page), 'You were paid $250.00');
    await press(page, 'Next');

    await step(page, 'That was it. What else?');
    await press(page, 'Open the controls');
    await page.getByRole('complementary', { name: 'Controls of the sandbox' }).waitFor();
    await press(page, 'Finish');
    await isGone(coach(page));
  });

  test('stays in reach beside an open form, and goes back a step with whoever closed it', async () => {
    const page = await windows.open(team, '', '', { isFirstVisit: true });
    await press(page, 'Go to #reward-review');
    await press(page, 'Type it for me');
    await composer(page).press('Enter');
    await step(page, 'Look, and create it');
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await step(page, 'Reward a partner');
    await press(page, 'Type it for me');
    await composer(page).press('Enter');
    await step(page, 'Look, and create it');
    await press(page, 'Skip the tour');
    await isGone(coach(page));
    await form(page).locator(':focus').waitFor();
  });

  test('is skipped for good, and begins again when somebody asks for it', async () => {
    const page = await windows.open(team, '', '', { isFirstVisit: true });
    await step(page, 'Reward a partner');
    await press(page, 'Skip the tour');
    await isGone(coach(page));
    await page.reload();
    await composer(page).waitFor();
    expect(await coach(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Tour' }).click();
    await step(page, 'Reward a partner');
  });

  test('goes on where it was after a reload, and leads back whoever went astray', async () => {
    const page = await windows.open(team, '', '', { isFirstVisit: true });
    await press(page, 'Go to #reward-review');
    await press(page, 'Type it for me');
    await composer(page).press('Enter');
    await step(page, 'Look, and create it');
    await page.reload();
    await step(page, 'Look, and create it');
    await page.goto(`${team.slack.url}/#${LENA}`);
    await press(page, 'Be Ana');
    await form(page).waitFor();
    await step(page, 'Look, and create it');
  });
});
