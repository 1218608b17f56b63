import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject } from '../../sandbox/json.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import { REWARD_STATUSES, type RewardStatus } from '../../src/domain/reward.js';
import { givenAcme } from '../support/directory.js';
import {
  cardOf,
  cardShowing,
  cardsOf,
  decide,
  givenCard,
  hurryRetries,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { ANA, BO, LENA, REVIEW, startTeam, type Team } from '../support/team.js';

const NOTE = 'Met Zbigniew at the fair';

describe('the card', () => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam();
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  /** A reward with a note, taken all the way through the statuses to the last one. */
  async function walk(number: number, id: string, seen: (status: RewardStatus) => void) {
    const step = async (decision: Parameters<typeof decide>[2], status: RewardStatus, order = {}) => {
      await decide(team, id, decision, order);
      await cardShowing(team, number, status);
      await untilQuiet(team);
      seen(status);
    };
    seen('New');
    await step('hold', 'Hold', { reason: 'Wait', facts: { owner: BO, reviewBy: '2026-12-24' } });
    await step('approve', 'Approved');
    await step('decline', 'Declined', { reason: 'Sorry', facts: { reasonCode: 'terms_not_met' } });
    await step('reopen', 'New');
    await step('mark_paid', 'Paid', { reason: 'Cash', facts: { paidOn: '2026-11-20', reference: 'Cash' } });
  }

  test('names the status it has and no other, in all five, and the partner never reads the internal note', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme, internalNote: NOTE });
    await walk(number, id, (status) => {
      const card = cardOf(team, number);
      const others = REWARD_STATUSES.filter((other) => other !== status);
      const said = `${card?.text}\n${card?.visibleText()}`;
      expect(said).toContain(`R-${number} · ${status}`);
      expect(said).not.toMatch(new RegExp(`\\b(${others.filter((other) => other !== 'Hold').join('|')})\\b`));
      if (status !== 'Hold') expect(said).not.toMatch(/\bhold\b/i);
      expect(card?.visibleText()).toContain(NOTE);
      expect(cardsOf(team, number)).toHaveLength(1);
    });
    expect(messagesAbout(team, LENA, number)).toHaveLength(4);
    const direct = team.slack.world.directWith(LENA);
    const toLena = team.slack.traffic.filter(
      ({ request, what }) =>
        what.startsWith('chat.') && isObject(request) && (request.channel === LENA || request.channel === direct),
    );
    expect(toLena).toHaveLength(4);
    for (const { request } of toLena) expect(JSON.stringify(request)).not.toMatch(/Zbigniew|U0BO|U0ANA|Cash|Wait/);
  });

  test('has its whole history in its menu', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'hold', { reason: 'Order *unclear*', facts: { owner: BO, reviewBy: '2026-12-24' } });
    await decide(team, id, 'approve');
    const card = await cardShowing(team, number, 'Approved');
    const history = await modalFor(team, ANA, () => team.slack.as(ANA).choose(card, 'History'));
    expect(history.title).toBe(`R-${number}`);
    const [, first, held, reason, approved, ...rest] = history.visibleText().split('\n').slice(1);
    expect(first).toMatch(/^Created by @ana, \w+ \d+, 202\d/);
    expect(held).toMatch(/^Put on hold by @bo, .+ · @bo looks after it · review by December 24, 2026$/);
    expect(reason).toBe('Order *unclear*');
    expect(approved).toMatch(/^Approved by @bo, /);
    expect(rest).toEqual([]);
    await history.close();
  });

  test('that somebody deleted is posted again at the next change, and its thread told again, once', async () => {
    const { number, card } = await givenCard(team, { partnerId: acme });
    await eventually(() => threadOf(team, number).length === 1);
    await team.slack.as(BO).press(card, 'Hold…');
    const form = await eventually(() => team.slack.as(BO).modal());
    team.slack.deleteMessage(REVIEW, card.ts);
    await form.fill({ Reason: 'Wait' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const again = await cardShowing(team, number, 'Hold');
    expect(again.ts).not.toBe(card.ts);
    await eventually(() => threadOf(team, number).length === 2);
    await eventually(() => JSON.stringify(team.slack.directMessages(ANA)).includes(again.ts.replace('.', '')));
    await team.slack.as(BO).press(again, 'Approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => threadOf(team, number).length === 3);
    await untilQuiet(team);
    expect(threadOf(team, number).map((entry) => entry.split(' by')[0])).toEqual([
      'Created',
      'Put on hold',
      'Approved',
    ]);
    expect(cardsOf(team, number)).toHaveLength(1);
    expect(messagesAbout(team, ANA, number)).toHaveLength(3);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
  });

  test('that was lost, and whose second posting Slack did not answer, still gets its whole thread', async () => {
    team.slack.revoke('channels:history', 'groups:history');
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    await eventually(() => threadOf(team, number).length === 1);
    team.slack.deleteMessage(REVIEW, card.ts);
    team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'http_500', times: 1 });
    await decide(team, id, 'hold', { reason: 'Wait', facts: { owner: BO } });
    await eventually(async () => {
      await hurryRetries(team);
      return threadOf(team, number).length === 2;
    });
    team.slack.grant('channels:history', 'groups:history');
    await untilQuiet(team);
    expect(threadOf(team, number).map((entry) => entry.split(' by')[0])).toEqual(['Created', 'Put on hold']);
    expect(cardsOf(team, number)).toHaveLength(1);
  });
});
