import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, PHONE } from '../support/browser.js';
import { givenAcme } from '../support/directory.js';
import {
  card,
  choose,
  chooseInMenu,
  form,
  isGone,
  messages,
  openControls,
  replies,
  sees,
  send,
} from '../support/page.js';
import { givenReward, passTime } from '../support/rewards.js';
import { ANA, BO, CLEO, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

/** What reaches over the right edge, if the page can be scrolled sideways. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
  .map((it) => it.outerHTML.slice(0, 120))`;
const fits = async (page: Page) => expect(await page.evaluate(TOO_WIDE)).toEqual([]);

describeInBrowser('on 390 pixels', (windows) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    const { acme } = await givenAcme(team);
    await givenReward(team, { partnerId: acme, amount: '61', description: `A-long-word-${'x'.repeat(200)}` });
  });
  afterAll(() => team.stop());

  test('a reward is created and approved, and nothing scrolls sideways', async () => {
    const page = await windows.open(team, ANA, REVIEW, { viewport: PHONE, hasTouch: true });
    await card(page, 1001, 'New').waitFor();
    await fits(page);
    await send(page, '/reward ');
    const reward = form(page);
    await choose(reward, 'Partner', 'acme', 'Acme Growth GmbH');
    await sees(reward, 'nothing paid');
    await fits(page);
    await reward.getByRole('textbox', { name: 'Reward description' }).fill('Webinar in November');
    await reward.getByRole('textbox', { name: 'Reward amount' }).fill('250');
    await reward.getByRole('button', { name: 'Create Reward' }).click();
    await card(page, 1002, 'New').waitFor();
    await fits(page);

    await page.getByRole('button', { name: 'Channels and people' }).click();
    await page.getByRole('button', { name: 'You are Ana Silva' }).click();
    await fits(page);
    await page.getByRole('menuitemradio', { name: 'Bo Lindqvist' }).click();
    const approve = card(page, 1002, 'New').getByRole('button', { name: 'Approve' });
    await approve.click();
    await chooseInMenu(card(page, 1002, 'Approved'), 'History');
    await sees(page.getByRole('dialog'), /Approved by/);
    await fits(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    await isGone(page.getByRole('dialog'));

    await card(page, 1002, 'Approved')
      .getByRole('button', { name: /^\d+ repl/ })
      .click();
    await sees(replies(page), /Approved/);
    await fits(page);
    await page.getByRole('button', { name: 'Close thread' }).click();
    await card(page, 1002, 'Approved').waitFor();
  });

  test('every panel of the controls is there, and lets go of the screen', async () => {
    const page = await windows.open(team, BO, REVIEW, { viewport: PHONE, hasTouch: true });
    for (const panel of ['Time', 'Weather', 'Inspector', 'Workspace'] as const) {
      await openControls(page, panel);
      await fits(page);
    }
    await page.getByRole('button', { name: 'Close the controls' }).click();
    await card(page, 1001, 'New').waitFor();
  });

  test('the sidebar comes, leads somewhere and goes', async () => {
    const page = await windows.open(team, BO, REVIEW, { viewport: PHONE, hasTouch: true });
    await page.getByRole('button', { name: 'Channels and people' }).click();
    const sidebar = page.getByRole('navigation').filter({ hasText: 'Channels' });
    await sidebar.getByRole('button', { name: 'general' }).click();
    await page.getByRole('heading', { name: 'general' }).first().waitFor();
    await isGone(sidebar);
  });

  test('the tour fits', async () => {
    // The tour takes what was said since it began for its own.
    await passTime(team, 1_000);
    const page = await windows.open(team, CLEO, '', { viewport: PHONE, hasTouch: true, isFirstVisit: true });
    await page.getByRole('complementary', { name: 'Tour' }).getByRole('button', { name: 'Be Ana' }).click();
    await page.getByRole('button', { name: 'Type it for me' }).click();
    await fits(page);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await form(page).waitFor();
    await page
      .getByRole('complementary', { name: 'Tour' })
      .getByRole('heading', { name: 'Look, and create it' })
      .waitFor();
    await fits(page);
    expect(await messages(page).count()).toBeGreaterThan(0);
  });
});
