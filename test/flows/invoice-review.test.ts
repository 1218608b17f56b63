import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import {
  BERLIN,
  givenAcmeAndGlobex,
  givenInvoiceInReview,
  invoiceMessages,
  invoiceSaying,
  tickTeam,
} from '../support/invoices.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  type GivenRewardRef,
  modalFor,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { BO, CLEO, DANA, FINANCE, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam({ env: BERLIN });
  ({ acme, globex } = await givenAcmeAndGlobex(team));
});
afterAll(() => team.stop());

let month = 0;
let invoice: string;
let first: GivenRewardRef;
let second: GivenRewardRef;

// Each test has a month of its own, and in it an invoice in review: $100 of Acme, $40 of Globex.
beforeEach(async () => {
  month += 1;
  ({ invoice, first, second } = await givenInvoiceInReview(team, month, { acme, globex }));
});

test('declining on the card takes the line off: the same message has the new total, and the card is redrawn', async () => {
  const [before] = invoiceMessages(team, invoice);
  const bo = team.slack.as(BO);
  const card = await cardShowing(team, first.number, 'New');
  const form = await modalFor(team, BO, () => bo.press(card, 'Decline…'));
  await form.fill({ Reason: 'Not eligible', 'What the partner is told': 'Not in your region' });
  expect(await form.submit()).toEqual({ status: 'closed' });
  const declined = await cardShowing(team, first.number, 'Declined');
  expect(declined.visibleText()).toContain(`taken off ${invoice}`);
  expect(declined.visibleText()).not.toContain('On invoice');
  const after = await invoiceSaying(team, invoice, '$40.00 · 1 reward · 1 partner');
  expect(after.visibleText()).toContain('1 declined, not on it ($100.00)');
  expect(after.visibleText()).not.toContain('Acme');
  expect(after.ts).toBe(before?.ts);
  expect(invoiceMessages(team, invoice)).toHaveLength(1);
});

test('approving on the card leaves it where it is, and the invoice counts one less to review', async () => {
  await invoiceSaying(team, invoice, `⚠ 2 not reviewed yet ($140.00): R-${first.number} and R-${second.number}`);
  await team.slack.as(BO).press(await cardShowing(team, first.number, 'New'), 'Approve');
  expect((await cardShowing(team, first.number, 'Approved')).visibleText()).toContain(`On invoice ${invoice}`);
  const after = await invoiceSaying(team, invoice, `⚠ 1 not reviewed yet ($40.00): R-${second.number}`);
  expect(after.visibleText()).toContain('$140.00 · 2 rewards');
});

test('Review on the invoice lists what nobody reviewed: who may approve does it there, finance finds the cards', async () => {
  const message = await invoiceSaying(team, invoice, '2 not reviewed yet');
  const forFinance = await modalFor(team, CLEO, () => team.slack.as(CLEO).press(message, 'Review'));
  expect(forFinance.title).toBe('Not reviewed yet');
  for (const { number } of [first, second]) expect(forFinance.visibleText()).toContain(`R-${number}`);
  expect(forFinance.visibleText()).toContain('2 rewards · $140.00. They are paid with it unless');
  expect(forFinance.buttons()).toEqual([]);
  await forFinance.close();

  const dana = team.slack.as(DANA);
  const list = await modalFor(team, DANA, () => dana.press(message, 'Review'));
  await list.press('Approve several…');
  const several = await eventually(() => dana.modal()?.title === 'Approve several' && dana.modal());
  for (const { number, partner } of [
    { ...first, partner: '$100.00 · R-{} · Acme Growth GmbH' },
    { ...second, partner: '$40.00 · R-{} · Globex' },
  ])
    await several.select('Rewards 1 to 2 of 2', partner.replace('{}', String(number)));
  expect(await several.submit()).toMatchObject({ status: 'updated' });
  expect(await dana.modal()?.submit()).toMatchObject({ status: expect.any(String) });
  const after = await eventually(async () => {
    const [now] = invoiceMessages(team, invoice);
    return now && !now.visibleText().includes('not reviewed') && now;
  });
  expect(after.buttons()).toEqual(['Pause…', 'Pull a reward on…', 'Finalise now']);
  for (const { number } of [first, second]) await cardShowing(team, number, 'Approved');
});

test('putting everything on hold leaves a void invoice; released, it is to go on the next', async () => {
  await decide(team, first.id, 'hold');
  await decide(team, second.id, 'hold');
  const empty = await invoiceSaying(team, invoice, 'Void: nothing is paid with it');
  expect(empty.buttons()).toEqual([]);
  await team.slack.as(BO).press(await cardShowing(team, first.number, 'Hold'), 'Release');
  expect((await cardShowing(team, first.number, 'New')).visibleText()).toContain('Goes on the May 2026 invoice');
  await decide(team, first.id, 'decline');
});

test('once it is finalised the card offers nothing, and an old card is refused in words', async () => {
  await untilQuiet(team);
  const old = await cardShowing(team, first.number, 'New');
  await tickTeam(team, '2026-06-08T00:30:00Z');
  await invoiceSaying(team, invoice, 'Finalised');
  const now = cardOf(team, first.number);
  expect([now?.buttons(), now?.menu()]).toEqual([[], ['History']]);
  expect(now?.visibleText()).toContain(`On invoice ${invoice} · May 2026, finalised`);
  expect(now?.visibleText()).toContain(
    `It went on ${invoice} without review, and that is finalised: nothing about it can be changed any more. Once it is Paid, a clawback can take it back.`,
  );
  for (const button of ['Approve', 'Decline…', 'Hold…']) {
    expect(await whisperedTo(team, BO, () => team.slack.as(BO).pressStale(old, button))).toBe(
      `R-${first.number} is on ${invoice}, which is finalised, and stays as it is. Only a clawback can correct it.`,
    );
  }
  expect((await booksOf(team, first.id)).row).toMatchObject({ status: 'New', payment: 'on_invoice' });
  expect(team.slack.messagesIn(FINANCE)).toHaveLength(month);
});
