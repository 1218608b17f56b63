import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { givenAcme } from '../support/directory.js';
import { card, composer, form, isGone, messages, sees } from '../support/page.js';
import { givenCard } from '../support/rewards.js';
import { ANA, BO, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

const isFocused = (thing: Locator) => thing.and(thing.page().locator(':focus')).waitFor();

/** Whether whoever looks can tell where the focus is. */
const SHOWS_FOCUS = `(() => {
  const shows = (it) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  // From the last stop on it is the browser's own for a moment.
  const at = document.activeElement;
  if (at === document.body || shows(at)) return '';
  // Where one types, the frame around it may show it.
  const frame = at.matches('input, textarea') && at.parentElement?.parentElement;
  return frame && [at.parentElement, frame].some(shows) ? '' : at.outerHTML.slice(0, 200);
})()`;

/** Goes on by Tab until it is there; every stop on the way can be seen. */
async function tabTo(page: Page, thing: Locator, key = 'Tab'): Promise<number> {
  const there = thing.and(page.locator(':focus'));
  for (let stops = 1; stops <= 40; stops += 1) {
    await page.keyboard.press(key);
    expect(await page.evaluate(SHOWS_FOCUS)).toBe('');
    if ((await there.count()) > 0) return stops;
  }
  throw new Error(`Not reached by ${key}: ${thing}`);
}

describeInBrowser('the keyboard alone', (windows) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test('creates a reward: through the form in the order it is read, by arrows in its lists', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    await composer(ana).waitFor();
    await ana.keyboard.press('Tab');
    await isFocused(ana.getByRole('button', { name: 'Skip to the composer' }));
    await ana.keyboard.press('Enter');
    await isFocused(composer(ana));
    await ana.keyboard.type('/rew');
    await ana.getByRole('option', { name: '/reward' }).waitFor();
    await ana.keyboard.press('Enter');
    await ana.keyboard.press('Enter');

    const reward = form(ana);
    const partner = reward.getByRole('combobox', { name: 'Partner' });
    await isFocused(partner);
    await ana.keyboard.type('acm');
    await reward.getByRole('option', { name: 'Acme Growth GmbH' }).waitFor();
    await ana.keyboard.press('Escape');
    await isGone(reward.getByRole('option'));
    expect(await reward.isVisible()).toBe(true);
    await ana.keyboard.press('ArrowDown');
    await reward.getByRole('option', { name: 'Acme Growth GmbH' }).waitFor();
    await ana.keyboard.press('Enter');
    await sees(reward, 'nothing pending');

    await tabTo(ana, reward.getByRole('textbox', { name: 'Reward description' }));
    await ana.keyboard.type('Webinar in November');
    await tabTo(ana, reward.getByRole('textbox', { name: 'Reward amount' }));
    await ana.keyboard.type('250');
    await tabTo(ana, reward.getByRole('combobox', { name: 'Currency' }));
    await tabTo(ana, reward.getByRole('combobox', { name: 'Connect a customer' }));
    await ana.keyboard.press('ArrowDown');
    await reward.getByRole('option', { name: 'Initech' }).waitFor();
    await ana.keyboard.press('Enter');
    await sees(reward, 'nothing pending');
    await tabTo(ana, reward.getByRole('textbox', { name: 'Internal note' }));
    await tabTo(ana, reward.getByRole('button', { name: 'Cancel' }));
    await tabTo(ana, reward.getByRole('button', { name: 'Create Reward' }));
    await ana.keyboard.press('Enter');
    await isGone(reward);
    await card(ana, 1001, 'New').waitFor();
    await isFocused(composer(ana));
  });

  test('the focus stays in an open form, goes to what is wrong, and returns with Escape', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    await composer(ana).focus();
    await ana.keyboard.type('/reward acme 250,5 for the webinar');
    await ana.keyboard.press('Enter');
    const reward = form(ana);
    await isFocused(reward.getByRole('combobox', { name: 'Partner' }));
    const outside = ana.locator(':focus').and(ana.locator('body :not(dialog *)'));
    for (let stops = 0; stops < 20; stops += 1) {
      await ana.keyboard.press('Tab');
      expect(await outside.count()).toBe(0);
    }
    await tabTo(ana, reward.getByRole('button', { name: 'Create Reward' }), 'Shift+Tab');
    await ana.keyboard.press('Enter');
    await sees(reward, /Type it like/);
    await isFocused(reward.getByRole('textbox', { name: 'Reward amount' }));
    await ana.keyboard.press('Escape');
    await isGone(reward);
    await isFocused(composer(ana));
  });

  test('approves a reward, and reads its history from the menu', async () => {
    const { number } = await givenCard(team, { partnerId: acme, amount: '51' });
    const bo = await windows.open(team, BO, REVIEW);
    const asked = card(bo, number, 'New');
    await asked.waitFor();
    await tabTo(bo, asked);
    await tabTo(bo, asked.getByRole('button', { name: 'Approve' }));
    await bo.keyboard.press('Enter');
    const approved = card(bo, number, 'Approved');
    await sees(approved, /Approved by/);
    // The button is gone with the decision; whoever pressed it stays with the card.
    await isFocused(approved);

    const menu = approved.locator('[data-block=actions]').getByRole('button', { name: 'More actions' });
    await tabTo(bo, menu);
    await bo.keyboard.press('Enter');
    await isFocused(approved.getByRole('menuitem').first());
    await bo.keyboard.press('Escape');
    await isFocused(menu);
    await bo.keyboard.press('Enter');
    await bo.keyboard.press('ArrowUp');
    await isFocused(approved.getByRole('menuitem', { name: 'History' }));
    await bo.keyboard.press('Enter');
    await sees(bo.getByRole('dialog'), /Approved by/);
    await bo.keyboard.press('Escape');
    await isGone(bo.getByRole('dialog'));
    await isFocused(menu);
  });

  test('walks from message to message by arrows, and into a thread and back', async () => {
    const { number } = await givenCard(team, { partnerId: acme, amount: '52' });
    const bo = await windows.open(team, BO, REVIEW);
    const last = card(bo, number, 'New');
    await last.waitFor();
    await tabTo(bo, last);
    await bo.keyboard.press('ArrowUp');
    await isFocused(messages(bo).nth(-2));
    await bo.keyboard.press('ArrowDown');
    await isFocused(last);
    const reply = last.getByRole('button', { name: 'Reply in thread' });
    await tabTo(bo, reply);
    await bo.keyboard.press('Enter');
    const thread = bo.getByRole('complementary', { name: 'Thread' });
    await isFocused(thread);
    await tabTo(bo, thread.getByRole('textbox', { name: 'Reply …' }));
    await bo.keyboard.type('Which webinar?');
    await bo.keyboard.press('Enter');
    await sees(thread.getByRole('log'), 'Which webinar?');
    await bo.keyboard.press('Escape');
    await isGone(thread);
    await isFocused(last);
  });

  test('becomes somebody else, and opens and leaves the controls', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const person = ana.getByRole('button', { name: 'You are Ana Silva' });
    await person.waitFor();
    await tabTo(ana, person);
    await ana.keyboard.press('Enter');
    await isFocused(ana.getByRole('menuitemradio', { name: 'Ana Silva' }));
    await ana.keyboard.press('ArrowDown');
    await ana.keyboard.press('Enter');
    await ana.getByRole('button', { name: 'You are Bo Lindqvist' }).waitFor();

    const controls = ana.getByRole('button', { name: 'Controls', exact: true });
    await controls.focus();
    await ana.keyboard.press('Enter');
    await isFocused(ana.getByRole('tab', { name: 'Time' }));
    await ana.keyboard.press('ArrowRight');
    await isFocused(ana.getByRole('tab', { name: 'Weather' }));
    await ana.keyboard.press('Escape');
    await isFocused(controls);
  });
});
