import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb } from '../../src/db/client.js';
import { enqueueOverdue } from '../../src/services/enqueue-overdue.js';
import { linkContact } from '../../src/services/link-contact.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { invoicesOf } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { openedHome } from '../support/home.js';
import { BERLIN, invoiceMessages } from '../support/invoices.js';
import { cardOf, givenReward, modalFor, threadOf, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CLEO, CY, DANA, FINANCE, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
let number: number;
let lonelyReward: string;
beforeAll(async () => {
  team = await startTeam({ env: BERLIN });
  acme = await givenPartner(team, { key: 'acme', name: 'Acme', slackUserId: LENA });
  globex = await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: OMAR });
  const lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'escalation', value: BO, actor: DANA });
  // What is reviewed here is not what this is about.
  await changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'reminder-hours', value: '0', actor: DANA });
  team.clock.set('2026-10-10T12:00:00Z');
  number = (await givenReward(team, { partnerId: acme, amount: '100' })).number;
  await givenReward(team, { partnerId: acme, amount: '50' });
  await givenReward(team, { partnerId: globex, amount: '40' });
  lonelyReward = (await givenReward(team, { partnerId: lonely, amount: '30' })).id;
  // Cut on 1 November, in review until the 7th, expected on the 13th, a Friday.
  await strike('2026-10-31T23:30:00Z');
  await strike('2026-11-07T23:30:00Z');
});
afterAll(() => team.stop());

const INVOICE = 'INV-2026-0001';
const OVERDUE = 'Overdue: payment was expected on 13 November 2026';

/** The hour strikes at this instant, in the bot itself. */
async function strike(instant: string): Promise<void> {
  team.clock.set(instant);
  await owe(team.deps, { name: 'run-clock', payload: {} });
  await untilQuiet(team);
}

const invoiceText = () => invoiceMessages(team, INVOICE)[0]?.visibleText() ?? '';

/** The reminders in the thread of the invoice's message. */
function reminders(): string[] {
  const [message] = invoiceMessages(team, INVOICE);
  return team.slack
    .thread(FINANCE, message?.ts ?? '')
    .map((reply) => reply.visibleText())
    .filter((text) => text.includes('Overdue'));
}

const toldLate = (userId: string) =>
  team.slack
    .directMessages(userId)
    .map((message) => message.visibleText())
    .filter((text) => text.includes('is late\n'));

const homeOf = (userId: string) => openedHome(team, userId);

const answerTo = (userId: string, text: string) =>
  whisperedTo(team, userId, () => team.slack.as(userId).types('/reward', text));

test('on the expected day nothing is late, and the day after every place says that it is', async () => {
  await strike('2026-11-13T22:30:00Z');
  expect(invoiceText()).toContain('Finalised · payment expected around 13 November 2026');
  expect(cardOf(team, number)?.visibleText()).not.toContain('overdue');
  expect(await homeOf(LENA)).toContain('Expected around November 13');

  // Midnight of the 14th in Berlin.
  await strike('2026-11-13T23:00:00Z');
  expect(invoiceText()).toContain(`Finalised · ${OVERDUE}`);
  expect(cardOf(team, number)?.visibleText()).toContain(
    `On invoice ${INVOICE} · October 2026, finalised, payment overdue`,
  );
  const late = 'Overdue: payment was expected on November 13, 2026';
  expect(await homeOf(CLEO)).toContain(late);
  expect(await answerTo(CLEO, 'invoice')).toContain(late);
  const home = await homeOf(LENA);
  expect(home.match(/Expected November 13\. It is late; we will tell you when it is paid\./g)).toHaveLength(2);
  expect(home).not.toContain('Expected around');
  const own = await modalFor(team, LENA, () => team.slack.as(LENA).types('/reward', `R-${number}`));
  expect(own.visibleText()).toContain('Expected November 13. It is late');
  expect(await homeOf(ANA)).toContain('finalised, payment overdue');
});

test('finance is reminded as work begins after it, on five machines at once, in the thread and not at the top', async () => {
  const before = team.slack.messagesIn(FINANCE).length;
  expect(reminders()).toEqual([]);
  team.clock.set('2026-11-16T08:00:00Z');
  const pools = Array.from({ length: 5 }, () => createDb(team.databaseUrl, { connections: 2 }));
  await Promise.all(pools.map((db) => enqueueOverdue({ ...team.deps, db })));
  await Promise.all(pools.map((db) => db.close()));
  await untilQuiet(team);
  await strike('2026-11-16T09:00:00Z');
  const { workspaceId } = team;
  const [invoice] = await invoicesOf(team);
  const payload = { workspaceId, invoiceId: invoice?.id ?? '', expectedPaymentOn: '2026-11-13', nth: 1 };
  await owe(team.deps, { name: 'remind-of-overdue', payload });
  await untilQuiet(team);
  const [said = '', ...more] = reminders();
  expect(more).toEqual([]);
  expect(said).toContain(`${INVOICE} · October 2026 · USD · $220.00`);
  expect(said).toContain(OVERDUE);
  expect(said).toContain('@cleo: mark it as paid once it is.');
  expect(said).not.toContain('@bo');
  expect(team.slack.messagesIn(FINANCE)).toHaveLength(before);
});

test('three working days late each partner is told once, with one message for all of its rewards', async () => {
  await strike('2026-11-17T15:00:00Z');
  expect(toldLate(LENA)).toEqual([]);
  await strike('2026-11-18T08:00:00Z');
  await strike('2026-11-18T09:00:00Z');
  const { workspaceId } = team;
  const [invoice] = await invoicesOf(team);
  const payload = { workspaceId, invoiceId: invoice?.id ?? '', partnerId: acme };
  await owe(team.deps, { name: 'notify-late-payment', payload });
  await untilQuiet(team);
  const [said = '', ...more] = toldLate(LENA);
  expect(more).toEqual([]);
  expect(said).toContain('Your payment of $150.00 is late');
  expect(said).toContain('Expected November 13. It is late; we will tell you when it is paid.');
  expect(said).not.toMatch(/Globex|Lonely|cleo/);
  expect(toldLate(OMAR)).toEqual([expect.stringContaining('Your payment of $40.00 is late')]);
});

test('whom nobody could tell is told once somebody links them', async () => {
  const { workspaceId } = team;
  await linkContact(team.deps, { workspaceId, rewardId: lonelyReward, by: ANA, slackUserId: CY });
  await untilQuiet(team);
  await strike('2026-11-18T10:00:00Z');
  expect(toldLate(CY)).toEqual([expect.stringContaining('Your payment of $30.00 is late')]);
});

test('every third working day finance is reminded again, from the third time on with those it escalates to', async () => {
  await strike('2026-11-18T15:00:00Z');
  expect(reminders()).toHaveLength(1);
  await strike('2026-11-19T08:00:00Z');
  await strike('2026-11-23T15:00:00Z');
  expect(reminders()).toHaveLength(2);
  expect(reminders()[1]).not.toContain('@bo');
  await strike('2026-11-24T08:00:00Z');
  expect(reminders()).toHaveLength(3);
  expect(reminders()[2]).toContain('@bo: this is still not paid after several reminders.');
});

test('the digest names it, and a bot that slept for weeks sends one reminder', async () => {
  team.clock.set('2026-11-25T12:00:00Z');
  await givenReward(team, { partnerId: acme, amount: '10' });
  await strike('2026-11-28T12:00:00Z');
  const digest = team.slack
    .messagesIn(FINANCE)
    .find((message) => message.visibleText().startsWith('November 2026: what'));
  expect(digest?.visibleText()).toContain('Overdue');
  expect(digest?.visibleText()).toContain(
    `${INVOICE} · October 2026 · USD · $220.00 · payment was expected on 13 November 2026`,
  );
  await strike('2026-12-30T09:00:00Z');
  expect(reminders()).toHaveLength(4);
  await strike('2026-12-30T10:00:00Z');
  expect(reminders()).toHaveLength(4);
  expect(toldLate(LENA).filter((text) => text.includes(INVOICE))).toHaveLength(1);
});

test('once it is paid nothing says that it is late, and nobody is reminded any more', async () => {
  const { workspaceId } = team;
  const invoice = (await invoicesOf(team)).find(({ number: of }) => of === INVOICE);
  if (!invoice) throw new Error('there is no invoice');
  const paid = { by: CLEO, paidOn: '2026-12-30', reference: 'SEPA 1' };
  // A reminder that was owed before it was paid, and comes after it.
  const payload = { workspaceId, invoiceId: invoice.id, expectedPaymentOn: '2026-11-13', nth: 5 };
  await markInvoicePaid(team.deps, { workspaceId, invoiceId: invoice.id, revision: invoice.revision, ...paid });
  team.clock.set('2027-01-04T09:00:00Z');
  await owe(team.deps, { name: 'remind-of-overdue', payload });
  await owe(team.deps, {
    name: 'notify-late-payment',
    payload: { workspaceId, invoiceId: invoice.id, partnerId: globex },
  });
  await strike('2027-01-04T09:00:00Z');
  await strike('2027-01-20T09:00:00Z');
  expect(reminders()).toHaveLength(4);
  expect(invoiceText()).toContain('Paid on 30 December 2026');
  expect(invoiceText()).not.toContain('Overdue');
  expect(cardOf(team, number)?.visibleText()).not.toContain('overdue');
  expect(threadOf(team, number).join('\n')).toContain(`Paid with ${INVOICE}`);
});
