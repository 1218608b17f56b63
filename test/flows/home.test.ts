import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { tickTeam } from '../support/invoices.js';
import { fillForm } from '../support/reward-form.js';
import { decide, givenReward, modalFor, rewardNow, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CLEO, DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
let held: { readonly id: string; readonly number: number };
let others: { readonly id: string; readonly number: number };
beforeAll(async () => {
  team = await startTeam({ env: { CURRENCY: 'USD,EUR' } });
  team.clock.set('2026-11-16T09:30:00Z');
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex' });
  const approved = await givenReward(team, { partnerId: acme, amount: '100', description: 'The webinar' });
  held = await givenReward(team, { partnerId: acme, amount: '200', internalNote: 'Talk to Dana first' });
  const declined = await givenReward(team, { partnerId: acme, amount: '300' });
  const silently = await givenReward(team, { partnerId: acme, amount: '400' });
  const paid = await givenReward(team, { partnerId: acme, amount: '50', currency: 'EUR' });
  others = await givenReward(team, { partnerId: globex, amount: '999' });
  await decide(team, approved.id, 'approve');
  await decide(team, held.id, 'hold', { reason: 'Secret doubts', facts: { owner: BO } });
  await decide(team, declined.id, 'decline', {
    reason: 'Refunded on the 13th',
    facts: { reasonCode: 'order_cancelled' },
  });
  await decide(team, silently.id, 'decline', { facts: { reasonCode: 'fraud', silently: true } });
  await decide(team, paid.id, 'approve');
  await decide(team, paid.id, 'mark_paid', { reason: 'Cash', facts: { paidOn: '2026-11-15', reference: 'Cash' } });
  await untilQuiet(team);
});
afterAll(() => team.stop());

/** Somebody's Home, opened now and drawn to its end. */
async function openHome(userId: string): Promise<string> {
  const before = team.slack.as(userId).home()?.view.hash;
  await team.slack.as(userId).opensHome();
  return eventually(() => {
    const home = team.slack.as(userId).home();
    return home && home.view.hash !== before && !home.visibleText().includes('One moment') && home.visibleText();
  });
}

const PARTS = ['Waiting for a decision', 'Rewards you created', 'Open invoices', 'My rewards · ', 'Ask @dana'];

test('each reads in their Home what their part is, and nothing of the others’', async () => {
  const parts: [who: string, sees: string[]][] = [
    [ANA, ['Rewards you created']],
    [BO, ['Waiting for a decision']],
    [CLEO, ['Open invoices']],
    [DANA, ['Waiting for a decision', 'Rewards you created', 'Open invoices']],
    [LENA, ['My rewards · ']],
    [OMAR, ['Ask @dana']],
  ];
  for (const [who, sees] of parts) {
    const home = await openHome(who);
    expect([who, PARTS.filter((part) => home.includes(part))]).toEqual([who, sees]);
  }
});

test('a contact sees the rewards of their partner as they are told of them, and nothing else', async () => {
  const home = await openHome(LENA);
  expect(home).toContain(
    'Available: $100.00 (approved, or on an invoice that is to be paid)\nProjected: $200.00 (being reviewed)\nPaid: €50.00',
  );
  expect(home).toContain('$100.00 · R-1001 · Approved\nThe webinar\nExpected around December 13');
  expect(home).toMatch(/\$200\.00 · R-1002 · New\nWebinar in November\nBeing reviewed · Expected around December 13/);
  expect(home).toMatch(
    /\$300\.00 · R-1003 · Declined\nWebinar in November\nThe order was cancelled or refunded\. · “Refunded on the 13th”/,
  );
  expect(home).toMatch(/€50\.00 · R-1005 · Paid\nWebinar in November\nPaid on November 15, 2026/);
  const said = JSON.stringify(team.slack.as(LENA).home()?.view);
  // Nobody who reviews, no note, no hold, no other partner, and nothing of what was declined silently.
  for (const secret of [
    BO,
    ANA,
    DANA,
    'Hold',
    'hold',
    'Secret doubts',
    'Talk to Dana',
    'Globex',
    'R-1004',
    'fraud',
    'R-1006',
  ])
    expect(said).not.toContain(secret);
});

test('a contact of two partners sees each apart, page by page; one who has left sees nothing', async () => {
  const hooli = await givenPartner(team, { key: 'hooli', name: 'Hooli', slackUserId: OMAR });
  const umbra = await givenPartner(team, { key: 'umbra', name: 'Umbra', slackUserId: OMAR });
  const numbers: number[] = [];
  for (let index = 1; index <= 7; index++)
    numbers.push((await givenReward(team, { partnerId: hooli, amount: String(index) })).number);
  await givenReward(team, { partnerId: umbra, amount: '70', currency: 'EUR' });
  const home = await openHome(OMAR);
  expect(home).toMatch(
    /My rewards · Hooli\nAvailable: nothing.*\nProjected: \$28\.00[\s\S]*My rewards · Umbra\n.*\nProjected: €70\.00/,
  );
  expect(home).not.toContain('Acme');
  const listed = (text: string) => [...text.matchAll(/ · R-(\d+) · New\n/g)].map(([, number]) => Number(number));
  expect(listed(home).slice(0, 5)).toEqual(numbers.slice(2).reverse());
  const omar = team.slack.as(OMAR);
  await omar.home()?.press('Next page of rewards of Hooli');
  const next = await eventually(() => {
    const text = omar.home()?.visibleText() ?? '';
    return text.includes('6 to 7 of 7') && text;
  });
  expect(listed(next).slice(0, 2)).toEqual(numbers.slice(0, 2).reverse());
  expect(next).toContain('My rewards · Umbra');

  await team.db.transaction((tx) =>
    tx.partner.update({ where: { id: hooli }, data: { archivedAt: team.clock.now() } }),
  );
  expect(await openHome(OMAR)).not.toContain('Hooli');
  await team.db.transaction((tx) => tx.contact.deleteMany({ where: { partnerId: umbra } }));
  const left = await openHome(OMAR);
  expect(left).not.toContain('Umbra');
  expect(left).toContain('Ask @dana');
});

test('a manager finds what they created and where the money is, and creates a reward from there', async () => {
  const home = await openHome(ANA);
  expect(home).toContain('the newest first');
  const ana = team.slack.as(ANA);
  await ana.home()?.select('Which of your rewards', 'Approved');
  const approved = await eventually(() => {
    const text = ana.home()?.visibleText() ?? '';
    return text.includes('1 reward · only Approved') && text;
  });
  expect(approved).toMatch(
    /\$100\.00 for Acme Growth GmbH · R-1001 · Approved\nGoes on the November 2026 invoice · created /,
  );
  await ana.home()?.select('Which of your rewards', 'All statuses');
  await eventually(
    () => ana.home()?.visibleText().includes('R-1003 · Declined') || ana.home()?.buttons().includes('Next'),
  );
  const form = await modalFor(team, ANA, () => ana.home()?.press('Create a reward') ?? Promise.resolve());
  expect(form.title).toBe('Manual Rewards');
  await form.close();
  const filled = await fillForm(team, { amount: '612' });
  expect(await filled.submit()).toEqual({ status: 'closed' });
  await eventually(() => ana.home()?.visibleText().includes('$612.00 for Acme Growth GmbH'));
});

test('commands answer in short what Home shows, each to whom it is meant for', async () => {
  const { slack } = team;
  const ask = (who: string, line: string) => whisperedTo(team, who, () => slack.as(who).types('/reward', line));
  expect(await ask(BO, 'queue')).toMatch(
    /Waiting for a decision\n\d+ New · .+\n1 on hold · \$200\.00\nThe oldest was created/,
  );
  expect(await ask(ANA, 'MINE')).toContain('Rewards you created\n');
  expect(await ask(CLEO, 'invoice')).toContain('Open invoices\nNone.');
  expect(await ask(CLEO, 'queue')).toContain('Only approvers and admins can do this.');
  expect(await ask(BO, 'mine')).toContain('Only partnership managers and admins can do this.');
  expect(await ask(ANA, 'invoice')).toContain('Only finance and admins can do this.');
  expect(await ask(OMAR, 'help')).toContain('/reward queue');

  const shown = await modalFor(team, CLEO, () => slack.as(CLEO).types('/reward', `r-${held.number}`));
  expect(shown.title).toBe(`R-${held.number}`);
  expect(shown.visibleText()).toMatch(/Talk to Dana first[\s\S]*History\nCreated by @ana[\s\S]*Put on hold by @bo/);
  await shown.close();
  const own = await modalFor(team, LENA, () => slack.as(LENA).types('/reward', `R-${held.number}`));
  expect(own.visibleText()).toContain('A reward of $200.00');
  expect(own.visibleText()).not.toMatch(/Talk to Dana|@bo|hold/i);
  await own.close();
  // What is not there and what is not theirs cannot be told apart.
  const answers = [
    await ask(LENA, 'R-999999'),
    await ask(LENA, `R-${others.number}`),
    await ask(OMAR, 'R-1001'),
    await ask(LENA, 'R-1004'),
  ];
  expect(new Set(answers)).toEqual(new Set(['This reward cannot be found here. Ask an admin.']));
});

test('an admin’s Home asks Slack about the channels when it is opened, and not at every click', async () => {
  const asked = () => team.slack.traffic.filter(({ what }) => what === 'conversations.info').length;
  await openHome(DANA);
  const before = asked();
  const dana = team.slack.as(DANA);
  const hash = dana.home()?.view.hash;
  const filter = await modalFor(team, DANA, () => dana.home()?.press('Filter the queue') ?? Promise.resolve());
  await eventually(() => dana.home()?.view.hash !== hash);
  await filter.close();
  expect(asked()).toBe(before);
  await openHome(DANA);
  expect(asked()).toBe(before + 2);
});

test('finance finds the open invoices and the months, and Home follows what they do with an invoice', async () => {
  await openHome(CLEO);
  await tickTeam(team, '2026-12-01T00:30:00Z');
  const home = await openHome(CLEO);
  expect(home).toMatch(
    /Open invoices\n€70\.00 · INV-2026-0001 · November 2026 · EUR\n[\s\S]*INV-2026-0002 · November 2026 · USD\n\d+ rewards · in review until December \d, 2026 · payment expected around December 1\d, 2026/,
  );
  expect(home).toMatch(
    /Month by month\nIn USD, the last 6 months\nNovember 2026: New \$.+, Approved \$100\.00, Declined/,
  );
  const invoice = await eventually(() =>
    team.slack.messagesIn('C0FINANCE').find((message) => message.visibleText().includes('INV-2026-0002')),
  );
  const pause = await modalFor(team, CLEO, () => team.slack.as(CLEO).press(invoice, 'Pause…'));
  await pause.fill({ [pause.labels()[0] ?? '']: 'Waiting for the bank' });
  expect(await pause.submit()).toEqual({ status: 'closed' });
  await eventually(() => team.slack.as(CLEO).home()?.visibleText().includes('rewards · paused'));
  expect(await openHome(LENA)).toContain('Available: ');
  expect((await rewardNow(team, held.id)).payment).toBe('not_invoiced');
});
