import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { editReward } from '../../src/services/edit-reward.js';
import { owe } from '../../src/services/owe.js';
import { oweReminders } from '../../src/services/owe-reminders.js';
import { givenAcme } from '../support/directory.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { cardOf, decide, givenCard, messagesAbout, threadOf, untilQuiet } from '../support/rewards.js';
import { ANA, CY, DANA, REVIEW, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam({ env: { TIME_ZONE: 'Europe/Berlin' } });
  acme = (await givenAcme(team)).acme;
});
beforeEach(async () => {
  // Nobody decided on what earlier stories left; it is none of this one's.
  await givenReviewPolicy(team, { reminderHours: 4, escalation: [] });
  team.clock.set('2026-11-16T09:30:00Z');
});
afterAll(() => team.stop());

/** The hour strikes at this instant, in the bot itself. */
async function strike(instant: string): Promise<void> {
  team.clock.set(instant);
  await owe(team.deps, { name: 'run-clock', payload: {} });
  await untilQuiet(team);
}

const reminders = (number: number) => threadOf(team, number).filter((entry) => entry.startsWith(`R-${number} · `));

test('a card on hold is raised for whoever looks after it once its review-by day is over', async () => {
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '260' });
  await decide(team, id, 'hold', { reason: 'Wait', facts: { owner: CY, reviewBy: '2026-11-20' } });
  await untilQuiet(team);
  await strike('2026-11-20T15:00:00Z');
  expect(reminders(number)).toEqual([]);
  await strike('2026-11-23T08:00:00Z');
  expect(reminders(number)).toEqual([
    expect.stringMatching(/\nIts review-by day was 20 November 2026\n@cy: you look after it/),
  ]);
});

test('a card on hold without a review-by day is raised like a new one, counted from the hold, until it is decided', async () => {
  await givenReviewPolicy(team, { escalation: ['S0LEADS'] });
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '261' });
  team.clock.set('2026-11-16T10:30:00Z');
  await decide(team, id, 'hold', { reason: 'Wait', facts: { owner: CY } });
  await untilQuiet(team);
  await strike('2026-11-16T14:29:00Z');
  expect(reminders(number)).toEqual([]);
  await strike('2026-11-16T14:30:00Z');
  await strike('2026-11-16T15:30:00Z');
  expect(reminders(number)).toEqual([expect.stringMatching(/\nOn hold since .*\n@cy: you look after it/)]);
  await strike('2026-11-17T08:00:00Z');
  expect(reminders(number)).toHaveLength(2);
  await strike('2026-11-18T08:00:00Z');
  expect(reminders(number)[2]).toMatch(/\nOn hold since .*\n@cy and @?.*: this still waits after several reminders/);
  await decide(team, id, 'approve');
  await strike('2026-11-20T08:00:00Z');
  expect(reminders(number)).toHaveLength(3);

  // Nobody looks after it: whoever can decide is called.
  const { number: unowned, id: unownedId } = await givenCard(team, { partnerId: acme, amount: '262', by: DANA });
  await decide(team, unownedId, 'hold', { reason: 'Wait' });
  await strike('2026-11-20T12:30:00Z');
  expect(reminders(unowned)).toEqual([expect.stringMatching(/\nOn hold since .*\n@bo and @cy: one of you can decide/)]);
});

test('whoever was asked for changes is reminded by a message, ever more rarely, until they are made', async () => {
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '265' });
  await decide(team, id, 'request_changes', { reason: 'Is it not 256?' });
  await untilQuiet(team);
  const reminded = () =>
    team.slack
      .directMessages(ANA)
      .filter((dm) => dm.visibleText().includes(`still waits for your changes to R-${number}`));
  await strike('2026-11-16T13:29:00Z');
  expect(reminded()).toEqual([]);
  await strike('2026-11-16T13:30:00Z');
  await strike('2026-11-16T14:30:00Z');
  const [first, ...more] = reminded();
  expect(more).toEqual([]);
  expect(first?.visibleText()).toMatch(
    /^@bo still waits for your changes to R-\d+: \$265\.00 for .*, asked for .*\nIs it not 256\?/,
  );
  expect(first?.buttons()).toEqual(['Edit and send back']);
  await owe(team.deps, {
    name: 'remind-creator',
    payload: { workspaceId: team.workspaceId, rewardId: id, revision: 2, nth: 1 },
  });
  await untilQuiet(team);
  expect(reminded()).toHaveLength(1);
  await strike('2026-11-16T21:30:00Z');
  expect(reminded()).toHaveLength(1);
  await strike('2026-11-17T08:00:00Z');
  expect(reminded()).toHaveLength(2);
  // Nobody else is called: it is not theirs to do.
  expect(reminders(number)).toEqual([]);
  // Unanswered it is everybody's: on hold, it is on no invoice.
  await strike('2026-11-18T08:00:00Z');
  expect(reminded()).toHaveLength(3);
  await owe(team.deps, {
    name: 'remind-asker',
    payload: { workspaceId: team.workspaceId, rewardId: id, revision: 2, nth: 1 },
  });
  await strike('2026-11-18T09:00:00Z');
  expect(reminders(number)).toEqual([
    expect.stringMatching(
      /\nWaits since .* for changes by @ana\n@bo and @dana: this still waits after several reminders\. Decide without the changes/,
    ),
  ]);

  await decide(team, id, 'decline', { facts: { reasonCode: 'other' } });
  await untilQuiet(team);
  expect(reminded()).toEqual([]);
  const firstNow = team.slack.directMessages(ANA).find(({ ts }) => ts === first?.ts);
  expect(firstNow?.visibleText()).toMatch(/@bo asked for changes to[\s\S]*Declined by @bo/);
  expect(firstNow?.buttons()).toEqual([]);
  await strike('2026-11-20T10:00:00Z');
  expect(reminded()).toEqual([]);
});

test('whoever asked hears of a creator who cannot be reached any more, and so does the card', async () => {
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '266' });
  await decide(team, id, 'request_changes', { reason: 'Is it not 265?' });
  await untilQuiet(team);
  const refused = { method: 'chat.postMessage', kind: 'error', error: 'messages_tab_disabled', times: 1 } as const;
  team.slack.weather.set({ ...refused, channel: ANA });
  await strike('2026-11-16T13:31:00Z');
  expect(cardOf(team, number)?.visibleText()).toContain(
    '⚠ Its creator was asked, but can no longer be reminded: they do not accept messages from the bot',
  );
  await strike('2026-11-16T14:30:00Z');
  await strike('2026-11-16T15:30:00Z');
  expect(reminders(number)).toEqual([
    expect.stringMatching(/for changes by @ana\n@bo and @dana: its creator cannot be reached\. Decide without/),
  ]);
  // The weather is better, and nobody is written to every hour. As often as for anybody, it is tried again.
  const about = () => messagesAbout(team, ANA, number).filter((text) => text.includes('still waits for your changes'));
  expect(about()).toEqual([]);
  await strike('2026-11-17T08:00:00Z');
  expect(about()).toHaveLength(1);
  expect(cardOf(team, number)?.visibleText()).not.toContain('can no longer be reminded');
});

test('the last call comes for what is sent back that morning, whatever its creator was reminded of', async () => {
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '267' });
  await decide(team, id, 'request_changes', { reason: 'Is it not 266?' });
  await untilQuiet(team);
  await strike('2026-11-17T08:00:00Z');
  await strike('2026-11-30T08:00:00Z');
  expect(reminders(number)).toEqual([]);
  await editReward(team.deps, {
    ...{ workspaceId: team.workspaceId, rewardId: id, revision: 2, by: ANA, partnerId: acme },
    ...{ description: 'Webinar in November', amount: { minor: 26_700n, currency: 'USD' } },
  });
  await untilQuiet(team);
  await strike('2026-11-30T09:00:00Z');
  await strike('2026-11-30T10:00:00Z');
  expect(reminders(number)).toEqual([
    expect.stringMatching(/Goes on the November 2026 invoice, cut .*\n@bo, @cy and @dana: one of you can decide/),
  ]);
});

test('a reminder that escalates on the day of the last call is that call, too', async () => {
  await givenReviewPolicy(team, { reminderHours: 40, escalation: ['S0LEADS'] });
  const { number } = await givenCard(team, { partnerId: acme, amount: '268' });
  for (const at of ['18T08:00', '23T08:00', '30T08:00', '30T09:00']) await strike(`2026-11-${at}:00Z`);
  expect(reminders(number)).toHaveLength(3);
  expect(reminders(number)[2]).toMatch(
    /\nGoes on the November 2026 invoice, cut .*\n@?.*: this still waits after several reminders.*\n@bo, @cy and @dana: one of you can/,
  );
});

test('before the invoice is cut there is one more, for those four eyes allow, and none where reminders are off', async () => {
  // Whether finance is told what is coming makes no difference.
  await givenReviewPolicy(team, { reminderHours: 700, digestDays: 0 });
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '270', by: DANA });
  await strike('2026-11-27T08:00:00Z');
  expect(reminders(number)).toEqual([]);
  // November ends with a Monday, of which Berlin sleeps for the first hours.
  await strike('2026-11-30T07:59:00Z');
  expect(reminders(number)).toEqual([]);
  await strike('2026-11-30T08:00:00Z');
  await strike('2026-11-30T09:00:00Z');
  await owe(team.deps, {
    name: 'remind-before-cut',
    payload: { workspaceId: team.workspaceId, rewardId: id, month: '2026-11' },
  });
  await untilQuiet(team);
  const [said, ...more] = reminders(number);
  expect(more).toEqual([]);
  expect(said).toMatch(/Goes on the November 2026 invoice, cut .*\n@bo and @cy: one of you can decide/);

  await givenReviewPolicy(team, { reminderHours: 0 });
  const silent = await givenCard(team, { partnerId: acme, amount: '280' });
  await strike('2026-11-30T10:00:00Z');
  expect(reminders(silent.number)).toEqual([]);
});

test('after a long silence those who decide hear of it first, and what can no longer be decided is not raised', async () => {
  const { number } = await givenCard(team, { partnerId: acme, amount: '290' });
  await strike('2026-11-20T10:00:00Z');
  expect(reminders(number)).toEqual([expect.stringMatching(/\n@bo, @cy and @dana: one of you can decide/)]);
  // Unreviewed it goes on November's invoice, and is final with it.
  await strike('2026-12-01T00:30:00Z');
  await strike('2026-12-08T10:00:00Z');
  await strike('2026-12-15T10:00:00Z');
  expect(cardOf(team, number)?.visibleText()).toMatch(/On invoice INV-2026-\d+ · November 2026, finalised/);
  expect(reminders(number)).toHaveLength(1);
});

test('a card that nobody decided is raised in its thread in working hours, ever more rarely, then with those it escalates to', async () => {
  const { number, id } = await givenCard(team, { partnerId: acme, amount: '250' });
  await strike('2026-11-16T13:29:00Z');
  expect(reminders(number)).toEqual([]);
  // Two machines, and the hour strikes twice.
  await Promise.all([oweReminders(team.deps), strike('2026-11-16T13:30:00Z')]);
  await strike('2026-11-16T14:30:00Z');
  expect(reminders(number)).toEqual([
    expect.stringMatching(
      /^R-\d+ · Acme Growth GmbH · \$250\.00\nNobody has decided on it since .*\n@bo, @cy and @dana: one of you can decide/,
    ),
  ]);
  const again = { workspaceId: team.workspaceId, rewardId: id, revision: 1, nth: 1 };
  await owe(team.deps, { name: 'remind', payload: again });
  await untilQuiet(team);
  expect(reminders(number)).toHaveLength(1);
  // Eight hours later Berlin has gone home.
  await strike('2026-11-16T21:30:00Z');
  expect(reminders(number)).toHaveLength(1);
  await strike('2026-11-17T08:00:00Z');
  expect(reminders(number)).toHaveLength(2);

  await givenReviewPolicy(team, { escalation: [ANA, 'S0LEADS'] });
  await strike('2026-11-18T08:00:00Z');
  expect(reminders(number)).toHaveLength(3);
  expect(reminders(number)[2]).toMatch(/@ana and @?.*: this still waits after several reminders/);
  const raw = JSON.stringify(team.slack.thread(REVIEW, cardOf(team, number)?.ts ?? '').map(({ blocks }) => blocks));
  expect(raw).toContain('"usergroup_id":"S0LEADS"');

  // Weeks asleep: one reminder, not one for each that was missed. And none to the whole channel.
  await strike('2027-01-20T10:00:00Z');
  expect(reminders(number)).toHaveLength(4);
  expect(team.slack.messagesIn(REVIEW).filter((message) => message.visibleText().includes('since'))).toEqual([]);

  await decide(team, id, 'approve');
  await strike('2027-06-16T10:00:00Z');
  expect(reminders(number)).toHaveLength(4);
});
