import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { openForm } from '../support/reward-form.js';
import { ANA, REVIEW, startTeam, type Team, TRANSPORTS } from '../support/team.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  beforeAll(async () => {
    team = await startTeam({ transport, env: { CURRENCY: 'USD,EUR' } });
    await givenAcme(team);
    await givenPartner(team, { key: 'acme', name: 'Zebra Holding' });
    await givenPartner(team, { key: 'studio54', name: 'Studio 54' });
    await givenPartner(team, { key: 'rd', name: 'R&D <Labs>' });
    await givenPartner(team, { key: 'nord-1', name: 'Nordwind Berlin' });
    await givenPartner(team, { key: 'nord-2', name: 'Nordwind 9 Paris', email: 'p@nord.example' });
    await givenPartner(team, { key: 'nord-3', name: 'Nordwind 9 Rom' });
    await givenPartner(team, { key: 'omars', name: 'Friends of omar' });
  });
  afterAll(async () => {
    // Whatever was typed, a slash line never made a reward or a message in the channel.
    expect(await team.db.reads.reward.count()).toBe(0);
    expect(team.slack.messagesIn(REVIEW)).toEqual([]);
    await team.stop();
  });

  test.each([
    ['acme 250 for the webinar', 'Zebra Holding · acme', '250', 'for the webinar'],
    ['growth 1,250.50', 'Acme Growth GmbH · acme-growth', '1,250.50', undefined],
    ['lena@acme.example 50 EUR webinar', 'Acme Growth GmbH · acme-growth', '50 EUR', 'webinar'],
    ['ACME-GROWTH USD50 webinar', 'Acme Growth GmbH · acme-growth', 'USD50', 'webinar'],
    ['Studio 54 250 bonus', 'Studio 54 · studio54', '250', 'bonus'],
    ['studio54 54 for 250 sign-ups', 'Studio 54 · studio54', '54', 'for 250 sign-ups'],
    ['R&D 12,50 a &lt; b', 'R&D <Labs> · rd', '12,50', 'a &lt; b'],
    ['<Labs> 7 x', 'R&D <Labs> · rd', '7', 'x'],
    ['friends @omar 20 thanks to @bo in #general', 'Friends of omar · omars', '20', 'thanks to bo in general'],
    ['a\u0000cme 250 x\u0000y', 'Zebra Holding · acme', '250', 'xy'],
  ])('%j opens the form, filled in', async (typed, partner, amount, description) => {
    const form = await openForm(team, typed);
    expect(form.title).toBe('Manual Rewards');
    expect(form.value('Partner')).toBe(partner);
    expect(form.visibleText()).toContain('nothing pending');
    expect(form.value('Reward amount')).toBe(amount);
    expect(form.value('Reward description')).toBe(description);
    expect(form.value('Currency')).toBe(amount.endsWith('EUR') ? 'EUR' : 'USD');
  });

  test.each([
    ['nordwind 10 x', 'Several partners match “nordwind”. Choose one.', '10'],
    ['nordwind 9 250 x', 'Several partners match “nordwind 9”. Choose one.', '250'],
    ['nobody 10 x', 'No partner matches “nobody”.', '10'],
    ['@channel 10 x', 'No partner matches “!channel”.', '10'],
    [`${'very '.repeat(500)}long 10 ${'x'.repeat(3500)}`, 'No partner matches “very very', '10'],
  ])('%.40j leaves the partner empty and says why', async (typed, line, amount) => {
    const form = await openForm(team, typed);
    expect(form.value('Partner')).toBeUndefined();
    expect(form.visibleText()).toContain(line);
    expect(form.value('Reward amount')).toBe(amount);
    expect((await form.submit()).errors).toMatchObject({ Partner: 'Please complete this required field.' });
  });

  test.each([
    ['help', '/reward acme 250 for the webinar'],
    ['HELP', '/reward acme 250 for the webinar'],
    ['250', 'The bot does not understand “250”.'],
    ['acme', 'The bot does not understand “acme”.'],
    ['what is this', 'The bot does not understand “what is this”.'],
    ['<!channel> *hi*', 'The bot does not understand “<!channel> *hi*”.'],
  ])('%j is answered with how to use it, to the person alone', async (typed, line) => {
    const ana = team.slack.as(ANA);
    await ana.modal()?.close();
    const before = ana.ephemerals().length;
    expect(await ana.types('/reward', typed)).toMatchObject({ status: 'acked' });
    const said = await eventually(() => ana.ephemerals()[before]);
    expect(said.visibleText()).toContain(line);
    expect(said.visibleText()).toContain('/reward opens the form for a reward.');
    expect(said.text).not.toContain('<!channel>');
    expect(ana.modal()).toBeUndefined();
  });
});
