import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { ANA, BO, BOTH_TRANSPORTS, LENA, REVIEW, startTeam, type Team } from '../support/team.js';

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport, ownsNothing: true });
    await givenAcme(team);
  });
  afterAll(() => team.stop());

  test('a manager rewards a partner, an approver approves, and everybody is told', async () => {
    const { slack } = team;
    const ana = slack.as(ANA);
    expect(await ana.types('/reward')).toMatchObject({ status: 'acked' });
    const form = await eventually(() => ana.modal());
    expect(form.title).toBe('Manual Rewards');
    expect(await form.suggest('Partner', 'acme')).toEqual(['Acme Growth GmbH · acme-growth']);
    await form.select('Partner', 'Acme Growth GmbH · acme-growth', 'acme');
    await eventually(() => form.visibleText().includes('nothing pending'));
    expect(form.visibleText()).toContain('Gold');
    await form.fill({
      'Reward description': 'Co-marketing webinar, 14 Nov: 212 sign-ups',
      'Reward amount': '1,250.50',
    });
    await form.select('Connect a customer', 'Initech · cus-889', '');
    expect(await form.submit()).toEqual({ status: 'closed' });

    const card = await eventually(() => slack.messagesIn(REVIEW)[0]);
    expect(card.visibleText()).toContain('R-1001 · New');
    expect(card.visibleText()).toContain('$1,250.50');
    const [earned] = await eventually(() => slack.directMessages(LENA).length > 0 && slack.directMessages(LENA));
    expect(earned?.visibleText()).toContain('$1,250.50');
    const [told] = await eventually(() => slack.directMessages(ANA).length > 0 && slack.directMessages(ANA));
    expect(told?.visibleText()).toContain('R-1001');

    expect(await slack.as(BO).press(card, 'Approve')).toMatchObject({ status: 'acked' });
    const approved = await eventually(() => {
      const now = slack.messagesIn(REVIEW)[0];
      return now?.visibleText().includes('R-1001 · Approved') && now;
    });
    expect(approved.buttons()).toEqual([]);
    await eventually(() => slack.directMessages(LENA).length === 2);
    expect(slack.directMessages(LENA)[1]?.visibleText()).toContain('Approved');
    await eventually(() => slack.thread(REVIEW, card.ts).length === 2);
    expect(slack.messagesIn(REVIEW)).toHaveLength(1);
    const [, decided] = await eventually(() => slack.directMessages(ANA).length === 2 && slack.directMessages(ANA));
    expect(decided?.visibleText()).toContain('Approved by @bo');
  });
});
