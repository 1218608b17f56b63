import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  BERLIN,
  givenAcmeAndGlobex,
  givenInvoiceInReview,
  invoiceMessages,
  invoiceSaying,
} from '../support/invoices.js';
import {
  cardOf,
  cardShowing,
  decide,
  type GivenRewardRef,
  givenReward,
  modalFor,
  rewardNow,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { BO, CLEO, DANA, startTeam, type Team } from '../support/team.js';

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

const removeForm = async (userId = CLEO) => {
  const message = await invoiceSaying(team, invoice, 'In review until');
  return modalFor(team, userId, () => team.slack.as(userId).choose(message, 'Remove a line…'));
};
const pullForm = async (userId = CLEO) => {
  const message = await invoiceSaying(team, invoice, 'In review until');
  return modalFor(team, userId, () => team.slack.as(userId).press(message, 'Pull a reward on…'));
};

test('the message says how much nobody reviewed, and the list of partners whose that is', async () => {
  await decide(team, first.id, 'approve');
  const message = await invoiceSaying(team, invoice, '1 not reviewed yet ($40.00)');
  const list = await modalFor(team, CLEO, () => team.slack.as(CLEO).choose(message, 'All partners'));
  const lines = list.visibleText().split('\n');
  expect(lines.find((line) => line.startsWith('Globex'))).toContain('⚠ 1 not reviewed');
  expect(lines.find((line) => line.startsWith('Acme'))).not.toContain('not reviewed');
  await list.close();
});

test('a line is found by what it says and removed: total and card follow, and it can be pulled on again', async () => {
  await decide(team, first.id, 'approve');
  const form = await removeForm();
  expect(form.isTypeAhead('Reward')).toBe(true);
  const [line] = await form.suggest('Reward', 'acme berlin');
  expect(line).toBe(`R-${first.number} · $100.00 · Acme Growth GmbH`);
  expect(await form.suggest('Reward', 'nobody')).toEqual([]);
  expect(await form.suggest('Reward', '')).toHaveLength(2);
  await form.select('Reward', line ?? '', String(first.number));
  await form.fill({ Reason: 'Disputed' });
  expect(await form.submit()).toEqual({ status: 'closed' });

  const after = await invoiceSaying(team, invoice, '$40.00 · 1 reward · 1 partner');
  expect(after.visibleText()).toContain('1 moved to the next invoice ($100.00)');
  await untilQuiet(team);
  const card = await cardShowing(team, first.number, 'Approved');
  expect(card.visibleText()).toContain('Goes on the');
  expect(card.visibleText()).not.toContain('On invoice');
  const thread = threadOf(team, first.number).join('\n');
  expect(thread).toContain(`Moved to the next invoice by @cleo`);
  expect(thread).toContain('Disputed');

  const back = await pullForm(DANA);
  const [late] = await back.suggest('Reward', 'webinar');
  expect(late).toBe(line);
  await back.select('Reward', late ?? '', '');
  expect(await back.submit()).toEqual({ status: 'closed' });
  const full = await invoiceSaying(team, invoice, '$140.00 · 2 rewards · 2 partners');
  expect(full.visibleText()).not.toContain('moved to the next invoice');
  await untilQuiet(team);
  expect(cardOf(team, first.number)?.visibleText()).toContain(`On invoice ${invoice}`);
  expect(threadOf(team, first.number).join('\n')).toContain(`Put on ${invoice} by @dana`);
  expect(invoiceMessages(team, invoice)).toHaveLength(1);
});

test('a reward that was approved too late is pulled on; one that nobody approved is not offered', async () => {
  const late = await givenReward(team, { partnerId: globex, amount: '7', description: 'Podcast, too late' });
  const none = await pullForm();
  expect(await none.suggest('Reward', `R-${late.number}`)).toEqual([]);
  await none.close();
  await decide(team, late.id, 'approve');
  const form = await pullForm();
  const [option] = await form.suggest('Reward', 'podcast');
  await form.select('Reward', option ?? '', 'podcast');
  expect(await form.submit()).toEqual({ status: 'closed' });
  await invoiceSaying(team, invoice, '$147.00 · 3 rewards · 2 partners');
  expect(await rewardNow(team, late.id)).toMatchObject({ status: 'Approved', payment: 'on_invoice' });
});

test('a form that was filled in while somebody else changed the invoice is refused with who and what', async () => {
  const form = await removeForm();
  await form.select('Reward', `R-${first.number} · $100.00 · Acme Growth GmbH`, 'acme');
  await decide(team, second.id, 'decline', { by: BO });
  expect(await form.submit()).toEqual({ status: 'pushed' });
  expect(team.slack.as(CLEO).modal()?.visibleText()).toMatch(
    new RegExp(`@bo changed ${invoice} on .+\\. Look at its message again\\.`),
  );
  await team.slack.as(CLEO).modal()?.close(true);
  expect(await rewardNow(team, first.id)).toMatchObject({ payment: 'on_invoice' });
});

test('a reward that was declined while it stood in the form is refused with who and what', async () => {
  const late = await givenReward(team, { partnerId: globex, amount: '8' });
  await decide(team, late.id, 'approve');
  const form = await pullForm();
  await form.select('Reward', `R-${late.number} · $8.00 · Globex`, String(late.number));
  await decide(team, late.id, 'decline', { by: BO });
  expect(await form.submit()).toEqual({ status: 'pushed' });
  expect(team.slack.as(CLEO).modal()?.visibleText()).toMatch(new RegExp(`@bo declined R-${late.number} on `));
  await team.slack.as(CLEO).modal()?.close(true);
});

test('removing everything leaves a void invoice that says so', async () => {
  for (const reward of [first, second]) {
    const name = reward === first ? 'Acme Growth GmbH' : 'Globex';
    const amount = reward === first ? '$100.00' : '$40.00';
    const form = await removeForm();
    await form.select('Reward', `R-${reward.number} · ${amount} · ${name}`, String(reward.number));
    expect(await form.submit()).toEqual({ status: 'closed' });
    await untilQuiet(team);
  }
  const empty = await invoiceSaying(team, invoice, 'Void: nothing is paid with it');
  expect(empty.visibleText()).toContain(`R-${second.number} left it as the last · by @cleo`);
  expect(empty.menu()).toEqual(['History']);
});
