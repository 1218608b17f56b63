import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSettings } from '../../src/services/settings.js';
import { describeInBrowser } from '../support/browser.js';
import { choose, form, isGone, sees } from '../support/page.js';
import { DANA, FINANCE, OMAR, REVIEW, type Team } from '../support/team.js';
import { startTeamWithAClock } from '../support/team-with-a-clock.js';

describeInBrowser('the first run', (windows) => {
  let team: Team;
  beforeAll(async () => {
    const nothing = { REVIEW_CHANNEL: '', FINANCE_CHANNEL: '', ADMIN_USERS: '', MANAGER_USERS: '', APPROVER_USERS: '' };
    team = await startTeamWithAClock({ env: { ...nothing, FINANCE_USERS: '' } });
  });
  afterAll(() => team.stop());

  test('Dana sets the programme up from Home, and Omar reads whom to ask', async () => {
    const omar = await windows.open(team, OMAR, 'home');
    await sees(omar.getByRole('region', { name: 'Home' }), 'An admin or owner of this Slack workspace');

    const dana = await windows.open(team, DANA, 'home');
    const home = dana.getByRole('region', { name: 'Home' });
    await home.getByRole('button', { name: 'Set up Partner Rewards' }).click();
    await sees(home, '1 · Channels');

    await home.getByRole('button', { name: 'Settings: Channels' }).click();
    const channels = form(dana, 'Channels');
    await choose(channels, 'Review channel', 'review', 'reward-review');
    await choose(channels, 'Finance channel', 'finance', 'partner-finance');
    team.slack.kick(REVIEW);
    await channels.getByRole('button', { name: 'Save' }).click();
    await sees(channels, /Type \/invite @Partner Rewards there/);
    team.slack.invite(REVIEW);
    await channels.getByRole('button', { name: 'Save' }).click();
    await isGone(channels);
    await sees(home, /Cards of rewards go to/);

    await home.getByRole('button', { name: 'Settings: Who may approve' }).click();
    const approvers = form(dana, 'Who may approve');
    await choose(approvers, 'Approvers: user groups', 'approv', 'reward-approvers');
    await approvers.getByRole('heading').click();
    await approvers.getByRole('button', { name: 'Save' }).click();
    await isGone(approvers);
    await sees(home, /Approve: 1 user group/);

    await home.getByRole('button', { name: 'Settings: Time', exact: true }).click();
    const time = form(dana, 'Time');
    await choose(time, 'Time zone', 'tokyo', 'Asia/Tokyo');
    await time.getByRole('button', { name: 'Save' }).click();
    await isGone(time);
    await sees(home, /Time zone: Asia\/Tokyo/);
    const settings = await readSettings(team.db.reads, team.workspaceId);
    expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toMatchObject({
      'review-channel': REVIEW,
      'finance-channel': FINANCE,
      'admin-users': DANA,
      'approver-users': 'S0APPROVERS',
      'time-zone': 'Asia/Tokyo',
    });
  });
});
