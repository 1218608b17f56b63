import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { linkContact } from '../../src/services/link-contact.js';
import { givenPartner } from '../support/directory.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  givenCard,
  givenReward,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
} from '../support/rewards.js';
import { ANA, BO, LENA, OMAR, startTeam, type Team } from '../support/team.js';

const LINK = 'Link a Slack user…';
const RESEND = 'Send to the partner again';

describe('a partner nobody can tell', () => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam();
  });
  afterAll(() => team.stop());

  const contactsOf = (partnerId: string) => team.db.reads.contact.findMany({ where: { partnerId } });
  const cardSays = (number: number, words: string) =>
    eventually(() => cardOf(team, number)?.visibleText().includes(words));

  async function link(number: number, name: string, by = ANA) {
    const card = await eventually(() => cardOf(team, number));
    const form = await modalFor(team, by, () => team.slack.as(by).choose(card, LINK));
    await form.select('Who at this partner is told?', name);
    expect(await form.submit()).toEqual({ status: 'closed' });
  }

  test('still gets the reward; card and creator are told why, and once somebody links a Slack user the partner is', async () => {
    const lonely = await givenPartner(team, { key: 'lonely' });
    const { id, number, card } = await givenCard(team, { partnerId: lonely });
    expect(card.visibleText()).toContain('⚠ Partner not notified: it has no contact');
    expect(card.menu()).toContain(LINK);
    await eventually(() => messagesAbout(team, ANA, number).length === 1);
    expect(messagesAbout(team, ANA, number)[0]).toContain('Partner not notified: it has no contact');

    await link(number, 'Lena Vogt (Acme)');
    await eventually(() => messagesAbout(team, LENA, number).length === 1);
    expect(messagesAbout(team, LENA, number)[0]).toContain('A reward of $250.00');
    await eventually(() => !cardOf(team, number)?.menu().includes(LINK));
    expect(cardOf(team, number)?.visibleText()).not.toContain('Partner not notified');
    await eventually(() => !messagesAbout(team, ANA, number)[0]?.includes('Partner not notified'));
    await untilQuiet(team);
    expect(messagesAbout(team, ANA, number)).toHaveLength(1);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    expect(await contactsOf(lonely)).toMatchObject([{ slackUserId: LENA, isPrimary: true, unreachable: null }]);
    expect(await team.db.reads.event.findMany({ where: { kind: 'contact_linked' } })).toMatchObject([
      { actor: ANA, data: { to: LENA } },
    ]);
    expect((await booksOf(team, id)).kinds).toEqual(['created']);
  });

  test('is found by e-mail, told, and remembered', async () => {
    const partnerId = await givenPartner(team, { key: 'by-mail', email: 'lena@acme.example' });
    const { number, card } = await givenCard(team, { partnerId });
    await eventually(() => messagesAbout(team, LENA, number).length === 1);
    expect(card.visibleText()).not.toContain('not notified');
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: LENA, unreachable: null }]);
  });

  test('whose e-mail no Slack user has is not told, until that user joins and something new happens', async () => {
    const partnerId = await givenPartner(team, { key: 'later', email: 'noa@later.example' });
    const { id, number } = await givenCard(team, { partnerId });
    await cardSays(number, 'Partner not notified: none of its contacts has a Slack user');
    team.slack.addUser({ id: 'U0NOA', name: 'noa', realName: 'Noa Later', email: 'noa@later.example' });
    await team.slack.as(BO).press(await cardShowing(team, number, 'New'), 'Approve');
    await eventually(() => messagesAbout(team, 'U0NOA', number).length === 1);
    expect(messagesAbout(team, 'U0NOA', number)[0]).toContain('You earned');
    await eventually(() => !cardOf(team, number)?.visibleText().includes('not notified'));
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: 'U0NOA', unreachable: null }]);
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
  });

  test('whose contact left Slack is not written to, and a new contact hears what still holds, once', async () => {
    team.slack.addUser({ id: 'U0GONE', name: 'gone', realName: 'Gone Person', email: 'gone@left.example' });
    team.slack.deactivate('U0GONE');
    const partnerId = await givenPartner(team, { key: 'left', email: 'gone@left.example', slackUserId: 'U0GONE' });
    const { number, card } = await givenCard(team, { partnerId });
    await cardSays(number, "Partner not notified: the contact's Slack user is deactivated");
    await eventually(() => messagesAbout(team, ANA, number)[0]?.includes("the contact's Slack user is deactivated"));
    await team.slack.as(BO).press(card, 'Approve');
    await cardShowing(team, number, 'Approved');
    await untilQuiet(team);
    expect(team.slack.directMessages('U0GONE')).toEqual([]);
    await link(number, 'Omar Haddad', BO);
    await eventually(() => messagesAbout(team, OMAR, number).length === 1);
    await untilQuiet(team);
    expect(messagesAbout(team, OMAR, number)).toEqual([expect.stringContaining('You earned')]);
    expect(threadOf(team, number)).toHaveLength(2);
  });

  test('is not told of a silent decline because somebody links a Slack user later', async () => {
    const partnerId = await givenPartner(team, { key: 'shady' });
    const { id, number } = await givenCard(team, { partnerId });
    await decide(team, id, 'decline', { reason: 'Wrong partner, sorry', facts: { reasonCode: 'wrong_partner' } });
    await cardShowing(team, number, 'Declined');
    await untilQuiet(team);
    await decide(team, id, 'reopen');
    await decide(team, id, 'decline', { reason: 'Same IP', facts: { reasonCode: 'fraud', silently: true } });
    await untilQuiet(team);
    await cardSays(number, 'the partner is not told');
    // The card offers no link for it; the directory learns of the contact from another reward of theirs.
    expect(cardOf(team, number)?.menu()).toEqual(['Change decision…', 'History']);
    await linkContact(team.deps, { workspaceId: team.workspaceId, rewardId: id, by: ANA, slackUserId: LENA });
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toEqual([]);
  });

  test('is told of an approval once, however often it was taken while nobody could be told', async () => {
    const partnerId = await givenPartner(team, { key: 'to-and-fro' });
    const { id, number } = await givenCard(team, { partnerId });
    for (const decision of ['approve', 'hold', 'approve'] as const) {
      await decide(team, id, decision, { reason: 'as it is', facts: decision === 'hold' ? { owner: BO } : {} });
      await cardShowing(team, number, decision === 'hold' ? 'Hold' : 'Approved');
      await untilQuiet(team);
    }
    await link(number, 'Lena Vogt (Acme)');
    await eventually(() => messagesAbout(team, LENA, number).length > 0);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toEqual([expect.stringContaining('You earned')]);
  });

  test('is linked once: the cards of its other rewards then offer to send what they could not be told of', async () => {
    const partnerId = await givenPartner(team, { key: 'two-rewards' });
    const one = await givenCard(team, { partnerId });
    const two = await givenCard(team, { partnerId, amount: '75' });
    await cardSays(two.number, 'Partner not notified');
    const stale = await modalFor(team, BO, () => team.slack.as(BO).choose(two.card, LINK));
    await link(one.number, 'Lena Vogt (Acme)');
    const card = await eventually(() => {
      const now = cardOf(team, two.number);
      return now?.menu().includes(RESEND) && now;
    });
    expect(card.menu()).not.toContain(LINK);
    expect(messagesAbout(team, LENA, two.number)).toEqual([]);

    await stale.select('Who at this partner is told?', 'Omar Haddad');
    expect(JSON.stringify(await stale.submit())).toContain('has a contact in Slack by now');
    await team.slack.as(ANA).choose(card, RESEND);
    await eventually(() => messagesAbout(team, LENA, two.number).length === 1);
    await eventually(() => !cardOf(team, two.number)?.visibleText().includes('not notified'));
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: LENA }]);
  });

  test('who is linked while Slack is still looking for somebody else is the one who is told', async () => {
    const partnerId = await givenPartner(team, { key: 'slow', email: 'nobody@slow.example' });
    team.slack.weather.set({ method: 'users.lookupByEmail', kind: 'slow', ms: 1_500, times: 1 });
    const { id, number } = await givenReward(team, { partnerId });
    await eventually(() => team.slack.traffic.some(({ request }) => JSON.stringify(request).includes('nobody@slow')));
    await linkContact(team.deps, { workspaceId: team.workspaceId, rewardId: id, by: ANA, slackUserId: LENA });
    await eventually(() => messagesAbout(team, LENA, number).length === 1);
    await untilQuiet(team);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: LENA, unreachable: null }]);
    expect(cardOf(team, number)?.visibleText()).not.toContain('not notified');
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
  });

  test('held while its first message waits is told of the reward, as one being reviewed, and of no hold', async () => {
    const partnerId = await givenPartner(team, { key: 'patient' });
    const { id, number } = await givenCard(team, { partnerId });
    await decide(team, id, 'hold', { reason: 'Check the order', facts: { owner: BO } });
    await cardShowing(team, number, 'Hold');
    await link(number, 'Lena Vogt (Acme)');
    await eventually(() => messagesAbout(team, LENA, number).length === 1);
    expect(messagesAbout(team, LENA, number)[0]).toContain('Being reviewed');
    expect(messagesAbout(team, LENA, number)[0]).not.toMatch(/hold|Check the order/i);
  });
});
