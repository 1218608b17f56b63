import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expectAccessible } from '../support/accessible.js';
import { describeInBrowser, PHONE } from '../support/browser.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { form, isGone, sees } from '../support/page.js';
import { decide, eventsOf, givenReward, untilQuiet } from '../support/rewards.js';
import { BO, DANA, LENA, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('Home', (windows) => {
  let team: Team;
  let first: { readonly id: string };
  beforeAll(async () => {
    team = await startTeamWithAClock();
    const { acme, initech } = await givenAcme(team);
    const globex = await givenPartner(team, { key: 'globex', name: 'شركة جلوبكس' });
    first = await givenReward(team, { partnerId: acme, customerId: initech, amount: '81' });
    for (const amount of ['82', '83', '84', '85', '86', '87', '88'])
      await givenReward(team, { partnerId: globex, amount });
    const held = await givenReward(team, { partnerId: acme, amount: '89' });
    await decide(team, held.id, 'hold', { reason: 'Waiting for the figures', facts: { owner: BO } });
    await untilQuiet(team);
  });
  afterAll(() => team.stop());

  test('the queue is decided from, one by one and several at once, and axe finds nothing serious', async () => {
    const bo = await windows.open(team, BO, 'home');
    const home = bo.getByRole('region', { name: 'Home' });
    await sees(home, '8 New');
    await expectAccessible(bo);
    await home.getByRole('button', { name: 'Approve R-1001, Acme Growth GmbH, $81.00' }).click();
    await sees(home, '7 New');
    expect((await eventsOf(team, first.id)).map(({ kind }) => kind)).toEqual(['created', 'approved']);

    await home.getByRole('button', { name: 'Filter the queue' }).click();
    await form(bo, 'Filter the queue').waitFor();
    await expectAccessible(bo);
    await bo.keyboard.press('Escape');

    await home.getByRole('button', { name: 'Approve several…' }).click();
    const several = form(bo, 'Approve several');
    await several.getByRole('checkbox', { name: /\$82\.00/ }).check();
    await several.getByRole('checkbox', { name: /\$83\.00/ }).check();
    await expectAccessible(bo);
    await several.getByRole('button', { name: 'Next' }).click();
    await sees(several, '2 rewards · $165.00');
    await several.getByRole('button', { name: 'Approve 2' }).click();
    await sees(several, '2 rewards approved · $165.00');
    await expectAccessible(bo);
    await several.getByRole('button', { name: 'Done' }).click();
    await isGone(several);
    await sees(home, '5 New');
  });

  test('every part is read without trouble, by an admin, by a partner, and on a telephone', async () => {
    const dana = await windows.open(team, DANA, 'home');
    await sees(dana.getByRole('region', { name: 'Home' }), 'Month by month');
    await expectAccessible(dana);
    const lena = await windows.open(team, LENA, 'home', { viewport: PHONE, hasTouch: true });
    await sees(lena.getByRole('region', { name: 'Home' }), /My rewards/);
    await expectAccessible(lena);
  });
});
