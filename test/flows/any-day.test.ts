import { TZDate } from '@date-fns/tz';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addHours } from 'date-fns/addHours';
import { isWeekend } from 'date-fns/isWeekend';
import { subMinutes } from 'date-fns/subMinutes';
import {
  addLocalDays,
  localDateOf,
  monthOf,
  nextMonth,
  startOfLocalDay,
  startOfMonth,
} from '../../src/domain/period.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { formatMonth } from '../../src/views/formats.js';
import { expectBalance, invoicesOf } from '../support/books.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { BERLIN, invoiceSaying } from '../support/invoices.js';
import { cardOf, cardShowing, givenCard, messagesAbout, untilQuiet } from '../support/rewards.js';
import { BO, CLEO, FINANCE, LENA, REVIEW, startTeam, type Team } from '../support/team.js';
import { BEGINNING } from '../support/test-clock.js';

// The months of a programme from whatever instant it is. `npm run test:days` begins in the last minute of a year, in the
// night that has an hour twice, and the like.

const ZONE = BERLIN.TIME_ZONE;
const MONTH = monthOf(BEGINNING, ZONE);
const END = startOfMonth(nextMonth(MONTH), ZONE);
const REMINDER_HOURS = 24;
const REVIEWED = startOfLocalDay(addLocalDays(`${nextMonth(MONTH)}-01`, 7), ZONE);

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam({ env: BERLIN });
  acme = (await givenAcme(team)).acme;
});
afterAll(() => team.stop());

/** The hour strikes at this instant, in the bot itself, twice. */
async function strike(at: Date): Promise<void> {
  team.clock.set(at);
  for (let times = 0; times < 2; times += 1) {
    await team.bot.tick();
    await untilQuiet(team);
  }
}

/** From nine to five, Monday to Friday. */
function isWorkingHour(at: Date): boolean {
  const here = TZDate.tz(ZONE, at);
  return !isWeekend(here) && here.getHours() >= 9 && here.getHours() < 17;
}

const saidInFinance = (words: string) =>
  team.slack.messagesIn(FINANCE).filter((message) => message.visibleText().includes(words));

test('a reward created now goes on the invoice of this month, approved or not', async () => {
  const { card, number } = await givenCard(team, { partnerId: acme, amount: '250' });
  expect(card.visibleText()).toContain(`Goes on the ${formatMonth(MONTH)} invoice`);
  await team.slack.as(BO).press(card, 'Approve');
  await cardShowing(team, number, 'Approved');
  await untilQuiet(team);
  expect(messagesAbout(team, LENA, number)).toHaveLength(2);
});

test('one that nobody decides is reminded of in working hours, and no others', async () => {
  const other = await givenPartner(team, { key: 'globex', name: 'Globex' });
  const { number } = await givenCard(team, { partnerId: other, amount: '40' });
  const hours = Array.from({ length: 48 }, (_, index) => addHours(BEGINNING, 2 * index + 1)).filter((at) => at < END);
  for (const at of hours) {
    team.clock.set(at);
    await team.bot.tick();
    await untilQuiet(team);
  }
  const reminded = team.slack
    .thread(REVIEW, cardOf(team, number)?.ts ?? '')
    .filter((reply) => reply.visibleText().includes('Nobody has decided on it since'))
    .map((reply) => new Date(Number(reply.ts) * 1000));
  expect(reminded.filter((at) => !isWorkingHour(at))).toEqual([]);
  const isDue = hours.some((at) => at >= addHours(BEGINNING, REMINDER_HOURS) && isWorkingHour(at));
  expect(isDue && reminded.length === 0).toBe(false);
});

test('finance is told once what is coming, and the month is cut once, when it has ended in the programme’s zone', async () => {
  await strike(subMinutes(END, 1));
  expect(saidInFinance('what will be invoiced')).toHaveLength(1);
  expect(await invoicesOf(team)).toEqual([]);
  await strike(END);
  expect(await invoicesOf(team)).toMatchObject([
    { month: MONTH, currency: 'USD', status: 'in_review', total: 29_000n },
  ]);
  expect(saidInFinance(`${formatMonth(MONTH)} · USD`)).toHaveLength(1);
});

test('seven days later it is final, is paid, and the partner is told; the books balance', async () => {
  await strike(subMinutes(REVIEWED, 1));
  expect(await invoicesOf(team)).toMatchObject([{ status: 'in_review' }]);
  await strike(REVIEWED);
  const [invoice] = await invoicesOf(team);
  expect(invoice?.status).toBe('finalised');
  await markInvoicePaid(team.deps, {
    ...{ workspaceId: team.workspaceId, invoiceId: invoice?.id ?? '', revision: invoice?.revision ?? 0, by: CLEO },
    ...{ paidOn: localDateOf(REVIEWED, ZONE), reference: 'SEPA 4711' },
  });
  await untilQuiet(team);
  await invoiceSaying(team, invoice?.number ?? '', 'Paid on');
  const paid = team.slack.directMessages(LENA).filter((message) => message.visibleText().includes('You were paid'));
  expect(paid).toHaveLength(1);
  await expectBalance(team);
});
