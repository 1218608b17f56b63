import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { lockReward } from '../../src/db/rewards.js';
import { givenAcme } from '../support/directory.js';
import { booksOf, cardShowing, eventsOf, type GivenRewardRef, givenCard, modalFor } from '../support/rewards.js';
import { BO, BOTH_TRANSPORTS, CY, startTeam, type Team } from '../support/team.js';

// `test/browser/weather` waits for as long as Slack does; here every wait is as much shorter.
const DEADLINES = { answerAfterMs: 400, shownAfterMs: 100 };
/** Longer than the bot waits before it answers. */
const HELD_MS = 1_200;
const STILL_WORKING = 'This view will say when it is done.';

describe.each(BOTH_TRANSPORTS)('a form whose work takes longer than three seconds, over %s', (transport) => {
  let team: Team;
  let partnerId: string;
  beforeAll(async () => {
    team = await startTeam({ transport, rhythm: { deadlines: DEADLINES } });
    team.clock.set('2027-03-10T15:30:00Z');
    partnerId = (await givenAcme(team)).acme;
  });
  afterEach(() => team.slack.weather.clear());
  afterAll(() => team.stop());

  /** Somebody else's transaction holds the reward for so long. Resolves once it does. */
  async function hold(rewardId: string): Promise<{ readonly over: Promise<void> }> {
    let over: Promise<void> = Promise.resolve();
    await new Promise<void>((resolve) => {
      over = team.db.transaction(async (tx) => {
        await lockReward(tx, team.workspaceId, rewardId);
        resolve();
        await sleep(HELD_MS);
      });
    });
    return { over };
  }

  async function fillPaidForm(userId: string, { card }: Awaited<ReturnType<typeof givenCard>>): Promise<Modal> {
    const form = await modalFor(team, userId, () => team.slack.as(userId).choose(card, 'Mark as paid…'));
    await form.fill({ 'How it was paid': `Bank transfer of ${userId}` });
    return form;
  }

  const told = (userId: string, words: string) =>
    eventually(() => {
      const modal = team.slack.as(userId).modal();
      return modal?.visibleText().includes(words) && modal;
    }, 15_000);

  /** In time, once, and without Slack having to say that the bot was late. */
  function expectAnsweredInTime(userId: string): void {
    const submitted = team.slack.traffic.filter(({ what }) => what === 'view_submission');
    for (const { ms, status = 200 } of submitted) expect([(ms ?? 9_999) < 3_000, status]).toEqual([true, 200]);
    expect(team.slack.as(userId).notices()).toEqual([]);
  }

  async function expectPaidOnce({ id, number }: GivenRewardRef): Promise<void> {
    await cardShowing(team, number, 'Paid');
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'marked_paid']);
  }

  test('says that it is at work, and then that it is done, even if Slack has to be told again', async () => {
    const reward = await givenCard(team, { partnerId });
    const form = await fillPaidForm(BO, reward);
    team.slack.weather.set({ method: 'views.update', kind: 'http_500', times: 1 });
    const { over } = await hold(reward.id);
    expect(await form.submit()).toEqual({ status: 'pushed' });
    const waiting = await told(BO, STILL_WORKING);
    expect([waiting.title, waiting.submitLabel]).toEqual(['Still working…', '']);
    expect((await eventsOf(team, reward.id)).map(({ kind }) => kind)).toEqual(['created']);
    await over;
    const done = await told(BO, 'What you sent has been carried out.');
    expect([done.id, done.title]).toEqual([waiting.id, 'Done']);
    await expectPaidOnce(reward);
    expectAnsweredInTime(BO);
    await done.close();
    expect(team.slack.as(BO).modal()).toBeUndefined();
  }, 30_000);

  test('of two people, one is told that it is done and the other who was first', async () => {
    const reward = await givenCard(team, { partnerId, amount: '3' });
    const forms = [await fillPaidForm(BO, reward), await fillPaidForm(CY, reward)];
    const { over } = await hold(reward.id);
    expect(await Promise.all(forms.map((form) => form.submit()))).toEqual([{ status: 'pushed' }, { status: 'pushed' }]);
    await over;
    const said = await eventually(() => {
      const titles = [BO, CY].map((who) => team.slack.as(who).modal()?.title ?? '');
      return titles.includes('Done') && titles.includes('That did not work') && titles;
    }, 15_000);
    const [winner, other] = said[0] === 'Done' ? (['bo', CY] as const) : (['cy', BO] as const);
    const refused = await told(other, `@${winner} marked R-${reward.number} as paid on `);
    expect(refused.closeLabel).toBe('Back');
    await expectPaidOnce(reward);
    expectAnsweredInTime(BO);
    expectAnsweredInTime(CY);
    // What was typed is still there underneath.
    await refused.close();
    expect(team.slack.as(other).modal()?.visibleText()).toContain(`Bank transfer of ${other}`);
    for (const who of [BO, CY]) await team.slack.as(who).modal()?.close();
  }, 30_000);

  test('says a reference where it ends in a bug', async () => {
    const reward = await givenCard(team, { partnerId, amount: '4' });
    const form = await fillPaidForm(BO, reward);
    const { over } = await hold(reward.id);
    expect(await form.submit()).toEqual({ status: 'pushed' });
    await team.db.reads.$queryRaw`
      SELECT pg_cancel_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const failed = await told(BO, 'give an admin this reference');
    expect(failed.title).toBe('That did not work');
    await over;
    await cardShowing(team, reward.number, 'New');
    expectAnsweredInTime(BO);
    await failed.close();
    expect(team.slack.as(BO).modal()?.id).toBe(form.id);
    await form.close();
  }, 30_000);

  test('is carried out as well for who does not wait for the end', async () => {
    const reward = await givenCard(team, { partnerId, amount: '5' });
    const form = await fillPaidForm(BO, reward);
    const { over } = await hold(reward.id);
    expect(await form.submit()).toEqual({ status: 'pushed' });
    await (await told(BO, STILL_WORKING)).close();
    await form.close();
    await over;
    await expectPaidOnce(reward);
    expect(team.slack.as(BO).modal()).toBeUndefined();
    expectAnsweredInTime(BO);
  }, 30_000);
});
