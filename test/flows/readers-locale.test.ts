import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addHours } from 'date-fns/addHours';
import { eventually } from '../../sandbox/start-sandbox.js';
import { SHORTCUT } from '../../src/views/ids.js';
import { givenAcme } from '../support/directory.js';
import { fillForm, openForm } from '../support/reward-form.js';
import { cardShowing, givenReward, modalFor, untilQuiet, whisperedTo } from '../support/rewards.js';
import { ANA, BO, LENA, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam();
  ({ acme } = await givenAcme(team));
});
afterAll(() => team.stop());

const setLocale = (id: string, locale: string) => Object.assign(team.slack.world.users.get(id) ?? {}, { locale });
const dmTo = (id: string, number: number) =>
  eventually(() => team.slack.directMessages(id).find((dm) => dm.visibleText().includes(`R-${number}`)));
const asked = (userId: string) =>
  team.slack.traffic.filter(
    ({ what, request }) =>
      what === 'users.info' &&
      JSON.stringify(request).includes('include_locale') &&
      JSON.stringify(request).includes(userId),
  ).length;

async function reward() {
  const { number } = await givenReward(team, { partnerId: acme, amount: '1,250.50' });
  const card = await cardShowing(team, number, 'New');
  const dm = await dmTo(LENA, number);
  await untilQuiet(team);
  return { number, card, dm };
}

test('each reads amounts and days as they are used to, and the channel as the programme writes', async () => {
  setLocale(LENA, 'de-DE');
  setLocale(ANA, 'fr-FR');
  const { number, card, dm } = await reward();
  expect(dm.visibleText()).toContain('A reward of 1.250,50 $');
  expect(dm.text).toContain('A reward of 1.250,50 $');
  expect(dm.visibleText()).toMatch(/Expected around \d+\. \p{L}+/u);
  expect(card.visibleText()).toContain('$1,250.50');
  expect((await dmTo(ANA, number)).visibleText()).toMatch(/: 1\s250,50\s\$US for/);
  const form = await modalFor(team, LENA, () => team.slack.as(LENA).press(dm, 'Ask about this reward'));
  expect(form.visibleText()).toMatch(/1\.250,50\s\$/);
  expect((await openForm(team, 'partner growth')).visibleText()).toMatch(/Pending: 1\s250,50\s\$US/);
});

test('what only one person sees is written as they read it: Home, answers, forms and refusals', async () => {
  const { slack } = team;
  setLocale(BO, 'de-DE');
  const { number, card } = await reward();
  await slack.as(BO).opensHome();
  const home = await eventually(() => {
    const text = slack.as(BO).home()?.visibleText() ?? '';
    return text.includes(`R-${number}`) && text;
  });
  expect(home).toMatch(/1\.250,50\s\$ for Acme Growth GmbH/);
  expect(home).not.toContain('$1,250.50');
  expect(await whisperedTo(team, BO, () => slack.as(BO).types('/reward', 'queue'))).toMatch(/1\.250,50\s\$/);
  const form = await modalFor(team, BO, () => slack.as(BO).press(card, 'Decline…'));
  expect(form.visibleText()).toMatch(/1\.250,50\s\$/);
  await form.close();
  const sheet = await modalFor(team, ANA, () => slack.as(ANA).types('/reward', `R-${number}`));
  expect(sheet.visibleText()).toMatch(/1\s250,50\s\$US/);
  await sheet.close();
  const much = await fillForm(team, { amount: '100,000.01' });
  expect(JSON.stringify(await much.submit())).toMatch(/One reward can be 100\s000,00\s\$US at most/);
  await much.close();
  // The channel's card is everybody's.
  expect(card.visibleText()).toContain('$1,250.50');
});

test('Slack is asked once a day; what it says later counts later, and its silence costs nothing but the format', async () => {
  const before = asked(LENA);
  setLocale(LENA, 'ar');
  expect((await reward()).dm.visibleText()).toContain('1.250,50 $');
  expect(asked(LENA)).toBe(before);
  team.clock.set(addHours(team.clock.now(), 25));
  const arabic = (await reward()).dm.visibleText();
  expect(asked(LENA)).toBe(before + 1);
  // Latin digits, and nothing that turns the English line around.
  expect(arabic).toContain('A reward of 1,250.50 US$');
  expect(arabic).not.toMatch(/[\u200E\u200F\u061C]/);

  await team.db.transaction((tx) => tx.person.deleteMany({}));
  team.slack.weather.set({ method: 'users.info', kind: 'error', error: 'fatal_error', times: 1 });
  expect((await openForm(team, 'partner growth')).visibleText()).toContain('Pending: $5,002.00');
  // Slack that says nothing of somebody has answered: it is not asked again at every message.
  setLocale(LENA, '');
  await team.db.transaction((tx) => tx.person.deleteMany({}));
  const unsaid = asked(LENA);
  await reward();
  await reward();
  expect(asked(LENA)).toBe(unsaid + 1);
});

test('how somebody reads is asked while Slack still names the people in a message, so that the form opens in time', async () => {
  await team.db.transaction((tx) => tx.person.deleteMany({}));
  const said = team.slack.as(LENA).says('C0GENERAL', 'Done, <@U0BO>: 212 sign-ups');
  team.slack.weather.set({ method: 'users.info', kind: 'slow', ms: 650, times: 2 });
  await modalFor(team, ANA, () => team.slack.as(ANA).usesMessageShortcut(said, SHORTCUT.rewardForMessage));
  const [first, second] = team.slack.traffic.filter(
    ({ what, weather }) => what === 'users.info' && weather?.kind === 'slow',
  );
  expect((second?.at ?? Number.POSITIVE_INFINITY) - (first?.at ?? 0)).toBeLessThan(600);
});
