import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  eventsOf,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { BO, BOTH_TRANSPORTS, CY, LENA, startTeam, type Team } from '../support/team.js';

const NAMES = { [BO]: '@bo', [CY]: '@cy' };

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport });
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  const whispersAbout = (number: number, ...userIds: string[]) =>
    userIds.flatMap((userId) =>
      team.slack
        .as(userId)
        .ephemerals()
        .map((message) => ({ userId, text: message.visibleText() }))
        .filter(({ text }) => text.includes(`R-${number} `)),
    );

  test.each([1, 2])('when two approvers press at once, one decision stands and the other is told (%s)', async () => {
    const reward = await givenCard(team, { partnerId: acme });
    const presses = [BO, CY].map((userId) => team.slack.as(userId).press(reward.card, 'Approve'));
    for (const answer of await Promise.all(presses)) expect(answer).toMatchObject({ status: 'acked' });
    await cardShowing(team, reward.number, 'Approved');
    const [told] = await eventually(
      () => whispersAbout(reward.number, BO, CY).length > 0 && whispersAbout(reward.number, BO, CY),
    );
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    await untilQuiet(team);
    const books = await booksOf(team, reward.id);
    expect(books.kinds).toEqual(['created', 'approved']);
    expect(books.replayed).toEqual(books.row);
    const winner = (await eventsOf(team, reward.id))[1]?.actor;
    expect([BO, CY].filter((userId) => userId !== winner)).toEqual([told?.userId]);
    expect(told?.text).toMatch(
      new RegExp(`^${winner === BO ? NAMES[BO] : NAMES[CY]} approved R-${reward.number} on .*202`),
    );
    expect(whispersAbout(reward.number, BO, CY)).toHaveLength(1);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(2);
    expect(threadOf(team, reward.number)).toHaveLength(2);
  });

  test.each([1, 2])(
    'when one approves while another declines, one decision stands and the other is told (%s)',
    async () => {
      const reward = await givenCard(team, { partnerId: acme });
      const form = await modalFor(team, CY, () => team.slack.as(CY).press(reward.card, 'Decline…'));
      await form.select('Reason', 'Not eligible');
      const [, submission] = await Promise.all([team.slack.as(BO).press(reward.card, 'Approve'), form.submit()]);
      await untilQuiet(team);
      const books = await booksOf(team, reward.id);
      expect(books.replayed).toEqual(books.row);
      if (submission.status === 'closed') {
        expect(books.kinds).toEqual(['created', 'declined']);
        const [told] = await eventually(
          () => whispersAbout(reward.number, BO).length > 0 && whispersAbout(reward.number, BO),
        );
        expect(told?.text).toContain(`@cy declined R-${reward.number}`);
      } else {
        expect(submission).toEqual({ status: 'pushed' });
        expect(books.kinds).toEqual(['created', 'approved']);
        expect(team.slack.as(CY).modal()?.visibleText()).toContain(`@bo approved R-${reward.number} on `);
        expect(whispersAbout(reward.number, BO)).toEqual([]);
        await team.slack.as(CY).modal()?.close(true);
      }
      await cardShowing(team, reward.number, books.row.status);
      await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
      await untilQuiet(team);
      expect(messagesAbout(team, LENA, reward.number)).toHaveLength(2);
      expect(threadOf(team, reward.number)).toHaveLength(2);
    },
  );

  test('when an approver double-clicks, it is one decision, one event and one message', async () => {
    const reward = await givenCard(team, { partnerId: acme });
    const bo = team.slack.as(BO);
    await Promise.all([
      bo.press(reward.card, 'Approve'),
      bo.press(reward.card, 'Approve'),
      bo.press(reward.card, 'Approve'),
    ]);
    await cardShowing(team, reward.number, 'Approved');
    await eventually(() => whispersAbout(reward.number, BO).length === 2);
    for (const { text } of whispersAbout(reward.number, BO)) expect(text).toContain(`@bo approved R-${reward.number}`);
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    await untilQuiet(team);
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created', 'approved']);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(2);
    expect(
      cardOf(team, reward.number)
        ?.visibleText()
        .match(/Approved by/g),
    ).toHaveLength(1);
  });

  test('when Slack delivers a press again, nothing happens twice', async () => {
    const reward = await givenCard(team, { partnerId: acme });
    await team.slack.as(BO).press(reward.card, 'Approve');
    await cardShowing(team, reward.number, 'Approved');
    const press = team.slack.traffic.findLast((entry) => entry.direction === 'to_bot');
    if (!press) throw new Error('no press');
    expect(await team.slack.redeliver(press)).toMatchObject({ status: 'acked' });
    await eventually(() => whispersAbout(reward.number, BO).length === 1);
    await eventually(() => messagesAbout(team, LENA, reward.number).length === 2);
    await untilQuiet(team);
    expect((await booksOf(team, reward.id)).kinds).toEqual(['created', 'approved']);
    expect(messagesAbout(team, LENA, reward.number)).toHaveLength(2);
  });
});
