import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenClawback } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { openedHome } from '../support/home.js';
import { tickTeam } from '../support/invoices.js';
import { cardOf, decide, givenReward, threadOf, untilQuiet } from '../support/rewards.js';
import { DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam();
  acme = await givenPartner(team, { key: 'acme', name: 'Acme', slackUserId: LENA });
  globex = await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: OMAR });
});
afterAll(() => team.stop());

const toldCarried = (userId: string) =>
  team.slack
    .directMessages(userId)
    .map((message) => message.visibleText())
    .filter((text) => text.startsWith('Carried forward'));

const homeOf = (userId: string) => openedHome(team, userId);

/** What a card's thread tells of it. */
const toldInThread = (number: number) => threadOf(team, number).filter((entry) => entry.includes('Carried forward'));

test('a partner whose clawbacks leave nothing to pay is told once, with the reason and the new month, as card and Home say', async () => {
  team.clock.set('2026-01-10T12:00:00Z');
  const earned = await givenReward(team, { partnerId: acme, amount: '40' });
  const back = await givenClawback(team, earned.id, 10_000n);
  await decide(team, back.id, 'approve');
  await owe(team.deps, { name: 'show-reward-card', payload: { workspaceId: team.workspaceId, rewardId: back.id } });
  await tickTeam(team, '2026-02-01T00:30:00Z', 3);

  const [said = '', ...more] = toldCarried(LENA);
  expect(more).toEqual([]);
  expect(said).toContain('Carried forward to the February 2026 invoice: −$60.00');
  expect(said).toContain('Your January 2026: 2 rewards that come to −$60.00, so that nothing is left to pay');
  for (const { number } of [earned, back]) {
    expect(toldInThread(number)).toEqual([
      expect.stringContaining("Carried forward to the February 2026 invoice: the partner's total was zero or less"),
    ]);
    expect(cardOf(team, number)?.visibleText()).toContain('Goes on the February 2026 invoice');
  }
  const home = await homeOf(LENA);
  expect(home.match(/Carried forward to the February 2026 invoice: nothing was left to pay/g)).toHaveLength(2);

  const job = { workspaceId: team.workspaceId, currency: 'USD', month: '2026-01', partnerId: acme };
  for (let again = 0; again < 2; again += 1) await owe(team.deps, { name: 'tell-carried-forward', payload: job });
  await tickTeam(team, '2026-02-01T01:30:00Z', 3);
  expect(toldCarried(LENA)).toHaveLength(1);
});

test('a partner of whom too little is left in review, since a line was taken off, is told so once', async () => {
  team.clock.set('2026-02-10T12:00:00Z');
  await givenReward(team, { partnerId: globex, amount: '500' });
  const most = await givenReward(team, { partnerId: acme, amount: '100' });
  await tickTeam(team, '2026-03-01T00:30:00Z');
  expect(toldCarried(LENA)).toHaveLength(1);
  expect(await homeOf(LENA)).not.toContain('Carried forward');
  const clawbacks = await team.db.reads.reward.findMany({ where: { partnerId: acme, amountMinor: { lt: 0 } } });

  await decide(team, most.id, 'decline', { facts: { reasonCode: 'order_cancelled' } });
  await untilQuiet(team);
  const [, said = '', ...more] = toldCarried(LENA);
  expect(more).toEqual([]);
  expect(said).toContain('Carried forward to the March 2026 invoice: −$60.00');
  expect(said).toContain('Your February 2026: 2 rewards that come to −$60.00, so that nothing is left to pay');
  for (const { number } of clawbacks)
    expect(toldInThread(number).at(-1)).toMatch(
      /Carried forward to the March 2026 invoice.* · taken off INV-2026-0001/,
    );
  expect((await homeOf(LENA)).match(/Carried forward to the March 2026 invoice/g)).toHaveLength(2);
  expect(toldCarried(OMAR)).toEqual([]);
});

test('an invoice that was paused over the next cut carries forward to the month that is cut next', async () => {
  const { workspaceId } = team;
  await changeSetting(team.deps, { workspaceId, name: 'minimum-payout', value: '25', actor: DANA });
  const omars = await givenPartner(team, { key: 'initech', name: 'Initech', slackUserId: OMAR });
  team.clock.set('2026-03-10T12:00:00Z');
  const most = await givenReward(team, { partnerId: omars, amount: '100' });
  await givenReward(team, { partnerId: omars, amount: '20' });
  await tickTeam(team, '2026-04-01T00:30:00Z');
  await team.db.transaction((tx) =>
    tx.invoice.updateMany({ where: { number: 'INV-2026-0002' }, data: { status: 'paused' } }),
  );
  await tickTeam(team, '2026-05-01T00:30:00Z');
  await decide(team, most.id, 'decline', { facts: { reasonCode: 'order_cancelled' } });
  await untilQuiet(team);
  const [said = '', ...more] = toldCarried(OMAR);
  expect(more).toEqual([]);
  expect(said).toContain('Carried forward to the May 2026 invoice: $20.00');
  expect(said).toContain('Your March 2026: 1 reward, below the minimum payout of $25.00');
  expect(said).toContain('for Initech');
});
