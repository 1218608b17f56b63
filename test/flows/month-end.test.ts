import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { givenAcme, givenPartner } from '../support/directory.js';
import { BERLIN, invoiceMessages, invoiceSaying, tickTeam } from '../support/invoices.js';
import {
  cardOf,
  decide,
  type GivenRewardRef,
  givenReward,
  messagesAbout,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { FINANCE, LENA, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam({ env: BERLIN });
  team.clock.set('2026-11-14T13:00:00Z');
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex' });
});
afterAll(() => team.stop());

test("when the month has ended on five machines at once, each currency's invoice is one message and every card says so", async () => {
  const rewards: GivenRewardRef[] = [];
  for (const amount of ['100', '50.50']) rewards.push(await givenReward(team, { partnerId: acme, amount }));
  rewards.push(await givenReward(team, { partnerId: globex, amount: '200' }));
  const held = await givenReward(team, { partnerId: globex, amount: '30' });
  await givenReward(team, { partnerId: globex, amount: '7', currency: 'EUR' });
  await decide(team, held.id, 'hold');
  await decide(team, rewards[0]?.id ?? '', 'approve');
  await untilQuiet(team);
  expect(messagesAbout(team, LENA, rewards[1]?.number ?? 0).join()).toContain('Expected around December 13');
  expect(cardOf(team, rewards[1]?.number ?? 0)?.visibleText()).toContain('Goes on the November 2026 invoice, cut ');

  await tickTeam(team, '2026-11-30T22:59:59Z', 5);
  expect(team.slack.messagesIn(FINANCE)).toEqual([]);
  await tickTeam(team, '2026-11-30T23:00:00Z', 5);

  expect(team.slack.messagesIn(FINANCE)).toHaveLength(2);
  const [euro, dollar] = [
    await invoiceSaying(team, 'INV-2026-0001', 'November 2026 · EUR'),
    await invoiceSaying(team, 'INV-2026-0002', 'November 2026 · USD'),
  ];
  expect(euro.visibleText()).toContain('€7.00 · 1 reward · 1 partner');
  const said = dollar.visibleText();
  expect(said).toContain('$350.50 · 3 rewards · 2 partners');
  expect(said).toMatch(/In review until 7 December( 2026)? · payment expected around 13 December/);
  expect(said).toContain('2 not reviewed yet ($250.50)');
  expect(said).toContain('1 on hold, not on it ($30.00)');
  for (const { number } of rewards) {
    expect(cardOf(team, number)?.visibleText()).toContain('On invoice INV-2026-0002 · November 2026, in review');
    expect(threadOf(team, number).filter((entry) => entry.includes('Put on INV-2026-0002'))).toHaveLength(1);
  }
  expect(cardOf(team, held.number)?.visibleText()).not.toContain('INV-');
});

test('run again it changes nothing, and a week later the invoices are finalised where they stand', async () => {
  const before = team.slack.messagesIn(FINANCE).map(({ ts, text }) => ({ ts, text }));
  await tickTeam(team, '2026-12-07T22:59:00Z', 5);
  expect(team.slack.messagesIn(FINANCE).map(({ ts, text }) => ({ ts, text }))).toEqual(before);
  await tickTeam(team, '2026-12-07T23:00:00Z', 5);
  const after = await invoiceSaying(team, 'INV-2026-0002', 'Finalised · payment expected around 13 December');
  expect(after.buttons()).toEqual(['Mark as paid…', 'Payment failed…']);
  expect(team.slack.messagesIn(FINANCE).map(({ ts }) => ts)).toEqual(before.map(({ ts }) => ts));
  expect(invoiceMessages(team, 'INV-2026-0002')).toHaveLength(1);
});

test('an invoice cut late says its own days, and so does the next message to the partner', async () => {
  team.clock.set('2026-12-20T12:00:00Z');
  const late = await givenReward(team, { partnerId: acme, amount: '80' });
  await tickTeam(team, '2027-01-04T12:00:00Z');
  await invoiceSaying(team, 'INV-2026-0003', 'In review until 11 January');
  await decide(team, late.id, 'approve');
  await untilQuiet(team);
  expect(messagesAbout(team, LENA, late.number)[0]).toContain('Expected around January 13');
  expect(messagesAbout(team, LENA, late.number)[1]).toContain('Expected around January 17');
});

test('where only what is approved is invoiced, the card of a reward without a yes promises nothing', async () => {
  await team.db.transaction(async (tx) => {
    await tx.programme.update({
      where: { workspaceId: team.workspaceId },
      data: { unreviewedPolicy: 'approved_only' },
    });
  });
  const { id, number } = await givenReward(team, { partnerId: acme, amount: '90' });
  await untilQuiet(team);
  const card = cardOf(team, number)?.visibleText();
  expect(card).toContain('Unless it is approved, it stays off the January 2027 invoice, cut ');
  expect(card).not.toContain('Goes on');
  await decide(team, id, 'approve');
  await untilQuiet(team);
  expect(cardOf(team, number)?.visibleText()).toContain('Goes on the January 2027 invoice, cut ');
});
