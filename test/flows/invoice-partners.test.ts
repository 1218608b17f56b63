import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { runClock } from '../../src/services/run-clock.js';
import { givenPartner } from '../support/directory.js';
import { BERLIN, invoiceMessages, invoiceSaying } from '../support/invoices.js';
import { givenReward, modalFor } from '../support/rewards.js';
import { CLEO, startTeam, type Team } from '../support/team.js';

const PARTNERS = 41;

let team: Team;
beforeAll(async () => {
  team = await startTeam({ env: BERLIN });
  team.clock.set('2026-01-10T12:00:00Z');
  for (let number = 1; number <= PARTNERS; number += 1) {
    const partnerId = await givenPartner(team, { key: `partner-${number}` });
    await givenReward(team, { partnerId, amount: String(number) });
  }
  // Not waited for: 41 cards take their time, and the invoice's message stands in another channel.
  team.clock.set('2026-02-01T00:30:00Z');
  await runClock(team.deps, { actor: 'bot' });
  await eventually(() => invoiceMessages(team, 'INV-2026-0001').length === 1, 20_000);
});
afterAll(() => team.stop());

test('a double click on Next turns one page, and nothing is said to have gone wrong', async () => {
  const message = await invoiceSaying(team, 'INV-2026-0001', `${PARTNERS} partners`);
  const list = await modalFor(team, CLEO, () => team.slack.as(CLEO).press(message, 'All partners'));
  expect(list.visibleText()).toContain('page 1 of 2');
  const calls = (method: string) => team.slack.traffic.filter(({ what }) => what === method);
  const clicks = await Promise.all([list.press('Next'), list.press('Next')]);
  expect(clicks.map(({ status }) => status)).toEqual(['acked', 'acked']);
  await eventually(() => calls('views.update').length === 2);
  await eventually(() => list.visibleText().includes('page 2 of 2'));
  await list.press('Previous');
  await eventually(() => list.visibleText().includes('page 1 of 2'));
  expect(calls('views.push')).toEqual([]);
});
