import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject } from '../../sandbox/json.js';
import { eventually, type Message, type Modal } from '../../sandbox/start-sandbox.js';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import type { Role } from '../../src/domain/policy.js';
import { askQuestion } from '../../src/services/ask-question.js';
import { runClock } from '../../src/services/run-clock.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { act } from '../support/invoice-acts.js';
import { invoiceSaying } from '../support/invoices.js';
import { ACTIONS, type Action } from '../support/permission-matrix.js';
import { choosePartner, fillForm, openForm } from '../support/reward-form.js';
import { cardShowing, decide, type GivenReward, givenReward, modalFor, untilQuiet } from '../support/rewards.js';
import { BO, CY, DANA, FINANCE, LENA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

// Omar sees every message and has no role. He presses everything; then, with the role, he opens every form, loses the
// role and sends it. Each time he is told why not, and nothing is written.

let team: Team;
let acme: string;
const messages = new Map<string, Message>();
beforeAll(async () => {
  team = await startTeam({ env: { CURRENCY: 'USD,EUR' } });
  ({ acme } = await givenAcme(team));
  for (const channel of [REVIEW, FINANCE]) team.slack.world.channels.get(channel)?.members.push(OMAR);
  await givenInvoices();
  await givenCards();
  await untilQuiet(team);
}, 60_000);
afterAll(() => team.stop());

const omar = () => team.slack.as(OMAR);
const say = (name: string): Message => {
  const message = messages.get(name);
  if (!message) throw new Error(`no message is ${name}`);
  return message;
};

const DEEDS: Readonly<Record<number, readonly InvoiceAct[]>> = {
  1: ['finalise'],
  2: ['finalise', 'fail'],
  3: ['pause'],
};

/** An invoice in every state that has a button of its own, and a run that was stopped. */
async function givenInvoices(): Promise<void> {
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

async function givenCards(): Promise<void> {
  const lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  await givenPartner(team, { key: 'globex', name: 'Globex', group: 'Silver' });
  await givenPartner(team, { key: 'globex-2', name: 'Globex Two', group: 'Silver' });
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
  await grant('manager');
  const own = await given('own', { partnerId: lonely, amount: '17', by: OMAR });
  await grant(undefined);
  const order = { workspaceId: team.workspaceId, rewardId: fresh.id, by: LENA, submissionKey: 'V1' };
  await askQuestion(team.deps, { ...order, text: 'When is it paid?' });
  for (const [name, { number }, status] of [
    ['held', held, 'Hold'],
    ['asked', asked, 'Hold'],
    ['declined', declined, 'Declined'],
    ['paid', paid, 'Paid'],
    ['own', own, 'New'],
  ] as const)
    messages.set(name, await cardShowing(team, number, status));
  await untilQuiet(team);
  const { channel, ts } = say('new');
  messages.set(
    'question',
    await eventually(() => team.slack.thread(channel, ts).find((reply) => reply.buttons().includes('Answer…'))),
  );
  const told = (message: Message) => message.visibleText().includes(`R-${fresh.number} `);
  messages.set('notice', await eventually(() => team.slack.directMessages(LENA).find(told)));
}

/** Gives Omar this role and no other. */
async function grant(role: Role | undefined, partnerGroups: string[] = []): Promise<void> {
  const { workspaceId } = team;
  await team.db.transaction(async (tx) => {
    const { id: programmeId } = await tx.programme.findUniqueOrThrow({ where: { workspaceId } });
    await tx.roleGrant.deleteMany({ where: { workspaceId, principalId: OMAR } });
    if (role) await tx.roleGrant.create({ data: { workspaceId, programmeId, role, principalId: OMAR, partnerGroups } });
  });
}

/** All that anybody could have written: events, where everything stands, and what is told to whom. */
async function written() {
  const { reads } = team.db;
  const [rewards, invoices, events, questions, contacts, grants] = await Promise.all([
    reads.reward.aggregate({ _count: true, _sum: { revision: true } }),
    reads.invoice.aggregate({ _count: true, _sum: { revision: true } }),
    reads.event.count(),
    reads.question.groupBy({ by: ['answeredBy'], _count: true }),
    reads.contact.count({ where: { slackUserId: { not: null } } }),
    reads.roleGrant.count({ where: { principalId: { not: OMAR } } }),
  ]);
  return { rewards, invoices, events, questions, contacts, grants };
}

/** What this person is told because of what they do, beside the message or in a modal, which is then closed. */
async function answerTo(userId: string, attempt: () => Promise<unknown>): Promise<string> {
  const person = team.slack.as(userId);
  const before = { said: person.ephemerals().length, modal: person.modal()?.id };
  await attempt();
  const text = await eventually(() => {
    const modal = person.modal();
    if (modal && modal.id !== before.modal) return modal.visibleText();
    return person.ephemerals()[before.said]?.visibleText();
  });
  await person.modal()?.close(true);
  return text;
}

/** Sends the last click of Omar's again, as a click on something else. */
async function forge(actionId: string, value: string, type = 'button'): Promise<void> {
  const entry = team.slack.traffic.findLast((it) => it.what === 'block_actions' && it.direction === 'to_bot');
  if (!entry || !isObject(entry.request)) throw new Error('no click so far');
  const request = structuredClone(entry.request);
  request.actions = [
    { type, action_id: actionId, block_id: 'b', action_ts: '1', value, selected_option: { value, text: {} } },
  ];
  request.response_url = team.slack.world.newResponseUrl({ userId: OMAR, channelId: REVIEW });
  await team.slack.redeliver({ ...entry, request });
}

const APPROVERS = 'Only approvers and admins can do this.';
const MANAGERS = 'Only partnership managers and admins can do this.';
const FINANCES = 'Only finance and admins can do this.';
const EITHER = 'Only partnership managers, approvers and admins can do this.';
const ADMINS = 'Only admins can do this.';

interface Attempt {
  readonly action: Action;
  readonly by: string;
  /** With which he may. */
  readonly role: Role;
  readonly click: () => Promise<unknown>;
  readonly told: string;
  /** What the form asks for; a click without a form writes itself. */
  readonly fill?: (form: Modal) => Promise<unknown>;
}

const press = (name: string, label: string) => () => omar().press(say(name), label);
const choose = (name: string, label: string) => () => omar().choose(say(name), label);
const types = (text: string) => () => omar().types('/reward', text);
const reason = (form: Modal) => form.fill({ Reason: 'Because' });
const nothing = async () => undefined;
const chooseFirst = async (form: Modal) => {
  const [first = ''] = await form.suggest('Reward', '');
  await form.select('Reward', first, '');
};

const ATTEMPTS: readonly Attempt[] = [
  {
    ...{ action: 'create', by: '/reward', role: 'manager', click: types(''), told: MANAGERS },
    fill: async (form) => {
      await choosePartner(form, 'Acme Growth GmbH · acme-growth');
      await form.fill({ 'Reward description': 'Webinar', 'Reward amount': '990' });
    },
  },
  { action: 'approve', by: 'Approve', role: 'approver', click: press('new', 'Approve'), told: APPROVERS },
  { action: 'release', by: 'Release', role: 'approver', click: press('held', 'Release'), told: APPROVERS },
  {
    ...{ action: 'decline', by: 'Decline…', role: 'approver', click: press('new', 'Decline…'), told: APPROVERS },
    fill: (form) => form.select('Reason', 'Not eligible'),
  },
  { action: 'hold', by: 'Hold…', role: 'approver', click: press('new', 'Hold…'), told: APPROVERS, fill: reason },
  {
    ...{ action: 'mark as paid', by: 'the menu', role: 'approver', told: APPROVERS },
    click: choose('new', 'Mark as paid…'),
    fill: (form) => form.fill({ 'How it was paid': 'cash' }),
  },
  {
    ...{ action: 'ask for changes', by: 'the menu', role: 'approver', told: APPROVERS },
    click: choose('new', 'Ask for changes…'),
    fill: (form) => form.fill({ 'What should be changed, or what is not clear?': 'Which one?' }),
  },
  {
    ...{ action: 'reopen', by: 'Change decision…', role: 'approver', told: APPROVERS },
    click: choose('declined', 'Change decision…'),
    fill: nothing,
  },
  {
    ...{ action: 'withdraw', by: 'the menu', role: 'admin', told: 'Only its creator or an admin can withdraw it.' },
    click: choose('new', 'Withdraw…'),
    fill: nothing,
  },
  {
    ...{ action: 'edit and send back', by: 'the menu', role: 'admin' },
    ...{ told: 'Only its creator or an admin can change it.', click: choose('asked', 'Edit and send back…') },
    fill: (form) => form.fill({ 'Reward amount': '15' }),
  },
  {
    ...{ action: 'claw back', by: 'the menu', role: 'approver', click: choose('paid', 'Claw back…'), told: EITHER },
    fill: reason,
  },
  {
    ...{ action: 'link a Slack user', by: 'the menu', role: 'manager', told: EITHER },
    click: choose('lonely', 'Link a Slack user…'),
    fill: (form) => form.select('Who at this partner is told?', 'Bo Lindqvist'),
  },
  {
    ...{ action: 'answer a question', by: 'Answer…', role: 'approver' },
    told: EITHER,
    click: press('question', 'Answer…'),
    fill: (form) => form.fill({ 'Your answer': 'Soon' }),
  },
  { action: 'see the queue', by: '/reward queue', role: 'approver', click: types('queue'), told: APPROVERS },
  { action: 'see what I created', by: '/reward mine', role: 'manager', click: types('mine'), told: MANAGERS },
  { action: 'see open invoices', by: '/reward invoice', role: 'finance', click: types('invoice'), told: FINANCES },
  {
    ...{ action: 'find its partner', by: '/reward partner', role: 'finance', click: types('partner acme') },
    told: 'Only partnership managers, approvers, finance and admins can do this.',
  },
  {
    ...{ action: 'see it whole', by: '/reward R-…', role: 'finance', click: types('R-1001') },
    told: 'This reward cannot be found here.',
  },
  {
    action: 'see one invoice',
    by: 'All partners',
    role: 'finance',
    click: choose('in review', 'All partners'),
    told: FINANCES,
  },
  { action: 'see one invoice', by: 'History', role: 'finance', click: choose('in review', 'History'), told: FINANCES },
  {
    ...{ action: 'pause an invoice', by: 'Pause…', role: 'finance', click: press('in review', 'Pause…') },
    ...{ told: FINANCES, fill: reason },
  },
  { action: 'resume it', by: 'Resume', role: 'finance', click: press('paused', 'Resume'), told: FINANCES },
  {
    action: 'finalise it',
    by: 'Finalise now',
    role: 'finance',
    click: press('paused', 'Finalise now'),
    told: FINANCES,
  },
  {
    ...{ action: 'pay it', by: 'Mark as paid…', role: 'finance', click: press('finalised', 'Mark as paid…') },
    ...{ told: FINANCES, fill: (form: Modal) => form.fill({ Reference: 'SEPA 1' }) },
  },
  {
    ...{ action: 'say that it failed', by: 'Payment failed…', role: 'finance', told: FINANCES },
    click: press('finalised', 'Payment failed…'),
    fill: reason,
  },
  { action: 'try it again', by: 'Try again', role: 'finance', click: press('failed', 'Try again'), told: FINANCES },
  {
    ...{ action: 'void it', by: 'Void…', role: 'finance', click: choose('in review', 'Void…'), told: FINANCES },
    fill: reason,
  },
  {
    ...{ action: 'remove a line', by: 'the menu', role: 'finance', told: FINANCES },
    click: choose('in review', 'Remove a line…'),
    fill: chooseFirst,
  },
  {
    ...{ action: 'pull a reward on', by: 'Pull a reward on…', role: 'finance', told: FINANCES },
    click: press('in review', 'Pull a reward on…'),
    fill: async (form) => {
      const late = await givenReward(team, { partnerId: acme, amount: '18' });
      await decide(team, late.id, 'approve');
      await chooseFirst(form);
    },
  },
  {
    ...{ action: 'let a stopped run go', by: 'Cut it anyway', role: 'finance', told: FINANCES },
    click: press('stopped', 'Cut it anyway'),
  },
];

describe('at the click, and at the form that was opened while he still might', () => {
  test.each(ATTEMPTS.map((attempt) => [attempt.action, attempt.by, attempt] as const))(
    '%s by %s',
    async (_, __, it) => {
      await grant(undefined);
      const before = await written();
      expect(await answerTo(OMAR, it.click)).toContain(it.told);
      expect(await written()).toEqual(before);
      if (!it.fill) return;

      await grant(it.role);
      const form = await modalFor(team, OMAR, it.click);
      await it.fill(form);
      await grant(undefined);
      const filled = await written();
      const { status, errors = {} } = await form.submit();
      // Where there is no field to say it under, it is said in the form's place.
      const words = status === 'errors' ? Object.values(errors).join() : (omar().modal()?.visibleText() ?? '');
      expect(words).toContain(it.told);
      expect(await written()).toEqual(filled);
      await form.close(true);
    },
  );
});

describe('what takes more than one step', () => {
  const refuses = async (attempt: () => Promise<unknown>, told: string) => {
    const before = await written();
    expect(await answerTo(OMAR, attempt)).toContain(told);
    expect(await written()).toEqual(before);
  };

  test('shortcuts, and the buttons of a Home that was drawn before', async () => {
    await grant(undefined);
    await refuses(() => omar().usesShortcut('create_reward'), MANAGERS);
    await refuses(() => omar().usesMessageShortcut(say('new'), 'reward_for_message'), MANAGERS);
    for (const [label, told] of [
      ['Create a reward', MANAGERS],
      ['Filter…', APPROVERS],
      ['Approve several…', APPROVERS],
    ] as const) {
      await grant('admin');
      await omar().opensHome();
      await eventually(() =>
        omar()
          .home()
          ?.buttons()
          .some((it) => it.startsWith(label.replace('…', ''))),
      );
      await grant(undefined);
      const button =
        omar()
          .home()
          ?.buttons()
          .find((it) => it.startsWith(label.replace('…', ''))) ?? '';
      await refuses(async () => omar().home()?.press(button), told);
      // Drawn again without it, which must not overtake the next.
      await eventually(() => omar().home()?.buttons().includes(button) === false);
    }
  });

  test('several approvals, at the choice and at the confirmation', async () => {
    const chooseOne = async () => {
      await grant('approver');
      await omar().opensHome();
      await eventually(() => omar().home()?.buttons().includes('Approve several…'));
      const form = await modalFor(team, OMAR, async () => omar().home()?.press('Approve several…'));
      const [label = ''] = form.labels();
      const option = JSON.stringify(form.view).match(/\$12\.00 · R-[0-9]+ · Acme Growth GmbH/)?.[0] ?? '';
      await form.select(label, option);
      return form;
    };
    const chosen = await chooseOne();
    await grant(undefined);
    const before = await written();
    expect(Object.values((await chosen.submit()).errors ?? {}).join()).toContain(APPROVERS);
    await chosen.close(true);
    const confirmed = await chooseOne();
    expect(await confirmed.submit()).toEqual({ status: 'updated' });
    await grant(undefined);
    expect(await confirmed.submit()).toEqual({ status: 'updated' });
    expect(confirmed.visibleText()).toContain('1 reward not approved');
    expect(confirmed.visibleText()).toContain(APPROVERS);
    expect(await written()).toEqual(before);
    await confirmed.close(true);
  });

  test('deciding alone, by who is no admin any more when the reason comes', async () => {
    const others = [BO, CY, DANA];
    const removed = await team.db.reads.roleGrant.findMany({ where: { principalId: { in: others } } });
    await grant('admin');
    await team.db.transaction((tx) => tx.roleGrant.deleteMany({ where: { principalId: { in: others } } }));
    const form = await modalFor(team, OMAR, press('own', 'Approve'));
    expect(form.title).toBe('Decide alone');
    await form.fill({ Reason: 'In a hurry' });
    await grant(undefined);
    const before = await written();
    expect((await form.submit()).errors).toEqual({ Reason: expect.stringContaining(APPROVERS) });
    expect(await written()).toEqual(before);
    await form.close(true);
    await team.db.transaction((tx) => tx.roleGrant.createMany({ data: removed }));
  });

  test('settings: the command, a topic from the menu, a group of partners, and the form', async () => {
    await grant(undefined);
    await refuses(types('settings'), ADMINS);
    const menu = async () => {
      await grant('admin');
      return modalFor(team, OMAR, types('settings'));
    };
    const open = await menu();
    await grant(undefined);
    await refuses(() => open.press('Money'), ADMINS);
    for (const topic of ['Who may create', 'Money']) {
      const topics = await menu();
      const form = await modalFor(team, OMAR, () => topics.press(topic));
      await grant(undefined);
      if (topic === 'Who may create') {
        await refuses(() => form.select('For which partners', 'Only Gold'), ADMINS);
        continue;
      }
      await form.fill({ 'Least a partner is paid': '25' });
      const before = await written();
      expect(Object.values((await form.submit()).errors ?? {}).join()).toContain(ADMINS);
      expect(await written()).toEqual(before);
      await form.close(true);
    }
  });

  test('a partner of several, and the way from its details to a reward', async () => {
    await grant('manager');
    const matches = await modalFor(team, OMAR, types('partner glob'));
    await grant(undefined);
    const label = matches.labels()[0] ?? '';
    const SEE = 'Only partnership managers, approvers, finance and admins can do this.';
    await refuses(() => matches.select(label, 'Globex Two · globex-2'), SEE);
    await grant('manager');
    const details = await modalFor(team, OMAR, types('partner globex'));
    await grant(undefined);
    await refuses(() => details.press('Manual Rewards'), MANAGERS);
  });

  test('clicks that nobody was offered: sending again, the seat of the first admin, a list of partners', async () => {
    await grant(undefined);
    await answerTo(OMAR, choose('new', 'Mark as paid…'));
    const { id } = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 1200n } });
    await refuses(() => forge('reward_menu', `resend:${id}:1`, 'overflow'), EITHER);
    await refuses(() => forge('reward_menu', `clawback:${id}:1`, 'overflow'), EITHER);
    await refuses(() => forge('claim_admin', 'x'), 'Only an admin or owner of this Slack workspace');
    const invoice = await team.db.reads.invoice.findFirstOrThrow();
    await grant('finance');
    const list = await modalFor(team, OMAR, choose('in review', 'All partners'));
    await list.close(true);
    await grant(undefined);
    await refuses(() => forge('invoice_partners', `${invoice.id}:1`), FINANCES);
  });

  test('a question, by who is no contact of the partner any more', async () => {
    const lena = team.slack.as(LENA);
    const form = await modalFor(team, LENA, () => lena.press(say('notice'), 'Ask about this reward'));
    await form.fill({ 'Your question': 'And when?' });
    const be = (slackUserId: string | null) =>
      team.db.transaction((tx) => tx.contact.updateMany({ where: { partnerId: acme }, data: { slackUserId } }));
    await be(null);
    const before = await written();
    expect((await form.submit()).errors).toEqual({ 'Your question': expect.stringContaining('cannot be found here') });
    await form.close(true);
    expect(await answerTo(LENA, () => lena.press(say('notice'), 'Ask about this reward'))).toContain(
      'cannot be found here',
    );
    expect(await written()).toEqual(before);
    await be(LENA);
  });
});

describe('a manager of the Gold partners alone', () => {
  const GLOBEX = 'Globex · globex';
  const NOT_GOLD = 'You may reward partners of Gold, and this one is not. Ask an admin to add its group.';

  test('finds no other partner by a slash line, by its details or by a message, and no reward of another', async () => {
    await grant('manager', ['Gold']);
    const form = await openForm(team, 'globex 250 for the webinar', OMAR);
    expect([form.value('Partner'), form.value('Reward amount')]).toEqual([undefined, '250']);
    expect(form.visibleText()).toContain('No partner whom you may reward matches “globex”.');
    await form.close(true);
    const gold = await openForm(team, 'acme-growth 250', OMAR);
    expect(gold.value('Partner')).toBe('Acme Growth GmbH · acme-growth');
    await gold.close(true);
    expect(await answerTo(OMAR, types('partner globex'))).toBe('No partner matches “globex”.');
    expect(await answerTo(OMAR, types('partner acme'))).toContain('acme-growth · Gold');
    const number = (name: string) => /R-[0-9]+/.exec(say(name).visibleText())?.[0] ?? '';
    expect(await answerTo(OMAR, types(number('lonely')))).toContain('cannot be found here');
    expect(await answerTo(OMAR, types(number('new')))).toContain(number('new'));
    expect(await answerTo(OMAR, types(number('own')))).toContain(number('own'));
    expect(await answerTo(OMAR, choose('lonely', 'Link a Slack user…'))).toBe(NOT_GOLD);
  });

  test('cannot move a reward to another partner when changes are asked for, whatever the form offered before', async () => {
    await grant('manager');
    const filled = await fillForm(team, { by: OMAR, amount: '19' });
    expect((await filled.submit()).status).toBe('closed');
    const { id, number } = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 1900n } });
    await cardShowing(team, number, 'New');
    await decide(team, id, 'request_changes', { reason: 'Which partner?' });
    const card = await cardShowing(team, number, 'Hold');
    const form = await modalFor(team, OMAR, () => omar().choose(card, 'Edit and send back…'));
    await choosePartner(form, GLOBEX);
    await grant('manager', ['Gold']);
    const before = await written();
    expect((await form.submit()).errors).toEqual({ Partner: NOT_GOLD });
    expect(await written()).toEqual(before);
    await form.close(true);
  });
});

test('every action is tried here, but for what another action shows', () => {
  const elsewhere: readonly Action[] = [
    // Above, in more than one step.
    ...([
      'approve several',
      'edit its amount',
      'edit to a Silver one',
      'send again',
      'ask about it',
      'see its partner',
    ] as const),
    ...(['filter the queue', 'change settings', 'claim the first seat'] as const),
    // The same doors, with an answer that differs by what somebody is and not by a role that they lose.
    ...(['approve as second', 'see it at all', 'be offered its partner', 'see what I earned'] as const),
  ];
  expect([...new Set([...ATTEMPTS.map(({ action }) => action), ...elsewhere])].sort()).toEqual([...ACTIONS].sort());
});
