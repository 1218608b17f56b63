import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { subMinutes } from 'date-fns/subMinutes';
import { eventually } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme } from '../support/directory.js';
import { statusOf } from '../support/process.js';
import { cardOf, decide, givenReward, messagesAbout, passTime, untilQuiet } from '../support/rewards.js';
import { ANA, DANA, FINANCE, LENA, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

const GENERAL = 'C0GENERAL';

describe('a review channel that does not take messages', () => {
  let team: Team;
  let partnerId: string;
  const adminsHeard = (userId: string) =>
    team.slack
      .directMessages(userId)
      .map((message) => message.visibleText())
      .filter((text) => text.includes('The bot cannot post to the review channel'));
  const retries = () => new Promise((resolve) => setTimeout(resolve, 1000));

  beforeAll(async () => {
    team = await startTeam({ env: { ADMIN_USERS: `${DANA},${OMAR}` } });
    partnerId = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test.each([
    {
      what: 'the bot is not in it',
      breaks: (slack: Team['slack']) => slack.kick(REVIEW),
      mends: (slack: Team['slack']) => slack.invite(REVIEW),
      how: '/invite',
      why: 'the channel does not exist, or is private and the bot is not a member',
    },
    {
      what: 'it is archived',
      breaks: (slack: Team['slack']) => slack.archive(REVIEW),
      mends: (slack: Team['slack']) => {
        const channel = slack.world.channels.get(REVIEW);
        if (channel) channel.isArchived = false;
      },
      how: 'Unarchive',
      why: 'the channel is archived',
    },
  ])('$what: messages wait, each admin hears of it once, the creator hears why, and nothing is lost', async (it) => {
    const heardBefore = adminsHeard(DANA).length;
    it.breaks(team.slack);
    const first = await givenReward(team, { partnerId, amount: '61' });
    const second = await givenReward(team, { partnerId, amount: '62' });
    await eventually(() => adminsHeard(OMAR).length > heardBefore);
    expect([first, second].flatMap(({ number }) => messagesAbout(team, ANA, number))).toEqual([]);
    await passTime(team, 60_000);
    for (const { number } of [first, second]) {
      const [said, ...more] = await eventually(
        () => messagesAbout(team, ANA, number).length > 0 && messagesAbout(team, ANA, number),
      );
      expect(more).toEqual([]);
      expect(said).toContain(`Its card is not posted yet: ${it.why}`);
      expect(said).not.toContain('Open its card');
    }
    await retries();
    expect(await statusOf(`${team.url}/readyz`)).toBe(200);
    for (const admin of [DANA, OMAR]) {
      expect(adminsHeard(admin)).toHaveLength(heardBefore + 1);
      expect(adminsHeard(admin).at(-1)).toContain(it.how);
      expect(adminsHeard(admin).at(-1)).toContain('/reward settings');
    }
    // The partner is not kept waiting for a channel of ours, and a decision is none the worse for it.
    await eventually(() => team.slack.directMessages(LENA).some((message) => message.visibleText().includes('$61.00')));
    await decide(team, second.id, 'approve');

    it.mends(team.slack);
    expect((await eventually(() => cardOf(team, first.number))).visibleText()).toContain(`R-${first.number} · New`);
    await eventually(() => cardOf(team, second.number)?.visibleText().includes(`R-${second.number} · Approved`));
    for (const { number } of [first, second]) {
      await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('Open its card'));
      // The second was decided meanwhile, of which its creator is told in a message of its own.
      expect(messagesAbout(team, ANA, number)).toHaveLength(number === second.number ? 2 : 1);
      await eventually(() => messagesAbout(team, ANA, number).every((text) => text.includes('Open its card')));
      expect(messagesAbout(team, ANA, number)[0]).not.toContain('not posted yet');
      const { ts = '' } = cardOf(team, number) ?? {};
      expect(JSON.stringify(team.slack.directMessages(ANA))).toContain(`/archives/${REVIEW}/p${ts.replace('.', '')}`);
    }
    await untilQuiet(team);
    expect(await team.db.reads.channelTrouble.count()).toBe(0);
    expect(adminsHeard(DANA)).toHaveLength(heardBefore + 1);
  });

  test('another channel chosen in the settings takes the cards, those that waited included', async () => {
    const old = await givenReward(team, { partnerId, amount: '71' });
    await eventually(() => cardOf(team, old.number));
    team.slack.kick(REVIEW);
    const waiting = await givenReward(team, { partnerId, amount: '72' });
    await eventually(() => team.db.reads.channelTrouble.count());
    await changeSetting(team.deps, {
      workspaceId: team.workspaceId,
      name: 'review-channel',
      value: GENERAL,
      actor: DANA,
    });
    const next = await givenReward(team, { partnerId, amount: '73' });
    const inGeneral = () => team.slack.messagesIn(GENERAL).map((message) => message.visibleText().split('\n')[0]);
    await eventually(() => inGeneral().length === 2);
    expect(inGeneral().sort()).toEqual([`R-${waiting.number} · New`, `R-${next.number} · New`]);
    // The old card cannot be reached where it is: what becomes of it is shown in the channel of now.
    await decide(team, old.id, 'approve');
    await eventually(() => inGeneral().includes(`R-${old.number} · Approved`));
    team.slack.invite(REVIEW);
    await changeSetting(team.deps, {
      workspaceId: team.workspaceId,
      name: 'review-channel',
      value: REVIEW,
      actor: DANA,
    });
    const back = await givenReward(team, { partnerId, amount: '74' });
    await eventually(() => cardOf(team, back.number));
  });
});

test('who was told too early to know why is told why, once the card has been tried', async () => {
  const team = await startTeam();
  const { acme: partnerId } = await givenAcme(team);
  team.slack.kick(REVIEW);
  team.slack.weather.set({ method: 'chat.postMessage', channel: REVIEW, kind: 'slow', ms: 500 });
  const { number } = await givenReward(team, { partnerId, at: subMinutes(team.clock.now(), 2) });
  await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('it is still being sent'));
  await eventually(() => messagesAbout(team, ANA, number)[0]?.includes('the bot is not a member'));
  expect(messagesAbout(team, ANA, number)).toHaveLength(1);
  await team.stop();
});

test('a finance channel that is missing stops neither the cards nor the bot', async () => {
  const team = await startTeam({ env: { FINANCE_CHANNEL: 'C0NOWHERE' } });
  team.slack.kick(FINANCE);
  const { acme: partnerId } = await givenAcme(team);
  const { number } = await givenReward(team, { partnerId });
  await eventually(() => cardOf(team, number));
  expect(await statusOf(`${team.url}/readyz`)).toBe(200);
  expect(team.slack.directMessages(DANA)).toEqual([]);
  await team.stop();
});
