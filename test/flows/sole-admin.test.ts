import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from '../../sandbox/json.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme } from '../support/directory.js';
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
import { BO, DANA, LENA, REVIEW, startTeam, type Team } from '../support/team.js';

const ALONE = 'alone, since nobody else may decide on it';

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
      ({ what, request }) =>
        what === 'chat.postMessage' &&
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
    const hold = { reason: 'Wait for the fair to end', facts: { owner: DANA } };
    await decide(team, reward.id, 'hold', { by: DANA, ...hold });
    const again = await cardShowing(team, reward.number, 'Hold');
    expect(again.ts).not.toBe(lost.ts);
    await eventually(() => threadOf(team, reward.number).length === 3);
    await expectAnnounced('Everybody is at the fair');
    await expectAnnounced('Wait for the fair to end');
  });

  test('declines with words of their own, which the form asks for', async () => {
    const form = await modalFor(team, DANA, () => press('Decline…'));
    await form.select('Reason', 'Not eligible');
    expect(await form.submit()).toEqual({
      status: 'errors',
      errors: { 'What the partner is told': 'Nobody else may decide on this reward. Say why you do.' },
    });
    expect(form.value('Reason')).toBe('Not eligible');
    await form.fill({ 'What the partner is told': 'Not in your region' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Declined');
    await expectAnnounced('Not in your region');

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

  test('holds, releases and marks as paid, with the reason in the form that asks for one', async () => {
    const hold = await modalFor(team, DANA, () => press('Hold…'));
    await hold.fill({ Reason: 'Waiting for the order' });
    expect(await hold.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'Hold');
    await expectAnnounced('Waiting for the order');
    const release = await modalFor(team, DANA, () => press('Release'));
    expect(release.submitLabel).toBe('Release');
    await release.fill({ Reason: 'The order came' });
    expect(await release.submit()).toEqual({ status: 'closed' });
    await cardShowing(team, reward.number, 'New');
    const paid = await modalFor(team, DANA, () => choose('Mark as paid…'));
    await paid.fill({ 'How it was paid': 'Cash, receipt 12' });
    expect(await paid.submit()).toEqual({ status: 'closed' });
    const shown = await cardShowing(team, reward.number, 'Paid');
    expect(shown.visibleText().match(/Cash, receipt 12/g)).toHaveLength(1);
    await expectAnnounced('Cash, receipt 12');
    const events = await eventsOf(team, reward.id);
    expect(events.map(({ kind, facts }) => [kind, facts.alone])).toEqual([
      ['created', undefined],
      ['held', true],
      ['released', true],
      ['marked_paid', true],
    ]);
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
    await changeSetting(team.deps, { ...approvers, value: '' });
    await choose('Withdraw');
    await cardShowing(team, reward.number, 'Declined');
    await untilQuiet(team);
    expect((await eventsOf(team, reward.id))[1]).toMatchObject({
      kind: 'withdrawn',
      facts: { reasonCode: 'withdrawn_by_creator' },
    });
  });
});
