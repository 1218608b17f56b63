import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkContact } from '../../src/services/link-contact.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenClawback, invoicesOf } from '../support/books.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { invoiceSaying, tickTeam } from '../support/invoices.js';
import { givenReward, untilQuiet } from '../support/rewards.js';
import { ANA, CLEO, DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam();
  const { workspaceId } = team;
  await changeSetting(team.deps, { workspaceId, name: 'minimum-payout', value: '25', actor: DANA });
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: OMAR });
});
afterAll(() => team.stop());

const statementsTo = (userId: string) =>
  team.slack
    .directMessages(userId)
    .map((message) => message.visibleText())
    .filter((text) => text.startsWith('You were paid'));

const carriedTo = (userId: string) =>
  team.slack
    .directMessages(userId)
    .map((message) => message.visibleText())
    .filter((text) => text.startsWith('Carried forward'));

async function pay(number: string, paidOn: string): Promise<{ id: string }> {
  const invoice = (await invoicesOf(team)).find((candidate) => candidate.number === number);
  if (!invoice) throw new Error(`${number} is not there`);
  const { id, revision } = invoice;
  const paid = { by: CLEO, paidOn, reference: 'SEPA 1' };
  await markInvoicePaid(team.deps, { workspaceId: team.workspaceId, invoiceId: id, revision, ...paid });
  await untilQuiet(team);
  return { id };
}

test('a partner gets their month when it is paid: each line, clawbacks below zero, the exact total, once', async () => {
  team.clock.set('2026-01-10T12:00:00Z');
  const first = await givenReward(team, { partnerId: acme, amount: '100', description: 'Webinar in January' });
  const back = await givenClawback(team, first.id, 3_050n);
  await givenReward(team, { partnerId: acme, amount: '0.01', description: 'The last cent' });
  await givenReward(team, { partnerId: globex, amount: '20' });
  await untilQuiet(team);
  await tickTeam(team, '2026-02-01T00:30:00Z');
  // Too little for Globex, and what is carried forward is said on the invoice.
  await invoiceSaying(team, 'INV-2026-0001', '1 carried forward: Globex $20.00 (below the minimum of $25.00)');
  await tickTeam(team, '2026-02-09T00:30:00Z');
  const { id } = await pay('INV-2026-0001', '2026-02-09');

  const [said = '', ...more] = statementsTo(LENA);
  expect(more).toEqual([]);
  expect(said).toContain('You were paid $69.51');
  expect(said).toContain('Your January 2026: paid on February 9, 2026, for 3 rewards');
  expect(said).toContain(`R-${first.number} · $100.00 · Webinar in January`);
  expect(said).toMatch(new RegExp(`R-${back.number} · −\\$30\\.50 · clawback of R-\\d+: The order was returned`));
  expect(said).toContain('Total · $69.51');
  expect(said).not.toMatch(/Globex|SEPA|cleo/);
  // Globex hears of January once, and why nothing of it is paid; Acme, who is paid, hears nothing of the kind.
  expect(statementsTo(OMAR)).toEqual([]);
  const [carried = '', ...others] = carriedTo(OMAR);
  expect(others).toEqual([]);
  expect(carried).toContain('Carried forward to the February 2026 invoice: $20.00');
  expect(carried).toContain('Your January 2026: 1 reward, below the minimum payout of $25.00');
  expect(carried).not.toMatch(/Acme|INV-/);
  expect(carriedTo(LENA)).toEqual([]);

  for (let again = 0; again < 2; again += 1)
    await owe(team.deps, {
      name: 'tell-partner-of-payment',
      payload: { workspaceId: team.workspaceId, invoiceId: id, partnerId: acme },
    });
  for (let again = 0; again < 2; again += 1)
    await owe(team.deps, {
      name: 'tell-carried-forward',
      payload: { workspaceId: team.workspaceId, currency: 'USD', month: '2026-01', partnerId: globex },
    });
  await untilQuiet(team);
  expect(statementsTo(LENA)).toHaveLength(1);
  expect(carriedTo(OMAR)).toHaveLength(1);
});

test('what was carried forward is in the next one, with the reason', async () => {
  team.clock.set('2026-02-10T12:00:00Z');
  await givenReward(team, { partnerId: globex, amount: '30' });
  await tickTeam(team, '2026-03-01T00:30:00Z');
  await tickTeam(team, '2026-03-09T00:30:00Z');
  await pay('INV-2026-0002', '2026-03-09');
  const [said = '', ...more] = statementsTo(OMAR);
  expect(more).toEqual([]);
  expect(said).toContain('You were paid $50.00');
  expect(said).toContain(
    'Of it, $20.00 for 1 reward came from earlier months: less than the minimum of $25.00 is not paid on its own',
  );
});

test('a partner nobody could tell that they were carried forward hears of the last month once somebody is linked', async () => {
  team.clock.set('2026-03-10T12:00:00Z');
  const lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  const { id: rewardId } = await givenReward(team, { partnerId: lonely, amount: '10' });
  await tickTeam(team, '2026-04-01T00:30:00Z');
  await tickTeam(team, '2026-05-01T00:30:00Z');
  expect(carriedTo(LENA)).toEqual([]);
  const link = () => linkContact(team.deps, { workspaceId: team.workspaceId, rewardId, by: ANA, slackUserId: LENA });
  await link();
  await untilQuiet(team);
  await link();
  await untilQuiet(team);
  const [said, ...more] = carriedTo(LENA);
  expect(more).toEqual([]);
  expect(said).toMatch(/Carried forward to the May 2026 invoice: \$10\.00[\s\S]*Your April 2026: 1 reward/);
});
