import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subDays } from 'date-fns/subDays';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { createDb } from '../../src/db/client.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { booksOf, cardShowing, decide, givenReward, modalFor, rewardNow, untilQuiet } from '../support/rewards.js';
import { BO, CY, DANA, startTeam, type Team } from '../support/team.js';

// One queue, told in order: each story leaves it to the next.

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam({ env: { CURRENCY: 'USD,EUR' } });
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex' });
});
afterAll(() => team.stop());

/** Somebody's Home, once it says this. */
function homeSaying(userId: string, ...words: (string | RegExp)[]): Promise<string> {
  return eventually(() => {
    const text = team.slack.as(userId).home()?.visibleText() ?? '';
    return words.every((word) => (typeof word === 'string' ? text.includes(word) : word.test(text))) && text;
  });
}

function press(userId: string, label: string) {
  const home = team.slack.as(userId).home();
  if (!home) throw new Error('there is no Home');
  return home.press(label);
}

const approveLabel = (number: number, partner = 'Acme Growth GmbH', amount = '$250.00') =>
  `Approve R-${number}, ${partner}, ${amount}`;

/** Tells Home's numbers, top to bottom. */
const numbersIn = (text: string) => [...text.matchAll(/ · (R-\d+) · (?:New|Hold)\n/g)].map(([, number]) => number);

test('an approver decides from their Home by the very buttons of the card, and Home shows what is left', async () => {
  const old = await givenReward(team, { partnerId: acme, at: subDays(team.clock.now(), 8) });
  const second = await givenReward(team, { partnerId: globex, amount: '100', currency: 'EUR' });
  await team.slack.as(BO).opensHome();
  const home = await homeSaying(BO, '2 New · €100.00 and $250.00');
  expect(numbersIn(home)).toEqual([`R-${old.number}`, `R-${second.number}`]);
  expect(home).toMatch(
    /\$250\.00 for Acme Growth GmbH · R-1001 · New\nWebinar in November\nCreated by @ana, \w+ \d+, 202\d/,
  );

  await press(BO, approveLabel(old.number));
  expect(await homeSaying(BO, '1 New · €100.00')).not.toContain(`R-${old.number}`);
  expect((await booksOf(team, old.id)).kinds).toEqual(['created', 'approved']);

  const decline = await modalFor(team, BO, () => press(BO, 'Decline R-1002, Globex, €100.00'));
  await decline.fill({ Reason: 'Not eligible', 'Words for the partner': 'Not in your region' });
  expect(await decline.submit()).toEqual({ status: 'closed' });
  await homeSaying(BO, 'Nothing waits for a decision.');
  expect((await booksOf(team, second.id)).row.status).toBe('Declined');
});

test('who presses what was decided meanwhile is told by whom, in a modal, and Home is drawn again', async () => {
  const { id, number } = await givenReward(team, { partnerId: acme });
  await team.slack.as(BO).opensHome();
  await homeSaying(BO, `R-${number} · New`);
  await decide(team, id, 'hold', { by: CY, reason: 'wait', facts: { owner: CY } });
  const problem = await modalFor(team, BO, () => press(BO, approveLabel(number)));
  expect(problem.visibleText()).toMatch(new RegExp(`@cy put R-${number} on hold on .+`));
  const home = await homeSaying(BO, '1 on hold · $250.00');
  expect(home).toContain(`R-${number} · Hold`);
  await problem.close();
  await press(BO, `Release R-${number}, Acme Growth GmbH, $250.00`);
  await homeSaying(BO, '1 New · $250.00');
  // What failed is Home, and not the decision.
  team.slack.weather.set({ method: 'views.publish', kind: 'rate_limited', retryAfter: 1 });
  await press(BO, approveLabel(number));
  await eventually(async () => (await rewardNow(team, id)).status === 'Approved');
  expect(team.slack.as(BO).modal()).toBeUndefined();
  team.slack.weather.clear();
  await team.slack.as(BO).opensHome();
  await homeSaying(BO, 'Nothing waits for a decision.');
});

test('nobody is offered a decision on their own reward', async () => {
  const byDana = await givenReward(team, { partnerId: globex, by: DANA, amount: '75' });
  await team.slack.as(DANA).opensHome();
  expect(await homeSaying(DANA, `R-${byDana.number}`)).toContain('You created it, so somebody else decides');
  expect(team.slack.as(DANA).home()?.buttons()).not.toContain('Approve');
  await team.slack.as(BO).opensHome();
  await homeSaying(BO, `R-${byDana.number}`);
  await press(BO, approveLabel(byDana.number, 'Globex', '$75.00'));
  await homeSaying(BO, 'Nothing waits for a decision.');
});

test('a drawing that Slack is slow to take never stands over what was done after it', async () => {
  const { number } = await givenReward(team, { partnerId: acme });
  await team.slack.as(BO).opensHome();
  await homeSaying(BO, `R-${number} · New`);
  team.slack.weather.set({ method: 'views.publish', kind: 'slow', ms: 500, times: 1 });
  const drawings = () => team.slack.traffic.filter(({ what }) => what === 'views.publish');
  const before = drawings().length;
  await team.slack.as(BO).opensHome();
  await eventually(() => drawings().length > before);
  await press(BO, approveLabel(number));
  await eventually(() => drawings().length === before + 2 && drawings().every(({ status }) => status === 200));
  expect(team.slack.as(BO).home()?.visibleText()).toContain('Nothing waits for a decision.');
});

test('the queue is read page by page and by a filter, and stays where it is while rewards come and go', async () => {
  const numbers: number[] = [];
  for (let index = 0; index < 20; index++) {
    const partnerId = index % 4 === 3 ? globex : acme;
    numbers.push((await givenReward(team, { partnerId, amount: String(100 + index) })).number);
  }
  const named = (from: number, to: number) => numbers.slice(from, to).map((number) => `R-${number}`);
  await team.slack.as(BO).opensHome();
  expect(numbersIn(await homeSaying(BO, '1 to 8 of 20'))).toEqual(named(0, 8));
  await press(BO, 'Next');
  expect(numbersIn(await homeSaying(BO, '9 to 16 of 20'))).toEqual(named(8, 16));
  const first = await team.db.reads.reward.findFirstOrThrow({ where: { number: numbers[0] ?? 0 } });
  await decide(team, first.id, 'approve', { by: CY });
  await press(BO, `Hold R-${numbers[8]}, Acme Growth GmbH, $108.00`);
  const hold = await eventually(() => team.slack.as(BO).modal());
  await hold.fill({ Reason: 'wait' });
  await hold.submit();
  // Two are gone before and on it; the page begins where it began.
  expect(numbersIn(await homeSaying(BO, '1 on hold', '8 to 15 of 19'))).toEqual(named(9, 17));
  await press(BO, 'Next');
  const last = await homeSaying(BO, '16 to 19 of 19');
  expect(numbersIn(last)).toEqual([...named(17, 20), `R-${numbers[8]}`]);
  expect(team.slack.as(BO).home()?.buttons()).not.toContain('Next');

  const filter = await modalFor(team, BO, () => press(BO, 'Filter…'));
  await filter.select('Partner', 'Globex · globex', 'glo');
  await filter.fill({ 'Created by': 'ana', 'Amount of at least': '12,5' });
  expect(await filter.submit()).toMatchObject({ status: 'errors' });
  await filter.fill({ 'Amount of at least': '107' });
  expect(await filter.submit()).toEqual({ status: 'closed' });
  const filtered = await homeSaying(BO, 'Only for Globex, created by @ana and of $107.00 or more', '4 New');
  expect(numbersIn(filtered)).toEqual([7, 11, 15, 19].map((index) => `R-${numbers[index]}`));
  // A refresh from elsewhere keeps the place.
  await team.slack.as(BO).opensHome();
  expect(await homeSaying(BO, 'Only for Globex')).not.toContain(`R-${numbers[1]}`);
  const again = await modalFor(team, BO, () => press(BO, 'Filter…'));
  expect([again.value('Partner'), again.value('Created by'), again.value('Amount of at least')]).toEqual([
    'Globex · globex',
    '@ana',
    '107.00',
  ]);
  await again.close();
  await press(BO, 'Clear');
  expect(await homeSaying(BO, '1 to 8 of 19')).not.toContain('Only');
});

async function chooseAndConfirm(userId: string, choose: (form: Modal) => Promise<void>): Promise<Modal> {
  const form = await modalFor(team, userId, () => press(userId, 'Approve several…'));
  await choose(form);
  expect(await form.submit()).toEqual({ status: 'updated' });
  return form;
}

const option = ({ number, amount, partner }: { number: number; amount: string; partner: string }) =>
  `${amount} · R-${number} · ${partner}`;

test('several are approved together, each on its own, and what became of each is said', async () => {
  const fine = await givenReward(team, { partnerId: acme, amount: '301' });
  const late = await givenReward(team, { partnerId: globex, amount: '302' });
  const euro = await givenReward(team, { partnerId: acme, amount: '303', currency: 'EUR' });
  const own = await givenReward(team, { partnerId: acme, amount: '304', by: DANA });
  await team.slack.as(DANA).opensHome();
  await homeSaying(DANA, '22 New');
  const form = await chooseAndConfirm(DANA, async (open) => {
    expect(JSON.stringify(open.view)).not.toContain(`R-${own.number}`);
    expect(open.labels()).toEqual(['Rewards 1 to 10 of 21', 'Rewards 11 to 20 of 21', 'Reward 21']);
    expect(await open.submit()).toMatchObject({ status: 'errors' });
    await open.select('Rewards 11 to 20 of 21', option({ ...fine, amount: '$301.00', partner: 'Acme Growth GmbH' }));
    await open.select('Rewards 11 to 20 of 21', option({ ...late, amount: '$302.00', partner: 'Globex' }));
    await open.select('Reward 21', option({ ...euro, amount: '€303.00', partner: 'Acme Growth GmbH' }));
  });
  expect(form.visibleText()).toContain('3 rewards · $603.00 and €303.00');
  expect(form.submitLabel).toBe('Approve 3');
  await decide(team, late.id, 'decline', { by: CY, facts: { reasonCode: 'not_eligible' } });
  // Sent twice at once, as by an impatient finger: each is approved once.
  const sent = await Promise.all([form.submit(), form.submit()]);
  expect(sent.map(({ status }) => status)).toContain('updated');
  const text = await eventually(() => {
    const shown = team.slack.as(DANA).modal()?.visibleText() ?? '';
    return shown.includes('2 rewards approved · $301.00 and €303.00') && shown;
  });
  expect(text).toContain('1 reward not approved');
  expect(text).toMatch(new RegExp(`\\$302\\.00 · R-${late.number} · Globex\n@cy declined R-${late.number} on`));
  expect(text).toContain(`R-${euro.number} · Acme Growth GmbH · Approved`);
  for (const { id } of [fine, euro]) expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
  expect((await booksOf(team, late.id)).kinds).toEqual(['created', 'declined']);
  expect(await homeSaying(DANA, '19 New', '1 on hold')).toContain('Waiting for a decision');
  await team.slack.as(DANA).modal()?.close();
  await cardShowing(team, fine.number, 'Approved');
});

test('where that takes longer than Slack waits, a view over it says so first and the results when they are there', async () => {
  const slow = await givenReward(team, { partnerId: acme, amount: '401' });
  await team.slack.as(DANA).opensHome();
  await homeSaying(DANA, '20 New');
  const form = await chooseAndConfirm(DANA, (open) =>
    open.select('Rewards 11 to 19 of 19', option({ ...slow, amount: '$401.00', partner: 'Acme Growth GmbH' })),
  );
  const other = createDb(team.databaseUrl, { connections: 1 });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isLocked = false;
  const holding = other.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM reward WHERE id = ${slow.id}::uuid FOR UPDATE`;
    isLocked = true;
    await held;
  });
  await eventually(() => isLocked);
  expect(await form.submit()).toEqual({ status: 'pushed' });
  expect(team.slack.as(DANA).modal()?.title).toBe('Still working…');
  release();
  await holding;
  await other.close();
  const shown = () => team.slack.as(DANA).modal()?.visibleText();
  await eventually(() => shown()?.includes(`R-${slow.number} · Acme Growth GmbH · Approved`));
  // Closing it closes the form as well, whose work is done.
  await team.slack.as(DANA).modal()?.close();
  expect(team.slack.as(DANA).modal()).toBeUndefined();
  await untilQuiet(team);
});

test('whoever may not decide cannot filter the queue or approve from it, whatever their Home showed before', async () => {
  await team.slack.as(CY).opensHome();
  await homeSaying(CY, '19 New');
  await team.db.transaction((tx) => tx.roleGrant.deleteMany({ where: { principalId: CY } }));
  const problem = await modalFor(team, CY, () => press(CY, 'Approve several…'));
  expect(problem.visibleText()).toContain('Only approvers and admins can do this.');
  expect(await homeSaying(CY, 'Ask @dana')).not.toContain('Waiting for a decision');
});
