import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { givenAcme } from '../support/directory.js';
import { card, form, isGone, openControls, sees, send } from '../support/page.js';
import { cardsOf, untilQuiet } from '../support/rewards.js';
import { ANA, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('bad weather', (windows) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    acme = (await givenAcme(team)).acme;
  });
  afterEach(() => team.slack.weather.clear());
  afterAll(() => team.stop());

  /** Until it is let go, nothing can be written about Acme. */
  async function holdAcme(): Promise<() => Promise<void>> {
    const holder = new Client({ connectionString: team.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM partner WHERE id = $1 FOR UPDATE', [acme]);
    return async () => {
      await holder.query('COMMIT');
      await holder.end();
    };
  }

  async function createReward(page: Page, amount: string): Promise<void> {
    await send(page, `/reward acme ${amount} for the webinar`);
    await form(page).getByRole('button', { name: 'Create Reward' }).click();
  }

  test('after three seconds a form says that there is trouble, keeps what was typed, and creates one reward at last', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    team.slack.weather.set({ method: 'view_submission', kind: 'slow_bot', ms: 4_000, times: 1 });
    await createReward(ana, '71');
    const reward = form(ana);
    await sees(reward, 'We had some trouble connecting. Try again?');
    expect(await reward.getByRole('textbox', { name: 'Reward description' }).inputValue()).toBe('for the webinar');
    await card(ana, 1001, 'New').waitFor({ state: 'attached' });
    await reward.getByRole('button', { name: 'Create Reward' }).click();
    await isGone(reward);
    await untilQuiet(team);
    expect(cardsOf(team, 1001)).toHaveLength(1);
    expect(cardsOf(team, 1002)).toHaveLength(0);
  });

  test('limited by the panel, a card comes as late as Slack asked, and the inspector shows why', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const weather = await openControls(ana, 'Weather');
    await weather.getByLabel('Rate limited: for which method').selectOption('chat.postMessage');
    await weather.getByLabel('Rate limited: for how many calls').fill('1');
    await weather.getByRole('switch', { name: /^Rate limited/ }).click();
    await sees(weather, 'chat.postMessage, for one more call');
    await createReward(ana, '72');
    await isGone(form(ana));
    await sees(weather, 'Nothing: clear skies.');

    const inspector = await openControls(ana, 'Inspector');
    const limited = inspector.getByRole('listitem').filter({ hasText: 'weather: rate_limited' });
    await limited.locator('summary').click();
    await sees(limited, /"ratelimited"/);
    await card(ana, 1002, 'New').waitFor();
  });

  test('silent, Slack has what it never said it has: the card is posted once all the same', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'silent', times: 1 });
    await createReward(ana, '73');
    await card(ana, 1003, 'New').waitFor();
    await untilQuiet(team);
    expect(cardsOf(team, 1003)).toHaveLength(1);
  });

  test('where a form cannot be opened, whoever asked is told', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const weather = await openControls(ana, 'Weather');
    await weather.getByLabel('Failing: for which method').selectOption('views.open');
    await weather.getByRole('switch', { name: /^Failing/ }).click();
    await sees(weather, 'Failing views.open');
    await send(ana, '/reward acme 74 for the webinar');
    await sees(ana.getByRole('log'), /Only visible to you/);
    await weather.getByRole('button', { name: 'Clear' }).click();
    await sees(weather, 'Nothing: clear skies.');
    await send(ana, '/reward acme 74 for the webinar');
    await form(ana).getByRole('button', { name: 'Cancel' }).click();
    await isGone(form(ana));
  });

  test('the inspector tells what was said both ways, finds it, and stands still when asked', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const inspector = await openControls(ana, 'Inspector');
    await send(ana, '/reward acme 75 for the webinar');
    await form(ana).waitFor();
    await form(ana).getByRole('button', { name: 'Cancel' }).click();
    const opened = inspector.getByRole('listitem').filter({ hasText: 'views.open' }).first();
    await sees(opened, '← from bot');
    await opened.locator('summary').click();
    await sees(opened, /"trigger_id"/);
    await sees(opened, /"ok": true/);

    await inspector.getByLabel('Direction').selectOption('to_bot');
    await inspector.getByRole('searchbox', { name: 'Filter by text' }).fill('acme 75 for');
    const asked = inspector.getByRole('listitem').filter({ hasText: '→ to bot' });
    await asked.last().locator('summary').click();
    await sees(asked, /"text": "acme 75 for the webinar"/);

    await inspector.getByRole('searchbox', { name: 'Filter by text' }).fill('');
    await inspector.getByRole('button', { name: 'Pause' }).click();
    const shown = await inspector.getByRole('status').textContent();
    await send(ana, '/reward nonsense');
    await sees(ana.getByRole('log'), /Only visible to you/);
    expect(await inspector.getByRole('status').textContent()).toBe(shown);
    await inspector.getByRole('button', { name: 'Go on' }).click();
    await sees(inspector.getByRole('listitem').first(), '/reward');
  });

  test('a channel without the bot is a fact that the card waits for', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const workspace = await openControls(ana, 'Workspace');
    await workspace.getByLabel('reward-review: Bot in it').click();
    await sees(ana.getByRole('main'), 'Partner Rewards is not in this channel');
    await createReward(ana, '76');
    await isGone(form(ana));
    await workspace.getByLabel('reward-review: Bot in it').click();
    await card(ana, 1004, 'New').waitFor();
  });

  test('a form that the bot is long at work on says so over what was typed, and then that it is done', async () => {
    const ana = await windows.open(team, ANA, REVIEW);
    const letGo = await holdAcme();
    await createReward(ana, '77');
    await ana.getByRole('dialog', { name: 'Still working…' }).waitFor();
    await letGo();
    const done = ana.getByRole('dialog', { name: 'Done' });
    await done.getByRole('button', { name: 'Close', exact: true }).last().click();
    await isGone(done);
    await isGone(form(ana));
    await card(ana, 1005, 'New').waitFor();
  });
});
