import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import type { Decision } from '../../src/domain/reward.js';
import { runClock } from '../../src/services/run-clock.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { act } from '../support/invoice-acts.js';
import {
  answerTo,
  forgeChoice,
  forgeClick,
  forgeSuggestion,
  grantOmar,
  seatOmar,
  TOLD,
  written,
} from '../support/omar.js';
import { openForm } from '../support/reward-form.js';
import { decide, givenCard, givenReward, rewardNow } from '../support/rewards.js';
import { CY, OMAR, startTeam, type Team } from '../support/team.js';

// Omar has no role, and sends the bot the values of buttons and forms that he was never shown, also with revisions that
// are over. He is told that he may not, and learns nothing else.

let team: Team;
let acme: string;
let initech: string;
const rewards: Partial<Record<'held' | 'approved' | 'asked' | 'paid', string>> = {};
let invoiceId: string;
beforeAll(async () => {
  team = await startTeam();
  ({ acme, initech } = await givenAcme(team));
  seatOmar(team);
  team.clock.set('2026-04-10T12:00:00Z');
  await givenReward(team, { partnerId: acme, amount: '40' });
  team.clock.set('2026-05-01T00:30:00Z');
  await runClock(team.deps, { actor: 'bot' });
  const invoice = await team.db.reads.invoice.findFirstOrThrow();
  invoiceId = invoice.id;
  await act({ ...team }, 'pause', { invoiceId, revision: invoice.revision });
  const decided: [keyof typeof rewards, Decision][] = [
    ['held', 'hold'],
    ['approved', 'approve'],
    ['asked', 'request_changes'],
    ['paid', 'mark_paid'],
  ];
  for (const [name, decision] of decided) {
    const { id } = await givenReward(team, { partnerId: acme, amount: '77', internalNote: 'from the fraud team' });
    await decide(team, id, decision, { by: CY, reason: 'Suspected fraud', facts: { owner: CY } });
    rewards[name] = id;
  }
  await givenCard(team, { partnerId: acme, amount: '12' });
  await omarClicks();
}, 60_000);
afterAll(() => team.stop());

const omar = () => team.slack.as(OMAR);
/** A click of his own, whose payload is taken for others. */
async function omarClicks(): Promise<void> {
  const [card] = team.slack.messagesIn('C0REVIEW').filter((message) => message.buttons().includes('Approve'));
  if (!card) throw new Error('no card');
  await answerTo(team, OMAR, () => omar().press(card, 'Approve'));
}

/** What stands on cards and invoices, and who did what there. */
const SECRETS = /R-[0-9]|Acme|Initech|Cy Berg|Cleo|U0CY|\$|fraud|INV-|Hold|Approved|Paused/;

async function refuses(attempt: () => Promise<unknown>, told: string): Promise<void> {
  const before = await written(team);
  const answer = await answerTo(team, OMAR, attempt);
  expect(answer).toContain(told);
  expect(answer).not.toMatch(SECRETS);
  expect(await written(team)).toEqual(before);
}

const NOT_HIS = 'Only its creator or an admin can';
const item = (name: string) => (id: string, revision: number) =>
  forgeClick(team, 'reward_menu', `${name}:${id}:${revision}`, 'overflow');
const button = (actionId: string) => (id: string, revision: number) => forgeClick(team, actionId, `${id}:${revision}`);

describe('a button of a card', () => {
  test.each([
    ['Approve', 'held', button('approve'), TOLD.approvers],
    ['Release', 'held', button('release'), TOLD.approvers],
    ['Decline…', 'held', button('decline'), TOLD.approvers],
    ['Hold…', 'approved', button('hold'), TOLD.approvers],
    ['Mark as paid…', 'approved', item('mark_paid'), TOLD.approvers],
    ['Ask for changes…', 'approved', item('request_changes'), TOLD.approvers],
    ['Change decision…', 'held', item('change'), TOLD.approvers],
    ['Withdraw…', 'held', item('withdraw'), NOT_HIS],
    ['Edit and send back…', 'asked', item('edit'), NOT_HIS],
    ['Edit and send back, in the message', 'asked', button('edit_reward'), NOT_HIS],
    ['Claw back…', 'paid', item('clawback'), TOLD.reviewers],
    ['Link a Slack user…', 'held', item('link'), TOLD.reviewers],
    ['Send again', 'held', item('resend'), TOLD.reviewers],
    ['History', 'held', item('history'), TOLD.team],
  ] as const)('%s', async (_, name, forge, told) => {
    const { id, revision } = await rewardNow(team, rewards[name] ?? '');
    for (const seen of [revision, 1]) await refuses(() => forge(id, seen), told);
  });

  test('of a reward that is not there: the same answer, so that nothing can be learnt by asking', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const forge of [button('approve'), button('decline'), item('change'), item('mark_paid')])
      await refuses(() => forge(nowhere, 1), TOLD.approvers);
    for (const forge of [item('link'), item('resend'), item('clawback')])
      await refuses(() => forge(nowhere, 1), TOLD.reviewers);
    await refuses(() => item('history')(nowhere, 1), TOLD.team);
    await refuses(() => forgeClick(team, 'invoice_pause', `${nowhere}:1`), TOLD.finance);
    for (const name of ['partners', 'history', 'void', 'remove_line'])
      await refuses(() => forgeClick(team, 'invoice_menu', `${name}:${nowhere}:1`, 'overflow'), TOLD.finance);
  });
});

test('a button of an invoice', async () => {
  const { revision } = await team.db.reads.invoice.findFirstOrThrow();
  for (const seen of [revision, 1]) {
    for (const what of ['paid', 'pause', 'resume', 'finalise', 'fail', 'retry', 'pull', 'partners'])
      await refuses(() => forgeClick(team, `invoice_${what}`, `${invoiceId}:${seen}`), TOLD.finance);
    for (const name of ['partners', 'history', 'void', 'remove_line'])
      await refuses(() => forgeClick(team, 'invoice_menu', `${name}:${invoiceId}:${seen}`, 'overflow'), TOLD.finance);
  }
});

describe('the Manual Rewards form, drawn again', () => {
  const choose = (forged: Parameters<typeof forgeChoice>[1]) => forgeChoice(team, forged);
  const redrawn = () => team.slack.traffic.filter(({ what }) => what === 'views.update').length;
  let silver: string;
  let form: Modal;
  beforeAll(async () => {
    silver = await givenPartner(team, { key: 'silver', name: 'Silver Lining', group: 'Silver' });
  });
  beforeEach(async () => {
    await grantOmar(team, 'manager', ['Silver']);
    form = await openForm(team, '', OMAR);
    await form.select('Partner', 'Silver Lining · silver', 'silver');
    await eventually(() => form.visibleText().includes('nothing pending'));
  });
  afterEach(async () => {
    await omar().modal()?.close(true);
    await grantOmar(team, undefined);
  });

  test('with the partner of another group', async () => {
    await refuses(() => choose({ chosen: { partner: acme } }), 'You may only do this for partners in Silver');
  });

  test('with any partner, once he has no role', async () => {
    await grantOmar(team, undefined);
    await refuses(() => choose({ chosen: { partner: acme, customer: initech } }), TOLD.managers);
  });

  test('with the customer of a partner that he may not reward: it is left out', async () => {
    const before = redrawn();
    await choose({ chosen: { partner: silver, customer: initech } });
    await eventually(() => redrawn() > before);
    expect(JSON.stringify(form.view)).not.toMatch(/Initech|cus-889/);
  });

  test('as the form of a reward that is not his', async () => {
    const edit = { rewardId: rewards.asked ?? '', revision: 2 };
    await refuses(() => choose({ chosen: { partner: acme }, memory: { edit } }), NOT_HIS);
  });
});

test('a type-ahead offers nothing', async () => {
  await grantOmar(team, 'manager');
  const form = await openForm(team, '', OMAR);
  await form.suggest('Partner', 'acme');
  await grantOmar(team, undefined);
  await form.close(true);
  const memory = { invoiceId, revision: 1 };
  for (const actionId of ['invoice_line', 'late_reward'])
    expect(await forgeSuggestion(team, actionId, memory)).toEqual({ options: [] });
  for (const actionId of ['partner', 'customer', 'manager-users.user_groups'])
    expect(JSON.stringify(await forgeSuggestion(team, actionId, { partnerId: acme }))).not.toMatch(/Acme|Initech|S0/);
});
