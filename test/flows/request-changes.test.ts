import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import type { Job } from '../../src/domain/jobs.js';
import { linkContact } from '../../src/services/link-contact.js';
import { owe } from '../../src/services/owe.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import { choosePartner } from '../support/reward-form.js';
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
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, CY, LENA, OMAR, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam();
  acme = (await givenAcme(team)).acme;
  await givenPartner(team, { key: 'globex', name: 'Globex', slackUserId: OMAR });
  await givenReviewPolicy(team, { secondApprovalFrom: 1000n, reminderHours: 0 });
});
afterAll(() => team.stop());

const ask = async (card: Message, question: string) => {
  const form = await modalFor(team, BO, () => team.slack.as(BO).choose(card, 'Ask for changes…'));
  expect(form.title).toBe('Ask for changes');
  await form.fill({ 'What should be changed, or what is not clear?': question });
  expect(await form.submit()).toEqual({ status: 'closed' });
};

const askedOf = (userId: string, number: number) =>
  eventually(() =>
    team.slack
      .directMessages(userId)
      .find((message) => message.visibleText().includes(`asks for changes to R-${number}`)),
  );

const nowOf = (message: Message) => team.slack.directMessages(ANA).find(({ ts }) => ts === message.ts);

const edit = (message: Message) => modalFor(team, ANA, () => team.slack.as(ANA).press(message, 'Edit and send back'));

describe('an approver who asks for changes', () => {
  test('has the amount corrected by its creator, sees what was changed, and the partner is told the truth', async () => {
    const { card, number, id } = await givenCard(team, { partnerId: acme, amount: '1300' });
    await team.slack.as(CY).press(card, 'Approve');
    const once = await eventually(() => {
      const now = cardOf(team, number);
      return now?.visibleText().includes('1 of 2 approvals') && now;
    });
    await ask(once, 'Was it not 1,250 <!channel>?');
    const held = await cardShowing(team, number, 'Hold');
    expect(held.visibleText()).toMatch(/Changes asked for by @bo, .*\nWas it not 1,250 <!channel>\?/);
    expect(held.menu()).toContain('Edit and send back…');
    expect(held.menu()).not.toContain('Ask for changes…');
    const question = await askedOf(ANA, number);
    expect(question.visibleText()).toContain(`@bo asks for changes to R-${number}: $1,300.00 for Acme Growth GmbH`);
    await again({ name: 'ask-creator', payload: { ...ofReward(id), revision: 3 } });
    expect(messagesAbout(team, ANA, number).filter((text) => text.includes('asks for changes'))).toHaveLength(1);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);

    const refused = () => team.slack.as(BO).choose(held, 'Edit and send back…');
    expect(await whisperedTo(team, BO, refused)).toBe('Only its creator or an admin can change it.');

    const form = await edit(question);
    expect(form.title).toBe(`Edit R-${number}`);
    expect(form.visibleText()).toContain('Changes asked for by @bo');
    expect(form.value('Reward amount')).toBe('1300.00');
    await form.fill({ 'Reward amount': '12,50', Answer: 'Yes, thank you.' });
    expect(await form.submit()).toMatchObject({ status: 'errors' });
    await form.fill({ 'Reward amount': '1,250', 'Internal note': 'See the mail' });
    expect(await form.submit()).toEqual({ status: 'closed' });

    const back = await cardShowing(team, number, 'New');
    expect(back.visibleText()).toMatch(
      /Changed by @ana, .* · \$1,300\.00 → \$1,250\.00 · another internal note · asked for by @bo · the first approval no longer counts\nYes, thank you\./,
    );
    expect(back.visibleText()).toContain('Needs 2 approvals');
    const told = await eventually(() => threadOf(team, number).find((entry) => entry.startsWith('Changed by @ana')));
    expect(told).toMatch(/\$1,300\.00 → \$1,250\.00 · .*asked for by @bo.*\nYes, thank you\./);
    await untilQuiet(team);
    const [first, corrected, ...more] = messagesAbout(team, LENA, number);
    expect(more).toEqual([]);
    expect(first).toContain('A reward of $1,300.00');
    expect(corrected).toContain('Your reward is corrected to $1,250.00');
    expect(corrected).toContain('before, it was $1,300.00');
    expect(corrected).not.toMatch(/@bo|@ana|mail|thank/);

    // The question is answered: it says so, and asks no more. What was seen before is refused.
    const done = () => {
      const message = nowOf(question);
      expect(message?.visibleText()).toMatch(
        /@bo asked for changes to R-.*\nWas it not 1,250[\s\S]*Sent back by @ana, /,
      );
      expect(message?.buttons()).toEqual([]);
    };
    await eventually(() => nowOf(question)?.buttons().length === 0);
    done();
    await again({ name: 'ask-creator', payload: { ...ofReward(id), revision: 3 } });
    done();
    expect(messagesAbout(team, ANA, number).filter((text) => text.includes('for changes to'))).toHaveLength(1);
    const late = () => team.slack.as(ANA).choose(held, 'Edit and send back…');
    await expect(late()).rejects.toThrow();
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved_first', 'changes_requested', 'edited']);
  });

  test('has it given to the right partner: the wrong one hears that it is not theirs, the right one what they earned', async () => {
    const { card, number, id } = await givenCard(team, { partnerId: acme, amount: '300' });
    await ask(card, 'Is it not for Globex?');
    const form = await edit(await askedOf(ANA, number));
    await choosePartner(form, 'Globex · globex');
    expect(form.title).toBe(`Edit R-${number}`);
    await form.fill({ 'Reward description': 'Webinar of Globex', 'Reward amount': '300.01' });
    // A cap that is lowered meanwhile is asked of another amount only.
    await givenCap(299n);
    expect(await form.submit()).toMatchObject({ status: 'errors' });
    await form.fill({ 'Reward amount': '300' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    await givenCap(100_000n);
    const back = await cardShowing(team, number, 'New');
    expect(back.visibleText()).toContain('partner Acme Growth GmbH → Globex · another description');
    await untilQuiet(team);
    const [, mistaken, ...more] = messagesAbout(team, LENA, number);
    expect(more).toEqual([]);
    expect(mistaken).toContain('A reward of $300.00 was recorded for you by mistake');
    expect(mistaken).toContain('It is withdrawn');
    expect(mistaken).not.toMatch(/Globex|@bo|@ana/);
    const [earned, ...others] = messagesAbout(team, OMAR, number);
    expect(others).toEqual([]);
    expect(earned).toContain('A reward of $300.00');
    expect(earned).not.toMatch(/Acme|correct|before/);

    for (const name of ['tell-former-partner', 'tell-partner'] as const)
      await again({ name, payload: { ...ofReward(id), revision: 3 } });
    await decide(team, id, 'approve', { by: CY });
    await cardShowing(team, number, 'Approved');
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect(messagesAbout(team, OMAR, number)).toHaveLength(2);
  });

  test('sees on the card whom no message reached: the creator who is asked, and the partner whose it is not', async () => {
    const { card, number } = await givenCard(team, { partnerId: acme, amount: '410' });
    const refused = { method: 'chat.postMessage', kind: 'error', error: 'messages_tab_disabled', times: 1 } as const;
    team.slack.weather.set({ ...refused, channel: ANA });
    await ask(card, 'Is it not for Globex?');
    const why = 'they do not accept messages from the bot';
    const says = (words: string) =>
      eventually(() => {
        const now = cardOf(team, number);
        return now?.visibleText().includes(words) && now;
      });
    const unasked = await says(`⚠ Its creator could not be asked: ${why}`);
    const form = await modalFor(team, ANA, () => team.slack.as(ANA).choose(unasked, 'Edit and send back…'));
    await choosePartner(form, 'Globex · globex');
    team.slack.weather.set({ ...refused, channel: LENA, times: 2 });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const untold = await says('⚠ Acme Growth GmbH was not told that it is not theirs any more');
    expect(untold.visibleText()).not.toContain('could not be asked');
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
    // Somebody is linked by another card of theirs, and this one learns of it.
    const other = await givenReward(team, { partnerId: acme, amount: '411' });
    await untilQuiet(team);
    expect(cardOf(team, number)?.menu()).not.toContain('Send to the partner again');
    const by = { workspaceId: team.workspaceId, by: ANA };
    await linkContact(team.deps, { ...by, rewardId: other.id, slackUserId: LENA });
    const back = await eventually(() => {
      const now = cardOf(team, number);
      return now?.menu().includes('Send to the partner again') && now;
    });
    await team.slack.as(ANA).choose(back, 'Send to the partner again');
    await eventually(() => messagesAbout(team, LENA, number)[1]?.includes('recorded for you by mistake'));
    await eventually(() => !cardOf(team, number)?.visibleText().includes('was not told'));
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(2);
    expect(messagesAbout(team, OMAR, number)).toHaveLength(1);
  });

  test('is answered without a change, and asked about a likely duplicate only where something changed', async () => {
    const twin = await givenReward(team, { partnerId: acme, amount: '77' });
    const { card, number } = await givenCard(team, { partnerId: acme, amount: '88' });
    await ask(card, 'Why?');
    const form = await edit(await askedOf(ANA, number));
    await form.fill({ 'Reward amount': '77' });
    expect(await form.submit()).toMatchObject({ status: 'updated' });
    expect(form.visibleText()).toContain(`This looks like R-${twin.number}`);
    await form.fill({ 'Reward amount': '88.00', Answer: 'As agreed with Lena.' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const back = await cardShowing(team, number, 'New');
    expect(back.visibleText()).toMatch(/Sent back unchanged by @ana, .* · asked for by @bo\nAs agreed with Lena\./);
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toHaveLength(1);
  });

  test('who decides without waiting for the answer takes the question back', async () => {
    const { card, number, id } = await givenCard(team, { partnerId: acme, amount: '66' });
    await ask(card, 'Who agreed to this?');
    const question = await askedOf(ANA, number);
    await decide(team, id, 'approve');
    await untilQuiet(team);
    expect(nowOf(question)?.visibleText()).toMatch(/@bo asked for changes to R-[\s\S]*Approved by @bo, /);
    expect(nowOf(question)?.buttons()).toEqual([]);
  });
});

function givenCap(rewardCap: bigint) {
  return team.db.transaction((tx) => tx.programme.updateMany({ data: { rewardCap } }));
}

/** The job once more, as after a crash. */
async function again(job: Job): Promise<void> {
  await owe(team.deps, job);
  await untilQuiet(team);
}

function ofReward(rewardId: string) {
  return { workspaceId: team.workspaceId, rewardId };
}
