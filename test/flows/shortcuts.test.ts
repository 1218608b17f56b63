import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { SHORTCUT } from '../../src/views/ids.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { ACME, choosePartner } from '../support/reward-form.js';
import { cardShowing, modalFor, threadOf, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, LENA, OMAR, REVIEW, startTeam, type Team, TRANSPORTS } from '../support/team.js';

const GENERAL = 'C0GENERAL';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport });
    await givenAcme(team);
    await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: 'U0CLEO' });
  });
  afterAll(() => team.stop());

  const rewardFor = (message: ReturnType<ReturnType<Team['slack']['as']>['says']>, by = ANA) =>
    modalFor(team, by, () => team.slack.as(by).usesMessageShortcut(message, SHORTCUT.rewardForMessage));

  test('the global shortcut opens the empty form; who may not create is told so in a modal', async () => {
    const form = await modalFor(team, ANA, () => team.slack.as(ANA).usesShortcut(SHORTCUT.createReward));
    expect(form.title).toBe('Manual Rewards');
    expect(form.value('Reward description')).toBeUndefined();
    await form.close();
    const refused = await modalFor(team, BO, () => team.slack.as(BO).usesShortcut(SHORTCUT.createReward));
    expect(refused.visibleText()).toContain('Only partnership managers and admins can do this.');
  });

  test("a contact's message chooses their partner, fills the description in and is kept as evidence", async () => {
    const said = team.slack.as(LENA).says(GENERAL, 'Done, <@U0ANA>: 212 sign-ups &amp; <https://a.example|the list>');
    const form = await rewardFor(said);
    expect(form.value('Partner')).toBe(ACME);
    expect(form.value('Reward description')).toBe('Done, Ana Silva: 212 sign-ups & the list (https://a.example)');
    expect(form.visibleText()).toContain('From a message ↗');
    // Another partner is chosen and the first again: the message is still remembered.
    await choosePartner(form, 'Globex · globex');
    await choosePartner(form, ACME);
    await form.fill({ 'Reward amount': '212' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const reward = await team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
    const link = `https://${team.slack.team.domain}.slack.com/archives/${GENERAL}/p${said.ts.replace('.', '')}`;
    expect(reward.evidence).toBe(link);
    const card = await cardShowing(team, reward.number, 'New');
    expect(card.visibleText()).toContain('From a message ↗');
    expect(card.text).toContain(`<${link}|From a message ↗>`);
    await untilQuiet(team);
    expect(threadOf(team, reward.number)[0]).toContain('from a message ↗');
    // It is for the team: the partner is not told of it.
    const told = team.slack.directMessages(LENA).find((dm) => dm.visibleText().includes(`R-${reward.number} `));
    expect(JSON.stringify(told)).not.toContain(GENERAL);

    // The same again looks like a duplicate, and its message is kept through the question.
    const again = await rewardFor(said);
    await again.fill({ 'Reward amount': '212' });
    expect(await again.submit()).toEqual({ status: 'updated' });
    expect(await team.slack.as(ANA).modal()?.submit()).toEqual({ status: 'closed' });
    const second = await team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
    expect(second).toMatchObject({ evidence: link, duplicateOfId: reward.id });
  });

  test("without the author's partner, a mentioned contact's is chosen; of several none is, and the form says so", async () => {
    const say = (text: string) => team.slack.as(ANA).says(GENERAL, text);
    expect((await rewardFor(say('Great work <@U0LENA>!'))).value('Partner')).toBe(ACME);
    const both = await rewardFor(say('<@U0LENA> and <@U0CLEO> did it'));
    expect(both.value('Partner')).toBeUndefined();
    expect(both.visibleText()).toContain('mentions contacts of several partners');
    const nobody = await rewardFor(say('<@U0OMAR>: hm'));
    expect(nobody.visibleText()).toContain('Choose the partner.');
    expect(nobody.value('Reward description')).toBe('Omar Haddad: hm');
  });

  test('where the bot is no member, and in a thread, the address is built; a long or an empty message is no hindrance', async () => {
    team.slack.world.channels.set('C0OUT', { id: 'C0OUT', name: 'out', members: [ANA, LENA] });
    const parent = team.slack.as(ANA).says('C0OUT', '');
    const reply = team.slack.as(LENA).says('C0OUT', 'x'.repeat(3000), { threadTs: parent.ts });
    const form = await rewardFor(reply);
    expect(form.value('Reward description')).toHaveLength(1000);
    await form.fill({ 'Reward amount': '7' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const { evidence } = await team.db.reads.reward.findFirstOrThrow({ orderBy: { number: 'desc' } });
    expect(evidence).toMatch(/slack\.com\/archives\/C0OUT\/p\d+\?thread_ts=\d+\.\d+&cid=C0OUT$/);
    expect((await rewardFor(parent)).value('Reward description')).toBeUndefined();
  });

  test("the bot's own message can be rewarded for as well; who may not create is told so beside the message", async () => {
    const [card] = team.slack.messagesIn(REVIEW);
    if (!card) throw new Error('no card');
    expect((await rewardFor(card)).title).toBe('Manual Rewards');
    const said = team.slack.as(OMAR).says(GENERAL, 'me too');
    const refused = await whisperedTo(team, OMAR, () =>
      team.slack.as(OMAR).usesMessageShortcut(said, SHORTCUT.rewardForMessage),
    );
    expect(refused).toContain('Only partnership managers and admins can do this.');
  });

  test('a form that Slack opens no more is explained in a direct message', async () => {
    team.slack.weather.set({ method: 'views.open', kind: 'error', error: 'expired_trigger_id', times: 2 });
    await team.slack.as(ANA).usesShortcut(SHORTCUT.createReward);
    const said = await eventually(() => team.slack.directMessages(ANA).find(({ text }) => text.startsWith('Slack')));
    expect(said.text).toBe('Slack gave the bot no time to open the form. Try again.');
  });
});
