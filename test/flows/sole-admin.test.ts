import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from '../../sandbox/json.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  eventsOf,
  type GivenRewardRef,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, DANA, LENA, REVIEW, startTeam, type Team } from '../support/team.js';

const ALONE = 'alone, since nobody else may decide on it';
const WHY = 'Reason for deciding alone';
const SAYS_SO = 'This reward is your own, and nobody else may decide on it.';
const NOBODY = 'Nobody else may decide on this reward. Say why you do.';

describe('the one admin who is left', () => {
  let team: Team;
  let acme: string;
  let reward: GivenRewardRef;
  beforeAll(async () => {
    team = await startTeam({ env: { MANAGER_USERS: '', APPROVER_USERS: '', FINANCE_USERS: '' } });
    acme = (await givenAcme(team)).acme;
  });
  beforeEach(async () => {
    reward = await givenCard(team, { partnerId: acme, by: DANA });
  });
  afterAll(() => team.stop());

  const dana = () => team.slack.as(DANA);
  const card = () => eventually(() => cardOf(team, reward.number));
  const press = async (button: string) => dana().press(await card(), button);
  const choose = async (item: string) => dana().choose(await card(), item);

  /** The thread's entry with these words, told to the whole channel. */
  async function expectAnnounced(words: string): Promise<void> {
    await eventually(() =>
      threadOf(team, reward.number).some((entry) => entry.includes(ALONE) && entry.includes(words)),
    );
    const broadcast = team.slack.traffic.filter(
      ({ what, request, answer }) =>
        what === 'chat.postMessage' &&
        // A thread that is gone refuses it first.
        isObject(answer) &&
        answer.ok === true &&
        isObject(request) &&
        request.channel === REVIEW &&
        String(request.reply_broadcast) === 'true' &&
        JSON.stringify(request).includes(words),
    );
    expect(broadcast).toHaveLength(1);
    expect(JSON.stringify(broadcast[0]?.request)).toContain(`R-${reward.number} `);
  }

  test('is asked for a reason, and the approval is announced with it', async () => {
    const form = await modalFor(team, DANA, () => press('Approve'));
    expect(form.title).toBe('Decide alone');
    await form.fill({ Reason: 'ok' });
    expect(await form.submit()).toMatchObject({
      status: 'errors',
      errors: { Reason: expect.stringContaining('3 characters') },
    });
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created']);
    await form.fill({ Reason: 'Bo and Cy have left' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const approved = await cardShowing(team, reward.number, 'Approved');
    expect(approved.visibleText()).toMatch(new RegExp(`Approved by @dana, .*${ALONE}\nBo and Cy have left`));
    await expectAnnounced('Bo and Cy have left');
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    expect(messagesAbout(team, LENA, reward.number)[1]).not.toMatch(/Bo and Cy|dana|alone/);
    expect((await eventsOf(team, reward.id))[1]).toMatchObject({
      kind: 'approved',
      actor: DANA,
      reason: 'Bo and Cy have left',
      facts: { alone: true },
    });
  });

  test('has the approval announced once, also where the card is lost and its thread told again', async () => {
    const form = await modalFor(team, DANA, () => press('Approve'));
    await form.fill({ Reason: 'Everybody is at the fair' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const lost = await cardShowing(team, reward.number, 'Approved');
    await expectAnnounced('Everybody is at the fair');
    team.slack.deleteMessage(REVIEW, lost.ts);
    const hold = { reason: 'Wait', aloneReason: 'Wait for the fair to end', facts: { owner: DANA } };
    await decide(team, reward.id, 'hold', { by: DANA, ...hold });
    const again = await cardShowing(team, reward.number, 'Hold');
    expect(again.ts).not.toBe(lost.ts);
    await eventually(() => threadOf(team, reward.number).length === 3);
    await expectAnnounced('Everybody is at the fair');
    await expectAnnounced('Wait for the fair to end');
  });

  test('declines with a reason of their own for that, and the partner is told the other words alone', async () => {
    const form = await modalFor(team, DANA, () => press('Decline…'));
    expect(form.visibleText()).toContain(SAYS_SO);
    await form.fill({ Reason: 'Not eligible', 'What the partner is told': 'Not in your region', [WHY]: 'ok' });
    expect(await form.submit()).toEqual({
      status: 'errors',
      errors: { [WHY]: 'Say why, in at least 3 characters.' },
    });
    expect(form.value('Reason')).toBe('Not eligible');
    await form.fill({ [WHY]: 'Cy is on leave' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const declined = await cardShowing(team, reward.number, 'Declined');
    expect(declined.visibleText()).toContain(`${ALONE}: “Cy is on leave”\nNot in your region`);
    await expectAnnounced('Cy is on leave');
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    expect(messagesAbout(team, LENA, reward.number)[1]).toContain('Not in your region');
    expect(messagesAbout(team, LENA, reward.number)[1]).not.toMatch(/leave|alone|dana/);
    expect((await eventsOf(team, reward.id))[1]).toMatchObject({
      reason: 'Not in your region',
      facts: { reasonCode: 'not_eligible', alone: true, aloneReason: 'Cy is on leave' },
    });

    const change = await modalFor(team, DANA, () => choose('Change decision…'));
    expect(await change.submit()).toMatchObject({
      status: 'errors',
      errors: { Reason: expect.stringContaining('Say why') },
    });
    await change.fill({ Reason: 'It was in the region' });
    expect(await change.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'New');
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created', 'declined', 'reopened']);
  });

  test('holds, releases and marks as paid, each with a reason for deciding alone', async () => {
    const hold = await modalFor(team, DANA, () => press('Hold…'));
    expect(hold.visibleText()).toContain(SAYS_SO);
    await hold.fill({ Reason: 'Waiting for the order', [WHY]: 'Bo is ill' });
    expect(await hold.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Hold');
    await expectAnnounced('Bo is ill');
    const release = await modalFor(team, DANA, () => press('Release'));
    expect(release.submitLabel).toBe('Release');
    await release.fill({ Reason: 'The order came' });
    expect(await release.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'New');
    const paid = await modalFor(team, DANA, () => choose('Mark as paid…'));
    expect(paid.visibleText()).toContain(SAYS_SO);
    await paid.fill({ 'How it was paid': 'Cash, receipt 12' });
    expect(await paid.submit()).toMatchObject({ status: 'errors', errors: { [WHY]: expect.any(String) } });
    await paid.fill({ [WHY]: 'Finance has one head' });
    expect(await paid.submit()).toEqual({ status: 'closed' });
    const shown = await cardShowing(team, reward.number, 'Paid');
    expect(shown.visibleText().match(/Cash, receipt 12/g)).toHaveLength(1);
    await expectAnnounced('Finance has one head');
    const events = await eventsOf(team, reward.id);
    expect(events.map(({ kind, reason, facts }) => [kind, facts.alone, reason, facts.aloneReason])).toEqual([
      ['created', undefined, undefined, undefined],
      ['held', true, 'Waiting for the order', 'Bo is ill'],
      ['released', true, 'The order came', undefined],
      ['marked_paid', true, 'Cash, receipt 12', 'Finance has one head'],
    ]);
  });

  // Settings refuse to remove the last one: they leave the company, as a user group would lose them.
  const everybodyElseLeaves = () =>
    team.db.transaction((tx) => tx.roleGrant.deleteMany({ where: { role: { in: ['manager', 'approver'] } } }));

  test('who is left only since the form was opened is told when sending it, and asked when opening it again', async () => {
    const managers = { workspaceId: team.workspaceId, name: 'manager-users', actor: DANA };
    const partnerId = await givenPartner(team, { key: 'lonely' });
    await changeSetting(team.deps, { ...managers, value: ANA });
    const anas = await givenCard(team, { partnerId, by: ANA });
    await everybodyElseLeaves();
    const open = () => modalFor(team, DANA, () => dana().press(anas.card, 'Decline…'));
    const form = await open();
    expect(form.visibleText()).not.toContain(SAYS_SO);
    expect(form.labels()).not.toContain(WHY);
    await team.db.transaction((tx) =>
      tx.contact.create({ data: { workspaceId: team.workspaceId, partnerId, slackUserId: DANA } }),
    );
    await form.select('Reason', 'Not eligible');
    expect(await form.submit()).toEqual({ status: 'errors', errors: { Reason: NOBODY } });
    await form.close(true);
    expect((await open()).labels()).toContain(WHY);
    await dana().modal()?.close(true);
    expect((await booksOf(team, anas.id)).kinds).toEqual(['created']);
  });

  test('withdraws without being asked, and is refused once there is somebody else', async () => {
    const form = await modalFor(team, DANA, () => press('Approve'));
    const approvers = { workspaceId: team.workspaceId, name: 'approver-users', actor: DANA };
    await changeSetting(team.deps, { ...approvers, value: BO });
    await form.fill({ Reason: 'Nobody is left' });
    expect(await form.submit()).toEqual({
      status: 'errors',
      errors: { Reason: 'You created this reward, so somebody else has to decide on it.' },
    });
    await form.close(true);
    expect(await whisperedTo(team, DANA, () => press('Approve'))).toContain('somebody else has to decide');
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created']);
    await everybodyElseLeaves();
    const withdrawal = await modalFor(team, DANA, () => choose('Withdraw…'));
    expect(withdrawal.labels()).toEqual([]);
    expect(await withdrawal.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Declined');
    await untilQuiet(team);
    expect((await eventsOf(team, reward.id))[1]).toMatchObject({
      kind: 'withdrawn',
      facts: { reasonCode: 'withdrawn_by_creator' },
    });
  });
});
