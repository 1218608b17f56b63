import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Message, Modal } from '../../sandbox/start-sandbox.js';
import type { Role } from '../../src/domain/policy.js';
import { givenAcme } from '../support/directory.js';
import { givenEveryButton } from '../support/every-button.js';
import { answerTo, grantOmar, seatOmar, TOLD, written } from '../support/omar.js';
import { ACTIONS, type Action } from '../support/permission-matrix.js';
import { choosePartner } from '../support/reward-form.js';
import { decide, givenReward, modalFor } from '../support/rewards.js';
import { OMAR, startTeam, type Team } from '../support/team.js';

// Omar sees every message and has no role. He presses everything; then, with the role, he opens every form, loses the
// role and sends it. Each time he is told why not, and nothing is written.

let team: Team;
let acme: string;
let messages: ReadonlyMap<string, Message>;
beforeAll(async () => {
  team = await startTeam({ env: { CURRENCY: 'USD,EUR' } });
  ({ acme } = await givenAcme(team));
  seatOmar(team);
  messages = await givenEveryButton(team, acme);
}, 60_000);
afterAll(() => team.stop());

const omar = () => team.slack.as(OMAR);
const say = (name: string): Message => {
  const message = messages.get(name);
  if (!message) throw new Error(`no message is ${name}`);
  return message;
};

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
    ...{ action: 'create', by: '/reward', role: 'manager', click: types(''), told: TOLD.managers },
    fill: async (form) => {
      await choosePartner(form, 'Acme Growth GmbH · acme-growth');
      await form.fill({ 'Reward description': 'Webinar', 'Reward amount': '990' });
    },
  },
  { action: 'approve', by: 'Approve', role: 'approver', click: press('new', 'Approve'), told: TOLD.approvers },
  { action: 'release', by: 'Release', role: 'approver', click: press('held', 'Release'), told: TOLD.approvers },
  {
    ...{ action: 'decline', by: 'Decline…', role: 'approver', click: press('new', 'Decline…'), told: TOLD.approvers },
    fill: (form) => form.select('Reason', 'Not eligible'),
  },
  { action: 'hold', by: 'Hold…', role: 'approver', click: press('new', 'Hold…'), told: TOLD.approvers, fill: reason },
  {
    ...{ action: 'mark as paid', by: 'the menu', role: 'approver', told: TOLD.approvers },
    click: choose('new', 'Mark as paid…'),
    fill: (form) => form.fill({ 'How it was paid': 'cash' }),
  },
  {
    ...{ action: 'ask for changes', by: 'the menu', role: 'approver', told: TOLD.approvers },
    click: choose('new', 'Ask for changes…'),
    fill: (form) => form.fill({ 'What should be changed, or what is not clear?': 'Which one?' }),
  },
  {
    ...{ action: 'reopen', by: 'Change decision…', role: 'approver', told: TOLD.approvers },
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
    ...{
      action: 'claw back',
      by: 'the menu',
      role: 'approver',
      click: choose('paid', 'Claw back…'),
      told: TOLD.reviewers,
    },
    fill: reason,
  },
  {
    ...{ action: 'link a Slack user', by: 'the menu', role: 'manager', told: TOLD.reviewers },
    click: choose('lonely', 'Link a Slack user…'),
    fill: (form) => form.select('Who at this partner is told?', 'Bo Lindqvist'),
  },
  {
    ...{ action: 'answer a question', by: 'Answer…', role: 'approver' },
    told: TOLD.reviewers,
    click: press('question', 'Answer…'),
    fill: (form) => form.fill({ 'Your answer': 'Soon' }),
  },
  { action: 'see the queue', by: '/reward queue', role: 'approver', click: types('queue'), told: TOLD.approvers },
  { action: 'see what I created', by: '/reward mine', role: 'manager', click: types('mine'), told: TOLD.managers },
  { action: 'see open invoices', by: '/reward invoice', role: 'finance', click: types('invoice'), told: TOLD.finance },
  {
    ...{ action: 'find its partner', by: '/reward partner', role: 'finance', click: types('partner acme') },
    told: TOLD.team,
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
    told: TOLD.finance,
  },
  {
    action: 'see one invoice',
    by: 'History',
    role: 'finance',
    click: choose('in review', 'History'),
    told: TOLD.finance,
  },
  {
    ...{ action: 'review an invoice', by: 'Review', role: 'approver', click: press('in review', 'Review') },
    told: TOLD.reviewersAndFinance,
  },
  {
    ...{ action: 'pause an invoice', by: 'Pause…', role: 'finance', click: press('in review', 'Pause…') },
    ...{ told: TOLD.finance, fill: reason },
  },
  { action: 'resume it', by: 'Resume', role: 'finance', click: press('paused', 'Resume'), told: TOLD.finance },
  {
    action: 'finalise it',
    by: 'Finalise now',
    role: 'finance',
    click: press('paused', 'Finalise now'),
    told: TOLD.finance,
  },
  {
    ...{ action: 'pay it', by: 'Mark as paid…', role: 'finance', click: press('finalised', 'Mark as paid…') },
    ...{ told: TOLD.finance, fill: (form: Modal) => form.fill({ Reference: 'SEPA 1' }) },
  },
  {
    ...{ action: 'say that it failed', by: 'Payment failed…', role: 'finance', told: TOLD.finance },
    click: press('finalised', 'Payment failed…'),
    fill: reason,
  },
  { action: 'try it again', by: 'Try again', role: 'finance', click: press('failed', 'Try again'), told: TOLD.finance },
  {
    ...{ action: 'void it', by: 'Void…', role: 'finance', click: choose('in review', 'Void…'), told: TOLD.finance },
    fill: reason,
  },
  {
    ...{ action: 'remove a line', by: 'the menu', role: 'finance', told: TOLD.finance },
    click: choose('in review', 'Remove a line…'),
    fill: chooseFirst,
  },
  {
    ...{ action: 'pull a reward on', by: 'Pull a reward on…', role: 'finance', told: TOLD.finance },
    click: press('in review', 'Pull a reward on…'),
    fill: async (form) => {
      const late = await givenReward(team, { partnerId: acme, amount: '18' });
      await decide(team, late.id, 'approve');
      await chooseFirst(form);
    },
  },
  {
    ...{ action: 'let a stopped run go', by: 'Cut it anyway', role: 'finance', told: TOLD.finance },
    click: press('stopped', 'Cut it anyway'),
  },
];

describe('at the click, and at the form that was opened while he still might', () => {
  test.each(ATTEMPTS.map((attempt) => [attempt.action, attempt.by, attempt] as const))(
    '%s by %s',
    async (_, __, it) => {
      await grantOmar(team, undefined);
      const before = await written(team);
      expect(await answerTo(team, OMAR, it.click)).toContain(it.told);
      expect(await written(team)).toEqual(before);
      if (!it.fill) return;

      await grantOmar(team, it.role);
      const form = await modalFor(team, OMAR, it.click);
      await it.fill(form);
      await grantOmar(team, undefined);
      const filled = await written(team);
      const { status, errors = {} } = await form.submit();
      // Where there is no field to say it under, it is said in the form's place.
      const words = status === 'errors' ? Object.values(errors).join() : (omar().modal()?.visibleText() ?? '');
      expect(words).toContain(it.told);
      expect(await written(team)).toEqual(filled);
      await form.close(true);
    },
  );
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
    // In forged-values.
    ...(['see its history', 'choose its partner', 'choose its customer'] as const),
  ];
  expect([...new Set([...ATTEMPTS.map(({ action }) => action), ...elsewhere])].sort()).toEqual([...ACTIONS].sort());
});
