import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import { askQuestion } from '../../src/services/ask-question.js';
import { runClock } from '../../src/services/run-clock.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenPartner } from './directory.js';
import { act } from './invoice-acts.js';
import { invoiceSaying } from './invoices.js';
import { cardShowing, decide, type GivenReward, givenReward, untilQuiet } from './rewards.js';
import { BO, DANA, FINANCE, LENA, type Team } from './team.js';

/** A message in every state that has a button of its own, by a word for that state. */
export async function givenEveryButton(team: Team, acme: string): Promise<ReadonlyMap<string, Message>> {
  const messages = new Map<string, Message>();
  await givenInvoices(team, acme, messages);
  await givenCards(team, acme, messages);
  await untilQuiet(team);
  return messages;
}

const DEEDS: Readonly<Record<number, readonly InvoiceAct[]>> = {
  1: ['finalise'],
  2: ['finalise', 'fail'],
  3: ['pause'],
};

/** An invoice in every state that has a button of its own, and a run that was stopped. */
async function givenInvoices(team: Team, acme: string, messages: Map<string, Message>): Promise<void> {
  for (const month of [1, 2, 3, 4]) {
    team.clock.set(`2026-0${month}-10T12:00:00Z`);
    await givenReward(team, { partnerId: acme, amount: '40' });
    if (month === 4) {
      await givenReward(team, { partnerId: acme, amount: '1500', currency: 'EUR' });
      await changeSetting(team.deps, { ...team, name: 'invoice-bound', value: '1000', actor: DANA });
    }
    team.clock.set(`2026-0${month + 1}-01T00:30:00Z`);
    await runClock(team.deps, { actor: 'bot' });
    const last = await team.db.reads.invoice.findFirstOrThrow({ orderBy: { number: 'desc' } });
    for (const [at, deed] of (DEEDS[month] ?? []).entries())
      await act({ ...team }, deed, { invoiceId: last.id, revision: last.revision + at });
  }
  const states = { finalised: 'Finalised', failed: 'Payment failed', paused: 'Paused', 'in review': 'In review until' };
  for (const [index, [name, words]] of Object.entries(states).entries())
    messages.set(name, await invoiceSaying(team, `INV-2026-000${index + 1}`, words));
  messages.set(
    'stopped',
    await eventually(() =>
      team.slack.messagesIn(FINANCE).find((message) => message.buttons().includes('Cut it anyway')),
    ),
  );
}

async function givenCards(team: Team, acme: string, messages: Map<string, Message>): Promise<void> {
  const lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  const given = async (name: string, reward: GivenReward) => {
    const made = await givenReward(team, reward);
    messages.set(name, await cardShowing(team, made.number, 'New'));
    return made;
  };
  await given('lonely', { partnerId: lonely, amount: '11' });
  const fresh = await given('new', { partnerId: acme, amount: '12' });
  const held = await given('held', { partnerId: acme, amount: '13' });
  const asked = await given('asked', { partnerId: acme, amount: '14' });
  const declined = await given('declined', { partnerId: acme, amount: '15' });
  const paid = await given('paid', { partnerId: acme, amount: '16' });
  await decide(team, held.id, 'hold', { reason: 'wait', facts: { owner: BO } });
  await decide(team, asked.id, 'request_changes', { reason: 'Which webinar?' });
  await decide(team, declined.id, 'decline', { facts: { reasonCode: 'other' } });
  await decide(team, paid.id, 'mark_paid', { facts: { paidOn: '2026-04-30', reference: 'cash' } });
  const order = { workspaceId: team.workspaceId, rewardId: fresh.id, by: LENA, submissionKey: 'V1' };
  await askQuestion(team.deps, { ...order, text: 'When is it paid?' });
  for (const [name, { number }, status] of [
    ['held', held, 'Hold'],
    ['asked', asked, 'Hold'],
    ['declined', declined, 'Declined'],
    ['paid', paid, 'Paid'],
  ] as const)
    messages.set(name, await cardShowing(team, number, status));
  await untilQuiet(team);
  const asksBack = (reply: Message) => reply.buttons().includes('Answer…');
  const { channel, ts } = await cardShowing(team, fresh.number, 'New');
  messages.set('question', await eventually(() => team.slack.thread(channel, ts).find(asksBack)));
}
