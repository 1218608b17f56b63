import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenCustomer, givenPartner } from '../support/directory.js';
import { ACME, choosePartner, fillForm, openForm } from '../support/reward-form.js';
import { cardOf, givenReward, passTime } from '../support/rewards.js';
import { ANA, DANA, LENA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

const AMOUNT = 'Reward amount';
const DESCRIPTION = 'Reward description';
const CUSTOMER = 'Connect a customer';
let team: Team;
let acme: string;
let globex: string;

beforeAll(async () => {
  team = await startTeam();
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex Ltd' });
  await givenCustomer(team, { partnerId: globex, name: 'Hooli', key: 'cus-1', email: 'ap@hooli.example' });
});
afterAll(() => team.stop());

function set(name: string, value: string) {
  return changeSetting(team.deps, { workspaceId: team.workspaceId, name, value, actor: DANA });
}

function countRewards(): Promise<number> {
  return team.db.reads.reward.count();
}

describe('an amount that could be misread', () => {
  const like = 'Type it like 1,250.50: a point before decimals, a comma only before every three digits.';
  test.each([
    ['12,50', like],
    ['1,25', like],
    ['1.250,50', like],
    ['.5', like],
    ['50.', like],
    ['1,2500', like],
    ['0,250', like],
    ['1 250', like],
    ['٢٥٠', like],
    ['1e3', like],
    ['0x10', like],
    ['fifty', like],
    ['USD 50 USD', like],
    ['250\u0000,50', like],
    ['€50', "Type the currency's code instead of “€”: 50 USD."],
    ['50 EUR', 'This programme does not pay in EUR. Use USD.'],
    ['50 XYZ', 'This programme does not pay in XYZ. Use USD.'],
    ['1.255', 'USD has 2 decimals. Type no more.'],
    ['0', 'Type an amount above zero.'],
    ['0.00', 'Type an amount above zero.'],
    ['-5', 'Type an amount above zero.'],
    ['100,000.01', 'One reward can be $100,000.00 at most. Ask an admin if it should be more.'],
    ['9'.repeat(400), 'One reward can be $100,000.00 at most. Ask an admin if it should be more.'],
  ])('%.20s is refused under its field, and what was typed stays', async (typed, sentence) => {
    const form = await fillForm(team, { amount: typed, description: 'Kept as typed' });
    expect(await form.submit()).toEqual({ status: 'errors', errors: { [AMOUNT]: sentence } });
    expect(form.value(AMOUNT)).toBe(typed);
    expect(form.value(DESCRIPTION)).toBe('Kept as typed');
    expect(form.value('Partner')).toBe(ACME);
    expect(await countRewards()).toBe(0);
  });
});

test('every error stands under its own field, all at once', async () => {
  const form = await fillForm(team, { amount: '12,50', description: 'ok' });
  await form.fill({ 'Internal note': 'n'.repeat(1001) });
  expect(await form.submit()).toEqual({
    status: 'errors',
    errors: {
      [AMOUNT]: expect.stringContaining('Type it like'),
      [DESCRIPTION]: 'Say what it is for, in at least 3 characters.',
      'Internal note': 'This has 1,001 characters; 1,000 is the most.',
    },
  });
  await form.fill({ [DESCRIPTION]: 'd'.repeat(1001), [AMOUNT]: '5', 'Internal note': 'fine' });
  expect((await form.submit()).errors).toEqual({ [DESCRIPTION]: 'This has 1,001 characters; 1,000 is the most.' });
  await form.fill({ [DESCRIPTION]: ` ${'\u200B'.repeat(9)}a\u0000 ` });
  expect((await form.submit()).errors).toEqual({ [DESCRIPTION]: 'Say what it is for, in at least 3 characters.' });
  expect(await countRewards()).toBe(0);
});

test('without a partner nothing is written, whatever the client lets through', async () => {
  const form = await openForm(team);
  await form.fill({ [DESCRIPTION]: 'No partner', [AMOUNT]: '5' });
  expect((await form.submit()).errors).toEqual({ Partner: 'Please complete this required field.' });
  const { traffic } = team.slack;
  await choosePartner(form, ACME);
  await form.fill({ [AMOUNT]: 'x' });
  await form.submit();
  const sent = traffic.findLast((entry) => entry.what === 'view_submission');
  if (!sent) throw new Error('nothing was sent');
  const emptied = JSON.parse(
    JSON.stringify(sent.request).replace(/"partner":\{"partner":\{.*?"value":"[^"]*"\}\}/, '"x":{"x":{"y":{}}'),
  );
  emptied.view.state.values = {};
  const { body } = await team.slack.redeliver({ ...sent, request: emptied });
  expect(body).toMatchObject({
    response_action: 'errors',
    errors: { partner: 'Choose a partner.', description: expect.any(String), amount: expect.any(String) },
  });
  expect(await countRewards()).toBe(0);
});

test('who may not create is told before there is a form', async () => {
  await team.slack.as(OMAR).types('/reward');
  const said = await eventually(() => team.slack.as(OMAR).ephemerals().at(-1));
  expect(said.visibleText()).toContain('Only partnership managers and admins can do this.');
  expect(team.slack.as(OMAR).modal()).toBeUndefined();
});

test('a partner archived while the form was open is refused under its field', async () => {
  const id = await givenPartner(team, { key: 'leaving', name: 'Leaving Soon' });
  const form = await fillForm(team, { partner: 'Leaving Soon · leaving' });
  await team.db.transaction((tx) => tx.partner.update({ where: { id }, data: { archivedAt: team.clock.now() } }));
  expect((await form.submit()).errors).toEqual({
    Partner: 'This partner cannot be found. Choose one from the list.',
  });
  expect(await form.suggest('Partner', 'leaving')).toEqual([]);
  expect(await countRewards()).toBe(0);
});

test('a customer of another partner warns in the form and on the card, and stays when the partner changes', async () => {
  const form = await fillForm(team, { amount: '10.01' });
  await form.select(CUSTOMER, 'Hooli · cus-1', 'hooli');
  await eventually(() => form.visibleText().includes('⚠ Hooli is a customer of Globex Ltd'));
  await choosePartner(form, 'Globex Ltd · globex');
  await eventually(() => !form.visibleText().includes('⚠'));
  expect(form.value(CUSTOMER)).toBe('Hooli · cus-1');
  await choosePartner(form, ACME);
  await eventually(() => form.visibleText().includes('⚠ Hooli is a customer of Globex Ltd'));
  expect(form.value(DESCRIPTION)).toBe('Webinar in November');
  expect(await form.submit()).toEqual({ status: 'closed' });
  const { number } = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 1001n } });
  const card = await eventually(() => cardOf(team, number));
  expect(card.visibleText()).toContain('Hooli is a customer of Globex Ltd');
});

test('the search for a customer starts with those of the partner chosen last, though Slack sends an old state', async () => {
  const form = await fillForm(team);
  expect(await form.suggest(CUSTOMER, '')).toEqual(['Initech · cus-889', 'Hooli · cus-1']);
  await choosePartner(form, 'Globex Ltd · globex');
  await eventually(async () => (await form.suggest(CUSTOMER, '')).join() === 'Hooli · cus-1,Initech · cus-889');
  expect(await form.suggest(CUSTOMER, 'AP@hooli')).toEqual(['Hooli · cus-1']);
});

test('two choices one right after the other end in a form that shows both', async () => {
  const form = await openForm(team);
  team.slack.weather.set({ method: 'views.update', kind: 'slow', ms: 300 });
  await form.select('Partner', ACME, 'acme-growth');
  await form.select(CUSTOMER, 'Hooli · cus-1', 'hooli');
  await eventually(() => form.visibleText().includes('⚠ Hooli is a customer of Globex Ltd'));
  team.slack.weather.clear();
  expect(form.visibleText()).toContain('acme-growth · Gold');
  await form.close();
});

describe('the search for a partner', () => {
  beforeAll(async () => {
    await givenPartner(team, { key: 'cafe', name: 'Café Élan SARL', email: 'zoe@elan.example' });
    await givenPartner(team, { key: 'strasse', name: 'Große Straße AG' });
    await givenPartner(team, { key: '100%_sure\\', name: 'Percent' });
    await givenPartner(team, { key: 'acme', name: 'Zebra Holding' });
  });

  test.each([
    ['elan', ['Café Élan SARL · cafe']],
    ['ÉLAN caf', ['Café Élan SARL · cafe']],
    ['zoe@ELAN.example', ['Café Élan SARL · cafe']],
    ['grosse strasse', ['Große Straße AG · strasse']],
    ['acme', ['Zebra Holding · acme', ACME]],
    ['%', ['Percent · 100%_sure\\']],
    ['_', ['Percent · 100%_sure\\']],
    ['\\', ['Percent · 100%_sure\\']],
    ["'; DROP TABLE reward; --", []],
    ['acme nowhere', []],
    ['a\u0000cme-growth', [ACME]],
    ['\ud800', []],
    ['x'.repeat(5000), []],
  ])('finds for %.30j', async (query, found) => {
    const form = team.slack.as(ANA).modal() ?? (await openForm(team));
    expect(await form.suggest('Partner', query)).toEqual(found);
  });

  test('shows the partners last rewarded while nothing is typed', async () => {
    await givenReward(team, { partnerId: globex, amount: '3' });
    await passTime(team, 1_000);
    await givenReward(team, { partnerId: acme, amount: '3' });
    const form = await openForm(team);
    expect((await form.suggest('Partner', '')).slice(0, 2)).toEqual([ACME, 'Globex Ltd · globex']);
    expect((await form.suggest('Partner', '  ')).slice(0, 2)).toEqual([ACME, 'Globex Ltd · globex']);
  });
});

test('what cannot be shown is taken out, and what a person writes is shown as text', async () => {
  const form = await fillForm(team, {
    amount: '44',
    description: '<!channel> \u202Ebad\u0000 *x* <https://evil|pay>\ud800',
  });
  await form.fill({ 'Internal note': `${'👍'.repeat(499)}\u0007` });
  expect(await form.submit()).toEqual({ status: 'closed' });
  const reward = await team.db.reads.reward.findFirstOrThrow({ where: { amountMinor: 4400n } });
  expect(reward.description).toBe('<!channel> bad *x* <https://evil|pay>\uFFFD');
  const card = await eventually(() => cardOf(team, reward.number));
  expect(card.visibleText()).toContain('<!channel> bad *x* <https://evil|pay>');
  expect(card.text).not.toContain('<!channel>');
  await eventually(() => team.slack.directMessages(LENA).some((message) => message.visibleText().includes('$44.00')));
  expect(team.slack.messagesIn(REVIEW).some((message) => message.text.includes('<https://evil'))).toBe(false);
});

describe('with several currencies', () => {
  beforeAll(async () => void (await set('currencies', 'USD,EUR,JPY')));

  test('a select appears, a symbol asks for the code, and code and select must agree', async () => {
    const before = await countRewards();
    const form = await fillForm(team, { amount: '$50' });
    expect(form.labels()).toContain('Currency');
    expect(form.value('Currency')).toBe('USD');
    expect((await form.submit()).errors).toEqual({ [AMOUNT]: "Type the currency's code instead of “$”: 50 USD." });
    await form.fill({ [AMOUNT]: '50 EUR' });
    expect((await form.submit()).errors).toEqual({ [AMOUNT]: 'You typed EUR and chose USD. Make them the same.' });
    await form.fill({ [AMOUNT]: '50.5', Currency: 'JPY' });
    expect((await form.submit()).errors).toEqual({ [AMOUNT]: 'JPY has no decimals. Type a whole amount.' });
    await set('currencies', 'USD,EUR');
    await form.fill({ [AMOUNT]: '50' });
    expect((await form.submit()).errors).toEqual({ [AMOUNT]: 'This programme does not pay in JPY. Use USD or EUR.' });
    await set('currencies', 'USD,EUR,JPY');
    expect(await countRewards()).toBe(before);
  });

  test('a slash line that names its currency has it selected, and goes through as it stands', async () => {
    const form = await openForm(team, 'globex 77 EUR for the webinar');
    expect(form.value('Currency')).toBe('EUR');
    expect(await form.submit()).toEqual({ status: 'closed' });
    expect(await team.db.reads.reward.findFirst({ where: { currency: 'EUR' } })).toMatchObject({ amountMinor: 7700n });
  });
});
