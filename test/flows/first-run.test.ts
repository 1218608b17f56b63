import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import { owe } from '../../src/services/owe.js';
import { untilQuiet } from '../support/rewards.js';
import { ANA, BO, DANA, FINANCE, OMAR, REVIEW, startTeam, type Team } from '../support/team.js';

// The bot knows nothing but its tokens: what a programme needs is chosen in its Home.

let team: Team;
beforeAll(async () => {
  const nothing = { REVIEW_CHANNEL: '', FINANCE_CHANNEL: '', ADMIN_USERS: '', MANAGER_USERS: '', APPROVER_USERS: '' };
  team = await startTeam({ env: { ...nothing, FINANCE_USERS: '', UNREVIEWED: '' } });
});
afterAll(() => team.stop());

async function homeOf(userId: string, shows: string | RegExp): Promise<string> {
  await team.slack.as(userId).opensHome();
  return eventually(() => {
    const text = team.slack.as(userId).home()?.visibleText() ?? '';
    return (typeof shows === 'string' ? text.includes(shows) : shows.test(text)) && text;
  });
}

async function formOf(userId: string, topic: string) {
  const person = team.slack.as(userId);
  await person.home()?.press(topic);
  const form = await eventually(() => person.modal());
  expect(form.title).toBe(topic);
  return form;
}

test('with tokens alone the bot starts, and says in Home who can set it up', async () => {
  const text = await homeOf(OMAR, 'not set up yet');
  expect(text).toContain('An admin or owner of this Slack workspace');
  expect(team.slack.as(OMAR).home()?.buttons()).toEqual([]);
  const answer = await team.slack.as(OMAR).types('/reward', 'settings');
  expect(answer.status).toBe('acked');
  expect(await eventually(() => team.slack.as(OMAR).ephemerals().at(-1)?.text)).toContain('Only admins');
});

test('before the set-up no job fails, nor on a day on which the digest is due', async () => {
  const { clock, workspaceId } = team;
  const now = clock.now();
  clock.set('2026-11-29T09:30:00Z');
  for (const job of [
    { name: 'run-clock', payload: {} },
    { name: 'refresh-user-groups', payload: {} },
    { name: 'check-books', payload: {} },
    { name: 'report-books', payload: { workspaceId } },
    { name: 'match-contacts', payload: { workspaceId } },
  ] as const)
    await owe(team.deps, job);
  await untilQuiet(team);
  clock.set(now);
  expect(await team.db.reads.$queryRaw`SELECT key, last_error FROM graphile_worker.jobs`).toEqual([]);
});

test('whoever lost their place in the Slack workspace between seeing the button and pressing it is refused', async () => {
  await homeOf(DANA, 'you become its first admin');
  const dana = team.slack.world.users.get(DANA);
  if (dana) dana.isAdmin = false;
  await team.slack.as(DANA).home()?.press('Set up Partner Rewards');
  const problem = await eventually(() => team.slack.as(DANA).modal());
  expect(problem.visibleText()).toContain('Only an admin or owner of this Slack workspace');
  await problem.close();
  expect(await team.db.reads.roleGrant.count()).toBe(0);
  if (dana) dana.isAdmin = true;
});

test('the first who runs the Slack workspace becomes the admin and sees three steps', async () => {
  await homeOf(DANA, 'you become its first admin');
  await team.slack.as(DANA).home()?.press('Set up Partner Rewards');
  const steps = await eventually(() => {
    const text = team.slack.as(DANA).home()?.visibleText() ?? '';
    return text.includes('1 · Channels') && text;
  });
  expect(steps).toContain('1 · Channels · to do');
  expect(steps).toContain('2 · People · to do');
  expect(steps).toContain('3 · Money and time · to do');
  expect(steps).toContain('Say in Money whether rewards that nobody reviewed may be paid.');
  expect(steps).toContain('Choose the channel where rewards are reviewed');
  expect(steps).toContain('There is nobody who may approve what somebody else created');
  expect(await team.db.reads.roleGrant.findMany()).toMatchObject([{ role: 'admin', principalId: DANA }]);
  const claims = await team.db.reads.event.findMany({ where: { kind: 'admin_claimed' } });
  expect(claims).toMatchObject([{ actor: DANA, data: { setting: 'admin-users', from: '', to: DANA } }]);
  // Everybody else now reads whom to ask.
  expect(await homeOf(OMAR, 'Ask')).toContain('@dana');
});

test('before the channels are chosen nothing is created', async () => {
  await team.slack.as(DANA).types('/reward');
  const told = await eventually(() => team.slack.as(DANA).ephemerals().at(-1)?.text);
  expect(told).toBe('This workspace is not set up yet. An admin does that in the Home of Partner Rewards.');
  expect(team.slack.as(DANA).modal()).toBeUndefined();
});

test('a channel that the bot cannot use is an error under its own field, and nothing is written', async () => {
  const form = await formOf(DANA, 'Channels');
  team.slack.kick(REVIEW);
  await form.fill({ 'Review channel': '#reward-review', 'Finance channel': '#partner-finance' });
  expect(await form.submit()).toMatchObject({
    status: 'errors',
    errors: { 'Review channel': expect.stringContaining('/invite @Partner Rewards') },
  });
  team.slack.invite(REVIEW);
  team.slack.archive(REVIEW);
  team.slack.share(FINANCE);
  expect((await form.submit()).errors).toEqual({
    'Review channel': expect.stringContaining('archived'),
    'Finance channel': expect.stringContaining('outsiders'),
  });
  team.slack.archive(REVIEW, false);
  team.slack.share(FINANCE, false);
  team.slack.weather.set({ method: 'conversations.info', kind: 'http_500' });
  expect(Object.values((await form.submit()).errors ?? {})[0]).toContain('Slack did not answer');
  team.slack.weather.clear();
  expect(await team.db.reads.programme.findFirstOrThrow()).toMatchObject({ reviewChannel: null, financeChannel: null });
  expect(await form.submit()).toMatchObject({ status: 'closed' });
  expect(await team.db.reads.programme.findFirstOrThrow()).toMatchObject({
    reviewChannel: REVIEW,
    financeChannel: FINANCE,
  });
});

test('whether unreviewed rewards are paid is asked: nothing is chosen beforehand, and the form wants an answer', async () => {
  const form = await formOf(DANA, 'Money');
  expect(form.value('May unreviewed rewards be paid?')).toBeUndefined();
  expect(await form.submit()).toMatchObject({ status: 'errors' });
  expect(await team.db.reads.programme.findFirstOrThrow()).toMatchObject({ unreviewedPolicy: null });
  await form.select('May unreviewed rewards be paid?', 'No: they wait until they are approved');
  expect(await form.submit()).toMatchObject({ status: 'closed' });
  expect(await team.db.reads.programme.findFirstOrThrow()).toMatchObject({ unreviewedPolicy: 'approved_only' });
  const answers = await team.db.reads.event.findMany({ where: { data: { path: ['setting'], equals: 'unreviewed' } } });
  expect(answers).toMatchObject([{ actor: DANA, data: { from: '', to: 'approved_only' } }]);
});

test('people are named, and once all is done Home shows Settings instead of the steps', async () => {
  const managers = await formOf(DANA, 'Who may create');
  await managers.fill({ People: '@ana' });
  expect(await managers.submit()).toMatchObject({ status: 'closed' });
  const approvers = await formOf(DANA, 'Who may approve');
  await approvers.select('Approvers: user groups', 'reward-approvers @reward-approvers', 'approv');
  expect(await approvers.submit()).toMatchObject({ status: 'closed' });
  const home = await eventually(() => {
    const text = team.slack.as(DANA).home()?.visibleText() ?? '';
    return text.includes('Settings') && text.includes('Approve: 1 user group') && text;
  });
  expect(home).toContain('Create: 1 person · Approve: 1 user group · Invoices: admins only · Admins: 1 person');
  expect(home).toContain('Cards of rewards go to');
  // The group counts at once: Slack was asked who is in it before it was given the role.
  expect(await team.db.reads.userGroup.findMany()).toMatchObject([{ groupId: 'S0APPROVERS', userIds: [BO] }]);
  await team.slack.as(ANA).types('/reward');
  expect((await eventually(() => team.slack.as(ANA).modal())).title).toBe('Manual Rewards');
});

test('a channel that breaks later is named in the Home of admins, with what to do', async () => {
  team.slack.kick(FINANCE);
  expect(await homeOf(DANA, '1 · Channels · to do')).toContain('/invite @Partner Rewards');
  team.slack.invite(FINANCE);
  team.slack.weather.set({ method: 'conversations.info', kind: 'error', error: 'missing_scope' });
  expect(await homeOf(DANA, 'missing_scope')).toContain('could not be checked');
  team.slack.weather.clear();
  await homeOf(DANA, /^(?!.*to do)[\s\S]*Settings/);
});

test('an approver whom Slack has deactivated is named there, and Slack’s silence is no news of anybody', async () => {
  const bo = team.slack.world.users.get(BO);
  if (bo) bo.deleted = true;
  expect(await homeOf(DANA, '2 · People · to do')).toContain('Deactivated in Slack, and so nobody who approves: @bo.');
  team.slack.weather.set({ method: 'users.info', kind: 'error', error: 'fatal_error' });
  await homeOf(DANA, /^(?!.*to do)[\s\S]*Settings/);
  team.slack.weather.clear();
  if (bo) bo.deleted = false;
});

/** `npm run rewards -- doctor`, beside the bot. */
async function doctor(env: Record<string, string> = {}) {
  let out = '';
  const exitCode = await runCommandLine({
    words: ['doctor', '--json'],
    clock: team.clock,
    env: {
      DATABASE_URL: team.databaseUrl,
      SLACK_BOT_TOKEN: team.slack.botToken,
      SLACK_API_URL: team.slack.apiUrl,
      ...env,
    },
    out: { write: (text) => (out += text) },
    err: { write: () => true },
  });
  const { checks } = JSON.parse(out) as { checks: { name: string; ok: boolean; says: string }[] };
  return { exitCode, todo: checks.filter(({ ok }) => !ok).map(({ name, says }) => `${name}: ${says}`), checks };
}

test('the doctor says that nobody is left to change the settings once Slack has deactivated the last admin', async () => {
  const dana = team.slack.world.users.get(DANA);
  if (dana) dana.deleted = true;
  const [people, ...others] = (await doctor()).todo;
  if (dana) dana.deleted = false;
  expect(people).toContain('Every admin is deactivated in Slack, so nobody can change the settings.');
  expect(people).toContain('npm run rewards -- settings admin-users U0123456789');
  expect(others).toEqual([]);
});

test('the doctor names an approver whom Slack has deactivated, and nobody where Slack says nothing', async () => {
  const bo = team.slack.world.users.get(BO);
  if (bo) bo.deleted = true;
  expect(await doctor()).toMatchObject({
    exitCode: 1,
    todo: [
      `people: Create: 1 person · Approve: 1 user group · Invoices: admins only · Admins: 1 person. Deactivated in Slack, and so nobody who approves: ${BO}. Take them off the roles.`,
    ],
  });
  team.slack.weather.set({ method: 'users.info', kind: 'error', error: 'fatal_error' });
  expect(await doctor()).toMatchObject({ exitCode: 0, todo: [] });
  team.slack.weather.clear();
  if (bo) bo.deleted = false;
  expect(await doctor()).toMatchObject({ exitCode: 0, todo: [] });
});

test('the doctor says the same at the command line, and whether Slack takes the token and what it grants', async () => {
  const well = await doctor();
  expect(well).toMatchObject({ exitCode: 0, todo: [] });
  expect(well.checks.map(({ name }) => name)).toEqual([
    'database',
    'token',
    'scopes',
    'review-channel',
    'finance-channel',
    'people',
    'money and time',
    'jobs',
  ]);
  team.slack.kick(REVIEW);
  team.slack.revoke('usergroups:read', 'im:history');
  await team.db.transaction((tx) =>
    tx.userGroup.updateMany({ data: { refreshedAt: new Date('2026-01-01T00:00:00Z') } }),
  );
  const ill = await doctor();
  expect(ill.exitCode).toBe(1);
  expect(ill.todo).toEqual([
    expect.stringMatching(/^scopes: Missing: usergroups:read\. Paste manifest\.json/),
    expect.stringMatching(/^review-channel: C0REVIEW is private and the bot is not in it.*\/invite @Partner Rewards/),
    expect.stringMatching(/^people: .*Not read for a day.*S0APPROVERS/),
  ]);
  expect((await doctor({ SLACK_BOT_TOKEN: 'xoxb-wrong' })).todo[0]).toContain('token: Slack refused SLACK_BOT_TOKEN');
  expect((await doctor({ SLACK_BOT_TOKEN: '' })).todo[0]).toContain('SLACK_BOT_TOKEN is not set here');
});
