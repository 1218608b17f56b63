import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import type { TrafficEntry } from '../../sandbox/traffic.js';
import { givenAcme } from '../support/directory.js';
import { fillForm } from '../support/reward-form.js';
import { cardsOf, decide, messagesAbout, untilQuiet } from '../support/rewards.js';
import { ANA, BOTH_TRANSPORTS, LENA, startTeam, type Team } from '../support/team.js';

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport });
    await givenAcme(team);
  });
  afterAll(() => team.stop());

  const lastSubmission = (): TrafficEntry => {
    const entry = team.slack.traffic.findLast(({ what }) => what === 'view_submission');
    if (!entry) throw new Error('nothing was submitted');
    return entry;
  };
  const toldOnce = async (number: number) => {
    await eventually(() => messagesAbout(team, ANA, number).length > 0 && cardsOf(team, number).length > 0);
    await untilQuiet(team);
    expect(cardsOf(team, number)).toHaveLength(1);
    expect(messagesAbout(team, ANA, number)).toHaveLength(1);
  };

  test('a submission that arrives five times at once is one reward, one card and one message to each', async () => {
    const form = await fillForm(team, { amount: '12' });
    // The first delivery is refused before it writes, so that the five that follow are all equally new.
    await form.fill({ 'Reward amount': 'x' });
    await form.submit();
    const request = JSON.parse(JSON.stringify(lastSubmission().request).replace('"value":"x"', '"value":"12"'));
    const entry = { ...lastSubmission(), request };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((num) => team.slack.redeliver(entry, { num, reason: 'http_timeout' })),
    );
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 'acked', body: undefined });
    const rewards = await team.db.reads.reward.findMany({ include: { events: true } });
    expect(rewards).toHaveLength(1);
    expect(rewards[0]?.events).toHaveLength(1);
    const number = rewards[0]?.number ?? 0;
    await toldOnce(number);
    expect(team.slack.directMessages(LENA).filter((it) => it.visibleText().includes('$12.00'))).toHaveLength(1);

    // Much later, when somebody has decided: still the same reward, and nothing is said again.
    await decide(team, rewards[0]?.id ?? '', 'approve');
    await untilQuiet(team);
    const before = team.slack.world.messages.length;
    expect(await team.slack.redeliver(entry, { num: 1, reason: 'http_timeout' })).toMatchObject({ status: 'acked' });
    await untilQuiet(team);
    expect(await team.db.reads.reward.count()).toBe(1);
    expect(team.slack.world.messages).toHaveLength(before);
  });

  test('an answer that got lost is asked for again, and a double click does no harm', async () => {
    const form = await fillForm(team, { amount: '13' });
    const click = form.submit();
    const second = await team.slack.redeliver(lastSubmission());
    expect(await click).toEqual({ status: 'closed' });
    expect(second).toMatchObject({ status: 'acked' });
    expect(second.body).toBeUndefined();
    const created = await team.db.reads.reward.findMany({ where: { amountMinor: 1300n } });
    expect(created).toHaveLength(1);
    await toldOnce(created[0]?.number ?? 0);
  });

  test('"Create anyway" five times at once is one reward as well', async () => {
    const form = await fillForm(team, { amount: '12' });
    expect(await form.submit()).toEqual({ status: 'updated' });
    const click = form.submit();
    const more = await Promise.all([1, 2, 3, 4].map(() => team.slack.redeliver(lastSubmission())));
    expect(await click).toEqual({ status: 'closed' });
    for (const { status, body } of more) expect({ status, body }).toEqual({ status: 'acked', body: undefined });
    expect(await team.db.reads.reward.count({ where: { amountMinor: 1200n } })).toBe(2);
    const { number } = await team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
    await toldOnce(number);
  });
});
