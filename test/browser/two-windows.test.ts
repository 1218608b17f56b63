import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { givenAcme } from '../support/directory.js';
import { card, form, isGone, messages, replies, sees, send, whispers } from '../support/page.js';
import { eventsOf, givenCard } from '../support/rewards.js';
import { ANA, BO, CY, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('two windows', (windows) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeamWithAClock();
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test('Ana and Bo see at once what the other does', async () => {
    const [ana, bo] = await Promise.all([windows.open(team, ANA, REVIEW), windows.open(team, BO, REVIEW)]);
    await messages(bo).first().waitFor({ state: 'hidden' });
    await send(ana, 'Who can look at the <webinar> & its *costs*?');
    await sees(messages(bo), 'Who can look at the <webinar> & its costs?');

    await send(ana, '/reward acme 250 for the webinar');
    await form(ana).getByRole('button', { name: 'Create Reward' }).click();
    await card(bo, 1001, 'New').getByRole('button', { name: 'Approve' }).click();
    await sees(card(ana, 1001, 'Approved'), '@bo');
  });

  test('what happens in a channel that is not in front is counted beside its name', async () => {
    const [ana, bo] = await Promise.all([windows.open(team, ANA, REVIEW), windows.open(team, BO, 'C0GENERAL')]);
    const place = bo.getByRole('button', { name: 'reward-review' });
    await place.click();
    await bo.getByRole('button', { name: 'general' }).click();
    await send(ana, 'A card is waiting');
    await sees(place, /1 unread/);
    await place.click();
    await isGone(place.getByText('unread'));
    await sees(bo.getByRole('log'), 'New');
  });

  test('Bo and Cy press at once: one decides, and the other is told who did', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme, amount: '41' });
    const [bo, cy] = await Promise.all([windows.open(team, BO, REVIEW), windows.open(team, CY, REVIEW)]);
    const presses = [bo, cy].map((page) => card(page, number, 'New').getByRole('button', { name: 'Approve' }));
    await Promise.all(presses.map((button) => button.waitFor()));
    await Promise.all(presses.map((button) => button.click()));
    const told = await Promise.race([
      sees(whispers(bo), /approved R-/).then(() => ({ loser: bo, winner: cy, name: '@cy' })),
      sees(whispers(cy), /approved R-/).then(() => ({ loser: cy, winner: bo, name: '@bo' })),
    ]);
    await sees(whispers(told.loser), told.name);
    expect(await whispers(told.winner).count()).toBe(0);
    for (const page of [bo, cy]) await sees(card(page, number, 'Approved'), told.name);
    expect((await eventsOf(team, id)).filter(({ kind }) => kind === 'approved')).toHaveLength(1);
  });

  test('a form that was overtaken says by whom, and keeps what was typed', async () => {
    const { number } = await givenCard(team, { partnerId: acme, amount: '42' });
    const [bo, cy] = await Promise.all([windows.open(team, BO, REVIEW), windows.open(team, CY, REVIEW)]);
    await card(bo, number, 'New').getByRole('button', { name: 'Hold' }).click();
    const hold = form(bo, 'Hold reward');
    await hold.getByRole('textbox', { name: 'Reason' }).fill('Waiting for the figures');
    await card(cy, number, 'New').getByRole('button', { name: 'Approve' }).click();
    await card(cy, number, 'Approved').waitFor();
    await hold.getByRole('button', { name: 'Hold', exact: true }).click();
    await sees(bo.getByRole('dialog'), /approved/);
    await bo.getByRole('dialog').getByText('Back', { exact: true }).click();
    expect(await hold.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('Waiting for the figures');
    await hold.getByRole('button', { name: 'Cancel' }).click();
    await isGone(hold);
  });

  test('a thread grows in front of whoever has it open', async () => {
    const { number } = await givenCard(team, { partnerId: acme, amount: '43' });
    const [ana, bo] = await Promise.all([windows.open(team, ANA, REVIEW), windows.open(team, BO, REVIEW)]);
    for (const page of [ana, bo]) {
      await card(page, number, 'New').hover();
      await card(page, number, 'New').getByRole('button', { name: 'Reply in thread' }).click();
    }
    const write = ana.getByRole('textbox', { name: 'Reply …' });
    await write.fill('The figures are in');
    await write.press('Enter');
    await sees(replies(bo), 'The figures are in');
    // The bot’s own, that it was created, and Ana’s.
    await sees(card(bo, number, 'New'), '2 replies');
  });
});
